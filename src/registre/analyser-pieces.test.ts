import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { joindre, parties, unDossier } from '../../test/dossier.ts'
import { maisonDEssai, PILOTE } from '../../test/maison.ts'
import { estRefus } from '../domaine/refus.ts'
import type { Analyse, Antivirus } from '../socle/antivirus.ts'
import { analyserPieces } from './analyser-pieces.ts'
import { ajouterPieceDeSeance, lireDocumentDeSeance } from './piece-de-seance.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
})
afterAll(() => m.fermer())

const antivirus = (analyse: Analyse, panne: string | null = null): Antivirus => ({
  configure: true,
  etat: async () => panne,
  analyser: async (flux) => {
    flux.destroy()
    return analyse
  },
})

test('une pièce reçue sans antivirus est analysée la nuit ; infectée, elle n’est plus donnée à personne', async () => {
  const id = await unDossier(m, p, { jusquau: 'depose' })
  const piece = await joindre(m, p.maire, id, 'autre')
  const lire = () => p.maire.api('GET', `/api/v1/dossiers/${id}/pieces/${piece}`)
  const analyser = (a: Antivirus) => analyserPieces({ porte: m.porte, fichiers: m.fichiers, antivirus: a })
  expect(await analyser(antivirus({ etat: 'infecte', detail: 'Essai' }, 'L’antivirus ne répond pas'))).toBe(0)
  expect(await analyser(antivirus({ etat: 'non_analyse', detail: 'trop gros' }))).toBe(0)
  expect((await lire()).statut).toBe(200)
  expect(await analyser(antivirus({ etat: 'infecte', detail: 'Essai' }))).toBeGreaterThan(0)
  expect([(await lire()).statut, (await lire()).json.code]).toEqual([409, 'piece_infectee'])
  expect((await p.maire.page(`/dossiers/${id}/pieces/${piece}`)).statut).toBe(409)
})

test('un papier de séance reçu sans antivirus est analysé la nuit comme les pièces des dossiers', async () => {
  const seance = (await p.presidente.api('POST', `/api/v1/appels/${PILOTE}/seances`, { date: '2025-03-17' })).json.id
  const fichier = { cle: 'a'.repeat(64), sha256: 'a'.repeat(64), octets: 10, type: 'application/pdf', nom: 'pv.pdf' }
  const papier = await ajouterPieceDeSeance(m.porte, {
    seance,
    acteur: await p.presidente.acteur(),
    fichier: { ...fichier, antivirus: 'non_analyse' },
  })
  if (estRefus(papier)) throw new Error(papier.detail)
  const lire = async () => {
    const lu = await lireDocumentDeSeance(m, papier.id)
    return estRefus(lu) ? lu.code : lu.cle
  }
  const fichiers = { ...m.fichiers, lire: async () => Readable.from(['contenu']) }
  expect(await lire()).toBe(fichier.cle)
  expect(
    await analyserPieces({ porte: m.porte, fichiers, antivirus: antivirus({ etat: 'infecte', detail: 'Essai' }) }),
  ).toBe(1)
  expect(await lire()).toBe('piece_infectee')
})
