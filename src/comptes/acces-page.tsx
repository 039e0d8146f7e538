import type { FaitsOrganisation, Titulaire } from '../domaine/acte.ts'
import { dateSimple, de } from '../domaine/francais.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Erreur } from '../domaine/refus.ts'
import { ROLES, type Role } from '../domaine/roles.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampTexte } from '../ui/champs.tsx'
import { ChampChoix, ChampDate } from '../ui/champs-choix.tsx'
import { type ActeLu, DepuisLecture } from '../ui/depuis-lecture.tsx'
import { Bouton, BoutonPost, Formulaire } from '../ui/formulaire.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import { ModifierAcces } from './acces-modifier.tsx'

type Props = {
  cadre: Cadre
  faits: FaitsOrganisation
  maintenant: Date
  /** May this person change the access, or only see them? */
  gere: boolean
  /** May this person entrust the organisation to new people? */
  reprend: boolean
  /** The right whose dates are being changed. */
  modifie: Titulaire | undefined
  fait: boolean
  change: readonly ActeLu[] | undefined
  saisie: { courriel: string; role: string; jusqua: string }
  erreurs: Erreur[] | undefined
}

export function AccesPage(p: Props) {
  const nom = typographier(p.faits.nom)
  return (
    <Page
      {...p.cadre}
      titre={`Accès\u00a0: ${nom}`}
      erreurs={p.erreurs}
      retour={{ href: urls.compte.href(), libelle: 'Mon compte' }}
      prive
    >
      <ResumeErreurs erreurs={p.erreurs} />
      <p class="laureat-surtitre">{nom}</p>
      <h1 class="govuk-heading-l">Qui a accès, et jusqu’à quand</h1>
      {p.fait ? (
        <Avis ton="succes" titre="C’est fait">
          La personne concernée en est informée par courriel.
        </Avis>
      ) : null}
      <DepuisLecture quoi="Les accès ont changé" actes={p.change} />
      {p.gere && p.modifie ? <ModifierAcces {...p} modifie={p.modifie} /> : null}
      {p.gere && p.faits.demandes.length > 0 ? <Demandes {...p} /> : null}
      <Personnes {...p} />
      {p.gere && !p.modifie ? <Donner {...p} /> : null}
      {p.reprend ? (
        <p class="govuk-body">
          <a class="govuk-link" href={urls.repriseOrganisme.href({ siren: p.faits.code })}>
            Confier cet organisme à de nouvelles personnes
          </a>
        </p>
      ) : null}
    </Page>
  )
}

function Demandes({ cadre, faits }: Props) {
  const repondre = (acte: string, demande: string, mot: string, nom: string) => (
    <BoutonPost
      action={urls.acces.href({ siren: faits.code })}
      csrf={cadre.csrf}
      champs={{ acte, demande, version: String(faits.version) }}
      lien
    >
      {mot}
      <span class="govuk-visually-hidden"> la demande {de(nom)}</span>
    </BoutonPost>
  )
  return (
    <Tableau
      legende="Demandes qui attendent votre réponse"
      colonnes={[{ titre: 'Personne' }, { titre: 'Rôle demandé' }, { titre: 'Réponse' }]}
      lignes={faits.demandes.map((d) => [
        <Qui nom={d.nom} courriel={d.courriel} />,
        ROLES[d.role].libelle,
        <div class="laureat-reponses">
          {repondre('accepter_rattachement', d.id, 'Accepter', d.nom)}
          {repondre('refuser_rattachement', d.id, 'Refuser', d.nom)}
        </div>,
      ])}
    />
  )
}

const Qui = ({ nom, courriel }: { nom: string; courriel: string }) => (
  <>
    {nom === courriel ? courriel : nom}
    {nom === courriel ? null : (
      <>
        <br />
        <span class="laureat-discret laureat-petit">{courriel}</span>
      </>
    )}
  </>
)

function Personnes({ faits, gere, maintenant }: Props) {
  return (
    <Tableau
      legende="Personnes qui ont un rôle"
      colonnes={[
        { titre: 'Personne' },
        { titre: 'Rôle' },
        { titre: 'Depuis' },
        { titre: 'Jusqu’à' },
        ...(gere ? [{ titre: 'Action' }] : []),
      ]}
      lignes={faits.titulaires.map((t) => [
        <Qui {...t} />,
        ROLES[t.role].libelle,
        t.depuis > maintenant ? `À partir du ${dateSimple(t.depuis)}` : dateSimple(t.depuis),
        t.jusqua ? dateSimple(t.jusqua) : 'Sans limite',
        ...(gere
          ? [
              <a class="govuk-link" href={urls.acces.href({ siren: faits.code }, { modifier: t.id })}>
                Changer<span class="govuk-visually-hidden"> le rôle de {t.nom}</span>
              </a>,
            ]
          : []),
      ])}
    />
  )
}

const DONNES: Role[] = ['redacteur', 'signataire', 'gestionnaire_organisme']

function Donner({ cadre, faits, saisie, erreurs }: Props) {
  return (
    <>
      <h2 class="govuk-heading-m">Donner un accès à une autre personne</h2>
      <Formulaire action={urls.acces.href({ siren: faits.code })} csrf={cadre.csrf}>
        <input type="hidden" name="version" value={faits.version} />
        <ChampTexte
          chemin="courriel"
          libelle="Son adresse électronique"
          aide="Cette personne recevra un courriel et se connectera avec cette adresse."
          type="email"
          valeur={saisie.courriel}
          erreurs={erreurs}
        />
        <ChampChoix
          chemin="role"
          libelle="Son rôle"
          valeur={saisie.role}
          erreurs={erreurs}
          choix={DONNES.map((r) => ({ valeur: r, libelle: ROLES[r].libelle, aide: ROLES[r].aide }))}
        />
        <ChampDate
          chemin="jusqua"
          libelle="Date de fin"
          aide="Par exemple pour un remplacement. Laissez vide pour un rôle sans limite."
          facultatif
          valeur={saisie.jusqua}
          erreurs={erreurs}
        />
        <Bouton nom="acte" valeur="donner_role">
          Donner l’accès
        </Bouton>
      </Formulaire>
    </>
  )
}
