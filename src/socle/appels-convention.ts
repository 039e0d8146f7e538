import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { echec, lireTexte } from './appels-texte.ts'
import type { ErreurFichier, Fichier, Place } from './appels-yaml.ts'

/** The texts of a call's agreements, each in its file `convention/<nom>.md`. */
const TEXTES = ['subvention', 'ent']
const GENRES: Readonly<Record<string, string>> = { préambule: 'preambule', article: 'article', annexe: 'annexe' }
const TITRE = /^## (\p{L}+) ([a-z][a-z0-9_]*)[ \u00a0]?: *(\S.*)$/u

type ClauseEcrite = { id: string; genre: string; titre: string; texte: string; ligne: number; debut: number }
type Lues = { convention: Record<string, unknown> | undefined; fichiers: Fichier[] }

/** The clauses that a call writes; `convention` is absent when it writes none: the house's text stays. A clause opens with
 * « ## Article versement : Versement » (Préambule, Article or Annexe); what precedes the first one is a note, never printed. */
export async function lireClausesEcrites(racine: string): Promise<Lues | { erreurs: ErreurFichier[] }> {
  const noms = (await readdir(join(racine, 'convention')).catch(() => [])).filter((n) => n.endsWith('.md')).sort()
  const inconnu = noms.find((n) => !TEXTES.includes(n.slice(0, -3)))
  if (inconnu !== undefined)
    return echec(
      `convention/${inconnu}`,
      `Aucun texte ne s’appelle ainsi\u00a0: écrivez ${TEXTES.map((t) => `«\u00a0${t}.md\u00a0»`).join(' ou ')}.`,
    )
  const convention: Record<string, unknown> = {}
  const fichiers: Fichier[] = []
  for (const nom of noms) {
    const fichier = `convention/${nom}`
    const lu = await lireTexte(racine, fichier)
    if (lu === undefined) continue
    if ('erreurs' in lu) return lu
    const clauses = decouper(fichier, lu.texte)
    if ('erreurs' in clauses) return clauses
    const texte = nom.slice(0, -3)
    convention[texte] = clauses.map(({ ligne: _l, debut: _d, ...clause }) => clause)
    fichiers.push({
      nom: fichier,
      prefixe: `convention.${texte}`,
      texte: lu.texte,
      dedans: (chemin) => placeDe(clauses, chemin),
    })
  }
  return { convention: fichiers.length > 0 ? convention : undefined, fichiers }
}

function decouper(fichier: string, texte: string): ClauseEcrite[] | { erreurs: ErreurFichier[] } {
  const lignes = texte.split('\n')
  const titres = lignes.flatMap((l, i) => (l.startsWith('## ') ? [i] : []))
  if (titres.length === 0)
    return echec(
      fichier,
      'Ce texte n’a aucune clause\u00a0: commencez-en une par «\u00a0## Article objet\u00a0: Objet\u00a0».',
    )
  const clauses: ClauseEcrite[] = []
  for (const [rang, i] of titres.entries()) {
    const [, mot = '', id = '', titre = ''] = TITRE.exec(lignes[i] ?? '') ?? []
    const genre = GENRES[mot.normalize('NFC').toLowerCase()]
    if (genre === undefined)
      return echec(
        fichier,
        'Une clause s’ouvre par son genre (Préambule, Article ou Annexe), un nom court, deux-points et son titre\u00a0: «\u00a0## Article versement\u00a0: Versement\u00a0».',
        i + 1,
      )
    const corps = lignes.slice(i + 1, titres[rang + 1])
    const debut =
      i +
      1 +
      Math.max(
        0,
        corps.findIndex((l) => l.trim() !== ''),
      )
    clauses.push({ id, genre, titre: titre.trim(), texte: corps.join('\n').trim(), ligne: i + 1, debut: debut + 1 })
  }
  return clauses
}

/** `convention.ent.3.texte.5`: the fifth line of the text of the fourth clause. Its title otherwise. */
function placeDe(clauses: readonly ClauseEcrite[], chemin: string): Place {
  const [, , rang, champ, ligne] = chemin.split('.')
  const clause = clauses[Number(rang)]
  if (!clause) return { ligne: 1, colonne: 1 }
  return { ligne: champ === 'texte' ? clause.debut + Number(ligne ?? 1) - 1 : clause.ligne, colonne: 1 }
}
