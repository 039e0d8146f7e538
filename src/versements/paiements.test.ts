import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AUTRE_IBAN, bien, demander, facture, menerJusqua, versements } from '../../test/argent.ts'
import { parties } from '../../test/dossier.ts'
import { maisonDEssai, PILOTE } from '../../test/maison.ts'
import { importerResultats } from '../../test/resultats-paiement.ts'
import { estRefus } from '../domaine/refus.ts'
import { lireTableur } from '../socle/tableurs/lire-tableur.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
const page = `/bureau/${PILOTE}/paiements`
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  m.alleAu('2025-01-16T10:00:00+01:00')
  ;({ id } = await menerJusqua(m, p, 'livre'))
  bien(
    await demander(m, p, id, {
      type: 'acompte',
      factures: [await facture(m, p, id, { numero: 'P-1', ht: 200_000, tva: 40_000 })],
    }),
  )
}, 60_000)
afterAll(() => m.fermer())

const demande = async () => {
  const v = (await versements(p, id)).at(-1)
  if (!v) throw new Error('no claim')
  return v
}
const enEuros = (c: number) => (c / 100).toFixed(2).replace('.', ',')
const TITRES = 'Référence;Mandat;Date du mandat;Montant;Payé le'
const importer = (lignes: string[]) => importerResultats(m, p, [TITRES, ...lignes].join('\n'))

test('deux gestionnaires calculent la même demande au même instant : un seul calcul est écrit', async () => {
  const deuxieme = await m.compte('paiement2@exemple.fr', `gestionnaire_paiement@${PILOTE}`)
  const { version } = (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json
  const { id: sur } = await demande()
  const calculer = (qui: typeof p.paiement) =>
    qui.api('POST', `/api/v1/dossiers/${id}/actes/liquider`, { version, sur })
  const r = await Promise.all([calculer(p.paiement), calculer(deuxieme)])
  expect(r.map((x) => x.statut).sort()).toEqual([200, 409])
  const { rows } = await sql`select 1 from journal where acte = 'liquider' and dossier_id = ${id}`.execute(m.base)
  expect(rows).toHaveLength(1)
})

test('qui a calculé un montant ne se voit pas proposer de le valider, et chacun lit ce qui vient après son geste', async () => {
  const { id: sur } = await demande()
  const seul = await m.compte('seul@exemple.fr', `gestionnaire_paiement@${PILOTE}`, `valideur_paiement@${PILOTE}`)
  const ici = `/dossiers/${id}/versements/${sur}`
  expect((await p.validation.page(ici)).html).toContain('Valider pour mandatement')
  await sql`update versement set calcule_par = ${seul.id} where id = ${sur}`.execute(m.base)
  const { html } = await seul.page(ici)
  expect([html.includes('une autre personne le valide'), html.includes('value="valider_liquidation"')]).toEqual([
    true,
    false,
  ])
  const dit = (await p.paiement.page(`${ici}?fait=liquider`)).html
  expect(dit).toContain('Le calcul est enregistré.')
  expect(dit).toContain('Les autres demandes à traiter')
  expect((await p.maire.page(`${ici}?fait=constructor`)).html).toContain('C’est enregistré.')
})

test('chacun valide jusqu’à son seuil, qu’une autre personne lui fixe', async () => {
  const { id: sur } = await demande()
  expect((await p.paiement.envoyer(page, { geste: 'fixer_seuil', personne: p.validation.courriel })).statut).toBe(403)
  const champ = `seuil.${p.validation.id}`
  const geste = { geste: 'fixer_seuil', personne: p.validation.courriel, champ }
  const faux = await p.administration.envoyer(page, { ...geste, [champ]: 'mille' })
  expect([faux.statut, faux.html.includes(`href="#seuil-${p.validation.id}"`)]).toEqual([422, true])
  expect((await p.administration.envoyer(page, { ...geste, [champ]: '1 000,00' })).statut).toBe(303)
  expect((await p.paiement.page(page)).html).toMatch(/jusqu’à 1\s000,00\s€/)
  // A right given until a date has its limit too.
  await sql`update habilitation set jusqua = '2099-12-31' where personne_id = ${p.validation.id} and role = 'valideur_paiement'`.execute(
    m.base,
  )
  const lot = await p.validation.envoyer(`${page}?onglet=valider`, { choisis: [sur] })
  expect(lot.html).toMatch(/Vous validez jusqu’à 1\s000,00\s€/)
  expect((await demande()).etat).toBe('liquidee')
  const juge = await m.compte('juge@exemple.fr', `valideur_paiement@${PILOTE}`, `administrateur_appel@${PILOTE}`)
  const soi = await juge.api('POST', `/api/v1/appels/${PILOTE}/actes/fixer_seuil`, { personne: juge.courriel })
  expect([soi.statut, soi.json.code]).toEqual([409, 'propre_seuil'])
  expect((await p.administration.envoyer(page, { ...geste, [champ]: '' })).statut).toBe(303)
  const rien = await p.validation.envoyer(`${page}?onglet=valider`, {})
  expect([rien.statut, rien.html.includes('Cochez au moins une demande')]).toEqual([422, true])
  expect((await p.validation.envoyer(`${page}?onglet=valider`, { choisis: [sur] })).html).toContain('1 demande validée')
  const tard = (await p.validation.envoyer(`${page}?onglet=valider`, { choisis: [sur] })).html
  expect(tard).toMatch(/0.demande validée/)
  expect(tard).toMatch(/1.demande cochée n’est plus à valider/)
})

test('le fichier de paiement dit la même chose en CSV et en XLSX', async () => {
  const fichier = async (format: string) => {
    const r = await m.app.inject({ url: `${page}/fichier/${format}`, headers: { cookie: p.paiement.cookie } })
    const lu = await lireTableur(r.rawPayload, 'paiements')
    if (estRefus(lu)) throw new Error(lu.detail)
    return [lu.colonnes, ...lu.lignes.map((l) => l.map((c) => c.replace(',', '.')))]
  }
  const csv = await fichier('csv')
  const { id: sur, montant } = await demande()
  expect(csv[1]?.[0]).toBe(sur)
  expect(Number(csv[1]?.[csv[0]?.indexOf('Montant') ?? -1])).toBe(montant / 100)
  expect((await fichier('xlsx')).map((l) => l.map((c) => c.replace(/\.?0+$/, '')))).toEqual(
    csv.map((l) => l.map((c) => c.replace(/\.?0+$/, ''))),
  )
})

test('le serveur tué pendant l’enregistrement du mandat n’écrit rien à moitié, et la reprise n’écrit qu’une fois', async () => {
  const { id: sur } = await demande()
  const { version } = (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json
  const { rows } = await sql<{ base: string }>`select current_database() as base`.execute(m.base)
  const code = `
    import { ouvrirPool } from ${JSON.stringify(resolve('src/socle/base/pool.ts'))}
    import { avecKysely } from ${JSON.stringify(resolve('src/socle/base/ouvrir.ts'))}
    import { accomplir } from ${JSON.stringify(resolve('src/registre/accomplir.ts'))}
    const { acces, acteur, dossier, version, sur } = JSON.parse(process.env.DEMANDE)
    const { base } = avecKysely(ouvrirPool({ ...acces, max: 1 }))
    // The rows and the journal are written, the transaction is not ended: the process dies here.
    const porte = { base, maintenant: () => new Date(), suivre: async () => process.kill(process.pid, 'SIGKILL') }
    await accomplir(porte, { dossier, acte: 'enregistrer_mandat', saisie: { version, sur, mandat: '77', date: '2025-11-03' }, acteur })`
  const acces = { ...JSON.parse(process.env.LAUREAT_BASE_DE_TEST ?? '{}'), database: rows[0]?.base }
  const mort = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    env: {
      ...process.env,
      DEMANDE: JSON.stringify({ acces, acteur: await p.paiement.acteur(), dossier: id, version, sur }),
    },
    encoding: 'utf8',
  })
  expect([mort.signal, mort.stderr]).toEqual(['SIGKILL', ''])
  expect((await demande()).etat).toBe('validee')
  expect((await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json.version).toBe(version)
  const { montant } = await demande()
  const ligne = `${sur};4512;03/11/2025;${enEuros(montant)};`
  expect(await importer([ligne])).toMatchObject({ mandats: 1, paiements: 0, ignorees: [] })
  const encore = await importer([ligne])
  expect([encore.mandats, encore.ignorees[0]?.raison]).toEqual([
    0,
    expect.stringContaining('mandat de paiement déjà enregistré'),
  ])
})

test('un fichier de cinq mille lignes ne paie que ce qui concorde, dit le reste ligne par ligne, et rien deux fois', async () => {
  const { id: sur, montant } = await demande()
  const inconnues = Array.from({ length: 4996 }, () => `${crypto.randomUUID()};1;03/11/2025;10,00;12/11/2025`)
  const lignes = [
    `${sur};9999;03/11/2025;${enEuros(montant)};12/11/2025`,
    `${sur};4512;03/11/2025;${enEuros(montant + 1)};12/11/2025`,
    `${sur};4512;03/11/2025;${enEuros(montant)} USD;12/11/2025`,
    ...inconnues,
    `${sur};4512;03/11/2025;${enEuros(montant)};12/11/2025`,
  ]
  const bilan = await importer(lignes)
  expect([bilan.paiements, bilan.ignorees.length]).toEqual([1, 4999])
  expect(bilan.ignorees.slice(0, 3).map((x) => [x.ligne, x.raison?.replace(/^.*\s: /, '')])).toEqual([
    [2, 'mandat de paiement 9999 au lieu de 4512.'],
    [3, expect.stringMatching(/au lieu de/)],
    [4, expect.stringContaining('n’est pas un montant en euros')],
  ])
  const deux = await importer(lignes)
  expect([deux.paiements, deux.mandats, deux.ignorees.at(-1)?.raison]).toEqual([
    0,
    0,
    expect.stringContaining('déjà payée, rien n’a changé'),
  ])
  expect((await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json.montants.paye).toBe(montant)
})

test('un compte bancaire qui change prévient l’ancien contact et attend une seconde personne', async () => {
  bien(
    await demander(m, p, id, {
      type: 'acompte',
      iban: AUTRE_IBAN,
      factures: [await facture(m, p, id, { numero: 'P-2', ht: 50_000, tva: 10_000 })],
    }),
  )
  const lettre = (await m.courriels()).filter((c) => c.modele === 'changement_iban').flatMap((c) => c.a)
  expect(lettre).toEqual(expect.arrayContaining(['maire@exemple.fr', 'secretaire@exemple.fr']))
  const { id: sur } = await demande()
  bien(await p.paiement.acte(id, 'liquider', { sur }))
  const bloque = await p.validation.acte(id, 'valider_liquidation', { sur })
  expect([bloque.statut, bloque.json.code]).toEqual([409, 'iban_a_confirmer'])
  expect((await p.paiement.acte(id, 'confirmer_coordonnees_bancaires', { sur })).statut).toBe(403)
  bien(await p.validation.acte(id, 'confirmer_coordonnees_bancaires', { sur, motif: 'Vérifié au téléphone' }))
  bien(await p.validation.acte(id, 'valider_liquidation', { sur }))
})
