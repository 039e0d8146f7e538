import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { menerJusqua } from '../../test/argent.ts'
import { parties } from '../../test/dossier.ts'
import { maisonDEssai, PILOTE } from '../../test/maison.ts'
import { envoyerFichiers } from '../../test/multipart.ts'
import { importerResultats } from '../../test/resultats-paiement.ts'
import { executerResultats } from './executer-resultats.ts'
import { lireImports, lireLignesImport } from './imports-queries.ts'
import { recevoirResultats } from './recevoir-resultats.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
const page = `/bureau/${PILOTE}/paiements`
const TITRES = 'Référence;Mandat;Date du mandat;Montant;Payé le'
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  m.alleAu('2025-01-16T10:00:00+01:00')
  ;({ id } = await menerJusqua(m, p, 'livre'))
}, 60_000)
afterAll(() => m.fermer())

/** Validated claims of 10 € on the dossier (written directly: the chain has its own tests). */
const valides = async (combien: number): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    insert into versement (id, dossier_id, type, etat, montant, par_volet, cree_le)
    select gen_random_uuid(), ${id}, 'acompte', 'validee', 1000, '[]', now() from generate_series(1, ${combien}) returning id`.execute(
    m.base,
  )
  return rows.map((r) => r.id)
}
const ligne = (sur: string, mandat: number) => `${sur};${mandat};03/11/2025;10,00;12/11/2025`
const texte = (r: { html: string }) => r.html.replace(/[\u00a0\u202f]/g, ' ')

test('le serveur tué au milieu d’un import : chaque ligne est faite exactement une fois, et le rapport est celui d’un import sans panne', async () => {
  const surs = await valides(3)
  const recu = await recevoirResultats(m.f, {
    slug: PILOTE,
    contenu: Buffer.from([TITRES, ...surs.map((s, i) => ligne(s, 70 + i))].join('\n')),
    nom: 'resultats.csv',
    type: 'text/csv',
    acteur: await p.paiement.acteur(),
    recuLe: m.porte.maintenant(),
  })
  if ('refus' in recu) throw new Error(recu.detail)
  const { rows } = await sql<{ base: string }>`select current_database() as base`.execute(m.base)
  const code = `
    import { ouvrirPool } from ${JSON.stringify(resolve('src/socle/base/pool.ts'))}
    import { avecKysely } from ${JSON.stringify(resolve('src/socle/base/ouvrir.ts'))}
    import { executerResultats } from ${JSON.stringify(resolve('src/versements/executer-resultats.ts'))}
    const { base } = avecKysely(ouvrirPool({ ...JSON.parse(process.env.ACCES), max: 3 }))
    let actes = 0
    // The fourth act is the payment of the second row: its rows and journal are written, its transaction is not ended.
    const suivre = async () => void (++actes === 4 && process.kill(process.pid, 'SIGKILL'))
    await executerResultats({ porte: { base, maintenant: () => new Date('2025-11-13'), suivre } })`
  const acces = { ...JSON.parse(process.env.LAUREAT_BASE_DE_TEST ?? '{}'), database: rows[0]?.base }
  const mort = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    env: { ...process.env, ACCES: JSON.stringify(acces) },
    encoding: 'utf8',
  })
  expect([mort.signal, mort.stderr]).toEqual(['SIGKILL', ''])
  const lignes = async () => await lireLignesImport(m.base, recu.id, { etat: undefined })
  expect((await lignes()).map((l) => [l.etat, l.mandate, l.paye])).toEqual([
    ['fait', true, true],
    ['attente', true, false],
    ['attente', false, false],
  ])
  expect(texte(await p.paiement.page(`${page}/imports/${recu.id}`))).toContain('1 ligne traitée sur 3')
  await Promise.all([executerResultats(m), executerResultats(m)])
  expect((await lireImports(m.base, PILOTE, { id: recu.id }))[0]).toMatchObject({
    etat: 'fini',
    mandats: 3,
    paiements: 3,
    deja: 0,
    ecarts: 0,
  })
  const { rows: actes } = await sql<{ acte: string; n: number }>`
    select acte, count(*)::int as n from journal where sur = any(${surs}) group by acte order by acte`.execute(m.base)
  expect(actes).toEqual([
    { acte: 'enregistrer_mandat', n: 3 },
    { acte: 'enregistrer_paiement', n: 3 },
  ])
})

test('un gros fichier est gardé tout de suite, la page dit où il en est, et le même fichier ne part pas deux fois', async () => {
  const surs = await valides(22)
  const contenu = Buffer.from([TITRES, ...surs.map((s, i) => ligne(s, 100 + i)), 'rien;1;;10,00;'].join('\n'))
  const envoi = (qui: typeof p.paiement) =>
    envoyerFichiers(m, qui, `${page}?onglet=payer`, { geste: 'importer' }, [
      { champ: 'resultats', nom: 'retour novembre.csv', type: 'text/csv', contenu },
    ])
  expect((await envoi(p.validation)).statut).toBe(404)
  const parti = await envoi(p.paiement)
  expect(parti.statut).toBe(303)
  expect((await envoi(p.paiement)).vers).toBe(parti.vers)
  const attente = texte(await p.paiement.page(parti.vers ?? ''))
  expect(attente).toContain('0 ligne traitée sur 23')
  expect(attente).toContain('>Actualiser</a>')
  expect(texte(await p.paiement.page(`${page}?onglet=payer`))).toContain('en cours, 0 sur 23 lignes')
  await executerResultats(m)
  const fini = texte(await p.paiement.page(parti.vers ?? ''))
  expect(fini).toContain('22 mandats de paiement et 22 paiements enregistrés')
  expect(fini).toContain('1 ligne ne concorde pas')
  expect(fini).toContain('Aucune demande ne correspond à « rien »')
  const ecarts = await m.app.inject({ url: `${parti.vers}/ecarts.csv`, headers: { cookie: p.paiement.cookie } })
  expect(ecarts.body).toContain('Aucune demande ne correspond')
  const recu = await m.app.inject({ url: `${parti.vers}/recu`, headers: { cookie: p.paiement.cookie } })
  expect(recu.rawPayload.equals(contenu)).toBe(true)
  expect((await p.maire.page(parti.vers ?? '')).statut).toBe(404)
  const actualiser = />Actualiser</.exec(attente)?.index ?? 0
  expect(attente.slice(actualiser - 120, actualiser)).not.toContain('etat=')
  const encore = await importerResultats(m, p, contenu.toString())
  expect([encore.mandats, encore.paiements, encore.deja, encore.ecarts]).toEqual([0, 0, 22, 1])
  expect(texte(await p.paiement.page(`${page}/imports/${encore.id}`))).toContain('rien de nouveau n’est enregistré')
})

test('un fichier illisible ou absent est dit à côté de son champ', async () => {
  const envoi = (fichiers: Parameters<typeof envoyerFichiers>[4]) =>
    envoyerFichiers(m, p.paiement, `${page}?onglet=payer`, { geste: 'importer' }, fichiers)
  const absent = await envoi([])
  expect([absent.statut, absent.html.includes('href="#resultats"')]).toEqual([422, true])
  const pdf = await envoi([
    { champ: 'resultats', nom: 'r.csv', type: 'text/csv', contenu: Buffer.from('%PDF-1.4 rien') },
  ])
  expect([pdf.statut, pdf.html.includes('href="#resultats"')]).toEqual([415, true])
  const sans = await envoi([
    { champ: 'resultats', nom: 'r.csv', type: 'text/csv', contenu: Buffer.from('Mandat;Montant\n1;2,00') },
  ])
  expect(sans.html).toContain('ni colonne «\u00a0Référence\u00a0» ni colonne «\u00a0Dossier\u00a0»')
})
