import { aDesDevisConformes } from '../domaine/demande.ts'
import { APRES_VOTE, ETATS } from '../domaine/etats.ts'
import type { Faits } from '../domaine/faits.ts'
import { urls } from '../urls.ts'
import type { LienDeNavigation } from './page-entete.tsx'

export type SalleDuDossier =
  | 'dossier'
  | 'devis'
  | 'convention'
  | 'achats'
  | 'versements'
  | 'piliers'
  | 'pieces'
  | 'courriers'

type Salle = [salle: SalleDuDossier, libelle: string, href: string, montre: boolean]

/** The rooms of a dossier, the same on each of its pages: those that already mean something at this point of its life, for
 * somebody who sees it whole (`argent`: not a school nor a district). */
export const navigationDuDossier = (
  f: Faits,
  { ici, libelle, argent }: { ici: SalleDuDossier; libelle: string; argent: boolean },
): LienDeNavigation[] => {
  const { id, etat, contenu } = f.dossier
  const vote = APRES_VOTE.includes(etat)
  const lance = etat === 'notifie' || etat === 'solde' || contenu.demarrageAnticipe !== undefined
  const salles: Salle[] = [
    ['dossier', libelle, urls.dossier.href({ id }), true],
    ['devis', 'Devis', urls.devis.href({ id }), argent && (f.devis.length > 0 || ETATS[etat].etape >= 4)],
    ['convention', 'Convention', urls.convention.href({ id }), argent && (vote || aDesDevisConformes(f))],
    ['achats', 'Achats', urls.achats.href({ id }), lance],
    ['versements', 'Versements', urls.versements.href({ id }), argent && lance],
    ['piliers', 'Piliers', urls.piliers.href({ id }), lance],
    ['pieces', 'Pièces', urls.pieces.href({ id }), !vote],
    ['courriers', 'Courriers', urls.courriers.href({ id }), true],
  ]
  return [
    { libelle: 'Mon espace', href: urls.monEspace.href(), ici: false },
    ...salles
      .filter(([salle, , , montre]) => montre || salle === ici)
      .map(([salle, texte, href]) => ({ libelle: texte, href, ici: salle === ici })),
  ]
}
