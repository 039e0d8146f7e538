import { elementsAExaminer } from '../domaine/actes/examiner.ts'
import { enAttenteDe } from '../domaine/possibles.ts'
import { urls } from '../urls.ts'
import { actesDuBureau, type Ecran, peutFaire } from './ecran.ts'

export type Geste = { acte: string; libelle: string; href: string }

/** What is expected next of this reader, as one button; undefined when nothing is. The checklist comes before the verdict on it. */
export const prochainGeste = (e: Ecran, lien: (acte: string) => string): Geste | undefined => {
  const { slug, faits } = e
  const id = faits.dossier.id
  if (faits.dossier.etat === 'depose' && peutFaire(e, 'examiner') && elementsAExaminer(faits).length > 0)
    return {
      acte: 'examiner',
      libelle: 'Remplir la grille d’examen',
      href: urls.bureauDossier.href({ slug, id }, { onglet: 'examen' }),
    }
  const possibles = actesDuBureau(e)
  const roles = new Set(e.qualites.map((q) => q.role))
  for (const a of enAttenteDe(faits, e.maintenant).filter((x) => roles.has(x.role))) {
    const fait =
      faits.deports.some((d) => d.personne_id === e.personne) ||
      faits.notes.some((n) => n.ecole === a.ecole && n.personne_id === e.personne)
    if (a.acte === 'noter' && a.ecole && !fait)
      return { acte: 'noter', libelle: 'Noter le projet', href: urls.noterEcole.href({ slug, id, uai: a.ecole }) }
    if (a.acte === 'retenir')
      return { acte: 'retenir', libelle: 'Ouvrir les séances de la commission', href: urls.seances.href({ slug }) }
    if (a.acte === 'rendre_avis' && a.ecole)
      return { acte: 'rendre_avis', libelle: 'Rendre l’avis', href: urls.avisEcole.href({ id, uai: a.ecole }) }
    const acte = possibles.find((p) => p.acte === a.acte)
    if (acte) return { ...acte, href: lien(acte.acte) }
  }
  // Nobody is named for the verdict once the checklist is full: it is the instructor's.
  const verdict = possibles.find((p) => p.acte === 'declarer_conforme')
  return verdict && { ...verdict, href: lien(verdict.acte) }
}
