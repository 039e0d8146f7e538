/** A run of text of a letter, a page or a record: plain strings are never markup. */
export type Fragment = string | { gras: string } | { italique: string } | { lien: string; texte: string }
export type Texte = string | readonly Fragment[]

/** The blocks that a letter is made of: the same in the mail, in the page and in the PDF. */
export type BlocTexte =
  | { type: 'titre'; texte: string; niveau?: 2 | 3 }
  | { type: 'paragraphe'; texte: Texte }
  | { type: 'liste'; elements: readonly Texte[]; ordonnee?: boolean }

/** The small Markdown of calls and letters → blocks: titles, paragraphs, lists, bold, italic, links (http, https, mailto
 * only). Anything else is text. Backslash escapes as `remplirLettre` writes them. */
export const blocsDeMarkdown = (markdown: string): BlocTexte[] =>
  markdown
    .replaceAll('\r\n', '\n')
    .split(/\n{2,}/)
    .flatMap((morceau) => blocsDe(morceau.split('\n').filter((l) => l.trim() !== '')))

const PUCE = /^\s*[-*] +/
const NUMERO = /^\s*\d+[.)] +/

const blocsDe = (lignes: string[]): BlocTexte[] => {
  const premiere = lignes[0]
  if (premiere === undefined) return []
  const titre = /^(#{1,4}) +(.*)$/.exec(premiere)
  if (titre)
    return [
      { type: 'titre', texte: brut(titre[2] ?? ''), niveau: (titre[1] ?? '').length > 2 ? 3 : 2 },
      ...blocsDe(lignes.slice(1)),
    ]
  for (const [marque, ordonnee] of [
    [PUCE, false],
    [NUMERO, true],
  ] as const) {
    if (!marque.test(premiere)) continue
    const fin = lignes.findIndex((l) => !marque.test(l) && !/^\s{2,}/.test(l))
    const elements = regrouper(fin === -1 ? lignes : lignes.slice(0, fin), marque)
    return [
      { type: 'liste', elements: elements.map(fragments), ...(ordonnee ? { ordonnee } : {}) },
      ...(fin === -1 ? [] : blocsDe(lignes.slice(fin))),
    ]
  }
  const fin = lignes.findIndex((l, i) => i > 0 && (PUCE.test(l) || NUMERO.test(l) || /^#{1,4} /.test(l)))
  const corps = fin === -1 ? lignes : lignes.slice(0, fin)
  return [{ type: 'paragraphe', texte: fragments(corps.join(' ')) }, ...(fin === -1 ? [] : blocsDe(lignes.slice(fin)))]
}

/** Lines of a list → its elements: an indented line goes on with the one before. */
const regrouper = (lignes: string[], marque: RegExp): string[] => {
  const elements: string[] = []
  for (const l of lignes) {
    if (marque.test(l)) elements.push(l.replace(marque, ''))
    else elements.push(`${elements.pop() ?? ''} ${l.trim()}`)
  }
  return elements
}

const JETONS =
  /\\([\\`*_{}[\]<>#|~+.()-])|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^[\]]{1,500})\]\(((?:https?:\/\/|mailto:)[^\s()]{1,2000})\)|<((?:https?:\/\/|mailto:)[^\s<>]+)>|(https?:\/\/[^\s<>)]+[^\s<>).,;:!?])/g

const fragments = (texte: string): Texte => {
  const sortie: Fragment[] = []
  let debut = 0
  for (const m of texte.matchAll(JETONS)) {
    ajouter(sortie, texte.slice(debut, m.index))
    const [, echappe, gras, italique, libelle, lien, chevrons, nu] = m
    if (echappe !== undefined) ajouter(sortie, echappe)
    else if (gras !== undefined) sortie.push({ gras: brut(gras) })
    else if (italique !== undefined) sortie.push({ italique: brut(italique) })
    else
      sortie.push({
        lien: lien ?? chevrons ?? nu ?? '',
        texte: brut(libelle ?? (chevrons ?? nu ?? '').replace('mailto:', '')),
      })
    debut = m.index + m[0].length
  }
  ajouter(sortie, texte.slice(debut))
  return sortie.length === 1 && typeof sortie[0] === 'string' ? sortie[0] : sortie
}

const ajouter = (sortie: Fragment[], texte: string): void => {
  const dernier = sortie.at(-1)
  if (texte === '') return
  if (typeof dernier === 'string') sortie[sortie.length - 1] = dernier + texte
  else sortie.push(texte)
}

const brut = (texte: string): string => texte.replace(/\\([\\`*_{}[\]<>#|~+.()-])/g, '$1')
