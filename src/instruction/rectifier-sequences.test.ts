import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hasard, hasard } from '../../db/hasard.ts'
import { demander, facture, menerJusqua } from '../../test/argent.ts'
import { parties } from '../../test/dossier.ts'
import { maisonDEssai } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  ;({ id } = await menerJusqua(m, p, 'livre'))
  m.alleAu('2025-12-01T10:00:00+01:00')
}, 60_000)
afterAll(() => m.fermer())

type Ligne = { id: string; type: string; etat: string; montant: number; paye: number | null; liquide: number }
const demandes = async () =>
  (
    await sql<Ligne>`select id, type, etat, montant::int, montant_paye::int as paye,
      coalesce((select sum((x->>'liquide')::int) from jsonb_array_elements(par_volet) x), 0)::int as liquide
      from versement where dossier_id = ${id} order by cree_le, id`.execute(m.base)
  ).rows
const lire = async () => (await p.paiement.api('GET', `/api/v1/dossiers/${id}`)).json

/** What stays true whatever was done, undone and done again. */
const verifier = async (fait: string) => {
  const toutes = await demandes()
  const vives = toutes.filter((v) => v.etat !== 'rejetee')
  const de = (type: string) => vives.filter((v) => v.type === type)
  expect(de('solde').length, `${fait}: one balance at most`).toBeLessThan(2)
  expect(de('acompte').length, `${fait}: the instalments that the call allows`).toBeLessThan(3)
  expect(de('avance').length, `${fait}: one advance at most`).toBeLessThan(2)
  const { rows } = await sql<{ numero: string; ht: number; total: number }>`
    select x.numero, sum(x.ht)::int as ht, max((x.contenu->>'total')::int) as total from facture x join versement v on v.id = x.versement_id
    where v.dossier_id = ${id} and v.etat <> 'rejetee' group by x.numero having count(*) > 1`.execute(m.base)
  expect(rows, `${fait}: an invoice in two living claims`).toEqual([])
  const { montants } = await lire()
  const somme = (x: readonly number[]) => x.reduce((t, n) => t + n, 0)
  expect(montants.paye, `${fait}: paid`).toBe(somme(toutes.filter((v) => v.etat === 'payee').map((v) => v.paye ?? 0)))
  const dus = toutes.filter((v) => ['liquidee', 'validee', 'mandatee', 'payee'].includes(v.etat))
  expect(somme(dus.map((v) => v.liquide)), `${fait}: never more than the vote`).toBeLessThanOrEqual(montants.vote)
  for (const v of dus) expect(v.liquide, `${fait}: parts and amount agree`).toBe(v.montant)
}

type Reponse = { statut: number; json: { code?: string } }
type Geste = [nom: string, faire: () => Promise<Reponse>]

/** What people would try on a claim in this state: go on, go back, rectify. */
const SELON_ETAT: Record<string, readonly string[]> = {
  deposee: ['liquider', 'liquider', 'demander_complement_versement', 'rejeter_demande'],
  a_completer: ['rejeter_demande', 'demander_versement'],
  liquidee: ['valider_liquidation', 'valider_liquidation', 'renvoyer_liquidation'],
  validee: ['enregistrer_mandat', '!valider_liquidation'],
  mandatee: ['enregistrer_paiement', 'enregistrer_rejet_comptable', '!enregistrer_mandat'],
  payee: ['!enregistrer_paiement'],
  rejetee: ['!rejeter_demande', '!rejeter_demande', 'demander_versement'],
}

test.for([1, 2, 3])(
  'faire, rectifier et refaire, au hasard (tirage %i) : aucun euro ne compte deux fois',
  { timeout: 60_000 },
  async (graine) => {
    const h = hasard(graine)
    const rectifiees = new Set<string>()
    for (let i = 0; i < 60; i++) {
      const gestes = await possibles(i, h)
      const [nom, faire] = h.parmi(gestes)
      const r = await faire()
      expect([200, 409, 422], `${nom}: ${JSON.stringify(r.json)}`).toContain(r.statut)
      if (r.statut === 200 && nom.startsWith('!')) rectifiees.add(nom)
      await verifier(`${i} ${nom} ${r.statut} ${r.json.code ?? ''}`)
    }
    // The walk went where it was meant to go.
    expect(rectifiees.size).toBeGreaterThan(1)
  },
)

const possibles = async (i: number, h: Hasard): Promise<Geste[]> => {
  const motif = `Essai ${i}.`
  const attente = (await attentes()).map(
    (sur): Geste => ['approuver', () => p.validation.acte(id, 'approuver_rectification', { sur })],
  )
  const nouvelle: Geste = ['demander_versement', () => redemander(h, i)]
  const soldee = (await lire()).etat === 'solde'
  const solder: Geste = soldee
    ? ['!solder', () => p.paiement.acte(id, 'rectifier', { acte: 'solder', motif })]
    : ['solder', () => p.paiement.acte(id, 'solder', { motif })]
  const surDemandes = (await demandes()).flatMap((v) =>
    (SELON_ETAT[v.etat] ?? []).map((nom): Geste => {
      const qui = nom.includes('liquidation') && !nom.startsWith('!') ? p.validation : p.paiement
      if (nom.startsWith('!')) return [nom, () => qui.acte(id, 'rectifier', { acte: nom.slice(1), cible: v.id, motif })]
      return nom === 'demander_versement'
        ? [nom, () => redemander(h, i)]
        : [nom, () => qui.acte(id, nom, saisie(nom, v, i))]
    }),
  )
  // What waits for a second person is often approved at once, sometimes much later.
  return soldee
    ? [solder, ...attente, ...attente]
    : [solder, nouvelle, nouvelle, ...surDemandes, ...attente, ...attente, ...attente]
}

const redemander = async (h: Hasard, i: number): Promise<Reponse> => {
  const type = h.parmi(['avance', 'acompte', 'acompte', 'solde'] as const)
  const numero = `F-${h.entier(1, 5)}`
  const factures = type === 'avance' ? [] : [await facture(m, p, id, { numero, ht: 10_000 * h.entier(1, 4) + i })]
  return demander(m, p, id, { type, factures })
}

const saisie = (nom: string, v: Ligne, i: number) => ({
  sur: v.id,
  ...(/complement|rejeter|rejet_comptable|renvoyer/.test(nom) ? { motif: `Essai ${i}.` } : {}),
  ...(nom === 'enregistrer_mandat' ? { mandat: String(i), date: '2025-11-03' } : {}),
  ...(nom === 'enregistrer_paiement' ? { date: '2025-11-12', montant: v.montant } : {}),
})

const attentes = async () =>
  (
    await sql<{
      id: string
    }>`select id from procedure_suivie where dossier_id = ${id} and genre = 'rectification' and etat = 'a_approuver' order by id`.execute(
      m.base,
    )
  ).rows.map((x) => x.id)
