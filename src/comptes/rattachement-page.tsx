import { dateSimple } from '../domaine/francais.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Erreur } from '../domaine/refus.ts'
import { ROLES, type Role } from '../domaine/roles.ts'
import type { InvitationRecue } from '../registre/en-attente.ts'
import type { Voie } from '../registre/rattachement.ts'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampChoix } from '../ui/champs-choix.tsx'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { InvitationsRecues } from '../ui/invitations-recues.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Recherche } from '../ui/recherche.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import { MenuCompte } from './compte-page.tsx'
import type { MaDemande, Trouve } from './rattachement-queries.ts'

type Props = {
  cadre: Cadre
  q: string
  trouves: Trouve[]
  propositions: Trouve[]
  demandes: MaDemande[]
  invitations: InvitationRecue[]
  nommer: (d: { role: Role; portee: string }) => string
}

export function RattachementPage(p: Props) {
  return (
    <Page {...p.cadre} titre="Rejoindre un organisme" prive>
      <h1 class="govuk-heading-l">Mon compte</h1>
      <MenuCompte ici="rattachement" />
      <InvitationsRecues invitations={p.invitations} />
      <h2 class="govuk-heading-m">Rejoindre un organisme</h2>
      <p class="govuk-body">
        Un dossier appartient à une commune, à une intercommunalité ou à un autre organisme, jamais à une personne.
        Cherchez le vôtre, ou votre école.
      </p>
      {p.propositions.length > 0 ? <Liste titre="D’après ProConnect" trouves={p.propositions} /> : null}
      <Recherche
        action={urls.rattachement.href()}
        libelle="Votre commune, votre intercommunalité ou votre école"
        aide="Son nom, son code postal, ou le numéro UAI de l’école"
        valeur={p.q}
      />
      {p.q ? <Resultats {...p} /> : null}
      <p class="govuk-body">
        Un syndicat ou un organisme de gestion d’école privée n’est pas dans la liste ?{' '}
        <a class="govuk-link" href={urls.rattachementNouveau.href()}>
          Ajoutez-le
        </a>
        .
      </p>
      {p.demandes.length > 0 ? <Demandes {...p} /> : null}
    </Page>
  )
}

function Resultats({ trouves }: Props) {
  if (trouves.length > 0) return <Liste titre="Résultats" trouves={trouves} />
  return (
    <Vide titre="Rien ne porte ce nom">
      <p class="govuk-body">Essayez un seul mot, ou le code postal.</p>
    </Vide>
  )
}

const Liste = ({ titre, trouves }: { titre: string; trouves: Trouve[] }) => (
  <>
    <h3 class="govuk-heading-s">{titre}</h3>
    <ul class="govuk-list">
      {trouves.map((t) => (
        <li>
          <a class="govuk-link" href={urls.rattachement.href({}, { [t.type]: t.code })}>
            {typographier(t.nom)}
          </a>
          <br />
          <span class="laureat-discret">{typographier(t.precision)}</span>
        </li>
      ))}
    </ul>
  </>
)

export const ETATS_DEMANDE = { demande: 'En attente', accepte: 'Acceptée', refuse: 'Close' } as const

function Demandes({ demandes, nommer }: Props) {
  return (
    <Tableau
      legende="Mes demandes"
      colonnes={[{ titre: 'Pour' }, { titre: 'Rôle' }, { titre: 'Le' }, { titre: 'État' }]}
      lignes={demandes.map((d) => [
        <a class="govuk-link" href={urls.rattachementCode.href({ id: d.id })}>
          {nommer({ role: d.role, portee: d.organisme })}
        </a>,
        ROLES[d.role].libelle,
        dateSimple(d.cree_le),
        <PuceEtat ton={d.etat === 'accepte' ? 'fait' : d.etat === 'demande' ? 'attention' : 'neutre'}>
          {ETATS_DEMANDE[d.etat]}
        </PuceEtat>,
      ])}
    />
  )
}

type PropsDemander = {
  cadre: Cadre
  cible: { type: 'organisme' | 'ecole'; code: string }
  nom: string
  voies: Voie[]
  erreurs?: Erreur[] | undefined
}

/** Who will answer, said before asking. */
const VOIES: Record<Voie, { libelle: string; aide: string }> = {
  gestionnaire: {
    libelle: 'Par la personne responsable des accès',
    aide: 'Elle reçoit votre demande par courriel et répond sur Lauréat.',
  },
  code: {
    libelle: 'Par un code envoyé à l’adresse officielle',
    aide: 'La mairie ou l’école reçoit un code à six chiffres : demandez-le-lui, puis tapez-le ici. C’est le plus rapide.',
  },
  agent: {
    libelle: 'Par le service qui gère l’appel à projets',
    aide: 'Un agent vérifie votre demande auprès de la mairie ou de l’école.',
  },
}

export function DemanderPage({ cadre, cible, nom, voies, erreurs }: PropsDemander) {
  const seule = voies.length === 1 ? voies[0] : undefined
  return (
    <Page {...cadre} titre={`Rejoindre ${nom}`} erreurs={erreurs} retour={{ href: urls.rattachement.href() }} prive>
      <ResumeErreurs erreurs={erreurs} />
      <h1 class="govuk-heading-l">Rejoindre {nom}</h1>
      <Formulaire action={urls.rattachement.href()} csrf={cadre.csrf}>
        <input type="hidden" name={cible.type} value={cible.code} />
        {cible.type === 'organisme' ? (
          <ChampChoix
            chemin="role"
            libelle="Que ferez-vous ?"
            erreurs={erreurs}
            choix={(['redacteur', 'signataire'] as const).map((r) => ({
              valeur: r,
              libelle: ROLES[r].libelle,
              aide: ROLES[r].aide,
            }))}
          />
        ) : (
          <>
            <input type="hidden" name="role" value="directeur" />
            <p class="govuk-body">Vous dirigez cette école : vous écrirez son projet et suivrez sa part du dossier.</p>
          </>
        )}
        {seule ? (
          <>
            <input type="hidden" name="voie" value={seule} />
            <p class="govuk-body">
              Votre demande sera examinée {VOIES[seule].libelle.replace(/^Par/, 'par')}. {VOIES[seule].aide}
            </p>
          </>
        ) : (
          <ChampChoix
            chemin="voie"
            libelle="Comment vérifier que vous en faites partie ?"
            valeur="code"
            erreurs={erreurs}
            choix={voies.map((v) => ({ valeur: v, ...VOIES[v] }))}
          />
        )}
        <Bouton>Envoyer ma demande</Bouton>
      </Formulaire>
    </Page>
  )
}
