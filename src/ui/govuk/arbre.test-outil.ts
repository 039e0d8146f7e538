import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'
import { type ComponentChildren, Fragment, h } from 'preact'

type Noeud = DefaultTreeAdapterTypes.ChildNode
/** An element as `[tag, sorted attributes, children]`, a text without its surrounding and repeated spaces. */
export type Arbre = string | [string, string[], Arbre[]]

/** What a browser would build from this HTML, without attribute order, white space or comments. Tests only. */
export const arbre = (html: string): Arbre[] => simplifier(parseFragment(html).childNodes)

function simplifier(noeuds: Noeud[]): Arbre[] {
  const sortie: Arbre[] = []
  for (const n of noeuds) {
    if ('tagName' in n) {
      const attributs = n.attrs.map((a) => `${a.name}="${a.value.replace(/\s+/g, ' ').trim()}"`).sort()
      sortie.push([n.tagName, attributs, simplifier(n.childNodes)])
    } else if ('value' in n) {
      const texte = n.value.replace(/\s+/g, ' ').trim()
      if (texte) sortie.push(texte)
    }
  }
  return sortie
}

/** The fixtures' raw HTML as vnodes: only tests may turn HTML into markup. */
export const enVnodes = (html: string): ComponentChildren =>
  h(Fragment, null, ...traduire(parseFragment(html).childNodes))

const traduire = (noeuds: Noeud[]): ComponentChildren[] =>
  noeuds.map((n) =>
    'tagName' in n
      ? h(n.tagName, Object.fromEntries(n.attrs.map((a) => [a.name, a.value])), ...traduire(n.childNodes))
      : 'value' in n
        ? n.value
        : null,
  )
