import { expect, test } from 'vitest'
import { reglesPilote } from '../../../test/regles-pilote.ts'
import { retenir } from './retenir.ts'

const volet = reglesPilote().volets[0]
const expliquer = (ligne: { quantite: number; prixUnitaireHt: number; plafondUnitaire: number; globale?: boolean }) => {
  if (!volet) throw new Error('no part')
  const ecole = { uai: '0389901F', classes: 50, classesConcernees: 50, eleves: 500 }
  const lignes = [{ volet: volet.id, libelle: 'Tablette', ...ligne }]
  return retenir(volet, { ...ecole, lignes }).explication.find((e) => e.libelle.startsWith('Tablette'))
}

test('une dépense sans quantité se lit « 567,00 € », jamais « 1 × 567 € »', () => {
  const e = expliquer({ quantite: 1, prixUnitaireHt: 60_000, plafondUnitaire: 56_700, globale: true })
  expect(e?.libelle).toBe('Tablette\u00a0: ramené au plafond de 567\u00a0€')
  expect(e?.formule).toBe('567,00\u00a0€, au lieu de 600,00\u00a0€')
})

test('un article seul ne se multiplie pas par un ; plusieurs se lisent « quantité × plafond »', () => {
  expect(expliquer({ quantite: 1, prixUnitaireHt: 60_000, plafondUnitaire: 56_700 })?.formule).toBe(
    '567,00\u00a0€, au lieu de 600,00\u00a0€',
  )
  expect(expliquer({ quantite: 2, prixUnitaireHt: 60_000, plafondUnitaire: 56_700 })?.formule).toBe(
    '2 × 567\u00a0€ = 1\u202f134,00\u00a0€, au lieu de 1\u202f200,00\u00a0€',
  )
})
