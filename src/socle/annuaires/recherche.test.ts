import { expect, test } from 'vitest'
import { codeDepartement, pourRecherche } from './recherche.ts'

test.each([
  ['L’Haÿ-les-Roses', 'l hay les roses'],
  ["Saint-Martin-d'Hères", 'saint martin d heres'],
  ['St Égrève', 'saint egreve'],
  ['STE-AGNÈS', 'sainte agnes'],
  ['CC Cœur de Chartreuse', 'cc coeur de chartreuse'],
  ['Œyreluy', 'oeyreluy'],
  ['  100 %_Voiron\u0000 \u202e', '100 voiron'],
  ['Stains', 'stains'],
])('une personne trouve « %s » sans accent ni tiret', (tape, attendu) => {
  expect(pourRecherche(tape)).toBe(attendu)
})

test.each([
  ['038', '38'],
  ['38', '38'],
  ['02A', '2A'],
  ['2b', '2B'],
  ['974', '974'],
  ['001', '01'],
  ['01', '01'],
])('le département « %s » de l’annuaire est le %s du code officiel', (annuaire, cog) => {
  expect(codeDepartement(annuaire)).toBe(cog)
})
