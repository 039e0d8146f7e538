import { idDeChemin } from '../ui/champ.tsx'
import { urls } from '../urls.ts'
import type { Ecran } from './ecran.ts'
import { lienSection } from './taches.ts'

/** Where an error of the whole dossier is mended: its page and its field. */
export const lienDeChemin = (e: Pick<Ecran, 'faits'>, chemin: string): string => {
  const [a = '', b = '', c = '', ...d] = chemin.split('.')
  if (a === 'ecoles' && b === '') return urls.ecoles.href({ id: e.faits.dossier.id })
  if (a === 'ecoles') return c === '' ? `#${idDeChemin(chemin)}` : `${lienSection(e, c, b)}#${idDeChemin(d.join('.'))}`
  return `${lienSection(e, a)}#${idDeChemin([b, c, ...d].filter(Boolean).join('.'))}`
}
