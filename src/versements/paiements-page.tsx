import type { Autour } from '../domaine/acte.ts'
import { euros } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Erreur } from '../domaine/refus.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { type ActeLu, DepuisLecture } from '../ui/depuis-lecture.tsx'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { SousNavigation } from '../ui/navigation.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import { ImporterResultats } from './importer-resultats.tsx'
import type { ImportPaiements } from './imports-queries.ts'
import { ETATS_VERSEMENT, jourDit, TYPES_VERSEMENT } from './mots.ts'
import type { LignePaiement } from './paiements-queries.ts'
import { Seuils } from './seuils.tsx'

const LIBELLES: Record<string, string> = {
  calculer: 'À calculer',
  valider: 'À valider',
  mandater: 'À mandater',
  payer: 'Mandatées',
  payees: 'Payées',
  autres: 'À compléter ou rejetées',
}

/** What a batch of approvals did, and what it could not. */
export type Validees = { valides: number; refus: string[] }

/** The payment staff's list, by what each claim waits for. */
export const PaiementsPage = (p: {
  cadre: Cadre
  slug: string
  /** Of the call. */
  version: number
  change: readonly ActeLu[] | undefined
  titre: string
  onglet: string
  nombres: Record<string, number>
  lignes: LignePaiement[]
  valide: boolean
  gere: boolean
  bilan: Validees | string | undefined
  imports: ImportPaiements[]
  valideurs: Autour['valideurs']
  administre: boolean
  saisi: { champ: string; texte: string } | undefined
  erreurs: Erreur[]
  fait: string | undefined
}) => {
  const lot = p.valide && p.onglet === 'valider' && p.lignes.length > 0
  const table = (
    <Tableau
      legende={LIBELLES[p.onglet] ?? ''}
      legendeCachee
      colonnes={[
        { titre: 'Demande' },
        { titre: 'Bénéficiaire' },
        { titre: 'Versement' },
        { titre: 'Montant', nombre: true },
        { titre: 'État' },
        { titre: 'Depuis le' },
      ]}
      lignes={p.lignes.map((l) => [
        <>
          {lot ? (
            <>
              <input type="checkbox" id={`choisi-${l.id}`} name="choisis" value={l.id} />{' '}
              <label for={`choisi-${l.id}`} class="govuk-visually-hidden">
                Choisir la demande du dossier {l.numero}
              </label>
            </>
          ) : null}
          <a href={urls.versement.href({ id: l.dossier, versement: l.id })}>{l.numero}</a>
        </>,
        typographier(l.organisme),
        TYPES_VERSEMENT[l.type],
        ['deposee', 'a_completer', 'rejetee'].includes(l.etat) ? '–' : euros(l.montant),
        <PuceEtat ton={ETATS_VERSEMENT[l.etat].ton}>{ETATS_VERSEMENT[l.etat].libelle}</PuceEtat>,
        jourDit(l.depuis),
      ])}
      total={['Total', '', '', euros(p.lignes.reduce((t, l) => t + l.montant, 0)), '', '']}
    />
  )
  return (
    <Page {...p.cadre} titre="Paiements" prive large erreurs={p.erreurs}>
      <ResumeErreurs erreurs={p.erreurs} />
      <p class="laureat-surtitre">{p.titre}</p>
      <h1 class="govuk-heading-xl">Paiements</h1>
      {p.fait === 'seuil' ? <Avis ton="succes" titre="Le seuil est enregistré." /> : null}
      <DepuisLecture quoi="L’appel a changé" actes={p.change} />
      {typeof p.bilan === 'string' ? (
        <Avis ton="erreur" titre={p.bilan} />
      ) : p.bilan ? (
        <Resultat bilan={p.bilan} />
      ) : null}
      <SousNavigation
        libelle="Demandes par étape"
        items={Object.entries(LIBELLES).map(([id, libelle]) => ({
          libelle: `${libelle} (${p.nombres[id] ?? 0})`,
          href: urls.paiements.href({ slug: p.slug }, { onglet: id }),
          ici: id === p.onglet,
        }))}
      />
      {p.lignes.length === 0 ? (
        <Vide titre="Rien ici pour le moment" />
      ) : lot ? (
        <Formulaire action={urls.paiements.href({ slug: p.slug }, { onglet: 'valider' })} csrf={p.cadre.csrf}>
          {table}
          <Bouton>Valider les demandes cochées</Bouton>
        </Formulaire>
      ) : (
        table
      )}
      {p.onglet === 'mandater' ? (
        <p class="govuk-body">
          Fichier pour le logiciel de finances :{' '}
          <a href={urls.fichierPaiement.href({ slug: p.slug, format: 'csv' })}>CSV</a>,{' '}
          <a href={urls.fichierPaiement.href({ slug: p.slug, format: 'xlsx' })}>XLSX</a>.
        </p>
      ) : null}
      {p.gere && ['mandater', 'payer', 'payees'].includes(p.onglet) ? <ImporterResultats {...p} /> : null}
      <Seuils {...p} csrf={p.cadre.csrf} />
      <p class="govuk-body">
        <a href={urls.argent.href({ slug: p.slug })}>Vue d’ensemble de l’argent</a>
      </p>
    </Page>
  )
}

const Resultat = ({ bilan }: { bilan: Validees }) => (
  <Avis
    ton={bilan.refus.length > 0 ? 'attention' : 'succes'}
    titre={`${bilan.valides} demande${bilan.valides > 1 ? 's validées' : ' validée'}.`}
  >
    {bilan.refus.length > 0 ? (
      <ul class="govuk-list govuk-list--bullet">
        {bilan.refus.map((x) => (
          <li>{x}</li>
        ))}
      </ul>
    ) : null}
  </Avis>
)
