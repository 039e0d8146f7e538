import { expect, it } from 'vitest'
import type { Faits, MontantsVolet } from './faits.ts'
import { somme } from './montants.ts'
import { partsDesEcoles } from './parts-des-ecoles.ts'

const ligne = (m: Partial<MontantsVolet>): MontantsVolet => ({
  volet: 'equipement',
  source: 'departement',
  demande: 0,
  calcule: 0,
  vote: 0,
  liquide: 0,
  paye: 0,
  ...m,
})
const ecole = (uai: string, calcule: number) => ({ uai, parVolet: [ligne({ calcule })] })
const ECOLES = [ecole('A', 200), ecole('B', 100), ecole('C', 500)]
const achat = (e: string, ht: number) => ({ ecole: e, article: 'visualiseur', designation: 'V', ht, tva: 0 })
// Only what the rule reads.
const faits = (etat: string, achats: object[]) =>
  ({
    appel: { catalogue: [{ id: 'visualiseur', volet: 'equipement' }] },
    versements: [{ id: 'v', etat, par_volet: [ligne({ liquide: 100 })] }],
    factures: [{ versement_id: 'v', ecartee: false, contenu: { parts: achats } }],
  }) as unknown as Faits
const de = (cle: 'vote' | 'liquide' | 'paye', f: Faits, aidees = ['A', 'B']) =>
  partsDesEcoles(f, ECOLES, [ligne({ vote: 250, liquide: 100, paye: 100 })], aidees).map((e) =>
    somme(e.parVolet.map((l) => l[cle])),
  )

it('le vote se partage comme le montant calculé, entre les écoles aidées seulement', () => {
  expect(de('vote', faits('deposee', []))).toEqual([167, 83, 0])
  expect(de('vote', faits('deposee', []), ['A', 'B', 'C'])).toEqual([63, 31, 156])
})
it('un versement va aux écoles dont les factures sont présentées', () => {
  const f = faits('payee', [achat('B', 9_000), achat('A', 1_000)])
  expect(de('liquide', f)).toEqual([10, 90, 0])
  expect(de('paye', f)).toEqual([10, 90, 0])
  expect(de('paye', faits('liquidee', [achat('B', 9_000)]))).toEqual([0, 0, 0])
})
it('une avance, sans facture, se partage comme le vote', () =>
  expect(de('liquide', faits('validee', []))).toEqual([67, 33, 0]))
it('une demande qui attend son calcul ne compte pas', () =>
  expect(de('liquide', faits('deposee', [achat('A', 1)]))).toEqual([0, 0, 0]))
