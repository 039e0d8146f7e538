import { h, type VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

const MAX = 4000
const dessines = new Map<string, string>()

type Balise = 'header' | 'footer' | 'tr'
type Attributs = { class?: string; role?: 'row' | undefined }

/**
 * A part that comes back word for word from page to page (header, footer, row of a long list): drawn once for each key, which
 * must hold all that the part shows. At most four thousand are kept; the oldest goes first.
 */
export const fige = (balise: Balise, attributs: Attributs, cle: string, interieur: () => VNode) =>
  // Drawn by our own components, which escape what people wrote.
  h(balise, { ...attributs, dangerouslySetInnerHTML: { __html: dessiner(`${balise} ${cle}`, interieur) } })

const dessiner = (cle: string, interieur: () => VNode): string => {
  const connu = dessines.get(cle)
  if (connu !== undefined) return connu
  // The text is kept in one piece: as it comes, each page would gather its thousand pieces again.
  const html = Buffer.from(renderToString(interieur())).toString()
  for (const ancienne of dessines.keys()) {
    if (dessines.size < MAX) break
    dessines.delete(ancienne)
  }
  dessines.set(cle, html)
  return html
}
