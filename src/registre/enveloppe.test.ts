import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE } from '../../test/maison.ts'
import { lireAppelPublie } from './appels.ts'
import { publierAppel } from './publier-appel.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
beforeAll(async () => {
  m = await maisonDEssai()
})
afterAll(() => m.fermer())

test('un dossier garde les règles de son dépôt, mais l’enveloppe est celle de l’appel d’aujourd’hui', async () => {
  const p = await parties(m)
  const id = await unDossier(m, p, {
    jusquau: 'conforme',
    lignes: { equipements: [{ article: 'ordinateur_portable', quantite: 5, prix_unitaire_ht: 60_000 }] },
  })
  const publie = await lireAppelPublie(m.base, PILOTE)
  if (!publie) throw new Error('The pilot call is published')
  const { financement } = publie.appel
  const reduit = { ...publie.appel, financement: { ...financement, enveloppe: 50_000 } }
  await m.base.transaction().execute((tx) => publierAppel(tx, reduit, m.porte.maintenant()))

  const s = await p.presidente.api('POST', `/api/v1/appels/${PILOTE}/seances`, { date: '2025-01-15', dossiers: [id] })
  await p.presidente.acteSeance(s.json.id, 'ouvrir_seance')
  const retenir = (montant: number) =>
    p.presidente.acte(id, 'retenir', { seance: s.json.id, sur: ECOLES.ferry, montant })
  expect((await retenir(50_001)).json.code).toBe('enveloppe_depassee')
  expect((await retenir(50_000)).statut).toBe(200)
})
