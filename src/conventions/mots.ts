import type { Devis } from '../domaine/faits.ts'

export const ETATS_DEVIS: Record<Devis['etat'], { libelle: string; ton: 'attention' | 'fait' | 'erreur' | 'neutre' }> =
  {
    envoye: { libelle: 'À examiner', ton: 'attention' },
    conforme: { libelle: 'Conforme', ton: 'fait' },
    a_reprendre: { libelle: 'À reprendre', ton: 'erreur' },
    remplace: { libelle: 'Remplacé', ton: 'neutre' },
  }
