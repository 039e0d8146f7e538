import { expect, it } from 'vitest'
import { COMMANDES } from './commandes.ts'

const creer = COMMANDES.find((c) => c.nom.join(' ') === 'compte creer')
const manque = 'Indiquez le nom de la personne dans --nom.'

it.each([
  [['a@exemple.fr'], manque],
  [['a@exemple.fr', '--nom', '  '], manque],
  [['--nom', 'Camille Essai'], 'Il manque un argument.'],
])('un compte a une adresse et un nom : %j est mal écrit', (args, faute) => expect(creer?.lire(args)).toBe(faute))

it('un compte bien écrit se lit, avec toutes ses habilitations', () =>
  expect(
    creer?.lire(['a@exemple.fr', '--nom', 'Camille Essai', '--habilitation', 'x@1', '--habilitation', 'y@2']),
  ).toEqual({
    mots: ['a@exemple.fr'],
    options: { nom: 'Camille Essai', habilitation: ['x@1', 'y@2'] },
  }))
