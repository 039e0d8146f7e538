import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE } from '../../test/maison.ts'
import { urls } from '../urls.ts'

const slug = PILOTE
const adresse = urls.enveloppe.href({ slug })
let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let dossier: string
let scenario: string
let plafond: number
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  dossier = await unDossier(m, p, {
    lignes: { equipements: [{ article: 'ordinateur_portable', quantite: 5, prix_unitaire_ht: 60_000 }] },
  })
  await m.f.pool.query("update dossier set etat = 'conforme' where id = $1", [dossier])
  // Scored as `noter` writes it: Jules Ferry first.
  await m.f.pool.query(
    `update projet_ecole set score = case uai when $1 then 80 else 40 end,
      contenu = jsonb_set(contenu, '{interne}', jsonb_build_object('notation', jsonb_build_object('exact', case uai when $1 then '80' else '40' end, 'notes', '{}'::jsonb, 'notateurs', 1)))`,
    [ECOLES.ferry],
  )
  plafond = (await p.presidente.api('GET', `/api/v1/dossiers/${dossier}`)).json.ecoles[0].montants.calcule
  // Money for the first of the two only.
  await m.f.pool.query(
    "update appel_version set contenu = jsonb_set(contenu, '{financement,enveloppe}', to_jsonb($1::int)), empreinte = 'petite'",
    [plafond + 100],
  )
})
afterAll(() => m.fermer())

const lire = async (qui: { page: typeof p.maire.page }, url = adresse) => {
  const r = await qui.page(url)
  return { ...r, html: r.html.replace(/[\u00a0\u202f]/g, ' ') }
}
const cle = (uai: string) => `${dossier}:${uai}`

test('l’enveloppe et ses scénarios ne se voient que de l’appel, et ne s’essaient que par la présidence et le service', async () => {
  const page = await lire(p.membre)
  expect(page.statut).toBe(200)
  expect(page.html).toContain('Les crédits s’arrêtent ici')
  expect((await p.maire.page(adresse)).statut).toBe(404)
  expect((await p.maire.envoyer(adresse, { geste: 'creer', nom: 'Le mien' })).statut).toBe(404)
  expect((await p.membre.envoyer(adresse, { geste: 'creer', nom: 'Le mien' })).statut).toBe(403)
  expect((await p.presidente.envoyer(adresse, { geste: 'creer', nom: '' })).statut).toBe(422)
})

test('un scénario essaie sans rien changer aux dossiers', async () => {
  const cree = await p.presidente.envoyer(adresse, { geste: 'creer', nom: 'Moitié chacune' })
  expect(cree.statut).toBe(303)
  scenario = new URL(String(cree.vers), 'http://x').searchParams.get('scenario') ?? ''
  const trop = await p.presidente.envoyer(adresse, {
    geste: 'essayer',
    scenario,
    [`decision.${cle(ECOLES.ferry)}`]: 'retenu',
    [`montant.${cle(ECOLES.ferry)}`]: '999 999',
  })
  expect(trop.statut).toBe(422)
  expect(trop.html).toContain('value="999 999"')
  const moitie = String(Math.floor(plafond / 200))
  const essai = await p.presidente.envoyer(adresse, {
    geste: 'essayer',
    scenario,
    [`decision.${cle(ECOLES.ferry)}`]: 'retenu',
    [`montant.${cle(ECOLES.ferry)}`]: moitie,
    [`decision.${cle(ECOLES.brunerie)}`]: 'retenu',
    [`montant.${cle(ECOLES.brunerie)}`]: moitie,
  })
  expect(essai.statut).toBe(303)
  const page = await lire(p.membre, urls.enveloppe.href({ slug }, { scenario }))
  expect(page.html).toContain('Moitié chacune (affiché)')
  expect(page.html).toContain('Tous servis')
  const d = await p.presidente.api('GET', `/api/v1/dossiers/${dossier}`)
  expect([d.json.etat, d.json.ecoles.map((e: { decision: string }) => e.decision)]).toEqual(['conforme', [null, null]])
})

test('appliqué à la séance, le scénario devient sa proposition, que l’écran de la salle montre', async () => {
  const s = await p.presidente.api('POST', `/api/v1/appels/${slug}/seances`, { date: '2025-03-20' })
  const seance = String(s.json.id)
  const vide = await p.presidente.envoyer(adresse, { geste: 'appliquer', scenario, seance })
  expect(vide.statut).toBe(422)
  await p.presidente.acteSeance(seance, 'modifier_seance', { ajouter: [dossier] })
  const vue = await p.presidente.page(`${adresse}?scenario=${scenario}`)
  const version = new RegExp(`name="version.${seance}" value="(\\d+)"`).exec(vue.html)?.[1] ?? ''
  const applique = await p.presidente.envoyer(adresse, {
    geste: 'appliquer',
    scenario,
    seance,
    [`version.${seance}`]: version,
  })
  expect(applique.vers).toBe(urls.seance.href({ slug, id: seance }, { fait: 'appliquer_scenario' }))
  await p.presidente.acteSeance(seance, 'ouvrir_seance')
  const salle = await lire(p.presidente, urls.salle.href({ slug, id: seance }, { projet: cle(ECOLES.ferry) }))
  expect(salle.html).toContain('Le scénario « Moitié chacune » propose')
  expect(salle.html).toContain('<strong>Retenu, ')
  const lue = /name="version" value="(\d+)"/.exec(salle.html)?.[1] ?? ''
  const retenu = await p.presidente.envoyer(urls.salle.href({ slug, id: seance }), {
    acte: 'retenir',
    projet: cle(ECOLES.ferry),
    version: lue,
    montant: '100',
  })
  expect(retenu.statut).toBe(303)
  expect((await p.presidente.api('GET', `/api/v1/dossiers/${dossier}`)).json.ecoles[0].decision).toBe('retenu')
})

test('un scénario se copie et se supprime', async () => {
  const copie = await p.presidente.envoyer(adresse, { geste: 'creer', nom: 'Copie', scenario })
  expect((await lire(p.presidente, String(copie.vers))).html).toContain('Copie (affiché)')
  expect((await p.presidente.envoyer(adresse, { geste: 'supprimer', scenario })).statut).toBe(303)
  expect((await lire(p.presidente)).html).not.toContain('Moitié chacune')
})
