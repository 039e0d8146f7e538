import { describe, expect, it } from 'vitest'
import { noteCalculee } from './bareme.ts'
import { schemaCritere } from './schema-instruction.ts'

const critere = (calcule?: object) =>
  schemaCritere.parse({ id: 'c', libelle: 'C', poids: 1, echelle: { min: 0, max: 5 }, ...(calcule ? { calcule } : {}) })
const ips = critere({
  source: 'ips',
  paliers: [
    { auPlus: 85, note: 5 },
    { auPlus: 105, note: 3 },
  ],
  audela: 0,
})
const rep = critere({ source: 'education_prioritaire', valeurs: { 'REP+': 5, REP: 3 }, absente: 0 })
const ulis = critere({ source: 'ulis', valeurs: { oui: 5, non: 0 } })

describe('la note d’un critère calculé', () => {
  it.each([
    [53.4, 5],
    [85, 5],
    [85.1, 3],
    [105, 3],
    [160, 0],
    [null, undefined],
    [undefined, undefined],
  ])('un IPS de %s vaut %s', (x, note) => expect(noteCalculee(ips, x)).toBe(note))
  it.each([
    ['REP+', 5],
    ['REP', 3],
    [null, 0],
    ['', 0],
    ['autre', 0],
    ['constructor', 0],
  ])('%s en éducation prioritaire vaut %s', (x, note) => expect(noteCalculee(rep, x)).toBe(note))
  it.each([
    [true, 5],
    ['oui', 5],
    [false, 0],
    [null, undefined],
  ])('une ULIS %s vaut %s', (x, note) => expect(noteCalculee(ulis, x)).toBe(note))
  it('un critère jugé par une personne n’est jamais calculé', () => expect(noteCalculee(critere(), 12)).toBeUndefined())
})
