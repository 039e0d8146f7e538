import { ecolesVivantes } from '../domaine/faits.ts'
import { dateSimple } from '../domaine/francais.ts'
import { typographier } from '../domaine/organismes.ts'
import { type Erreur, estRefus, type Refus } from '../domaine/refus.ts'
import { ROLES } from '../domaine/roles.ts'
import type { Maison, Slice } from '../maison.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampListe, ChampTexte } from '../ui/champs.tsx'
import { ChampChoix } from '../ui/champs-choix.tsx'
import { Bouton, BoutonPost, Formulaire } from '../ui/formulaire.tsx'
import { Page } from '../ui/page.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import { agir } from './agir.ts'
import { type Ecran, ecritPourLePorteur, ouvrirDossier } from './ecran.ts'
import { champ } from './formulaire-poste.ts'
import { lireEntourage, lireInvites, type Personne } from './queries.ts'

/** Who takes part in a dossier: invite, take back an invitation. */
export const routesPersonnes: Slice = ({ pages, maison }) => {
  pages.get(urls.personnes, async (requete) => afficher(maison, requete))
  pages.post(urls.personnes, async (requete) => {
    const e = await ouvrirDossier(maison, requete)
    if (estRefus(e)) return e
    const champs = requete.body ?? {}
    const retiree = champ(champs, 'retirer')
    const [courriel, role, uai] = [champ(champs, 'courriel'), champ(champs, 'role'), champ(champs, 'uai')]
    const saisie = { courriel, role, ...(uai && role === 'directeur' ? { uai } : {}) }
    const fait =
      retiree !== '' ? await agir(e, 'retirer_invitation', { sur: retiree }) : await agir(e, 'inviter', saisie)
    if (estRefus(fait)) return fait.statut === 404 ? fait : afficher(maison, requete, fait)
    return {
      vers: urls.personnes.href({ id: e.faits.dossier.id }, retiree !== '' ? { retiree: 'oui' } : { invite: courriel }),
    }
  })
}

const afficher = async (maison: Maison, requete: Requete, refus?: Refus): Promise<Sortie> => {
  const e = await ouvrirDossier(maison, requete)
  if (estRefus(e)) return e
  const entourage = await lireEntourage(e.base, e.faits, e.maintenant)
  // The district's own people see nothing of a draft unless they were invited.
  const participants = [
    ...entourage.filter((p) => p.role !== 'erun' && p.role !== 'ien'),
    ...(await lireInvites(e.base, e.faits)),
  ]
  return { statut: refus?.statut ?? 200, page: <PersonnesPage {...{ e, participants, refus }} /> }
}

const PersonnesPage = ({
  e,
  participants,
  refus,
}: {
  e: Ecran
  participants: Personne[]
  refus: Refus | undefined
}) => {
  const { faits, requete } = e
  const id = faits.dossier.id
  const erreurs = refus ? (refus.erreurs ?? [{ chemin: 'courriel', message: refus.detail }]) : []
  const invitations = faits.invitations.filter((i) => i.etat !== 'retiree')
  return (
    <Page
      {...e.cadre}
      titre="Personnes"
      retour={{ href: urls.dossier.href({ id }), libelle: 'Retour au dossier' }}
      erreurs={erreurs}
      prive
    >
      <ResumeErreurs erreurs={erreurs} />
      <p class="laureat-surtitre">Dossier {faits.dossier.numero}</p>
      <h1 class="govuk-heading-xl">Qui participe à ce dossier</h1>
      {requete.query.invite ? (
        <Avis ton="succes" titre="L’invitation est envoyée.">
          {requete.query.invite} reçoit un lien personnel par courriel.
        </Avis>
      ) : null}
      {requete.query.retiree ? (
        <Avis ton="succes" titre="L’invitation est retirée : son lien ne fonctionne plus." />
      ) : null}
      <Tableau
        legende="Personnes qui ont accès"
        colonnes={[{ titre: 'Personne' }, { titre: 'Rôle' }, { titre: 'École' }]}
        lignes={parPersonne(participants).map((roles) => [
          roles[0]?.nom,
          unis(roles.map((p) => ROLES[p.role].libelle)),
          unis(roles.map((p) => nomEcole(e, p.portee))),
        ])}
      />
      {invitations.length > 0 ? (
        <Tableau
          legende="Invitations"
          colonnes={[
            { titre: 'Adresse' },
            { titre: 'À quel titre' },
            { titre: 'École' },
            { titre: 'État' },
            ...(ecritPourLePorteur(e) ? [{ titre: 'Action' }] : []),
          ]}
          lignes={invitations.map((i) => [
            i.courriel,
            ROLES[i.role].libelle,
            nomEcole(e, i.uai),
            i.etat === 'acceptee' ? 'Acceptée' : `Envoyée le ${dateSimple(i.cree_le)}`,
            ...(ecritPourLePorteur(e)
              ? [
                  <BoutonPost action={urls.personnes.href({ id })} csrf={e.cadre.csrf} champs={{ retirer: i.id }} lien>
                    Retirer<span class="govuk-visually-hidden"> l’invitation envoyée à {i.courriel}</span>
                  </BoutonPost>,
                ]
              : []),
          ])}
        />
      ) : null}
      {ecritPourLePorteur(e) ? <Inviter e={e} erreurs={erreurs} /> : null}
    </Page>
  )
}

/** The same person may hold several roles: one row each. */
const parPersonne = (personnes: Personne[]): Personne[][] => [...Map.groupBy(personnes, (p) => p.courriel).values()]
const unis = (mots: string[]): string => [...new Set(mots)].filter(Boolean).join(', ')

const Inviter = ({ e, erreurs }: { e: Ecran; erreurs: Erreur[] }) => {
  const { body, query } = e.requete
  const champs = body ?? {}
  const ecoles = ecolesVivantes(e.faits)
  return (
    <>
      <h2 class="govuk-heading-m">Inviter une personne</h2>
      <Formulaire action={urls.personnes.href({ id: e.faits.dossier.id })} csrf={e.cadre.csrf}>
        <ChampTexte
          chemin="courriel"
          libelle="Son adresse électronique"
          type="email"
          valeur={champ(champs, 'courriel')}
          erreurs={erreurs}
          orthographe={false}
        />
        <ChampChoix
          chemin="role"
          libelle="À quel titre ?"
          erreurs={erreurs}
          valeur={champ(champs, 'role') || query.role || (query.uai ? 'directeur' : '')}
          choix={[
            {
              valeur: 'directeur',
              libelle: 'Direction d’école',
              aide: 'Écrit et valide le projet de son école.',
              suite: (
                <ChampListe
                  chemin="uai"
                  libelle="Quelle école ?"
                  erreurs={erreurs}
                  valeur={champ(champs, 'uai') || query.uai || (ecoles.length === 1 ? ecoles[0]?.uai : undefined)}
                  choix={ecoles.map((x) => ({ valeur: x.uai, libelle: typographier(x.nom) }))}
                />
              ),
            },
            {
              valeur: 'erun',
              libelle: 'ERUN (enseignant référent aux usages du numérique)',
              aide: 'Lit le brouillon et conseille les écoles.',
            },
            { valeur: 'redacteur', libelle: 'Collègue', aide: 'Remplit le dossier avec vous et peut le déposer.' },
          ]}
        />
        <Bouton>Envoyer l’invitation</Bouton>
      </Formulaire>
    </>
  )
}

const nomEcole = (e: Ecran, uai: string | null): string =>
  typographier(e.faits.ecoles.find((x) => x.uai === uai)?.nom ?? '')
