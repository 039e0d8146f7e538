import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { maisonDEssai } from '../../test/maison.ts'
import type { Courriel, Envoi } from '../socle/courriel/transport.ts'
import { ecrireLettre } from './courriels.ts'
import { envoyerCourriels } from './envoyer-courriels.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
beforeAll(async () => {
  m = await maisonDEssai()
})
afterAll(() => m.fermer())

const lettre = (cle: string, a: string[]) =>
  ecrireLettre(m.base, {
    cle,
    a,
    objet: 'Votre dossier',
    modele: 'deposer',
    dossier: null,
    acte: 'deposer',
    blocs: [{ type: 'paragraphe', texte: 'Reçu.' }],
    le: m.porte.maintenant(),
  })

/** A mail server that answers as told and remembers what left. */
const serveur = (repondre: (c: Courriel) => Envoi) => {
  const partis: string[] = []
  const envoyer = async (c: Courriel) => {
    const r = repondre(c)
    if (r.etat === 'envoye') partis.push(c.a)
    return r
  }
  const moyens = {
    porte: m.porte,
    fichiers: m.fichiers,
    transport: { envoyer, etat: async () => null, fermer() {} },
    config: {
      operateur: m.config.operateur,
      secret: m.config.secret,
      courriel: { smtp: 'smtp://exemple', expediteur: 'aides@exemple.fr' },
    },
  }
  return { partis, envoyer: () => envoyerCourriels(moyens) }
}
const etats = async (cle: string) =>
  (
    await sql<{
      etat: string
      raison: string | null
    }>`select etat, raison from courriel where cle like ${`${cle}:%`} order by cle`.execute(m.base)
  ).rows
const tout = () => sql`update courriel set essai_apres = null`.execute(m.base)

test('chaque lettre part une fois, même avec deux facteurs et une demande répétée', async () => {
  const s = serveur(() => ({ etat: 'envoye' }))
  const adresses = Array.from({ length: 45 }, (_, i) => `a${i}@exemple.fr`)
  await lettre('une', adresses)
  await lettre('une', adresses)
  await Promise.all([s.envoyer(), s.envoyer(), s.envoyer()])
  expect(s.partis.sort()).toEqual(adresses.sort())
})

test('quand le serveur de courriel est arrêté, les lettres attendent puis partent', async () => {
  await lettre('attente', ['b@exemple.fr'])
  const arrete = serveur(() => ({ etat: 'refuse', raison: 'Le serveur de courriel ne répond pas.', definitif: false }))
  await arrete.envoyer()
  expect(await etats('attente')).toEqual([{ etat: 'attente', raison: 'Le serveur de courriel ne répond pas.' }])
  const revenu = serveur(() => ({ etat: 'envoye' }))
  await revenu.envoyer()
  expect(revenu.partis).toEqual([])
  await tout()
  await revenu.envoyer()
  expect(revenu.partis).toEqual(['b@exemple.fr'])
  expect(await etats('attente')).toEqual([{ etat: 'envoye', raison: null }])
})

test('une adresse refusée pour de bon garde sa raison et ne repart pas', async () => {
  await lettre('refus', ['inconnu@exemple.fr'])
  const s = serveur(() => ({ etat: 'refuse', raison: 'Adresse inconnue.', definitif: true }))
  await s.envoyer()
  await tout()
  await s.envoyer()
  expect(await etats('refus')).toEqual([{ etat: 'refuse', raison: 'Adresse inconnue.' }])
})

test('une lettre prise par un processus mort repart, mais pas tout de suite', async () => {
  await lettre('mort', ['c@exemple.fr'])
  await sql`update courriel set prise_le = now() where cle like 'mort:%'`.execute(m.base)
  const s = serveur(() => ({ etat: 'envoye' }))
  await s.envoyer()
  expect(s.partis).toEqual([])
  await sql`update courriel set prise_le = now() - interval '11 minutes' where cle like 'mort:%'`.execute(m.base)
  await s.envoyer()
  expect(s.partis).toEqual(['c@exemple.fr'])
})

test('une lettre qui ne se compose pas ne retient pas celles qui la suivent', async () => {
  await ecrireLettre(m.base, {
    cle: 'cassee',
    a: ['d@exemple.fr'],
    objet: 'Accusé',
    modele: 'deposer',
    dossier: null,
    acte: 'deposer',
    blocs: [],
    pieces: [{ document: '11111111-1111-4111-8111-111111111111', nom: 'accuse.pdf' }],
    le: new Date(0),
  })
  await lettre('suivante', ['e@exemple.fr'])
  const s = serveur(() => ({ etat: 'envoye' }))
  await s.envoyer()
  expect(s.partis).toEqual(['e@exemple.fr'])
  expect((await etats('cassee'))[0]).toMatchObject({ etat: 'attente', raison: expect.stringContaining('composée') })
})
