import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

const SLICES = [
  'accueil',
  'appels',
  'candidatures',
  'instruction',
  'commission',
  'conventions',
  'versements',
  'piliers',
  'comptes',
  'pilotage',
]
const SALLES_BASSES = ['domaine', 'socle', 'ui', 'registre', 'urls']

/** What each room may import of ours at run time; itself always. The rooms that are not here compose and may import all. */
const FLECHES: Record<string, readonly string[]> = {
  domaine: [],
  urls: [],
  socle: [],
  client: [],
  ui: ['domaine', 'urls'],
  registre: ['domaine', 'socle', 'urls'],
  ...Object.fromEntries(SLICES.map((s) => [s, SALLES_BASSES])),
  // The API joins the routes that each slice declares in its own `api.ts`.
  api: SALLES_BASSES,
}

/** What may moreover be imported for its types only. */
const TYPES: Record<string, readonly string[]> = {
  socle: ['domaine'],
  registre: ['config'],
  ...Object.fromEntries([...SLICES, 'api'].map((s) => [s, ['maison', 'api']])),
}

/** Arrows drawn once, with the reason. */
const EXCEPTIONS: Record<string, string> = {
  'src/comptes/demonstration.ts → ../db/comptes.ts':
    'the one-click sign-in shows the accounts of the one fictional world',
}

/** Longer than 200 lines, with the reason; everything else is to be cut in two. */
const LONGS: Record<string, string> = {
  'src/domaine/acte.ts': 'vocabulary of types of the whole rulebook',
  'src/domaine/faits.ts': 'types of the facts, one per table',
  'src/domaine/appel/lettres.ts': 'table: one row per letter',
  'src/domaine/controles.ts': 'table: one row per automatic check',
  'src/socle/base/schema.ts': 'generated from the migrations',
  'src/urls.ts': 'TABLE 1',
  'test/maison.ts': 'the one house of the tests: a world, its accounts, their ways in',
}

/** Tables that the steps still to come make longer. */
const GRANDISSENT = ['src/urls.ts']
const TABLES_ACTES = 'src/domaine/actes/' // TABLE 2: one row per act
const LIMITE = 200
const LIMITE_TABLE = 250
const limiteDe = (chemin: string): number => (chemin.startsWith(TABLES_ACTES) ? LIMITE_TABLE : LIMITE)

test('les pièces de la maison ne s’importent que dans le sens des flèches', () => {
  const fautes = fichiers.flatMap(({ chemin, imports }) => imports.flatMap((i) => faute(chemin, i) ?? []))
  expect(fautes.filter((f) => !(f in EXCEPTIONS))).toEqual([])
})

test('les règles ne dépendent de rien, sauf de Zod', () => {
  const fautes = fichiers
    .filter(({ chemin }) => salle(chemin) === 'domaine' && !estUnTest(chemin))
    .flatMap(({ chemin, imports }) =>
      imports.filter(({ vers }) => !vers.startsWith('.') && vers !== 'zod').map(({ vers }) => `${chemin} → ${vers}`),
    )
  expect(fautes).toEqual([])
})

test('les règles ne lisent ni l’horloge, ni le hasard, ni l’environnement', () => {
  const fautes = fichiers
    .filter(({ chemin }) => salle(chemin) === 'domaine' && !estUnTest(chemin))
    .filter(({ texte }) => /new Date\(\)|Date\.now\(|Math\.random\(|process\.|performance\.|setTimeout\(/.test(texte))
    .map(({ chemin }) => chemin)
  expect(fautes).toEqual([])
})

test('un seul fichier lit l’environnement', () => {
  const lecteurs = fichiers
    .filter(({ chemin, texte }) => chemin.startsWith('src/') && !estUnTest(chemin) && /process\.env\b/.test(texte))
    .map(({ chemin }) => chemin)
  expect(lecteurs.filter((c) => !LISENT_L_ENVIRONNEMENT.includes(c))).toEqual([])
})

/** They hand the environment to `config.ts`, or pass it on to a child process. */
const LISENT_L_ENVIRONNEMENT = [
  'src/config.ts',
  'src/server.ts',
  'src/cli.ts',
  'src/cli/commande.ts',
  'src/socle/pdf/atelier.ts',
]

test('un fichier dit une chose : au-delà de 200 lignes (250 pour une table d’actes), il a une raison écrite ici', () => {
  const trop = fichiers
    .filter(({ chemin }) => !estUnTest(chemin) && !(chemin in LONGS))
    .map(({ chemin, texte }) => ({ chemin, lignes: texte.split('\n').length - 1 }))
    .filter(({ chemin, lignes }) => lignes > limiteDe(chemin))
  expect(trop).toEqual([])
})

test('la liste des fichiers longs ne garde pas de ligne sans objet', () => {
  const inutiles = Object.keys(LONGS).filter((l) => {
    const f = fichiers.find(({ chemin }) => chemin === l)
    return !f || (f.texte.split('\n').length - 1 <= limiteDe(l) && !GRANDISSENT.includes(l))
  })
  expect(inutiles).toEqual([])
})

test('ni fourre-tout, ni fichier-tonneau', () => {
  const noms = fichiers.filter(
    ({ chemin }) =>
      !estUnTest(chemin) && /(^|\/)(utils?|helpers?|common|managers?|services?|data|index)(\.|\/)/.test(chemin),
  )
  expect(noms.map(({ chemin }) => chemin)).toEqual([])
})

test('les flèches attrapent ce qu’elles doivent', () => {
  const de = (chemin: string, vers: string, type = false) => faute(chemin, { vers, type })
  expect(de('src/candidatures/routes.tsx', '../instruction/avis.ts')).toBeDefined()
  expect(de('src/ui/page.tsx', '../registre/lire.ts')).toBeDefined()
  expect(de('src/socle/annuaires/ecoles.ts', '../../domaine/refus.ts')).toBeDefined()
  expect(de('src/socle/annuaires/ecoles.ts', '../../domaine/refus.ts', true)).toBeUndefined()
  expect(de('src/candidatures/routes.tsx', '../maison.ts')).toBeDefined()
  expect(de('src/candidatures/routes.tsx', '../maison.ts', true)).toBeUndefined()
  expect(de('src/registre/lire.ts', '../urls.ts')).toBeUndefined()
  expect(de('src/api/routes.ts', '../candidatures/api.ts')).toBeUndefined()
})

type Import = { vers: string; type: boolean }

const lire = (chemin: string) => {
  const texte = readFileSync(chemin, 'utf8')
  return { chemin, texte, imports: importsDe(texte) }
}

const importsDe = (texte: string): Import[] =>
  [
    ...texte.matchAll(/^\s*(?:import|export)\s+(type\s+)?([^'"]*?)\s*from\s*['"]([^'"]+)['"]/gm),
    ...texte.matchAll(/\bimport()()\s*\(\s*['"]([^'"]+)['"]/g),
    ...texte.matchAll(/^import()()\s+['"]([^'"]+)['"]/gm),
  ].map(([, type, noms = '', vers = '']) => ({
    vers,
    type: type !== undefined && type !== '' ? true : tousTypes(noms),
  }))

// `import { type A, type B } from` brings nothing at run time either.
const tousTypes = (noms: string): boolean => {
  const liste = /^\{(.*)\}$/s.exec(noms.trim())?.[1]?.split(',') ?? []
  const pleins = liste.map((n) => n.trim()).filter(Boolean)
  return pleins.length > 0 && pleins.every((n) => n.startsWith('type '))
}

const faute = (chemin: string, { vers, type }: Import): string | undefined => {
  if (!vers.startsWith('.')) return undefined
  const cible = join(dirname(chemin), vers)
  const [d, v] = [salle(chemin), salle(cible)]
  const permis = FLECHES[d]
  if (!permis || d === v || estUnTest(chemin)) return undefined
  if (d === 'api' && /^src\/[a-z]+\/api\.ts$/.test(cible)) return undefined
  const bon = permis.includes(v) || (type && (TYPES[d] ?? []).includes(v))
  return bon ? undefined : `${chemin} → ${relative('src', cible)}${type ? ' (type)' : ''}`
}

// `src/urls.ts` → urls, `src/ui/page.tsx` → ui, `db/monde.ts` → db
const salle = (chemin: string): string =>
  (chemin.startsWith('src/') ? chemin.slice(4) : chemin).replace(/\/.*$|\.tsx?$/g, '')

// Tests may stand a whole house up.
const estUnTest = (chemin: string): boolean => /\.test(-outil)?\.tsx?$|de-test\.ts$/.test(chemin)

const fichiers = globSync(['src/**/*.{ts,tsx}', 'db/**/*.ts', 'test/**/*.ts', 'e2e/**/*.ts', 'scripts/**/*.ts']).map(
  lire,
)
