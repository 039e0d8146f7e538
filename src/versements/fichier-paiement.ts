import { formaterIban } from '../domaine/identifiants/iban.ts'
import type { Colonne } from '../socle/tableurs/colonnes.ts'
import { TYPES_VERSEMENT } from './mots.ts'
import type { LignePaiement } from './paiements-queries.ts'

/** The payment file for the finance software: one row per validated claim. The reference comes back with the results. */
export const COLONNES_PAIEMENT: readonly Colonne<LignePaiement>[] = [
  { titre: 'Référence', valeur: (l) => l.id },
  { titre: 'Dossier', valeur: (l) => l.numero },
  { titre: 'Bénéficiaire', valeur: (l) => l.organisme },
  { titre: 'SIREN', valeur: (l) => l.siren },
  { titre: 'IBAN', valeur: (l) => (l.iban ? formaterIban(l.iban).replaceAll('\u00a0', '') : '') },
  { titre: 'Versement', valeur: (l) => TYPES_VERSEMENT[l.type] },
  { titre: 'Délibération', valeur: (l) => l.deliberation },
  { titre: 'Engagement', valeur: (l) => l.engagement },
  { titre: 'Montant', type: 'montant', valeur: (l) => l.montant },
  { titre: 'Mandat', valeur: (l) => l.mandat },
]
