import type { Texte } from '../pdf/document.ts'
import { type BlocCourriel, fragments, lienSur } from './blocs.ts'

/** Inline styles: mailboxes drop style sheets, and this HTML is never served as a page. */
const P = 'margin:0 0 16px'

/** One block as the HTML of a mail. `couleur`: the operator's, already checked. Text is data, always escaped. */
export function blocEnHtml(bloc: BlocCourriel, couleur: string): string {
  switch (bloc.type) {
    case 'titre':
      return bloc.niveau === 3
        ? `<h3 style="margin:24px 0 8px;font-size:17px">${echapper(bloc.texte)}</h3>`
        : `<h2 style="margin:28px 0 12px;font-size:19px">${echapper(bloc.texte)}</h2>`
    case 'paragraphe':
      return `<p style="${P}">${enHtml(bloc.texte)}</p>`
    case 'note':
      return `<p style="${P};font-size:14px;color:#4a5252">${enHtml(bloc.texte)}</p>`
    case 'liste': {
      const balise = bloc.ordonnee ? 'ol' : 'ul'
      const elements = bloc.elements.map((e) => `<li style="margin:0 0 8px">${enHtml(e)}</li>`).join('')
      return `<${balise} style="${P};padding-left:24px">${elements}</${balise}>`
    }
    case 'cles':
      return cles(bloc.paires)
    case 'encadre':
      return `<div style="margin:0 0 20px;padding:14px 18px;border-left:5px solid ${couleur};background:#f2f5f4">${
        bloc.titre ? `<p style="margin:0 0 6px"><strong>${echapper(bloc.titre)}</strong></p>` : ''
      }<p style="margin:0">${enHtml(bloc.texte)}</p></div>`
    case 'tableau':
      return tableau(bloc)
    case 'bouton':
      return bouton(bloc.libelle, lienSur(bloc.href), couleur)
  }
}

export const echapper = (texte: string): string =>
  texte.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`).replaceAll('\n', '<br>')

function enHtml(texte: Texte): string {
  return fragments(texte)
    .map((f) => {
      if (typeof f === 'string') return echapper(f)
      if ('gras' in f) return `<strong>${echapper(f.gras)}</strong>`
      if ('italique' in f) return `<em>${echapper(f.italique)}</em>`
      const lien = lienSur(f.lien)
      return lien ? `<a href="${echapper(lien)}" style="color:#0b4f8a">${echapper(f.texte)}</a>` : echapper(f.texte)
    })
    .join('')
}

function cles(paires: readonly (readonly [string, Texte])[]): string {
  const lignes = paires.map(
    ([cle, valeur]) =>
      `<tr><th scope="row" style="padding:8px 16px 8px 0;text-align:left;vertical-align:top;font-weight:bold;border-bottom:1px solid #d5dbd9">${echapper(cle)}</th><td style="padding:8px 0;vertical-align:top;border-bottom:1px solid #d5dbd9">${enHtml(valeur)}</td></tr>`,
  )
  return `<table style="width:100%;margin:0 0 20px;border-collapse:collapse">${lignes.join('')}</table>`
}

function tableau({ legende, colonnes, lignes, total }: Extract<BlocCourriel, { type: 'tableau' }>): string {
  const cote = (i: number) => (colonnes[i]?.align === 'droite' ? 'right' : 'left')
  const cellule = (c: Texte, i: number) =>
    `<td style="padding:6px 8px;text-align:${cote(i)};vertical-align:top;border-bottom:1px solid #d5dbd9">${enHtml(c)}</td>`
  const rangee = (cellules: readonly Texte[], style = '') => `<tr${style}>${cellules.map(cellule).join('')}</tr>`
  const tete = colonnes.map(
    (c, i) =>
      `<th scope="col" style="padding:6px 8px;text-align:${cote(i)};border-bottom:2px solid #3b4644">${echapper(c.titre)}</th>`,
  )
  return `<table style="width:100%;margin:0 0 20px;border-collapse:collapse;font-size:15px">${
    legende ? `<caption style="padding:0 0 8px;text-align:left;font-weight:bold">${echapper(legende)}</caption>` : ''
  }<thead><tr>${tete.join('')}</tr></thead><tbody>${lignes.map((l) => rangee(l)).join('')}${
    total ? rangee(total, ' style="font-weight:bold"') : ''
  }</tbody></table>`
}

const bouton = (libelle: string, href: string | null, couleur: string) =>
  href
    ? `<p style="margin:24px 0"><a href="${echapper(href)}" style="display:inline-block;padding:12px 22px;background:${couleur};color:#ffffff;font-weight:bold;text-decoration:none;border-radius:4px">${echapper(libelle)}</a></p><p style="margin:0 0 20px;font-size:14px;color:#4a5252">Si le bouton ne s’ouvre pas, copiez cette adresse dans votre navigateur&#160;: <span style="word-break:break-all">${echapper(href)}</span></p>`
    : `<p style="${P}">${echapper(libelle)}</p>`
