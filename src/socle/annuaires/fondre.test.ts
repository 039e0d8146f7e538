import { expect, test } from 'vitest'
import { fondre, type Polygones } from './fondre.ts'

const carre = (x: number, y: number): Polygones[number] => [
  [
    [x, y],
    [x + 1, y],
    [x + 1, y + 1],
    [x, y + 1],
    [x, y],
  ],
]

test('deux communes fusionnées n’ont plus de frontière entre elles', () => {
  const [polygone, ...autres] = fondre([carre(0, 0), carre(1, 0)], 5)
  expect(autres).toEqual([])
  expect(polygone).toHaveLength(1)
  expect(polygone?.[0]).toHaveLength(7) // six corners, closed
})

test('une commune dessinée dans l’autre sens se fond aussi', () => {
  const envers = carre(1, 0).map((a) => a.toReversed())
  expect(fondre([carre(0, 0), envers], 5)).toHaveLength(1)
})

test('deux îles restent deux îles', () => {
  expect(fondre([carre(0, 0), carre(3, 0)], 5)).toHaveLength(2)
})

test('un anneau de huit communes garde son trou', () => {
  const couronne = [0, 1, 2].flatMap((x) => [0, 1, 2].map((y) => [x, y])).filter(([x, y]) => x !== 1 || y !== 1)
  const fondu = fondre(
    couronne.map(([x = 0, y = 0]) => carre(x, y)),
    5,
  )
  expect(fondu).toHaveLength(1)
  expect(fondu[0]).toHaveLength(2)
})

test('les points sont arrondis et les doublons retirés', () => {
  const dentele: Polygones = [
    [
      [
        [0, 0],
        [1.0000001, 0],
        [1.0000002, 0],
        [1, 1],
        [0, 0],
      ],
    ],
  ]
  expect(fondre(dentele, 5)[0]?.[0]).toEqual([
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 0],
  ])
})
