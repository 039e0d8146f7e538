import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { verifierUai } from '../src/domaine/identifiants/uai.ts'
import { annuaireInvente, type Commune } from './ecoles.ts'
import { petitPdf } from './pdf.ts'
import { ECOLE_DE_LA_DIRECTRICE, INSEE_VOIRON } from './voiron.ts'

type Source = {
  code: string
  nom: string
  type: string
  departement: string
  population?: number
  codesPostaux?: string[]
}
const chemin = createRequire(import.meta.url).resolve('@etalab/decoupage-administratif/data/communes.json')
const communes: Commune[] = (JSON.parse(readFileSync(chemin, 'utf8')) as Source[]) // the shape of a locked package
  .filter((c) => c.type === 'commune-actuelle' && c.departement === '38')
  .map((c) => ({
    insee: c.code,
    nom: c.nom,
    population: c.population ?? 0,
    epci: '243800984',
    code_postal: c.codesPostaux?.[0] ?? '',
  }))

const lignes = annuaireInvente(communes)
  .split('\r\n')
  .slice(1)
  .map((l) => l.split(';'))
const colonne = (rang: number) => lignes.map((l) => l[rang] ?? '')

test('650 écoles, chacune avec un numéro UAI juste, que l’annuaire officiel n’a pas donné', () => {
  expect(lignes).toHaveLength(650)
  expect(new Set(colonne(0)).size).toBe(650)
  expect(colonne(0).filter((uai) => verifierUai(uai) !== undefined || !uai.startsWith('0387'))).toEqual([])
})

test('le nom de chaque école dit qu’elle est inventée, et n’est pas porté deux fois dans une commune', () => {
  expect(colonne(1).filter((nom) => !nom.includes('d’exemple'))).toEqual([])
  expect(new Set(lignes.map((l) => `${l[6]} ${l[1]}`)).size).toBe(650)
})

test('une école sur Voiron est celle de la directrice, et Grenoble en a plus que toute autre commune', () => {
  expect(lignes.find((l) => l[0] === ECOLE_DE_LA_DIRECTRICE)?.[6]).toBe(INSEE_VOIRON)
  const nombre = Map.groupBy(colonne(6), (insee) => insee)
  const grenoble = nombre.get('38185')?.length ?? 0
  expect(Math.max(...[...nombre.values()].map((l) => l.length))).toBe(grenoble)
  expect(nombre.size).toBeGreaterThan(300)
})

test('le même monde chaque fois, et une adresse qui ne mène nulle part', () => {
  expect(annuaireInvente(communes)).toBe(annuaireInvente(communes))
  expect(colonne(12).filter((courriel) => !courriel.endsWith('@demo.example'))).toEqual([])
})

test('les pièces inventées sont de vrais PDF', () => {
  const pdf = petitPdf('Délibération (n° 3)', ['L’école « d’exemple »']).toString('latin1')
  const table = Number(/startxref\n(\d+)/.exec(pdf)?.[1])
  expect(pdf.slice(table, table + 4)).toBe('xref')
  expect(pdf).toContain("(L'école « d'exemple »)")
})
