import type { ComponentChildren } from 'preact'
import { ACTES } from '../domaine/actes.ts'
import { ajouterJours, jourParis } from '../domaine/calendrier.ts'
import { typographier } from '../domaine/organismes.ts'
import { type Erreur, estRefus, introuvable, type Refus } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { accomplir } from '../registre/accomplir.ts'
import { lireChangements } from '../registre/changements.ts'
import { lireEnvoi } from '../registre/formulaire-fichiers.ts'
import type { Corps } from '../socle/http/corps.ts'
import type { Requete } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampLong } from '../ui/champs.tsx'
import { Changements, type ChangementsLus, rienDeNeuf } from '../ui/changements.tsx'
import { Bouton, Boutons, Formulaire } from '../ui/formulaire.tsx'
import { Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'
import { ecranDe } from './dossier.tsx'
import { type Ecran, peutFaire } from './ecran.ts'
import { ChampsActe } from './formulaire-acte.tsx'
import { PROPRES } from './formulaires-propres.tsx'
import { lireFormulaire } from './lire-formulaire-acte.ts'
import { OngletExamen } from './onglet-examen.tsx'
import { ChampsCompte, enCompte, lireCompte } from './pour-le-compte.tsx'
import { formulairePossible } from './schema-acte.ts'

/** The page of each act at the desk: what it does, its inputs, and the refusal with what changed when somebody was faster. */
export const routesActeBureau: Slice = ({ pages, maison }) => {
  const montrer = async (requete: Requete, non?: Refus, corps: Corps = {}) => {
    const e = await ecranDe(maison, requete)
    const nom = requete.params.acte ?? ''
    const acte = Object.hasOwn(ACTES, nom) ? ACTES[nom] : undefined
    if (!e || !acte || (!peutFaire(e, nom) && enCompte(e, nom) === 'non')) return introuvable()
    const change =
      non?.code === 'version_perimee' ? await lireChangements(maison.porte.base, e, lecture(corps)) : undefined
    return { statut: non?.statut ?? 200, page: <ActePage {...{ e, nom, non, corps, change }} /> }
  }
  pages.get(urls.bureauActe, (requete) => montrer(requete))
  pages.post(urls.bureauActe, async (requete) => {
    const nom = requete.params.acte ?? ''
    const acte = Object.hasOwn(ACTES, nom) ? ACTES[nom] : undefined
    const e = await ecranDe(maison, requete)
    if (!acte || !e) return introuvable()
    const compte = enCompte(e, nom)
    const { corps, erreurs } = await lireEnvoi(maison, requete, {
      'pourLeCompteDe.piece': 'recu_pour_le_compte',
    })
    const propre = PROPRES[nom]
    const lue: Record<string, unknown> = propre?.lire(corps, e) ?? lireFormulaire(acte, corps)
    const represente = compte === 'non' ? {} : lireCompte(corps, compte === 'aussi')
    // The paper received is often the very piece that the act asks for.
    const recue = represente.pourLeCompteDe?.piece
    const piece = lue.piece === undefined && recue && 'piece' in acte.saisie.shape ? { piece: recue } : {}
    const detail = erreurs[0]?.message
    if (detail !== undefined)
      return montrer(requete, { refus: true, statut: 422, code: 'saisie_invalide', detail, erreurs }, corps)
    const fait = await accomplir(maison.porte, {
      dossier: e.faits.dossier.id,
      acte: nom,
      saisie: { version: Number(corps.version), ...lue, ...piece, ...represente },
      acteur: acteurDe(requete),
      recuLe: requete.recuLe,
    })
    if (estRefus(fait)) return montrer(requete, fait, corps)
    return {
      vers: urls.bureauDossier.href(
        { slug: e.slug, id: e.faits.dossier.id },
        { fait: nom, ...(nom === 'examiner' ? { onglet: 'examen' } : {}) },
      ),
    }
  })
}

/** What the posted form was reading: the version it carries, and the instant at which the page was made. */
const lecture = (corps: Corps): { version: number | undefined; depuis: Date | undefined } => {
  const [version, vu] = [Number(corps.version), new Date(String(corps.vuLe ?? ''))]
  return {
    version: Number.isInteger(version) && version > 0 ? version : undefined,
    depuis: Number.isNaN(vu.getTime()) ? undefined : vu,
  }
}

type Props = { e: Ecran; nom: string; non: Refus | undefined; corps: Corps; change: ChangementsLus | undefined }

const ActePage = ({ e, nom, non, corps, change }: Props) => {
  const acte = ACTES[nom]
  if (!acte) return null
  const { dossier } = e.faits
  const erreurs: Erreur[] = non ? (PROPRES[nom]?.erreurs?.(non.erreurs ?? [], corps, e) ?? non.erreurs ?? []) : []
  const compte = enCompte(e, nom)
  const impossible = acte.possible?.({ faits: e.faits, maintenant: e.maintenant })
  const retour = urls.bureauDossier.href({ slug: e.slug, id: dossier.id })
  return (
    <Page
      {...e.cadre}
      titre={`${acte.libelle}, ${dossier.numero}`}
      prive
      erreurs={erreurs}
      retour={{ href: retour, libelle: 'Retour au dossier' }}
    >
      <ResumeErreurs erreurs={erreurs} />
      <p class="laureat-surtitre">
        Dossier {dossier.numero} · {typographier(e.faits.organisme.nom)}
      </p>
      <h1 class="govuk-heading-xl">{acte.libelle}</h1>
      {non && erreurs.length === 0 ? (
        <Avis
          ton="erreur"
          titre={
            change ? 'Le dossier a changé pendant que vous l’aviez ouvert : rien n’est encore décidé.' : non.detail
          }
        >
          {change ? (
            <p>
              Lisez ce qui a changé, puis décidez : ce que vous aviez écrit est encore ci-dessous, et le bouton porte
              maintenant sur le dossier tel qu’il est.
            </p>
          ) : null}
        </Avis>
      ) : null}
      {change ? (
        <section aria-labelledby="change">
          <h2 class="govuk-heading-m" id="change">
            Ce qui a changé depuis votre lecture
          </h2>
          {rienDeNeuf(change) ? (
            <p class="govuk-body">
              Une réponse ou un réglage interne a été enregistré ; aucune réponse déposée ni aucune décision n’a changé.
            </p>
          ) : (
            <Changements faits={e.faits} c={change} />
          )}
        </section>
      ) : null}
      {!acte.de.includes(dossier.etat) || (impossible && acte.sur !== 'ecole') ? (
        <Avis
          ton="attention"
          titre={impossible?.detail ?? 'Cet acte n’est pas possible dans l’état actuel du dossier.'}
        />
      ) : nom === 'examiner' ? (
        <OngletExamen e={e} erreurs={erreurs} saisi={corps} />
      ) : (
        <Formulaire
          action={urls.bureauActe.href({ slug: e.slug, id: dossier.id, acte: nom })}
          csrf={e.cadre.csrf}
          fichiers={compte !== 'non'}
        >
          <input type="hidden" name="version" value={dossier.version} />
          <input type="hidden" name="vuLe" value={e.maintenant.toISOString()} />
          {compte === 'seulement' ? <ChampsCompte {...{ e, erreurs, corps }} plie={false} /> : null}
          {champs(e, nom, erreurs, corps)}
          {compte === 'aussi' ? <ChampsCompte {...{ e, erreurs, corps }} plie /> : null}
          <ChampLong
            chemin="commentaire"
            libelle="Commentaire"
            aide="Gardé dans l’historique du dossier."
            lignes={2}
            facultatif
            erreurs={erreurs}
            valeur={typeof corps.commentaire === 'string' ? corps.commentaire : undefined}
          />
          <Boutons>
            <Bouton>{acte.libelle}</Bouton>
            <a class="govuk-link" href={retour}>
              Annuler
            </a>
          </Boutons>
        </Formulaire>
      )}
    </Page>
  )
}

const champs = (e: Ecran, nom: string, erreurs: Erreur[], corps: Corps): ComponentChildren => {
  const acte = ACTES[nom]
  if (!acte) return null
  const propre = PROPRES[nom]
  if (propre) return propre.champs({ e, erreurs, corps })
  if (!formulairePossible(acte))
    return <Avis ton="attention" titre="Cet acte a sa propre page, ou se fait par l’API." />
  return (
    <ChampsActe
      acte={acte}
      faits={e.faits}
      erreurs={erreurs}
      corps={corps}
      proposes={{
        date: jourParis(e.maintenant),
        avant: ajouterJours(jourParis(e.maintenant), e.faits.appel.delais.complementsJours),
      }}
    />
  )
}
