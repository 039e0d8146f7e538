import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

const MAX = 1000
const dessines = new Map<string, string>()

/**
 * A part that many pages share word for word (header, footer: a third of the drawing of a section): drawn once for each
 * distinct content, which must be plain data. At most a thousand are kept; the oldest goes first.
 */
export const fige = <P extends object>(
  balise: 'header' | 'footer',
  classe: string,
  Interieur: (p: P) => VNode,
  p: P,
) => {
  const Balise = balise
  // Drawn by our own components, which escape what people wrote.
  return (
    <Balise
      class={classe}
      dangerouslySetInnerHTML={{ __html: dessiner(`${balise} ${JSON.stringify(p)}`, () => <Interieur {...p} />) }}
    />
  )
}

const dessiner = (cle: string, interieur: () => VNode): string => {
  const connu = dessines.get(cle)
  if (connu !== undefined) return connu
  const html = renderToString(interieur())
  for (const ancienne of dessines.keys()) {
    if (dessines.size < MAX) break
    dessines.delete(ancienne)
  }
  dessines.set(cle, html)
  return html
}
