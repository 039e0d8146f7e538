import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, expect, test } from 'vitest'
import type { Antivirus } from '../antivirus.ts'
import { ouvrirAntivirus } from '../antivirus.ts'
import {
  commencerEnvoi,
  continuerEnvoi,
  type Envoi,
  etatEnvoi,
  nettoyerEnvois,
  ouvrirEnvois,
  terminerEnvoi,
} from './envois.ts'
import { ouvrirFichiers } from './ouvrir.ts'
import { recevoirFichier } from './recevoir.ts'
import { PDF } from './zip-de-test.ts'

const dossier = await mkdtemp(join(tmpdir(), 'laureat-recevoir-'))
afterAll(() => rm(dossier, { recursive: true }))
const fichiers = await ouvrirFichiers({ donnees: dossier })
const zone = await ouvrirEnvois(dossier, 5_000)
const outils = { fichiers, antivirus: ouvrirAntivirus(undefined) }
const devis = { proprietaire: 'camille', nom: 'devis.pdf', type: 'application/pdf', octets: PDF.length }

const commencer = async (annonce: typeof devis): Promise<Envoi> => {
  const envoi = await commencerEnvoi(zone, annonce)
  if ('refus' in envoi) throw new Error(envoi.detail)
  return envoi
}

test('une pièce saine est gardée, avec son vrai type, un nom sûr et l’état de l’analyse', async () => {
  const recu = await recevoirFichier(outils, Readable.from([PDF]), { nom: '../dé\u202elib.pdf', type: '' })
  expect(recu).toMatchObject({
    nom: 'délib.pdf',
    type: 'application/pdf',
    extension: 'pdf',
    antivirus: { etat: 'non_analyse' },
  })
})

test('une pièce infectée est refusée et n’est pas gardée', async () => {
  const antivirus: Antivirus = {
    ...outils.antivirus,
    analyser: async (flux) => {
      flux.destroy()
      return { etat: 'infecte', detail: 'Eicar-Test-Signature' }
    },
  }
  const infectee = Buffer.concat([PDF, Buffer.from('\n% X5O')])
  const recu = await recevoirFichier({ fichiers, antivirus }, Readable.from([infectee]), { nom: 'a.pdf', type: '' })
  expect(recu).toMatchObject({ statut: 422, code: 'fichier_infecte', detail: expect.stringContaining('Eicar') })
  for await (const { octets } of fichiers.lister()) expect(octets).not.toBe(infectee.length)
})

test('un envoi coupé reprend où il s’était arrêté', async () => {
  const { id } = await commencer(devis)
  const coupe = new Readable({ read() {} })
  coupe.push(PDF.subarray(0, 50))
  setTimeout(() => coupe.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })), 20)
  expect(await continuerEnvoi(zone, id, 'camille', 0, coupe)).toMatchObject({ code: 'envoi_interrompu' })
  expect(await etatEnvoi(zone, id, 'camille')).toMatchObject({ recu: 50, nom: 'devis.pdf' })
  expect(await continuerEnvoi(zone, id, 'camille', 0, Readable.from([PDF]))).toMatchObject({
    statut: 409,
    code: 'envoi_decale',
  })
  expect(await terminerEnvoi(zone, id, 'camille', async () => ({}))).toMatchObject({ statut: 409 })
  expect(await continuerEnvoi(zone, id, 'camille', 50, Readable.from([PDF.subarray(50)]))).toMatchObject({
    recu: PDF.length,
  })
  const recu = await terminerEnvoi(zone, id, 'camille', (flux, envoi) => recevoirFichier(outils, flux, envoi))
  expect(recu).toMatchObject({ octets: PDF.length, extension: 'pdf' })
  expect(await etatEnvoi(zone, id, 'camille')).toMatchObject({ statut: 404 })
})

test('l’envoi d’une autre personne n’existe pas', async () => {
  const { id } = await commencer(devis)
  expect(await etatEnvoi(zone, id, 'dominique')).toMatchObject({ statut: 404 })
  expect(await continuerEnvoi(zone, id, 'dominique', 0, Readable.from([PDF]))).toMatchObject({ statut: 404 })
  expect(await etatEnvoi(zone, '../../etc/passwd', 'camille')).toMatchObject({ statut: 404 })
})

test('un envoi plus gros que permis ou qu’annoncé est refusé', async () => {
  expect(await commencerEnvoi(zone, { ...devis, octets: 5_001 })).toMatchObject({ statut: 413 })
  expect(await commencerEnvoi(zone, { ...devis, octets: 0 })).toMatchObject({ statut: 422 })
  const { id } = await commencer({ ...devis, octets: 100 })
  expect(await continuerEnvoi(zone, id, 'camille', 0, Readable.from([Buffer.alloc(101)]))).toMatchObject({
    statut: 413,
  })
})

test('un envoi que le service n’a pas pu ranger peut être tenté à nouveau', async () => {
  const { id } = await commencer({ ...devis, octets: 4 })
  await continuerEnvoi(zone, id, 'camille', 0, Readable.from([Buffer.from('%PDF')]))
  const plein = { refus: true, statut: 503, code: 'disque_plein', detail: '' } as const
  expect(await terminerEnvoi(zone, id, 'camille', async () => plein)).toBe(plein)
  expect(await etatEnvoi(zone, id, 'camille')).toMatchObject({ recu: 4 })
})

test('les envois abandonnés sont oubliés', async () => {
  const { id } = await commencer(devis)
  expect(await nettoyerEnvois(zone)).toBe(0)
  expect(await nettoyerEnvois(zone, -1)).toBeGreaterThan(0)
  expect(await etatEnvoi(zone, id, 'camille')).toMatchObject({ statut: 404 })
})
