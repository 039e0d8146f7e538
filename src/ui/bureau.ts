import type { Appel } from '../domaine/appel/schema.ts'
import { urls } from '../urls.ts'
import type { Cadre } from './page.tsx'

export type PieceDuBureau =
  | 'dossiers'
  | 'commission'
  | 'notation'
  | 'classement'
  | 'enveloppe'
  | 'seances'
  | 'vote'
  | 'modeles'
  | 'paiements'
  | 'argent'

/** The frame of the agents' desk: the call beside the logo, its rooms in the navigation. */
export const cadreDuBureau = (
  cadre: Cadre,
  appel: Pick<Appel, 'slug' | 'titre' | 'sigle'>,
  ici?: PieceDuBureau,
): Cadre => {
  const { slug } = appel
  const pieces: [PieceDuBureau, string, string][] = [
    ['dossiers', 'Dossiers', urls.bureau.href({ slug })],
    ['commission', 'Commission', urls.commission.href({ slug })],
    ['notation', 'Notation', urls.notation.href({ slug })],
    ['classement', 'Classement', urls.classement.href({ slug })],
    ['enveloppe', 'Enveloppe', urls.enveloppe.href({ slug })],
    ['seances', 'Séances', urls.seances.href({ slug })],
    ['vote', 'Vote', urls.commissionPermanente.href({ slug })],
    ['modeles', 'Modèles', urls.modelesConvention.href({ slug })],
    ['paiements', 'Paiements', urls.paiements.href({ slug })],
    ['argent', 'Argent', urls.argent.href({ slug })],
  ]
  return {
    ...cadre,
    operateur: { ...cadre.operateur, ligne: `Espace d’instruction · ${appel.sigle ?? appel.titre}` },
    navigation: [
      ...pieces.map(([id, libelle, href]) => ({ libelle, href, ici: id === ici })),
      // Those who answer them find them from every room.
      ...(cadre.navigation ?? []).filter((l) => l.href === urls.demandesAcces.href()),
    ],
  }
}
