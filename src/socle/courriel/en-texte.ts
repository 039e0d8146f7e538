import type { Texte } from '../pdf/document.ts'
import { type BlocCourriel, fragments } from './blocs.ts'

/** One block as plain text: what reads well in any mailbox, aloud too. */
export function blocEnTexte(bloc: BlocCourriel): string {
  switch (bloc.type) {
    case 'titre':
      return `${bloc.texte}\n${'-'.repeat(Math.min(60, Array.from(bloc.texte).length))}`
    case 'paragraphe':
    case 'note':
      return brut(bloc.texte)
    case 'liste':
      return bloc.elements.map((e, i) => `${bloc.ordonnee ? `${i + 1}.` : '-'} ${brut(e)}`).join('\n')
    case 'cles':
      return bloc.paires.map(([cle, valeur]) => `${cle}\u00a0: ${brut(valeur)}`).join('\n')
    case 'encadre':
      return [bloc.titre ? `* ${bloc.titre} *` : '', brut(bloc.texte)].filter(Boolean).join('\n')
    case 'tableau':
      return [bloc.legende ?? '', ...tableau(bloc)].filter(Boolean).join('\n')
    case 'bouton':
      return `${bloc.libelle}\u00a0:\n${bloc.href}`
  }
}

function tableau({ colonnes, lignes, total }: Extract<BlocCourriel, { type: 'tableau' }>): string[] {
  const ligne = (cellules: readonly Texte[]) =>
    cellules
      .map((c, i) => [colonnes[i]?.titre, brut(c)].filter(Boolean).join('\u00a0: '))
      .join(' ; ')
      .replaceAll(' ; ', '\u202f; ')
  return [...lignes.map((l) => `- ${ligne(l)}`), ...(total ? [`= ${total.map(brut).filter(Boolean).join(' ')}`] : [])]
}

function brut(texte: Texte): string {
  return fragments(texte)
    .map((f) => {
      if (typeof f === 'string') return f
      if ('gras' in f) return f.gras
      if ('italique' in f) return f.italique
      return f.texte === f.lien ? f.lien : `${f.texte} (${f.lien})`
    })
    .join('')
}
