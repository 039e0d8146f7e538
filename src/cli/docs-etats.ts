import type { Acte } from '../domaine/acte.ts'
import { ETATS, type Etat } from '../domaine/etats.ts'

const LIGNE = 54
const LARGEUR = 300

/** The life of a dossier as a picture: one column, states in order, an arc per act that leads from one to another. */
export const diagrammeDesEtats = (actes: Record<string, Acte>): string => {
  const etats = Object.keys(ETATS) as Etat[] // keys of a constant object
  const y = (e: Etat) => 40 + etats.indexOf(e) * LIGNE
  const arcs = [
    ...new Map(
      Object.entries(actes).flatMap(([nom, a]) =>
        a.de.flatMap((de) =>
          (a.vers ?? []).filter((v) => v !== de).map((vers) => [`${de}>${vers}`, { de, vers, nom }] as const),
        ),
      ),
    ).values(),
  ]
  const traits = arcs.map(({ de, vers, nom }) => {
    const ecart = 26 + Math.abs(etats.indexOf(vers) - etats.indexOf(de)) * 22
    const x = LARGEUR + 30
    return `<path d="M ${x} ${y(de)} C ${x + ecart} ${y(de)}, ${x + ecart} ${y(vers)}, ${x} ${y(vers)}" fill="none" stroke="#0b4f47" stroke-width="1.2" marker-end="url(#fleche)"><title>${nom} : ${ETATS[de].libelle} → ${ETATS[vers].libelle}</title></path>`
  })
  const cases = etats.map(
    (e) =>
      `<rect x="20" y="${y(e) - 17}" width="${LARGEUR}" height="34" rx="6" fill="#eef4f2" stroke="#d8d4cb"/><text x="34" y="${y(e) + 5}">${ETATS[e].libelle}</text>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 ${60 + etats.length * LIGNE}" font-family="sans-serif" font-size="15" role="img"><title>États d’un dossier et actes qui mènent de l’un à l’autre</title><defs><marker id="fleche" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="#0b4f47"/></marker></defs>
${traits.join('\n')}
${cases.join('\n')}
</svg>
`
}
