import fc from 'fast-check'
import { expect, test } from 'vitest'
import { reglesPilote } from '../../test/regles-pilote.ts'
import type { Appel } from './appel/schema.ts'
import type { Facture, Faits, Versement } from './faits.ts'
import { somme } from './montants.ts'
import { calculerVersement, ramener } from './versement.ts'
import { type FactureSaisie, rattacher } from './versement-factures.ts'
import { baseDuVote, ventiler } from './vote.ts'

const SIRET = '22380001200013'
const CATALOGUE = [
  { id: 'tablette', libelle: 'Tablette', volet: 'equipement', plafond: 52_000 },
  { id: 'licence', libelle: 'Licence', volet: 'ressources', plafond: 4_500 },
]

type Ligne = { ecole: string; article?: string; quantite: number; prixUnitaireHt: number }

/** Just enough of a dossier for the rules of payment: two schools, one conform quote, an award on it. */
const dossier = (lignes: Ligne[]): Faits => {
  const ecole = (uai: string) => ({
    uai,
    nom: uai,
    etat: 'valide_par_ecole',
    decision: 'retenu',
    seance_publiee: true,
    education_prioritaire: null,
    ulis: false,
  })
  const f = {
    dossier: { id: 'd', contenu: {} },
    appel: {
      financement: reglesPilote(),
      catalogue: CATALOGUE,
      formulaire: [],
      versement: { avance: 30, acomptes: 80, nombreAcomptes: 2 },
    } as unknown as Appel,
    organisme: { type: 'commune' },
    ecoles: [ecole('A'), ecole('B')],
    reponses: {
      ecoles: Object.fromEntries(
        ['A', 'B'].map((u) => [u, { presentation: { nb_classes: 5, nb_classes_concernees: 5, nb_eleves: 120 } }]),
      ),
    },
    commandes: [],
    receptions: [],
    devis: [
      {
        id: 'q',
        etat: 'conforme',
        fournisseur_siret: SIRET,
        lignes: lignes.map((l) => ({
          ...l,
          nature: 'article',
          designation: l.article ?? 'Remise',
          tva: 20,
          verdict: 'conforme',
        })),
      },
    ],
    votes: [],
    versements: [],
    factures: [],
  } as unknown as Faits // only what these rules read
  const parts = ventiler(f, somme(ventilerMax(f)))
  return {
    ...f,
    votes: [
      { id: 'v', etat: 'accorde', montant: somme(parts.map((p) => p.vote)), par_volet: parts, contenu: baseDuVote(f) },
    ] as unknown as Faits['votes'],
  }
}
const ventilerMax = (f: Faits): number[] => [baseDuVote(f).ecoles.reduce((t, e) => t + e.subvention, 0)]

const facture = (ht: number, numero: string): FactureSaisie => ({
  piece: 'p',
  fournisseur: { siret: SIRET },
  numero,
  date: '2025-09-01',
  ht,
  tva: 0,
})

/** Bills these amounts, one claim each; the last one is the balance. Answers what each claim pays. */
const payer = (f: Faits, montants: number[]): { payes: number[]; faits: Faits } => {
  let courant = f
  const payes = montants.map((ht, i) => {
    const deja = courant.factures.flatMap((x) => x.contenu.parts as never[])
    const parts = rattacher(courant, facture(ht, `F${i}`), deja) ?? []
    const v = {
      id: `v${i}`,
      type: i === montants.length - 1 ? 'solde' : 'acompte',
      etat: 'deposee',
      contenu: { planFinancement: [] },
      par_volet: [],
    } as unknown as Versement
    const x = { id: `f${i}`, versement_id: v.id, ecartee: false, contenu: { parts } } as unknown as Facture
    courant = { ...courant, versements: [...courant.versements, v], factures: [...courant.factures, x] }
    const l = calculerVersement(courant, v)
    const paye = {
      ...v,
      etat: 'payee',
      montant: l.montant,
      par_volet: l.parts.map((p) => ({ volet: p.volet, source: p.source, liquide: p.montant })),
    } as unknown as Versement
    courant = { ...courant, versements: [...courant.versements.slice(0, -1), paye] }
    return l.montant
  })
  return { payes, faits: courant }
}

const ligne = fc.record({
  ecole: fc.constantFrom('A', 'B'),
  article: fc.constantFrom('tablette', 'licence'),
  quantite: fc.integer({ min: 1, max: 40 }),
  prixUnitaireHt: fc.integer({ min: 1, max: 90_000 }),
})
const lignes = fc.array(ligne, { minLength: 1, maxLength: 6 })
const total = (l: Ligne[]) => somme(l.map((x) => x.quantite * x.prixUnitaireHt))
const couper = (t: number, coupes: number[]) => {
  const bornes = [0, ...coupes.map((c) => Math.floor((t * c) / 1000)).sort((a, b) => a - b), t]
  return bornes.slice(1).map((b, i) => b - (bornes[i] ?? 0))
}

test('les versements font exactement la subvention quand toute la dépense est facturée, quel que soit le découpage', () => {
  fc.assert(
    fc.property(lignes, fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 2 }), (l, coupes) => {
      const f = dossier(l)
      const { payes } = payer(
        f,
        couper(total(l), coupes).filter((m) => m > 0),
      )
      expect(somme(payes)).toBe(f.votes[0]?.montant)
    }),
    { numRuns: 300 },
  )
})

test('un versement n’est jamais négatif et leur somme ne dépasse jamais la subvention, même trop facturée', () => {
  fc.assert(
    fc.property(
      lignes,
      fc.array(fc.integer({ min: 1, max: 9_000_000 }), { minLength: 1, maxLength: 3 }),
      (l, montants) => {
        const f = dossier(l)
        const { payes } = payer(f, montants)
        expect(payes.every((m) => m >= 0)).toBe(true)
        expect(somme(payes)).toBeLessThanOrEqual(f.votes[0]?.montant ?? 0)
      },
    ),
    { numRuns: 300 },
  )
})

test('une dépense acceptée plus grande ne fait jamais verser moins', () => {
  fc.assert(
    fc.property(lignes, fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 1, max: 1000 }), (l, a, b) => {
      const f = dossier(l)
      const [petit, grand] = [Math.min(a, b), Math.max(a, b)].map((m) => Math.max(1, Math.floor((total(l) * m) / 1000)))
      expect(somme(payer(f, [petit ?? 1]).payes)).toBeLessThanOrEqual(somme(payer(f, [grand ?? 1]).payes))
    }),
    { numRuns: 300 },
  )
})

test('les tiers tombent juste : trois factures du tiers font le tout, par volet et par source', () => {
  const f = dossier([
    { ecole: 'A', article: 'tablette', quantite: 10, prixUnitaireHt: 49_999 },
    { ecole: 'B', article: 'licence', quantite: 7, prixUnitaireHt: 3_333 },
  ])
  const tout = 499_990 + 23_331
  const { payes, faits } = payer(f, [174_440, 174_440, tout - 348_880])
  expect(somme(payes)).toBe(f.votes[0]?.montant)
  for (const p of f.votes[0]?.par_volet ?? []) {
    const verse = faits.versements
      .flatMap((v) => v.par_volet)
      .filter((x) => x.volet === p.volet && x.source === p.source)
    expect(somme(verse.map((x) => x.liquide))).toBe(p.vote)
  }
})

test('une remise du devis baisse la dépense subventionnée, un avoir rend ce qu’il avait pris', () => {
  const sans = dossier([{ ecole: 'A', article: 'tablette', quantite: 10, prixUnitaireHt: 40_000 }])
  const avec = dossier([
    { ecole: 'A', article: 'tablette', quantite: 10, prixUnitaireHt: 40_000 },
    { ecole: 'A', quantite: 1, prixUnitaireHt: -40_000 },
  ])
  expect([sans.votes[0]?.montant, avec.votes[0]?.montant]).toEqual([280_000, 252_000])
  const { payes } = payer(sans, [400_000, -100_000])
  // 80 % d’abord ; après l’avoir, 3 000 € × 70 % = 2 100 € sont acquis, moins que ce qui est versé : rien de plus.
  expect(payes).toEqual([224_000, 0])
})

test('un avoir écrit en une ligne rend tout ce que l’article avait apporté, même au-dessus du prix plafond', () => {
  const f = dossier([
    { ecole: 'A', article: 'tablette', quantite: 10, prixUnitaireHt: 60_000 },
    { ecole: 'A', article: 'licence', quantite: 1, prixUnitaireHt: 1_000 },
  ])
  const parts = [
    ...(rattacher(f, facture(601_000, 'F1'), []) ?? []),
    { ecole: 'A', article: 'tablette', designation: 'Avoir', quantite: 1, ht: -600_000, tva: 20 },
  ]
  const v = { id: 'v', type: 'solde', contenu: { planFinancement: [] } } as unknown as Versement
  expect(calculerVersement(f, v, { parts }).montant).toBe(500)
  // 3 000 € rendus sur 6 000 € : il reste la moitié de la dépense retenue, 10 × 520 € ÷ 2 = 2 600 €, à 70 %.
  const moitie = parts.map((p) => (p.ht < 0 ? { ...p, ht: -300_000 } : p))
  expect(calculerVersement(f, v, { parts: moitie }).montant).toBe(182_000 + 500)
})

test('une remise écrite dans la facture ou dans un avoir, sans article, baisse la dépense subventionnée', () => {
  const f = dossier([{ ecole: 'A', article: 'tablette', quantite: 10, prixUnitaireHt: 50_000 }])
  const v = { id: 'v', type: 'solde', contenu: { planFinancement: [] } } as unknown as Versement
  const lignes = [
    { ecole: 'A', article: 'tablette', quantite: 10, prixUnitaireHt: 50_000 },
    { ecole: 'A', designation: 'Remise', quantite: 1, prixUnitaireHt: -100_000 },
  ]
  const remise = rattacher(f, { ...facture(400_000, 'F1'), lignes }, []) ?? []
  expect(calculerVersement(f, v, { parts: remise }).montant).toBe(280_000)
  const tout = rattacher(f, facture(500_000, 'F2'), []) ?? []
  const avoir = rattacher(f, { ...facture(-100_000, 'A1'), lignes: lignes.slice(1) }, tout) ?? []
  expect(calculerVersement(f, v, { parts: [...tout, ...avoir] }).montant).toBe(280_000)
})

test('un montant réduit se partage sans perdre un centime', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 0, max: 1000 }),
      (m, k) => {
        const parts = m.map((montant, i) => ({ volet: String(i), source: 's', montant }))
        const voulu = Math.floor((somme(m) * k) / 1000)
        const reduites = ramener(parts, voulu)
        expect(somme(reduites.map((p) => p.montant))).toBe(voulu)
        expect(reduites.every((p, i) => p.montant >= 0 && p.montant <= (m[i] ?? 0))).toBe(true)
      },
    ),
  )
})
