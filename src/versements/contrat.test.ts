import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bien, lignesDevis, menerJusqua } from '../../test/argent.ts'
import { joindre, parties } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
let devis: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  m.alleAu('2025-01-16T10:00:00+01:00')
  ;({ id, devis } = await menerJusqua(m, p, 'notifie'))
}, 60_000)
afterAll(() => m.fermer())

const dossier = async () => (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json

test('une commande qui diffère du devis donne ses lignes, sans autre explication, et seulement des articles du catalogue', async () => {
  const autres = lignesDevis([ECOLES.ferry]).map((l) => ({ ...l, quantite: 9 }))
  const inconnu = await p.maire.acte(id, 'passer_commande', {
    date: '2025-07-01',
    devis,
    conformeAuDevis: false,
    lignes: [{ ...autres[0], article: 'fusee' }],
  })
  expect([inconnu.statut, inconnu.json.erreurs[0].chemin]).toEqual([422, 'lignes.0.article'])
  bien(await p.maire.acte(id, 'passer_commande', { date: '2025-07-01', devis, conformeAuDevis: false, lignes: autres }))
  expect((await dossier()).commandes).toMatchObject([{ total: 9 * 49_999 + 9 * 4_500 }])
})

test('ce qu’un agent saisit pour le compte d’une commune porte le courrier reçu, et elle seule est représentée', async () => {
  const reception = { sur: ECOLES.ferry, date: '2025-09-01', toutLivre: true }
  const compte = { piece: crypto.randomUUID(), recuLe: '2025-01-16', nom: 'Dominique Essai', qualite: 'Maire' }
  const sansCourrier = await p.instructeur.acte(id, 'declarer_reception', { ...reception, pourLeCompteDe: compte })
  expect([sansCourrier.statut, sansCourrier.json.erreurs[0].chemin]).toEqual([422, 'pourLeCompteDe.piece'])
  const recu = { ...compte, piece: await joindre(m, p.instructeur, id, 'courrier') }
  const parUneCollegue = await p.secretaire.acte(id, 'declarer_reception', { ...reception, pourLeCompteDe: recu })
  expect([parUneCollegue.statut, parUneCollegue.json.erreurs[0].chemin]).toEqual([422, 'pourLeCompteDe'])
  bien(await p.instructeur.acte(id, 'declarer_reception', { ...reception, pourLeCompteDe: recu }))
})

test('une lettre à la commune ne part pas vers l’agent qui l’a décidée', async () => {
  bien(await p.paiement.acte(id, 'solder', { motif: 'La commune renonce au reste' }))
  const { rows } = await sql<{ a: string[] }>`
    select a from courriel where dossier_id = ${id} and acte = 'solder'`.execute(m.base)
  expect(rows.flatMap((r) => r.a)).toContain('maire@exemple.fr')
  expect(rows.flatMap((r) => r.a)).not.toContain('paiement@exemple.fr')
})
