import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contraste, refuserCouleur } from '../domaine/contraste.ts'

const styles = new URL('../client/styles/', import.meta.url)
const lus = Object.fromEntries(
  [...readFileSync(new URL('_jetons.scss', styles), 'utf8').matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map((m) => [
    m[1] ?? '',
    m[2] ?? '',
  ]),
)
const jeton = (nom: string): string => (nom.startsWith('#') ? nom : (lus[nom] ?? `jeton inconnu : ${nom}`))

const FONDS = ['#ffffff', 'papier', 'brume', 'mirabelle-pale', 'brique-fond']
// Everything that is written on each surface, with the sizes of ordinary text.
const TEXTES: [texte: string, fonds: string[]][] = [
  ['encre', [...FONDS, 'mirabelle', 'mousse-pale']],
  ['pierre', FONDS],
  ['lien', FONDS],
  ['visite', FONDS],
  ['survol', FONDS],
  ['brique', ['#ffffff', 'papier', 'brique-fond']],
  ['brique-foncee', ['brique-pale']],
  ['mousse-foncee', ['mousse-pale']],
  ['ambre', ['ambre-pale', 'mirabelle-pale']],
  ['sapin-fonce', ['brume', '#ffffff']],
  ['#ffffff', ['sapin', 'sapin-fonce', 'mousse', 'brique', 'brique-foncee', 'ambre']],
]
// Borders and drawings that carry meaning need 3:1 (RGAA 3.3).
const TRAITS: [trait: string, fond: string][] = [
  ['encre', '#ffffff'],
  ['contour', '#ffffff'],
  ['pierre', 'papier'],
  ['sapin', 'papier'],
  ['mousse', 'mousse-pale'],
]

describe('tout ce qui est écrit se lit', () => {
  for (const [texte, fonds] of TEXTES)
    for (const fond of fonds)
      it(`${texte} sur ${fond} : au moins 4,5`, () => {
        expect(contraste(jeton(texte), jeton(fond))).toBeGreaterThanOrEqual(4.5)
      })
  for (const [trait, fond] of TRAITS)
    it(`le trait ${trait} sur ${fond} : au moins 3`, () => {
      expect(contraste(jeton(trait), jeton(fond))).toBeGreaterThanOrEqual(3)
    })

  it('aucune couleur n’est écrite hors des jetons', () => {
    const hors = readdirSync(styles)
      .filter((f) => f !== '_jetons.scss' && f !== '_impression.scss')
      .flatMap((f) =>
        [...readFileSync(new URL(f, styles), 'utf8').matchAll(/#[0-9a-f]{3,8}\b/gi)].map((m) => `${f} ${m[0]}`),
      )
      .filter((x) => !x.endsWith(' #fff'))
    expect(hors).toEqual([])
  })
})

describe('la couleur d’un opérateur', () => {
  it('le noir sur le blanc vaut 21, une couleur sur elle-même vaut 1', () => {
    expect(contraste('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contraste('#0b4f47', '#0B4F47')).toBe(1)
  })
  it.each(['#0b4f47', '#767676', '#B3261E'])('%s se lit sous du blanc : acceptée', (couleur) => {
    expect(refuserCouleur(couleur)).toBeUndefined()
  })
  it.each(['#777777', '#ffd23f', '#ffffff'])('%s ne se lit pas sous du blanc : refusée', (couleur) => {
    expect(refuserCouleur(couleur)?.detail).toMatch(/plus foncée/)
  })
  it.each(['rouge', '#123', 'url(x)', '#0b4f47;}'])('%s n’est pas une couleur : refusée avec un exemple', (couleur) => {
    expect(refuserCouleur(couleur)?.detail).toMatch(/#0b4f47/)
  })
})
