import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bien, demander, facture, menerJusqua } from '../../test/argent.ts'
import { parties } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  m.alleAu('2025-01-16T10:00:00+01:00')
  const mene = await menerJusqua(m, p, 'notifie', { ecoles: [ECOLES.ferry, ECOLES.brunerie] })
  id = mene.id
  bien(await p.maire.acte(id, 'passer_commande', { date: '2025-07-01', devis: mene.devis }))
}, 60_000)
afterAll(() => m.fermer())

const declarer = (lignes: object[]) =>
  p.directrice.acte(id, 'declarer_reception', { sur: ECOLES.ferry, date: '2025-09-01', lignes })
const commande = async () => (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json.commandes[0].etat

test('la mairie et la direction de l’école savent toutes deux qu’elles peuvent déclarer la livraison', async () => {
  const phrase = async (qui: typeof p.maire) => {
    const { html } = await qui.page(`/dossiers/${id}`)
    return (html.match(/<section class="laureat-attente.*?<\/section>/s)?.[0] ?? '').replace(/<[^>]+>|&nbsp;/g, ' ')
  }
  expect(await phrase(p.maire)).toMatch(/On vous attend.*déclarez la livraison/)
  expect(await phrase(p.directrice)).toMatch(/On vous attend.*déclarez la livraison/)
  const { enAttenteDe } = await import('../domaine/possibles.ts')
  const { lireFaits } = await import('../registre/lire.ts')
  const f = await lireFaits(m.base, id)
  const attente = f ? enAttenteDe(f, m.porte.maintenant()).find((a) => a.acte === 'declarer_reception') : undefined
  expect(attente?.quoi).toMatch(/est à déclarer \(la direction de l’école peut aussi le faire\)$/)
})

test('des livraisons partielles qui font tout ce qu’une école attend sont la livraison entière ; une quantité en trop est signalée', async () => {
  const inconnu = await declarer([{ article: 'fusee', quantite: 1 }])
  expect([inconnu.statut, inconnu.json.erreurs[0].chemin]).toEqual([422, 'lignes.0.article'])
  bien(await declarer([{ article: 'tablette_stylet', quantite: 4 }]))
  expect(await commande()).toBe('livree_partiellement')
  const trop = bien(await declarer([{ article: 'tablette_stylet', quantite: 7 }]))
  expect(trop.json.resultat.avertissements).toEqual([
    'Tablette\u00a0: 7\u00a0arrivés, 6\u00a0attendus. Vérifiez la quantité.',
  ])
  expect(await commande()).toBe('livree_partiellement')
  bien(await declarer([{ article: 'synthese_vocale', quantite: 10 }]))
  const encore = await declarer([{ article: 'tablette_stylet', quantite: 1 }])
  expect([encore.statut, encore.json.code]).toEqual([409, 'deja_recue'])
  expect(await commande()).toBe('livree_partiellement')
})

test('une livraison dite dans la demande de versement livre aussi la commande, et prévient la circonscription', async () => {
  bien(
    await demander(m, p, id, {
      type: 'acompte',
      factures: [await facture(m, p, id, { numero: 'L-1', ht: 10_000 })],
      receptions: [{ ecole: ECOLES.brunerie, date: '2025-09-01' }],
    }),
  )
  expect(await commande()).toBe('livree')
  const { rows } = await sql<{ a: string[] }>`
    select a from courriel where dossier_id = ${id} and modele = 'recapitulatif' and blocs::text like '%Brunerie%'`.execute(
    m.base,
  )
  expect(rows.flatMap((r) => r.a).sort()).toEqual(['erun@exemple.fr', 'ien@exemple.fr'])
})
