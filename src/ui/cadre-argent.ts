import { aDesDevisConformes } from '../domaine/demande.ts'
import { APRES_VOTE } from '../domaine/etats.ts'
import type { Faits } from '../domaine/faits.ts'
import { urls } from '../urls.ts'
import type { Cadre } from './page.tsx'

export type PieceArgent = 'devis' | 'convention' | 'achats' | 'versements' | 'piliers'

/** The frame of the pages that go from the quote to the payment: the rooms of this dossier, those that already mean something. */
export const cadreArgent = (cadre: Cadre, f: Faits, ici: PieceArgent): Cadre => {
  const { id, etat } = f.dossier
  const vote = APRES_VOTE.includes(etat)
  const lance = etat === 'notifie' || etat === 'solde' || f.dossier.contenu.demarrageAnticipe !== undefined
  const pieces: [PieceArgent, string, string, boolean][] = [
    ['devis', 'Devis', urls.devis.href({ id }), true],
    ['convention', 'Convention', urls.convention.href({ id }), vote || aDesDevisConformes(f)],
    ['achats', 'Commandes et livraisons', urls.achats.href({ id }), lance],
    ['versements', 'Versements', urls.versements.href({ id }), lance],
    ['piliers', 'Les quatre piliers', urls.piliers.href({ id }), lance],
  ]
  return {
    ...cadre,
    navigation: [
      { libelle: 'Le dossier', href: urls.dossier.href({ id }), ici: false },
      ...pieces
        .filter(([nom, , , montre]) => montre || nom === ici)
        .map(([nom, libelle, href]) => ({ libelle, href, ici: nom === ici })),
    ],
  }
}
