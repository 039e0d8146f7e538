import { expect, test } from 'vitest'
import type { Faits } from './faits.ts'
import { resteAFacturer } from './reste-a-facturer.ts'
import { type FactureSaisie, type PartFacturee, rattacher } from './versement-factures.ts'
import { quantitesEnTrop } from './versement-quantites.ts'

const SIRET = '22380001200013'
const tablettes = (quantite: number, prixUnitaireHt: number) => ({
  ecole: 'A',
  article: 'tablette',
  nature: 'article',
  designation: 'Tablette',
  quantite,
  prixUnitaireHt,
  tva: 20,
  verdict: 'conforme',
})

/** A quote of 10 tablets at 500 €; `commandes`: what was ordered since, otherwise than the quote. */
const dossier = (commandes: { quantite: number; prix: number }[], conforme = false): Faits =>
  ({
    appel: { catalogue: [{ id: 'tablette', libelle: 'Tablette', volet: 'equipement', plafond: 52_000 }] },
    organisme: { type: 'commune' },
    ecoles: [{ uai: 'A', nom: 'A' }],
    devis: [
      {
        id: 'q',
        etat: 'conforme',
        fournisseur_nom: 'Un',
        fournisseur_siret: SIRET,
        lignes: [tablettes(10, 50_000)],
      },
    ],
    commandes: [
      ...(conforme ? [{ id: 'c0', devis_id: 'q', fournisseur: 'Un', lignes: [], contenu: {} }] : []),
      ...commandes.map((c, i) => ({
        id: `c${i + 1}`,
        devis_id: 'q',
        fournisseur: 'Un',
        lignes: [tablettes(c.quantite, c.prix)],
        contenu: { conformeAuDevis: false },
      })),
    ],
    receptions: [],
    versements: [{ id: 'v', etat: 'payee' }],
    factures: [],
  }) as unknown as Faits // only what these rules read

const surDevis = (quantite: number): PartFacturee => ({
  ecole: 'A',
  article: 'tablette',
  designation: 'Tablette',
  devis: 'q',
  rang: 0,
  ht: quantite * 50_000,
  tva: 20,
})
const ligneParLigne = (quantite: number, ht = quantite * 55_000): PartFacturee => ({
  ecole: 'A',
  article: 'tablette',
  designation: 'Tablette',
  quantite,
  ht,
  tva: 20,
})
const restes = (f: Faits, parts: PartFacturee[]) => resteAFacturer(f, parts).map((x) => [x.quantite, x.reste])
const facture = (ht: number): FactureSaisie => ({
  piece: 'p',
  fournisseur: { siret: SIRET },
  numero: 'F',
  date: '2025-09-01',
  ht,
  tva: 0,
})

test('ce qui était facturé sur le devis compte sur la commande qui l’a remplacé, à son prix à elle', () => {
  const f = dossier([{ quantite: 8, prix: 60_000 }])
  expect(restes(f, [])).toEqual([[0, 480_000]])
  expect(restes(f, [surDevis(3)])).toEqual([[3, 300_000]])
  expect(restes(f, [surDevis(10)])).toEqual([[8, 0]])
  expect(rattacher(f, facture(480_000), [surDevis(10)])).toEqual([])
  expect(rattacher(f, facture(480_000), [surDevis(3)])?.map((p) => [p.commande, p.ht])).toEqual([['c1', 300_000]])
})

test('deux commandes à la place d’un devis : chaque unité facturée ne compte que sur une', () => {
  const f = dossier([
    { quantite: 4, prix: 60_000 },
    { quantite: 6, prix: 40_000 },
  ])
  expect(restes(f, [surDevis(5)])).toEqual([
    [4, 0],
    [1, 200_000],
  ])
})

test('un devis encore en vigueur garde ses factures : une autre commande à côté n’en hérite pas', () => {
  expect(restes(dossier([{ quantite: 5, prix: 60_000 }], true), [surDevis(4)])).toEqual([
    [4, 300_000],
    [0, 300_000],
  ])
})

test('une facture détaillée ligne par ligne diminue ce qui reste à facturer, un avoir ne le rouvre pas', () => {
  const f = dossier([])
  expect(restes(f, [ligneParLigne(4)])).toEqual([[4, 300_000]])
  expect(restes(f, [ligneParLigne(4), ligneParLigne(1, -20_000)])).toEqual([[4, 300_000]])
  expect(restes(dossier([{ quantite: 8, prix: 60_000 }]), [surDevis(3), ligneParLigne(4)])).toEqual([[7, 60_000]])
})

test('un avoir sur une facture d’avant la commande reprend ce qu’elle avait pris', () => {
  const f = dossier([{ quantite: 8, prix: 60_000 }])
  expect(rattacher(f, facture(-50_000), [surDevis(3)])?.map((p) => [p.devis, p.ht])).toEqual([['q', -50_000]])
})

test('facturer sur la commande ce qui l’était déjà sur le devis est dit : plus que commandé', () => {
  const avant = { id: 'x', versement_id: 'v', ecartee: false, contenu: { parts: [surDevis(6)] } }
  const f = { ...dossier([{ quantite: 8, prix: 60_000 }]), factures: [avant] } as unknown as Faits // only what these rules read
  expect(quantitesEnTrop(f, [ligneParLigne(4)], {}, undefined)).toEqual([
    expect.stringMatching(/10 facturés, 8 commandés/),
  ])
})
