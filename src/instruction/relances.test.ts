import { expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { maisonDEssai } from '../../test/maison.ts'
import { echeanceDe, relancerComplements } from './relances.job.ts'

test.each([
  ['2025-01-15', undefined],
  ['2025-01-20', undefined],
  ['2025-01-25', 'moitie'],
  ['2025-02-01', 'trois_jours'],
  ['2025-02-04', 'jour'],
  ['2025-02-05', undefined],
])('une demande du 15 janvier pour le 4 février se rappelle, le %s : %s', (jour, attendue) => {
  expect(echeanceDe('2025-01-15', '2025-02-04', jour)).toBe(attendue)
})

test('une commune reçoit chaque rappel une seule fois', async () => {
  const m = await maisonDEssai()
  const p = await parties(m)
  const id = await unDossier(m, p)
  await p.instructeur.acte(id, 'demander_complements', {
    elements: [{ element: 'debit', manque: 'L’attestation est illisible.' }],
    avant: '2025-02-04',
  })
  expect(await relancerComplements(m.f)).toBe(0)
  m.alleAu('2025-02-01T07:00:00+01:00')
  expect(await relancerComplements(m.f)).toBe(1)
  expect(await relancerComplements(m.f)).toBe(0)
  const lettres = (await m.courriels()).filter((c) => c.modele === 'relance_complements')
  expect(lettres.some((l) => l.a.includes('maire@exemple.fr'))).toBe(true)
  await m.fermer()
})
