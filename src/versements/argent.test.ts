import { afterAll, beforeAll, expect, test } from 'vitest'
import { bien, demander, facture, menerJusqua, payer, versements } from '../../test/argent.ts'
import { parties } from '../../test/dossier.ts'
import { maisonDEssai, PILOTE } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
const page = `/pilotage/${PILOTE}/argent`
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  m.alleAu('2025-01-16T10:00:00+01:00')
  const { id } = await menerJusqua(m, p, 'livre')
  bien(
    await p.paiement.acte(id, 'enregistrer_engagement', {
      numero: 'E-2025-1',
      annee: 2025,
      ligne: '204141',
      montant: 300_000,
    }),
  )
  bien(
    await demander(m, p, id, {
      type: 'acompte',
      factures: [await facture(m, p, id, { numero: 'A-1', ht: 200_033, tva: 40_007 })],
    }),
  )
  await payer(p, id, (await versements(p, id))[0]?.id ?? '')
  bien(
    await demander(m, p, id, {
      type: 'acompte',
      factures: [await facture(m, p, id, { numero: 'A-2', ht: 100_001, tva: 20_000 })],
    }),
  )
}, 60_000)
afterAll(() => m.fermer())

const cents = (texte: string) => Number(texte.replace(/[^\d,]/g, '').replace(',', ''))

test('chaque chiffre ouvre la liste qui le compose, dont le total est le chiffre, au centime', async () => {
  const vue = (await p.paiement.page(page)).html
  expect(vue).toContain('Tout concorde')
  const liens = [...vue.matchAll(/<a href="([^"]*\?liste=[^"]+)">([^<]+)<\/a>/g)]
  const cles = new Set(liens.map((x) => decodeURIComponent((x[1] ?? '').split('liste=')[1] ?? '')))
  for (const cle of ['vote', 'engage', 'commande', 'livre', 'liquide', 'paye', 'reste']) expect(cles).toContain(cle)
  expect([...cles].some((c) => c.startsWith('mois:')) && [...cles].some((c) => c.startsWith('part:'))).toBe(true)
  for (const [, href = '', texte = ''] of liens) {
    const liste = (await p.paiement.page(href.replaceAll('&amp;', '&'))).html
    const total = /<tfoot.*?<td[^>]*laureat-table__nombre[^>]*>([^<]+)</s.exec(liste)?.[1] ?? ''
    expect([href, cents(total)]).toEqual([href, cents(texte)])
  }
})

test('la prévision par mois fait le reste à payer, et s’exporte avec le reste', async () => {
  const { lireArgent } = await import('./argent-queries.ts')
  const a = await lireArgent(m.base, PILOTE)
  expect(a.mois.reduce((s, x) => s + x.montant, 0)).toBe(a.totaux.reste)
  expect(a.parts.reduce((s, x) => s + x.reste, 0)).toBe(a.totaux.reste)
  expect(a.totaux.reste).toBe(a.totaux.vote - a.totaux.paye)
  expect(a.ecarts).toEqual([])
  const csv = (await p.paiement.page(`${page}?format=csv`)).html
  expect(csv).toContain(
    `Reste à payer;${Math.trunc(a.totaux.reste / 100)},${String(a.totaux.reste % 100).padStart(2, '0')}`,
  )
  const liste = (await p.paiement.page(`${page}?liste=paye&format=csv`)).html
  expect(liste.trim().split(/\r?\n/)).toHaveLength(2)
  expect((await p.paiement.page(`${page}?format=xlsx`)).statut).toBe(200)
})

test('une clé inventée ne montre rien, et le porteur n’entre pas', async () => {
  for (const cle of ['toString', 'part:a:b:c', 'mois:2026', "mois:2026-01'; drop", ''])
    expect([cle, (await p.paiement.page(`${page}?liste=${encodeURIComponent(cle)}`)).statut]).toEqual([cle, 404])
  expect((await p.maire.page(`${page}?liste=vote`)).statut).toBe(404)
})
