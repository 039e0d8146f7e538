import type { Facture, Faits, Versement } from '../domaine/faits.ts'
import type { Explication } from '../domaine/financement/demande.ts'
import { euros } from '../domaine/montants.ts'
import { CarteArgent } from '../ui/carte-argent.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import { jourDit } from './mots.ts'

/** The invoices of a claim and what became of each. */
export const Factures = ({ f, v }: { f: Faits; v: Versement }) => {
  const siennes = f.factures.filter((x) => x.versement_id === v.id)
  if (siennes.length === 0) return <p class="govuk-body">Une avance ne demande pas de facture.</p>
  return (
    <Tableau
      legende="Factures"
      colonnes={[
        { titre: 'Facture' },
        { titre: 'Fournisseur' },
        { titre: 'Date' },
        { titre: 'Mandat de paiement' },
        { titre: 'HT', nombre: true },
        { titre: 'TVA', nombre: true },
        { titre: 'Suite' },
      ]}
      lignes={siennes.map((x) => [
        x.piece_id ? <a href={urls.piece.href({ id: f.dossier.id, piece: x.piece_id })}>{x.numero}</a> : x.numero,
        String(x.contenu.fournisseur || x.siret),
        jourDit(x.date),
        x.mandat ? `${x.mandat}, ${jourDit(x.mandat_le)}` : '–',
        euros(x.ht),
        euros(x.tva),
        suiteDe(v, x),
      ])}
      total={[
        'Total',
        '',
        '',
        '',
        euros(siennes.reduce((t, x) => t + x.ht, 0)),
        euros(siennes.reduce((t, x) => t + x.tva, 0)),
        '',
      ]}
    />
  )
}

/** Nothing is kept nor set aside before the amount is computed. */
const suiteDe = (v: Versement, x: Facture): string => {
  if (['deposee', 'a_completer', 'rejetee'].includes(v.etat)) return '–'
  return x.ecartee ? `Écartée : ${String(x.contenu.motifEcart ?? '')}` : 'Retenue'
}

/** The computation, line by line. */
export const Calcul = (p: { titre: string; montant: number; explication: readonly Explication[]; motif?: unknown }) => (
  <CarteArgent
    titre={p.titre}
    lignes={typeof p.motif === 'string' ? [{ libelle: `Montant retenu, motif : ${p.motif}`, centimes: p.montant }] : []}
    total={{ libelle: 'Montant du versement', centimes: p.montant }}
    ouvert
    calcul={p.explication.map((e) => ({
      libelle: e.libelle,
      ...(e.formule ? { detail: e.formule } : {}),
      ...(e.montant === undefined ? {} : { centimes: e.montant }),
    }))}
  />
)
