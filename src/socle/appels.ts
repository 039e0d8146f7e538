import { readdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { lireClausesEcrites } from './appels-convention.ts'
import { echec, lireTexte } from './appels-texte.ts'
import { type ErreurFichier, type Fichier, lireYaml, placeDansTexte } from './appels-yaml.ts'

const NOM = /^[a-z0-9]+(-[a-z0-9]+)*$/
const MAX_LETTRES = 200
const MAX_HERITAGE = 3

/** The folder of a call, read and merged with its base, before anything is checked; `situer` finds the place of a path. */
export type DossierAppel = {
  slug: string
  brut: Record<string, unknown>
  situer: (chemin: string, message: string) => ErreurFichier
}

/**
 * Reads `appels/<slug>/`: `appel.yaml`, `guide.md`, `lettres/*.md`, `convention/*.md`. With `base: <autre>` in the YAML, the neighbour folder of that
 * name gives what this one does not write (objects are merged, lists replaced, `null` removes). Only regular files of the folder
 * are read, none over 500 kB; the number of YAML aliases is limited.
 */
export async function lireDossierAppel(dossier: string): Promise<DossierAppel | { erreurs: ErreurFichier[] }> {
  const racine = resolve(dossier)
  const slug = basename(racine)
  if (!NOM.test(slug))
    return echec(
      '',
      `Le nom du dossier est celui de l’appel\u00a0: des minuscules, des chiffres et des tirets, pas «\u00a0${slug}\u00a0».`,
    )
  const lu = await lireAvecBase(racine, [])
  if ('erreurs' in lu) return lu
  const { base: _, ...brut } = lu.brut
  return { slug, brut: { ...brut, slug }, situer: (chemin, message) => situer(lu.fichiers, chemin, message) }
}

type Lu = { brut: Record<string, unknown>; fichiers: Fichier[] }

async function lireAvecBase(racine: string, vus: readonly string[]): Promise<Lu | { erreurs: ErreurFichier[] }> {
  const lu = await lireUn(racine)
  if ('erreurs' in lu) return lu
  const base = lu.brut.base
  if (base === undefined) return lu
  const ici = (message: string) => ({ erreurs: [situer(lu.fichiers, 'base', message)] })
  if (typeof base !== 'string' || !NOM.test(base))
    return ici(
      '«\u00a0base\u00a0» est le nom d’un autre appel du même dossier, par exemple «\u00a0tne38-pac-2025\u00a0».',
    )
  if (base === basename(racine) || vus.includes(base) || vus.length >= MAX_HERITAGE)
    return ici(`«\u00a0${base}\u00a0» ne peut pas servir de base\u00a0: les appels se renvoient l’un à l’autre.`)
  const parent = await lireAvecBase(join(dirname(racine), base), [...vus, basename(racine)])
  if ('erreurs' in parent) return { erreurs: parent.erreurs.map((e) => ({ ...e, fichier: `../${base}/${e.fichier}` })) }
  const fichiers = parent.fichiers.map((f) => ({ ...f, nom: `../${base}/${f.nom}` }))
  return { brut: fusionner(parent.brut, lu.brut), fichiers: [...lu.fichiers, ...fichiers] }
}

async function lireUn(racine: string): Promise<Lu | { erreurs: ErreurFichier[] }> {
  const texte = await lireTexte(racine, 'appel.yaml')
  if (texte === undefined)
    return echec('appel.yaml', 'Ce fichier manque\u00a0: un appel est décrit dans «\u00a0appel.yaml\u00a0».')
  if ('erreurs' in texte) return texte
  const yaml = lireYaml(texte.texte)
  if ('erreurs' in yaml) return yaml
  const guide = await lireTexte(racine, 'guide.md')
  if (guide && 'erreurs' in guide) return guide
  const lettres = await lireLettres(racine)
  if ('erreurs' in lettres) return lettres
  const clauses = await lireClausesEcrites(racine)
  if ('erreurs' in clauses) return clauses
  const { lettres: _l, guide: _g, slug: _s, convention: _c, ...reste } = yaml.brut
  return {
    brut: {
      ...reste,
      ...(guide ? { guide: guide.texte } : {}),
      lettres: lettres.lettres,
      ...(clauses.convention ? { convention: clauses.convention } : {}),
    },
    fichiers: [
      { nom: 'appel.yaml', prefixe: '', texte: texte.texte, place: yaml.place },
      ...(guide ? [{ nom: 'guide.md', prefixe: 'guide', texte: guide.texte }] : []),
      ...lettres.fichiers,
      ...clauses.fichiers,
    ],
  }
}

async function lireLettres(
  racine: string,
): Promise<{ lettres: Record<string, unknown>; fichiers: Fichier[] } | { erreurs: ErreurFichier[] }> {
  const noms = (await readdir(join(racine, 'lettres')).catch(() => [])).filter((n) => n.endsWith('.md')).sort()
  if (noms.length > MAX_LETTRES) return echec('lettres', `Il y a plus de ${MAX_LETTRES} lettres.`)
  const lettres: Record<string, unknown> = {}
  const fichiers: Fichier[] = []
  for (const nom of noms) {
    const lu = await lireTexte(racine, join('lettres', nom))
    if (lu === undefined) continue
    if ('erreurs' in lu) return lu
    const [, objet, corps] = /^---\nobjet[ \u00a0]?:[ ]*(.+)\n---\n([\s\S]*)$/.exec(lu.texte) ?? []
    if (!objet || corps === undefined)
      return echec(
        `lettres/${nom}`,
        'Une lettre commence par trois lignes\u00a0: «\u00a0---\u00a0», «\u00a0objet: …\u00a0», «\u00a0---\u00a0».',
      )
    const cle = nom.slice(0, -3)
    lettres[cle] = { objet: objet.trim(), corps }
    fichiers.push({ nom: `lettres/${nom}`, prefixe: `lettres.${cle}`, texte: lu.texte })
  }
  return { lettres, fichiers }
}

function situer(fichiers: readonly Fichier[], chemin: string, message: string): ErreurFichier {
  const [texte] = fichiers
    .filter((f) => f.prefixe !== '' && (chemin === f.prefixe || chemin.startsWith(`${f.prefixe}.`)))
    .sort((x, y) => y.prefixe.length - x.prefixe.length)
  if (texte)
    return { fichier: texte.nom, ...(texte.dedans?.(chemin) ?? placeDansTexte(texte.texte, message)), chemin, message }
  const yamls = fichiers.filter((f) => f.place)
  const exact = yamls.find((f) => f.place?.(chemin, true)) ?? yamls[0]
  const place = exact?.place?.(chemin, true) ?? exact?.place?.(chemin, false) ?? { ligne: 1, colonne: 1 }
  return { fichier: exact?.nom ?? 'appel.yaml', ...place, chemin, message }
}

function fusionner(base: Record<string, unknown>, propre: Record<string, unknown>): Record<string, unknown> {
  const tout = { ...base }
  for (const [cle, valeur] of Object.entries(propre)) {
    const dessous = Object.hasOwn(tout, cle) ? tout[cle] : undefined
    if (valeur === null) delete tout[cle]
    else
      tout[cle] = estObjet(valeur) && estObjet(dessous) && !remplaceTout(valeur) ? fusionner(dessous, valeur) : valeur
  }
  return tout
}

// A relative day replaces a date, never the keys of another relative day.
const remplaceTout = (o: Record<string, unknown>) => 'joursAvant' in o || 'joursApres' in o

const estObjet = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null && !Array.isArray(x)
