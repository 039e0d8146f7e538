import type { BlocCourriel } from './blocs.ts'
import { blocEnHtml, echapper } from './en-html.ts'
import { blocEnTexte } from './en-texte.ts'

/** Everything of a letter but its recipient. `pied`: who writes, why, how to answer; one sentence per line. */
export type LettreCourriel = {
  objet: string
  blocs: readonly BlocCourriel[]
  operateur: { nom: string; couleur?: string }
  pied: readonly string[]
}

const COULEUR = '#0b4f47'

/** The one layout of all letters: a single column of HTML that reads at any width, and the same words as plain text. Pure. */
export function mettreEnPage({ objet, blocs, operateur, pied }: LettreCourriel): { texte: string; html: string } {
  const couleur = /^#[0-9a-f]{6}$/i.test(operateur.couleur ?? '') ? (operateur.couleur ?? COULEUR) : COULEUR
  return {
    texte: `${[operateur.nom, ...blocs.map(blocEnTexte), `--\u0020\n${pied.join('\n')}`].join('\n\n')}\n`,
    html: page(objet, operateur.nom, couleur, blocs.map((b) => blocEnHtml(b, couleur)).join('\n'), pied),
  }
}

const page = (objet: string, nom: string, couleur: string, corps: string, pied: readonly string[]) => `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${echapper(objet)}</title>
</head>
<body style="margin:0;padding:0;background:#eef1f0;color:#1b2422;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5">
<div style="max-width:600px;margin:0 auto;background:#ffffff">
<p style="margin:0;padding:16px 24px;background:${couleur};color:#ffffff;font-weight:bold">${echapper(nom)}</p>
<div style="padding:24px">
<h1 style="margin:0 0 20px;font-size:22px;line-height:1.3">${echapper(objet)}</h1>
${corps}
</div>
<div style="padding:16px 24px;border-top:1px solid #d5dbd9;font-size:14px;color:#4a5252">
${pied.map((l) => `<p style="margin:0 0 6px">${echapper(l)}</p>`).join('\n')}
</div>
</div>
</body>
</html>
`
