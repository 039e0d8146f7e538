import { ecolesVivantes } from '../domaine/faits.ts'
import type { Champs } from '../domaine/formulaire/lire-formulaire.ts'
import { accorder, dateSimple } from '../domaine/francais.ts'
import { euros } from '../domaine/montants.ts'
import { type Erreur, estRefus } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { dateSaisie, ResumeErreurs } from '../ui/champ.tsx'
import { ChampLong } from '../ui/champs.tsx'
import { ChampDate } from '../ui/champs-choix.tsx'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { ListeTaches, type Tache } from '../ui/liste-taches.tsx'
import { Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'
import { agir } from './agir.ts'
import { type Ecran, ecritPourLePorteur, ouvrirDossier } from './ecran.ts'
import { champ } from './formulaire-poste.ts'
import { oublierTexte, reprendreTexte } from './textes-gardes.ts'

/** The guide's four points before writing, and the meeting of the school and the town hall. */
export const routesPreparation: Slice = ({ pages, maison }) => {
  pages.get(urls.preparation, async (requete) => {
    const e = await ouvrirDossier(maison, requete)
    if (estRefus(e)) return e
    const garde = await reprendreTexte(maison, requete)
    const saisie = garde ? saisieDe(garde) : (e.faits.dossier.contenu.reunion ?? {})
    return { page: <PreparationPage {...{ e, saisie }} erreurs={[]} /> }
  })
  pages.post(urls.preparation, async (requete) => {
    const e = await ouvrirDossier(maison, requete)
    if (estRefus(e)) return e
    const champs = requete.body ?? {}
    const saisie = saisieDe(champs)
    const fait = await agir(e, 'consigner_reunion', saisie)
    if (!estRefus(fait)) await oublierTexte(maison, requete)
    if (!estRefus(fait)) return { vers: urls.dossier.href({ id: e.faits.dossier.id }, { fait: 'enregistre' }) }
    const erreurs = fait.erreurs ?? [{ chemin: '', message: fait.detail }]
    return fait.statut === 404 ? fait : { statut: fait.statut, page: <PreparationPage {...{ e, erreurs, saisie }} /> }
  })
}

const saisieDe = (champs: Champs) => ({
  date: dateSaisie(champs, 'date'),
  ...(champ(champs, 'participants').trim() ? { participants: champ(champs, 'participants') } : {}),
  ...(champ(champs, 'decisions').trim() ? { decisions: champ(champs, 'decisions') } : {}),
})

type Props = { e: Ecran; erreurs: Erreur[]; saisie: { date?: string; participants?: string; decisions?: string } }

const PreparationPage = ({ e, erreurs, saisie }: Props) => {
  const { faits } = e
  const id = faits.dossier.id
  return (
    <Page
      {...e.cadre}
      titre="Préparer le projet"
      retour={{ href: urls.dossier.href({ id }), libelle: 'Retour au dossier' }}
      erreurs={erreurs}
      prive
    >
      <ResumeErreurs erreurs={erreurs} />
      <p class="laureat-surtitre">Dossier {faits.dossier.numero}</p>
      <h1 class="govuk-heading-xl">Préparer le projet avec l’école</h1>
      <p class="laureat-chapo">
        Rien ici n’est obligatoire pour déposer : ce sont les points qui font gagner du temps.
      </p>
      <div class="laureat-groupe">
        <ListeTaches
          id="preparation"
          taches={faits.appel.preparation.map((p) => ({ libelle: p.libelle, aide: p.aide, ...pointDe(e, p.id) }))}
        />
      </div>
      <h2 class="govuk-heading-m" id="reunion">
        La réunion de l’école et de la mairie
      </h2>
      {ecritPourLePorteur(e) && faits.dossier.etat === 'brouillon' ? (
        <Formulaire action={urls.preparation.href({ id })} csrf={e.cadre.csrf}>
          <ChampDate chemin="date" libelle="Date de la réunion" valeur={saisie.date} erreurs={erreurs} />
          <ChampLong
            chemin="participants"
            libelle="Qui était là ?"
            aide="Noms et fonctions. N’écrivez aucun nom d’élève."
            valeur={saisie.participants}
            lignes={3}
            erreurs={erreurs}
            facultatif
          />
          <ChampLong
            chemin="decisions"
            libelle="Ce qui a été décidé"
            valeur={saisie.decisions}
            lignes={4}
            erreurs={erreurs}
            facultatif
          />
          <Bouton>Enregistrer la réunion</Bouton>
        </Formulaire>
      ) : (
        <p class="govuk-body">
          {saisie.date
            ? `Elle a eu lieu le ${dateSimple(saisie.date)}. ${saisie.decisions ?? ''}`
            : 'Elle n’est pas encore consignée.'}
        </p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={urls.personnes.href({ id }, { role: 'erun' })}>
          Inviter l’ERUN
        </a>{' '}
        (enseignant référent aux usages du numérique) à lire le brouillon et à vous conseiller.
      </p>
    </Page>
  )
}

/** The state of each point, read in the dossier itself. */
const pointDe = (e: Ecran, point: string): Pick<Tache, 'etat' | 'href' | 'mot'> => {
  const { faits } = e
  const id = faits.dossier.id
  const ecoles = ecolesVivantes(faits)
  const valides = ecoles.filter((x) => x.etat === 'valide_par_ecole').length
  switch (point) {
    case 'reunion':
      return {
        href: '#reunion',
        ...(faits.dossier.contenu.reunion
          ? { etat: 'termine', mot: `Tenue le ${dateSimple(faits.dossier.contenu.reunion.date)}` }
          : { etat: 'a_commencer' }),
      }
    case 'arbitrage':
      return {
        href: urls.simulateur.href({ slug: faits.dossier.appel }),
        ...(faits.dossier.montant_depense > 0
          ? { etat: 'en_cours', mot: `${euros(faits.dossier.montant_depense)} HT` }
          : { etat: 'a_commencer' }),
      }
    case 'projet':
      return {
        href: urls.dossier.href({ id }),
        etat: ecoles.length > 0 && valides === ecoles.length ? 'termine' : valides > 0 ? 'en_cours' : 'a_commencer',
        ...(valides > 0
          ? { mot: `${accorder(valides, 'projet validé', 'projets validés')} sur ${ecoles.length}` }
          : {}),
      }
    case 'besoins': {
      const faites = ecoles.filter((x) => x.montant_demande > 0).length
      return {
        href: urls.dossier.href({ id }),
        etat: faites === 0 ? 'a_commencer' : faites === ecoles.length ? 'termine' : 'en_cours',
      }
    }
    default:
      return { etat: 'a_commencer', mot: 'À voir' }
  }
}
