import { Fragment, h } from 'preact'
import { expect, test } from 'vitest'
import { fige } from './fige.ts'
import { rendreFragment } from './page.tsx'

const dessins: string[] = []
const ligne = (nom: string) =>
  rendreFragment(
    h(
      Fragment,
      {},
      fige('tr', { role: 'row' }, nom, () => {
        dessins.push(nom)
        return h('td', {}, nom)
      }),
    ),
  )

test('une ligne déjà dessinée ne l’est pas de nouveau, une autre l’est, et ce que les gens ont écrit reste du texte', () => {
  expect(ligne('<b>Voiron</b>')).toBe('<tr role="row"><td>&lt;b>Voiron&lt;/b></td></tr>')
  expect(ligne('Moirans')).toContain('Moirans')
  expect(ligne('<b>Voiron</b>')).toContain('&lt;b>Voiron')
  expect(dessins).toEqual(['<b>Voiron</b>', 'Moirans'])
})

test('au-delà de la borne, les plus anciennes sont oubliées', () => {
  for (let i = 0; i < 4000; i++) ligne(`commune ${i}`)
  dessins.length = 0
  ligne('commune 3999')
  ligne('Moirans')
  expect(dessins).toEqual(['Moirans'])
})
