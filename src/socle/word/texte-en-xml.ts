import type { Fragment, Texte } from '../pdf/document.ts'
import { xml } from './xml.ts'

/** A paragraph of text runs, in one of the styles of `parties.ts`; `proprietes`: more of its `pPr`. */
export function paragraphe(texte: Texte, style = 'Normal', proprietes = ''): string {
  const contenu = enFragments(texte).map(fragment).join('')
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${proprietes}</w:pPr>${contenu}</w:p>`
}

export const enFragments = (texte: Texte): readonly Fragment[] => (typeof texte === 'string' ? [texte] : texte)

function fragment(f: Fragment): string {
  if (typeof f === 'string') return course(f)
  if ('gras' in f) return course(f.gras, '<w:b/>')
  if ('italique' in f) return course(f.italique, '<w:i/>')
  if (!/^(https?:\/\/|mailto:)/.test(f.lien) || !URL.canParse(f.lien)) return course(f.texte)
  // As an address, it holds no quote any more.
  const adresse = xml(new URL(f.lien).href)
  const lisible = course(f.texte, '<w:color w:val="0A5A8A"/><w:u w:val="single"/>')
  return `<w:fldSimple w:instr=" HYPERLINK &quot;${adresse}&quot; ">${lisible}</w:fldSimple>`
}

const course = (texte: string, proprietes = ''): string => {
  const lignes = xml(texte)
    .split('\n')
    .map((l) => `<w:t xml:space="preserve">${l.replaceAll('\t', '</w:t><w:tab/><w:t xml:space="preserve">')}</w:t>`)
  return `<w:r>${proprietes ? `<w:rPr>${proprietes}</w:rPr>` : ''}${lignes.join('<w:br/>')}</w:r>`
}
