import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bien, demander, facture, IBAN, menerJusqua, SIRET, SIRET_2, versements } from '../../test/argent.ts'
import { parties } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai } from '../../test/maison.ts'
import { champsDe, envoyerFichiers } from '../../test/multipart.ts'
import { pdf } from '../../test/pdf.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
let devis: string
let page: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  m.alleAu('2025-01-16T10:00:00+01:00')
  ;({ id, devis = '' } = await menerJusqua(m, p, 'notifie'))
  page = `/dossiers/${id}/versements/demande`
}, 60_000)
afterAll(() => m.fermer())

const fichier = (champ: string) => ({ champ, nom: `${champ}.pdf`, contenu: pdf(champ) })
const date = (nom: string, [j, mois, a]: [string, string, string]) => ({
  [`${nom}.jour`]: j,
  [`${nom}.mois`]: mois,
  [`${nom}.annee`]: a,
})

test('un avoir seul n’est pas une demande de versement', async () => {
  bien(await p.directrice.acte(id, 'declarer_reception', { sur: ECOLES.ferry, date: '2025-09-01', toutLivre: true }))
  for (const type of ['acompte', 'solde'] as const) {
    const r = await demander(m, p, id, { type, factures: [await facture(m, p, id, { numero: 'AV-1', ht: -10_000 })] })
    expect([type, r.statut, r.json.code]).toEqual([type, 409, 'avoir_seul'])
    expect(r.json.detail).toContain('Un avoir seul ne se demande pas')
  }
})

test('la secrétaire trouve sa facture préparée : le montant du devis est repris, elle n’ajoute que le fichier et les dates', async () => {
  const champs = champsDe((await p.secretaire.page(page)).html, page)
  expect([champs['factures.0.ht'], champs['factures.0.tva'], champs['factures.0.fournisseur.siret']]).toEqual([
    '5449,90',
    '1089,98',
    SIRET,
  ])
  const vide = await envoyerFichiers(m, p.secretaire, page, { ...champs, type: 'acompte', iban: IBAN })
  expect(vide.statut).toBe(422)
  expect(vide.html).not.toContain('_csrf=')
  const pleine = {
    ...champs,
    type: 'acompte',
    iban: IBAN,
    'factures.0.numero': 'F-77',
    ...date('factures.0.date', ['10', '9', '2025']),
  }
  const sansMandat = await envoyerFichiers(m, p.secretaire, page, pleine, [
    fichier('factures.0.piece'),
    fichier('etatRecapitulatif'),
  ])
  expect(sansMandat.statut).toBe(422)
  const liens = [...sansMandat.html.matchAll(/href="#(factures-0-\w+)"/g)].map((x) => x[1])
  expect(liens).toEqual(['factures-0-mandat', 'factures-0-mandatLe'])
  const gardes = champsDe(sansMandat.html, page)
  const entiere = {
    ...gardes,
    'factures.0.mandat': '4411',
    ...date('factures.0.mandatLe', ['1', '9', '2025']),
  }
  const vu = await envoyerFichiers(m, p.secretaire, page, { ...entiere, verifier: 'oui' })
  expect(vu.html).toMatch(/Montant attendu\s: [\d\s]+,\d\d\s€/)
  expect(vu.html).toContain('le mandat de paiement est daté d’avant la facture')
  const direct = await envoyerFichiers(m, p.secretaire, page, entiere)
  expect([direct.statut, direct.html.includes('Lisez ces points avant d’envoyer')]).toEqual([200, true])
  expect(await versements(p, id)).toEqual([])
  const parti = await envoyerFichiers(m, p.secretaire, page, champsDe(direct.html, page))
  expect([parti.statut, parti.vers]).toEqual([303, `/dossiers/${id}/versements?fait=demande`])
  expect((await versements(p, id)).map((v) => [v.type, v.etat])).toEqual([['acompte', 'deposee']])
})

test('la même facture, écrite autrement et par un autre établissement du fournisseur, est reconnue', async () => {
  const [v] = await versements(p, id)
  bien(await p.paiement.acte(id, 'liquider', { sur: v?.id }))
  const deux = await demander(m, p, id, {
    type: 'acompte',
    factures: [
      { ...(await facture(m, p, id, { numero: 'f 77', ht: 544_990 })), fournisseur: { siret: '223 800 012 00013' } },
    ],
  })
  expect([deux.statut, deux.json.code]).toEqual([409, 'facture_deja_presentee'])
})

test('la base reconnaît un numéro de facture comme la règle le fait', async () => {
  const { numeroNormal } = await import('../domaine/versement-factures.ts')
  const numeros = [
    'FA-2025/012',
    'fa 2025 012',
    'F1-23',
    'F12-3',
    'f77',
    ' N° 0044 ',
    'É-7',
    '—',
    '000',
    'A1B2C003',
    '',
  ]
  const { rows } = await sql<{ normal: string }>`
    select numero_normal(x) as normal from unnest(${numeros}::text[]) with ordinality as t(x, rang) order by rang`.execute(
    m.base,
  )
  expect(rows.map((r) => r.normal)).toEqual(numeros.map(numeroNormal))
})

test('une commande passée autrement que le devis prépare la facture de son fournisseur, et limite ce qui est payé', async () => {
  const [v] = await versements(p, id)
  bien(await p.validation.acte(id, 'renvoyer_liquidation', { sur: v?.id }))
  bien(await p.paiement.acte(id, 'rejeter_demande', { sur: v?.id, motif: 'À refaire sur la commande' }))
  bien(
    await p.secretaire.acte(id, 'passer_commande', {
      date: '2025-07-01',
      devis,
      conformeAuDevis: false,
      fournisseur: 'Papeterie du Val',
      siret: SIRET_2,
      motif: 'Modèle en rupture',
      lignes: [
        {
          ecole: ECOLES.ferry,
          article: 'tablette_stylet',
          nature: 'article',
          designation: 'Tablette',
          quantite: 8,
          prixUnitaireHt: 60_000,
          tva: 20,
        },
      ],
    }),
  )
  const champs = champsDe((await p.secretaire.page(page)).html, page)
  expect([champs['factures.0.ht'], champs['factures.0.fournisseur.siret']]).toEqual(['4800,00', SIRET_2])
  const r = bien(
    await demander(m, p, id, {
      type: 'solde',
      factures: [await facture(m, p, id, { numero: 'V-1', ht: 480_000, tva: 96_000, siret: SIRET_2 })],
    }),
  )
  expect(r.statut).toBe(200)
  const derniere = (await versements(p, id)).at(-1)
  bien(await p.paiement.acte(id, 'liquider', { sur: derniere?.id }))
  // 8 tablettes au prix plafond de 520 €, à 70 % : 2 912 €, et non 70 % de 4 800 €.
  expect((await versements(p, id)).at(-1)?.montant).toBe(291_200)
})

test('facturer plus que commandé ou livré est dit aux deux côtés avant l’envoi', async () => {
  const { quantitesEnTrop } = await import('../domaine/versement-quantites.ts')
  const { lireFaits } = await import('../registre/lire.ts')
  const f = await lireFaits(m.base, id)
  if (!f) throw new Error('no dossier')
  const part = { ecole: ECOLES.ferry, article: 'tablette_stylet', designation: 'Tablette', quantite: 2, ht: 1, tva: 20 }
  expect(quantitesEnTrop(f, [part], {}, undefined)[0]).toMatch(/Tablette\s: 10 facturés, 8 commandés\./)
  const moins = {
    ...f,
    factures: [],
    receptions: f.receptions.map((x) => ({
      ...x,
      tout_livre: false,
      lignes: [{ article: 'tablette_stylet', quantite: 1 }],
    })),
  }
  expect(quantitesEnTrop(moins, [part], {}, undefined)[0]).toMatch(/2 facturés, 1 livré\./)
  expect(quantitesEnTrop({ ...f, factures: [] }, [part], {}, undefined)).toEqual([])
})
