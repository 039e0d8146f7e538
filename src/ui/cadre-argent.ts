import type { Faits } from '../domaine/faits.ts'
import { navigationDuDossier, type SalleDuDossier } from './navigation-dossier.ts'
import type { Cadre } from './page.tsx'

export type PieceArgent = Extract<SalleDuDossier, 'devis' | 'convention' | 'achats' | 'versements' | 'piliers'>

/** The frame of the pages that go from the quote to the payment. */
export const cadreArgent = (cadre: Cadre, f: Faits, ici: PieceArgent): Cadre => ({
  ...cadre,
  navigation: navigationDuDossier(f, { ici, libelle: 'Le dossier', argent: true }),
})
