import type { Devis } from '../domaine/faits.ts'
import { dateSimple } from '../ui/formats.ts'

export const ETATS_DEVIS: Record<Devis['etat'], { libelle: string; ton: 'attention' | 'fait' | 'erreur' | 'neutre' }> =
  {
    envoye: { libelle: 'À examiner', ton: 'attention' },
    conforme: { libelle: 'Conforme', ton: 'fait' },
    a_reprendre: { libelle: 'À reprendre', ton: 'erreur' },
    remplace: { libelle: 'Remplacé', ton: 'neutre' },
  }

/** « 17 juin 2026 » (Paris). */
export const jourDit = (j: string): string => dateSimple(j)
