import { ecolesVivantes } from '../domaine/faits.ts'
import { accorder } from '../domaine/francais.ts'
import { deOrganisme, typographier } from '../domaine/organismes.ts'
import type { Refus } from '../domaine/refus.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { BoutonPost } from '../ui/formulaire.tsx'
import { Page } from '../ui/page.tsx'
import { Recherche } from '../ui/recherche.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import { choisitLesEcoles, type Ecran } from './ecran.ts'
import { titreOrganisme } from './mots.ts'
import type { EcoleProposee } from './territoire.ts'

type Props = { e: Ecran; q: string; refus: Refus | undefined; ecoles: EcoleProposee[]; total: number }

/** The schools of the project. */
export const EcolesPage = ({ e, q, refus, ecoles, total }: Props) => {
  const { faits } = e
  const id = faits.dossier.id
  const dedans = ecolesVivantes(faits)
  const modifiable = choisitLesEcoles(e) && faits.dossier.etat === 'brouillon'
  const erreurs = refus ? [{ chemin: '', message: refus.detail }] : []
  const ajoutee = dedans.find((x) => x.uai === e.requete.query.ajoutee)
  const action = urls.ecoles.href({ id })
  return (
    <Page
      {...e.cadre}
      titre="Écoles du projet"
      retour={{ href: urls.dossier.href({ id }), libelle: 'Retour au dossier' }}
      erreurs={erreurs}
      prive
    >
      <ResumeErreurs erreurs={erreurs} titre="Cette école n’a pas été ajoutée" />
      <p class="laureat-surtitre">
        Dossier {faits.dossier.numero} · {titreOrganisme(faits.organisme)}
      </p>
      <h1 class="govuk-heading-xl">Écoles du projet</h1>
      {ajoutee ? (
        <Avis ton="succes" titre={`${typographier(ajoutee.nom)} est dans votre dossier.`}>
          L’école est prévenue par courriel. Sa directrice ou son directeur peut écrire son projet :{' '}
          <a href={urls.personnes.href({ id }, { uai: ajoutee.uai })}>invitez cette personne</a> si elle n’a pas encore
          de compte.
        </Avis>
      ) : null}
      {e.requete.query.retiree && !refus ? (
        <Avis
          ton="succes"
          titre="L’école est retirée. Ce qui a été écrit pour elle revient si vous l’ajoutez de nouveau."
        />
      ) : null}
      <h2 class="govuk-heading-m">Dans le dossier</h2>
      {dedans.length === 0 ? (
        <Vide titre="Aucune école pour le moment.">
          <p class="govuk-body">Choisissez-les ci-dessous. Il en faut au moins une.</p>
        </Vide>
      ) : (
        <Tableau
          legende="Écoles dans le dossier"
          legendeCachee
          colonnes={[
            { titre: 'École' },
            { titre: 'UAI' },
            { titre: 'Projet' },
            ...(modifiable ? [{ titre: 'Action' }] : []),
          ]}
          lignes={dedans.map((x) => [
            typographier(x.nom),
            x.uai,
            x.etat === 'valide_par_ecole' ? 'Validé par l’école' : 'À écrire',
            ...(modifiable
              ? [
                  <BoutonPost action={action} csrf={e.cadre.csrf} champs={{ retirer: x.uai, q }} lien>
                    Retirer<span class="govuk-visually-hidden"> {typographier(x.nom)}</span>
                  </BoutonPost>,
                ]
              : []),
          ])}
        />
      )}
      {modifiable ? (
        <>
          <h2 class="govuk-heading-m" id="ajouter">
            Ajouter une école
          </h2>
          <Recherche
            action={action}
            libelle={`Chercher parmi les écoles ${deOrganisme(faits.organisme)}`}
            aide="Un nom d’école, une commune, ou un numéro UAI comme 0380032D."
            valeur={q}
          />
          <Proposees {...{ e, q, ecoles, total }} />
        </>
      ) : null}
    </Page>
  )
}

const Proposees = ({ e, q, ecoles, total }: Omit<Props, 'refus'>) =>
  ecoles.length === 0 ? (
    <Vide
      titre={
        q
          ? `Aucune autre école ne répond à « ${q} » dans votre territoire.`
          : 'Toutes les écoles de votre territoire sont dans le dossier.'
      }
    >
      <p class="govuk-body">
        L’annuaire officiel fait foi : écoles ouvertes, publiques ou privées sous contrat. Une école manque ? Écrivez à{' '}
        <a href={`mailto:${e.faits.appel.contact.courriel}`}>{e.faits.appel.contact.courriel}</a>.
      </p>
    </Vide>
  ) : (
    <Tableau
      legende={
        total > ecoles.length
          ? `${accorder(total, 'école')}, les ${ecoles.length} premières : précisez votre recherche`
          : accorder(total, 'école')
      }
      colonnes={[
        { titre: 'École' },
        { titre: 'Commune' },
        { titre: 'UAI' },
        { titre: 'Élèves', nombre: true },
        { titre: 'Action' },
      ]}
      lignes={ecoles.map((x) => [
        <>
          {typographier(x.nom)}
          {x.secteur === 'prive' ? ' (privée sous contrat)' : ''}
        </>,
        typographier(x.commune),
        x.uai,
        x.eleves ?? '',
        x.ailleurs ? (
          <span class="laureat-discret">Déjà dans le dossier {x.ailleurs}</span>
        ) : (
          <BoutonPost
            action={urls.ecoles.href({ id: e.faits.dossier.id })}
            csrf={e.cadre.csrf}
            champs={{ ajouter: x.uai, q }}
            lien
          >
            Ajouter<span class="govuk-visually-hidden"> {typographier(x.nom)}</span>
          </BoutonPost>
        ),
      ])}
    />
  )
