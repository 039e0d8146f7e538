import { afterAll, beforeAll, expect, test } from 'vitest'
import { bien, IBAN, menerJusqua, versements } from '../../test/argent.ts'
import { parties } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai } from '../../test/maison.ts'
import { champsDe, envoyerFichiers } from '../../test/multipart.ts'
import { pdf } from '../../test/pdf.ts'
import { lireFaits } from '../registre/lire.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
let page: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  m.alleAu('2025-01-16T10:00:00+01:00')
  ;({ id } = await menerJusqua(m, p, 'livre'))
  page = `/dossiers/${id}/versements/demande`
}, 60_000)
afterAll(() => m.fermer())

const fichiers = ['factures.0.piece', 'etatRecapitulatif'].map((champ) => ({
  champ,
  nom: `${champ}.pdf`,
  contenu: pdf(champ),
}))
const partielle = (champs: Record<string, string>) => ({
  ...champs,
  type: 'acompte',
  iban: IBAN,
  'factures.0.numero': 'P-4',
  'factures.0.date.jour': '10',
  'factures.0.date.mois': '9',
  'factures.0.date.annee': '2025',
  'factures.0.mandat': '71',
  'factures.0.mandatLe.jour': '1',
  'factures.0.mandatLe.mois': '10',
  'factures.0.mandatLe.annee': '2025',
  'factures.0.lignes.0.quantite': '4',
  'factures.0.lignes.1.quantite': '0',
})

test('les lignes de la facture sont celles du devis, déjà remplies, avec ce qui est commandé et livré', async () => {
  const { html } = await p.secretaire.page(page)
  const champs = champsDe(html, page)
  expect(
    [0, 1].map((k) => ['quantite', 'prixUnitaireHt', 'tva'].map((c) => champs[`factures.0.lignes.${k}.${c}`])),
  ).toEqual([
    ['10', '499,99', '20'],
    ['10', '45,00', '20'],
  ])
  expect(html).toMatch(/data-titre="Commandé">10<.*data-titre="Livré">10<.*data-titre="Déjà demandé">0</)
})

test('une quantité fausse est dite dans sa case', async () => {
  const champs = champsDe((await p.secretaire.page(page)).html, page)
  const faux = await envoyerFichiers(m, p.secretaire, page, {
    ...partielle(champs),
    'factures.0.lignes.0.quantite': 'dix',
    'factures.0.lignes.1.quantite': '3',
    'factures.0.lignes.1.prixUnitaireHt': 'x',
  })
  expect(faux.statut).toBe(422)
  for (const ou of ['0-quantite', '1-prixUnitaireHt']) {
    expect(faux.html).toContain(`href="#factures-0-lignes-${ou}"`)
    expect(faux.html).toContain(`id="factures-0-lignes-${ou}-error"`)
  }
  expect(faux.html).toContain('value="dix"')
})

test('d’une facture partielle, la secrétaire ne corrige que les quantités : le total suit, et la suivante propose le reste', async () => {
  const champs = champsDe((await p.secretaire.page(page)).html, page)
  const vu = await envoyerFichiers(m, p.secretaire, page, { ...partielle(champs), verifier: 'oui' }, fichiers)
  const apres = champsDe(vu.html, page)
  expect([vu.statut, apres['factures.0.ht'], apres['factures.0.tva']]).toEqual([200, '1999,96', '399,99'])
  const parti = await envoyerFichiers(m, p.secretaire, page, { ...apres, verifier: '' })
  expect([parti.statut, parti.vers]).toEqual([303, `/dossiers/${id}/versements?fait=demande`])
  const f = await lireFaits(m.base, id)
  expect(f?.factures.map((x) => [x.ht, x.contenu.parts])).toEqual([
    [
      199_996,
      [{ ecole: ECOLES.ferry, article: 'tablette_stylet', designation: 'Tablette', quantite: 4, ht: 199_996, tva: 20 }],
    ],
  ])
  const suite = (await p.secretaire.page(page)).html
  const reste = champsDe(suite, page)
  expect([
    reste['factures.0.lignes.0.quantite'],
    reste['factures.0.lignes.1.quantite'],
    reste['factures.0.ht'],
  ]).toEqual(['6', '10', '3449,94'])
  expect(suite).toMatch(/data-titre="Déjà demandé">4</)
})

test('une facture d’un autre fournisseur a ses propres lignes, ajoutées et retirées sans script', async () => {
  const champs = champsDe((await p.secretaire.page(page)).html, page)
  const plus = await envoyerFichiers(m, p.secretaire, page, {
    ...champs,
    'factures.2.numero': 'AUTRE-1',
    'factures.2.lignes.0.designation': 'Housse',
    'factures.2.lignes.0.quantite': '2',
    ajouter: 'factures.2.lignes',
  })
  expect(plus.statut).toBe(200)
  const deux = champsDe(plus.html, page)
  expect([
    deux['factures.2.numero'],
    deux['factures.2.lignes.0.designation'],
    deux['factures.2.lignes.1.quantite'],
  ]).toEqual(['AUTRE-1', 'Housse', ''])
  const moins = await envoyerFichiers(m, p.secretaire, page, { ...deux, retirer: 'factures.2.lignes.0' })
  expect(champsDe(moins.html, page)['factures.2.lignes.0.designation']).toBe('')
})

test('les lignes d’une demande à compléter reviennent telles qu’elles étaient', async () => {
  const [v] = await versements(p, id)
  bien(await p.paiement.acte(id, 'demander_complement_versement', { sur: v?.id, motif: 'Joignez le visa' }))
  const reprise = `${page}?reprise=${v?.id}`
  const champs = champsDe((await p.secretaire.page(reprise)).html, reprise)
  expect(['article', 'quantite', 'prixUnitaireHt'].map((c) => champs[`factures.0.lignes.0.${c}`])).toEqual([
    'tablette_stylet',
    '4',
    '499,99',
  ])
})
