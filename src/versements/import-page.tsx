import { accorder, dateHeure } from '../domaine/francais.ts'
import { nombre } from '../domaine/montants.ts'
import { Avis } from '../ui/avis.tsx'
import { PageSuivante, SousNavigation } from '../ui/navigation.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import type { ImportPaiements, LigneImport } from './imports-queries.ts'

/** Rows of a report shown at once. */
export const LIGNES_MONTREES = 100

const ETATS = {
  ecart: { onglet: 'Écarts', mot: 'Écart', ton: 'erreur' },
  fait: { onglet: 'Enregistrées', mot: 'Enregistrée', ton: 'fait' },
  deja: { onglet: 'Déjà connues', mot: 'Déjà connue', ton: 'neutre' },
  attente: { onglet: 'En attente', mot: 'En attente', ton: 'ici' },
} as const
export type EtatLigne = keyof typeof ETATS

/** Where an import of payment results is, then its report: what does not match first. */
export const ImportPage = (p: {
  cadre: Cadre
  slug: string
  x: ImportPaiements
  etat: EtatLigne
  page: number
  lignes: LigneImport[]
}) => {
  const { x } = p
  const total: Record<EtatLigne, number> = { ecart: x.ecarts, fait: x.faites, deja: x.deja, attente: x.attente }
  const ici = { slug: p.slug, import: x.id }
  const lien = (page: number) => urls.importPaiements.href(ici, { etat: p.etat, page: page > 1 ? page : undefined })
  return (
    <Page
      {...p.cadre}
      titre="Import des résultats de paiement"
      prive
      large
      retour={{ href: urls.paiements.href({ slug: p.slug }, { onglet: 'payer' }), libelle: 'Paiements' }}
    >
      <h1 class="govuk-heading-xl">Import des résultats de paiement</h1>
      <p class="govuk-body">
        <a href={urls.fichierImport.href({ ...ici, fichier: 'recu' })}>{x.contenu.nom}</a>, importé le{' '}
        {dateHeure(x.cree_le)} par {x.par}.
      </p>
      <Avancement x={x} lien={urls.importPaiements.href(ici)} />
      {x.ecarts > 0 ? (
        <p class="govuk-body">
          <a href={urls.fichierImport.href({ ...ici, fichier: 'ecarts.csv' })}>Les écarts, avec leur raison (CSV)</a> :
          corrigez-les dans ce fichier, puis importez-le.
        </p>
      ) : null}
      <SousNavigation
        libelle="Lignes du fichier par résultat"
        items={(Object.keys(ETATS) as EtatLigne[]) // the keys of a constant object
          .filter((e) => total[e] > 0 || e === p.etat)
          .map((e) => ({
            libelle: `${ETATS[e].onglet} (${nombre(total[e])})`,
            href: urls.importPaiements.href(ici, { etat: e }),
            ici: e === p.etat,
          }))}
      />
      {p.lignes.length === 0 ? <Vide titre="Aucune ligne ici" /> : <Lignes lignes={p.lignes} />}
      {total[p.etat] > LIGNES_MONTREES ? (
        <PageSuivante
          total={accorder(total[p.etat], 'ligne')}
          precedente={p.page > 1 ? lien(p.page - 1) : undefined}
          suivante={p.page * LIGNES_MONTREES < total[p.etat] ? lien(p.page + 1) : undefined}
        />
      ) : null}
    </Page>
  )
}

const Avancement = ({ x, lien }: { x: ImportPaiements; lien: string }) => {
  const fini = x.etat === 'fini'
  return (
    <Avis
      ton={fini ? (x.ecarts > 0 ? 'attention' : 'succes') : 'information'}
      titre={
        fini
          ? `C’est terminé\u00a0: ${ceQuiEstEcrit(x)}.`
          : `${accorder(x.lignes - x.attente, 'ligne traitée', 'lignes traitées')} sur ${nombre(x.lignes)}.`
      }
    >
      <p>
        {[
          x.ecarts > 0 ? `${accorder(x.ecarts, 'ligne ne concorde', 'lignes ne concordent')} pas.` : '',
          x.deja > 0
            ? `${accorder(x.deja, 'ligne était déjà connue', 'lignes étaient déjà connues')}\u00a0: rien n’a changé.`
            : '',
          fini ? '' : 'Vous pouvez quitter cette page\u00a0: le travail continue.',
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
      {fini ? null : (
        <>
          <p>
            <progress value={x.lignes - x.attente} max={x.lignes} aria-label="Lignes traitées" />
          </p>
          <p>
            <a href={lien}>Actualiser</a>
          </p>
        </>
      )}
    </Avis>
  )
}

const ceQuiEstEcrit = (x: ImportPaiements): string => {
  const ecrits = [
    x.mandats > 0 ? `${accorder(x.mandats, 'mandat')} de paiement` : '',
    x.paiements > 0 ? accorder(x.paiements, 'paiement') : '',
  ].filter(Boolean)
  if (ecrits.length === 0) return 'rien de nouveau n’est enregistré'
  return `${ecrits.join(' et ')} ${x.mandats + x.paiements > 1 ? 'enregistrés' : 'enregistré'}`
}

const Lignes = ({ lignes }: { lignes: LigneImport[] }) => (
  <Tableau
    legende="Rapport, ligne par ligne"
    colonnes={[
      { titre: 'Ligne' },
      { titre: 'Demande' },
      { titre: 'Mandat' },
      { titre: 'Montant lu', nombre: true },
      { titre: 'Payé le' },
      { titre: 'Résultat' },
      { titre: 'Raison' },
    ]}
    lignes={lignes.map((l) => [
      String(l.ligne),
      l.dossier && l.versement ? (
        <a href={urls.versement.href({ id: l.dossier, versement: l.versement })}>{l.numero}</a>
      ) : (
        l.contenu.dossier || l.contenu.reference || '–'
      ),
      l.contenu.mandat || '–',
      l.contenu.montant || '–',
      l.contenu.payeLe || '–',
      <PuceEtat ton={ETATS[l.etat].ton}>{ETATS[l.etat].mot}</PuceEtat>,
      l.raison ?? (l.etat === 'fait' ? ceQuiEstFait(l) : '–'),
    ])}
  />
)

const ceQuiEstFait = (l: LigneImport): string =>
  [l.mandate ? 'mandat de paiement' : '', l.paye ? 'paiement' : ''].filter(Boolean).join(' et ')
