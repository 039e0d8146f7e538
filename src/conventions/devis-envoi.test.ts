import { afterAll, beforeAll, expect, test } from 'vitest'
import { dossierRetenu, SIRET } from '../../test/argent.ts'
import { parties } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai } from '../../test/maison.ts'
import { champsDe, envoyerFichiers } from '../../test/multipart.ts'
import { pdf } from '../../test/pdf.ts'
import { ecrireXlsx } from '../socle/tableurs/ecrire-xlsx.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
let page: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  m.alleAu('2025-01-16T10:00:00+01:00')
  id = await dossierRetenu(m, p, { ecoles: [ECOLES.ferry, ECOLES.brunerie] })
  page = `/dossiers/${id}/devis/envoi`
}, 60_000)
afterAll(() => m.fermer())

const PDF = {
  champ: 'piece',
  nom: 'devis.pdf',
  contenu: pdf(),
}
const tete = (numero: string, total: string) => ({
  'fournisseur.nom': 'Papeterie du Val',
  'fournisseur.siret': SIRET,
  numero,
  'date.jour': '5',
  'date.mois': '4',
  'date.annee': '2025',
  'validite.jour': '31',
  'validite.mois': '12',
  'validite.annee': '2025',
  total,
})
const vierge = async () => champsDe((await p.secretaire.page(page)).html, page)
const dernier = async () => (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json.devis.at(-1)
const lignesDe = async (numero: string) =>
  (
    await m.base
      .selectFrom('devis')
      .select('lignes')
      .where('dossier_id', '=', id)
      .where('numero', '=', numero)
      .execute()
  )[0]?.lignes as { ecole: string; article?: string; nature: string; quantite: number; tva: number }[]

test('sans JavaScript : les lignes de la candidature sont là, une ligne s’ajoute, une autre se retire', async () => {
  const champs = await vierge()
  expect([champs['lignes.0.quantite'], champs['lignes.0.prixUnitaireHt'], champs['lignes.0.ecole']]).toEqual([
    '10',
    '45,00',
    ECOLES.ferry,
  ])
  const plus = await envoyerFichiers(m, p.secretaire, page, { ...champs, ajouter: 'lignes' })
  expect(plus.html).toContain('name="lignes.4.designation"')
  const moins = await envoyerFichiers(m, p.secretaire, page, { ...champsDe(plus.html, page), retirer: 'lignes.1' })
  const reste = champsDe(moins.html, page)
  expect([reste['lignes.1.ecole'], reste['lignes.4.designation']]).toEqual([ECOLES.brunerie, undefined])
})

test('les erreurs suivent l’ordre de la page et nomment leur ligne ; rien de saisi n’est perdu', async () => {
  const champs = await vierge()
  const r = await envoyerFichiers(
    m,
    p.secretaire,
    page,
    {
      ...champs,
      'lignes.3.tva': '200',
      'lignes.1.prixUnitaireHt': '45,00 USD',
    },
    [PDF],
  )
  expect(r.statut).toBe(422)
  const liens = [...r.html.matchAll(/href="#([\w-]+)"/g)].map((x) => x[1]).filter((x) => x?.startsWith('lignes'))
  expect(liens).toEqual(['lignes-1-prixUnitaireHt', 'lignes-3-tva'])
  expect(r.html).toContain('Ligne 2\u00a0: indiquez un prix hors taxes en euros')
  expect(champsDe(r.html, page).piece).toMatch(/^[0-9a-f-]{36}$/)
  expect(r.html).not.toContain('_csrf=')
})

test('un centime d’écart passe et se dit ; plus d’un euro est refusé, avec les deux totaux', async () => {
  const champs = await vierge()
  const loin = await envoyerFichiers(m, p.secretaire, page, { ...champs, ...tete('D-1', '10 902,00') }, [PDF])
  expect(loin.html).toMatch(/Les lignes font 10\s899,80\s€ HT et 13\s079,76\s€ TTC/)
  const pres = await envoyerFichiers(m, p.secretaire, page, { ...champs, ...tete('D-1', '10 899,81') }, [PDF])
  expect([pres.statut, pres.vers]).toEqual([303, `/dossiers/${id}/devis?fait=envoye`])
  const dit = await p.secretaire.page(pres.vers ?? '')
  expect(dit.html).toMatch(/diffèrent de 0,01\s€/)
  expect(dit.html).toContain('Il manque un devis conforme')
})

test('des lignes collées disent laquelle ne va pas : école, quantité, monnaie, TVA', async () => {
  const colle = [
    'Ecole\tDesignation\tQte\tPU HT\tTVA',
    'École Jules Ferry\tTablette\t10\t499,99\t20',
    'École inconnue\tTablette\t1\t1,00\t20',
    'École Jules Ferry\tTablette\tdix\t1,00\t20',
    'École Jules Ferry\tTablette\t1\t$ 1,00\t20',
    'École Jules Ferry\tTablette\t1\t1,00\t120',
  ].join('\n')
  const r = await envoyerFichiers(m, p.secretaire, page, { ...tete('D-2', '4999,90'), collees: colle }, [PDF])
  expect(r.statut).toBe(422)
  for (const phrase of [
    'Ligne 3\u00a0: l’école «\u00a0École inconnue\u00a0»',
    'Ligne 4\u00a0: «\u00a0dix\u00a0» n’est pas une quantité',
    'Ligne 5\u00a0: «\u00a0$ 1,00\u00a0» n’est pas en euros',
    'Ligne 6\u00a0: «\u00a0120\u00a0» n’est pas un taux de TVA',
  ])
    expect(r.html).toContain(phrase)
  expect(champsDe(r.html, page).collees).toContain('dix')
})

test('un classeur aux titres inconnus demande quelle colonne est quoi, sans renvoyer le fichier', async () => {
  const contenu = Buffer.from(
    await new Response(
      ecrireXlsx<string[]>(
        [
          { titre: 'Où', valeur: (l) => l[0] },
          { titre: 'Quoi', valeur: (l) => l[1] },
          { titre: 'Combien', valeur: (l) => l[2] },
          { titre: 'Tarif', valeur: (l) => l[3] },
        ],
        [[ECOLES.ferry, 'tablette stylet', '10', '499,99']],
        { feuille: 'Devis' },
      ) as unknown as BodyInit, // a stream of bytes
    ).arrayBuffer(),
  )
  const r = await envoyerFichiers(m, p.secretaire, page, tete('D-3', '4999,90'), [
    PDF,
    { champ: 'tableur', nom: 'devis.xlsx', type: 'application/octet-stream', contenu },
  ])
  expect(r.statut).toBe(422)
  expect(r.html).toContain('href="#colonnes-designation"')
  const bon = await envoyerFichiers(m, p.secretaire, page, {
    ...champsDe(r.html, page),
    ...tete('D-3', '4999,90'),
    'colonnes.ecole': 'Où',
    'colonnes.designation': 'Quoi',
    'colonnes.quantite': 'Combien',
    'colonnes.prix': 'Tarif',
  })
  expect(bon.statut).toBe(303)
  expect(await lignesDe('D-3')).toMatchObject([{ ecole: ECOLES.ferry, quantite: 10, tva: 20 }])
})

test('un devis de deux mille lignes s’importe, et sa nouvelle version se corrige en texte', async () => {
  const lignes = Array.from({ length: 2000 }, (_, i) => `${ECOLES.ferry};Câble ${i};1;1,00;20`)
  const csv = ['École;Désignation;Quantité;Prix unitaire HT;TVA', ...lignes].join('\n')
  const r = await envoyerFichiers(m, p.secretaire, page, tete('D-4', '2000,00'), [
    PDF,
    { champ: 'tableur', nom: 'devis.csv', type: 'text/csv', contenu: Buffer.from(csv) },
  ])
  expect(r.statut).toBe(303)
  expect((await lignesDe('D-4')).length).toBe(2000)
  const suite = `${page}?remplace=${(await dernier()).id}`
  const champs = champsDe((await p.secretaire.page(suite)).html, suite)
  expect(champs['lignes.0.quantite'] ?? '').toBe('')
  expect(champs.collees?.split('\n').length).toBe(2001)
  const deux = await envoyerFichiers(m, p.secretaire, suite, { ...champs, ...tete('D-4', '2000,00') }, [PDF])
  expect(deux.statut).toBe(303)
  expect((await dernier()).version).toBe(2)
})

test('une remise et une éco-contribution s’écrivent parmi les lignes', async () => {
  const champs = await vierge()
  const plus = await envoyerFichiers(m, p.secretaire, page, { ...champs, ajouter: 'lignes' })
  const r = await envoyerFichiers(
    m,
    p.secretaire,
    page,
    {
      ...champsDe(plus.html, page),
      ...tete('D-5', '10 799,80'),
      'lignes.4.ecole': ECOLES.ferry,
      'lignes.4.designation': 'Remise',
      'lignes.4.quantite': '1',
      'lignes.4.prixUnitaireHt': '-100,00',
      'lignes.4.tva': '20',
    },
    [PDF],
  )
  expect(r.statut).toBe(303)
  expect((await lignesDe('D-5')).at(-1)).toMatchObject({ nature: 'remise' })
})
