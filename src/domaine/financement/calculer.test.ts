import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reglesPilote } from '../../../test/regles-pilote.ts'
import { somme } from '../montants.ts'
import { calculer } from './calculer.ts'
import type { Demande, EcoleDemande, LigneDemande } from './demande.ts'
import type { ReglesFinancement } from './schema.ts'

const ligne = (
  volet: string,
  prixUnitaireHt: number,
  quantite = 1,
  autres: Partial<LigneDemande> = {},
): LigneDemande => ({
  volet,
  prixUnitaireHt,
  quantite,
  ...autres,
})
const ecole = (lignes: LigneDemande[], autres: Partial<EcoleDemande> = {}): EcoleDemande => ({
  uai: '0380032D',
  nom: 'École des Tilleuls',
  classes: 5,
  classesConcernees: 2,
  eleves: 100,
  lignes,
  ...autres,
})
const pilote = reglesPilote()
const volet = (changements: Record<string, unknown>) =>
  reglesPilote({
    volets: [
      {
        id: 'equipement',
        libelle: 'Équipement',
        nature: 'investissement',
        taux: { type: 'fixe', taux: 70 },
        ...changements,
      },
    ],
    partMinimaleDemandeur: undefined,
  })

describe('le pilote : 70 % de l’équipement, 50 % des ressources', () => {
  it('compte comme une commune le ferait à la main', () => {
    const c = calculer(pilote, { ecoles: [ecole([ligne('equipement', 100_033), ligne('ressources', 50_001)])] })
    expect(c).toMatchObject({
      depense: 150_034,
      depenseRetenue: 150_034,
      subvention: 70_023 + 25_001,
      resteACharge: 55_010,
    })
    expect(c.volets.flatMap((v) => v.sources.map((s) => ({ volet: v.volet, ...s })))).toEqual([
      { volet: 'equipement', source: 'departement', montant: 35_012 },
      { volet: 'equipement', source: 'etat_bdt', montant: 35_011 },
      { volet: 'ressources', source: 'departement', montant: 12_501 },
      { volet: 'ressources', source: 'etat_bdt', montant: 12_500 },
    ])
  })

  it('retient au plus 3 500 € par classe concernée et 20 € par élève, école par école', () => {
    const c = calculer(pilote, {
      ecoles: [
        ecole([ligne('equipement', 1_000_000), ligne('ressources', 300_000)]),
        ecole([ligne('equipement', 1)], { uai: '0380033E' }),
      ],
    })
    expect(c.ecoles[0]).toMatchObject({ depenseRetenue: 700_000 + 200_000, subvention: 490_000 + 100_000 })
    expect(c.ecoles[1]).toMatchObject({ depenseRetenue: 1, subvention: 1, resteACharge: 0 })
  })

  it('ramène chaque prix au plafond de son article, et le dit', () => {
    const c = calculer(pilote, {
      ecoles: [ecole([ligne('equipement', 60_000, 3, { plafondUnitaire: 50_000, libelle: 'Tablette' })])],
    })
    expect(c.volets[0]).toMatchObject({ depense: 180_000, depenseRetenue: 150_000, subvention: 105_000 })
    expect(c.ecoles[0]?.volets[0]?.explication).toEqual([
      { libelle: 'Dépense présentée (HT)', montant: 180_000 },
      {
        libelle: 'Tablette\u00a0: prix ramené au plafond de 500\u00a0€ l’unité',
        montant: 150_000,
        formule: '3 × 500\u00a0€ = 1\u202f500,00\u00a0€, au lieu de 1\u202f800,00\u00a0€',
      },
      { libelle: 'Dépense subventionnable', montant: 150_000 },
      { libelle: 'Subvention', montant: 105_000, formule: '1\u202f500,00\u00a0€ × 70\u00a0% = 1\u202f050,00\u00a0€' },
    ])
  })

  it('laisse 20 % de l’investissement à la commune quand d’autres financeurs aident', () => {
    const demande = { ecoles: [ecole([ligne('equipement', 700_000), ligne('ressources', 100_000)])] }
    const avec = (montant: number, autres = {}) =>
      calculer(pilote, { ...demande, cofinancements: [{ financeur: 'DETR', montant, ...autres }] })
    expect(avec(70_000).subvention).toBe(490_000 + 50_000)
    const rogne = avec(200_000)
    expect(rogne.volets.map((v) => v.subvention)).toEqual([360_000, 50_000])
    expect(rogne.autofinancement).toBe(800_000 - 410_000 - 200_000)
    expect(rogne.explication.at(-1)).toEqual({
      libelle: 'Subvention au plus',
      montant: 360_000,
      formule: '5\u202f600,00\u00a0€ − 2\u202f000,00\u00a0€ = 3\u202f600,00\u00a0€',
    })
    expect(avec(900_000).volets[0]?.subvention).toBe(0)
    expect(avec(100_000, { prive: true }).volets[0]?.subvention).toBe(480_000)
    expect(avec(80_000, { nature: 'fonctionnement' }).volets.map((v) => v.subvention)).toEqual([490_000, 20_000])
  })

  it('sans école, ni ligne, ne donne rien', () => {
    expect(calculer(pilote, { ecoles: [] })).toMatchObject({ depense: 0, subvention: 0, ecoles: [] })
    expect(calculer(pilote, { ecoles: [ecole([])] }).ecoles[0]?.volets[0]?.explication).toEqual([])
  })

  it('une remise diminue la dépense, une ligne écartée ne compte pas et dit pourquoi', () => {
    const c = calculer(pilote, {
      ecoles: [
        ecole([
          ligne('equipement', 100_000),
          ligne('equipement', -10_000),
          ligne('equipement', 50_000, 1, { ecartee: 'Hors catalogue.', libelle: 'Canapé' }),
        ]),
      ],
    })
    expect(c.volets[0]).toMatchObject({ depense: 90_000, depenseRetenue: 90_000, subvention: 63_000 })
    expect(c.ecoles[0]?.volets[0]?.explication[1]?.libelle).toBe('Canapé\u00a0: écartée. Hors catalogue.')
  })
})

it('un avoir rend ce que sa facture avait apporté, sous le même plafond', () => {
  const facturee = ligne('equipement', 60_000, 3, { plafondUnitaire: 50_000 })
  const autre = ligne('equipement', 100_000)
  const retenue = (...lignes: LigneDemande[]) => calculer(pilote, { ecoles: [ecole(lignes)] }).volets[0]
  expect(retenue(autre, facturee, { ...facturee, quantite: -3 })).toMatchObject({
    depense: 100_000,
    depenseRetenue: 100_000,
  })
  expect(retenue(ligne('equipement', 1_000), ligne('equipement', -5_000))).toMatchObject({
    depense: 0,
    depenseRetenue: 0,
    subvention: 0,
  })
  expect(retenue(ligne('equipement', 100), ligne('equipement', -100, 1, { plafondUnitaire: 50 }))?.depenseRetenue).toBe(
    0,
  )
})

describe('les autres règles qu’un appel peut choisir', () => {
  const total = (regles: ReglesFinancement, ...depenses: number[]) =>
    calculer(regles, { ecoles: depenses.map((d) => ecole([ligne('equipement', d)])) }).subvention

  it('un taux sur toute la dépense change au seuil (Vienne : 70 % sous 200 000 €, puis 50 %)', () => {
    const r = volet({ taux: { type: 'ensemble', tranches: [{ moinsDe: 20_000_000, taux: 70 }, { taux: 50 }] } })
    expect(total(r, 19_999_999)).toBe(13_999_999)
    expect(total(r, 10_000_000, 10_000_000)).toBe(10_000_000)
  })

  it('un taux par tranches s’applique à chaque tranche', () => {
    const r = volet({
      taux: {
        type: 'tranche',
        tranches: [{ moinsDe: 20_000_000, taux: 70 }, { moinsDe: 100_000_000, taux: 50 }, { taux: 0 }],
      },
    })
    expect(total(r, 19_999_999)).toBe(13_999_999)
    expect(total(r, 30_000_000)).toBe(14_000_000 + 5_000_000)
    expect(total(r, 30_000_000, 90_000_000)).toBe(14_000_000 + 40_000_000)
  })

  it('un tiers reste un tiers, et deux tiers aussi', () => {
    expect(total(volet({ taux: { type: 'fixe', taux: '1/3' } }), 10_000)).toBe(3_333)
    expect(total(volet({ taux: { type: 'fixe', taux: '2/3' } }), 10_000)).toBe(6_667)
  })

  it('un bonus s’ajoute pour les écoles qui y ont droit', () => {
    const r = volet({
      bonus: [
        {
          id: 'rep',
          libelle: 'Éducation prioritaire',
          si: { trait: 'education_prioritaire', dans: ['REP', 'REP+'] },
          points: 10,
        },
      ],
    })
    const avec = (traits: EcoleDemande['traits']) =>
      calculer(r, { ecoles: [ecole([ligne('equipement', 10_000)], { traits })] }).subvention
    expect([avec({ education_prioritaire: 'REP+' }), avec({ education_prioritaire: null }), avec(undefined)]).toEqual([
      8_000, 7_000, 7_000,
    ])
  })

  it.each([
    ['conditions de seuil', { trait: 'ips', auPlus: 90 }, { ips: 90 }, 8_000],
    ['conditions de seuil', { trait: 'ips', auMoins: 90 }, { ips: 89 }, 7_000],
    ['valeur exacte', { trait: 'ulis', vaut: true }, { ulis: true }, 8_000],
    ['un texte n’est pas un nombre', { trait: 'ips', auPlus: 90 }, { ips: 'NS' }, 7_000],
  ])('%s %j %j', (_, si, traits, attendu) => {
    const r = volet({ bonus: [{ id: 'b', libelle: 'Bonus', si, points: 10 }] })
    expect(calculer(r, { ecoles: [ecole([ligne('equipement', 10_000)], { traits })] }).subvention).toBe(attendu)
  })

  it('les plafonds par dossier se partagent entre les écoles', () => {
    expect(total(volet({ plafonds: { parDossier: 10_000 } }), 10_000, 20_000)).toBe(7_000)
    const c = calculer(volet({ plafondsSubvention: { parDossier: 10_000 } }), {
      ecoles: [ecole([ligne('equipement', 100_000)]), ecole([ligne('equipement', 200_000)])],
    })
    expect(c.ecoles.map((e) => e.subvention)).toEqual([3_333, 6_667])
  })

  it('le plafond par école, le minimum et l’arrondi à l’euro', () => {
    expect(total(volet({ plafonds: { parEcole: 5_000 } }), 10_000, 1_000)).toBe(3_500 + 700)
    expect(total(volet({ plafondsSubvention: { parEcole: 5_000 } }), 10_000, 1_000)).toBe(5_000 + 700)
    expect(total(volet({ minimum: 5_000 }), 4_999)).toBe(0)
    expect(total(volet({ minimum: 5_000 }), 5_000)).toBe(3_500)
    expect(total(volet({ arrondi: 'euro_inferieur' }), 1_285)).toBe(800)
    expect(total(volet({ arrondi: 'euro' }), 1_286)).toBe(900)
    const petite = ecole([ligne('equipement', 300, 1, { plafondUnitaire: 80 })])
    expect(calculer(volet({ arrondi: 'euro' }), { ecoles: [petite] }).subvention).toBe(80)
  })

  it('une base TTC compte la TVA de chaque ligne', () => {
    const c = calculer(volet({ base: 'TTC' }), {
      ecoles: [ecole([ligne('equipement', 1_000), ligne('equipement', 1_000, 1, { tva: 5.5 })])],
    })
    expect(c.depense).toBe(1_200 + 1_055)
  })

  it('chaque volet peut avoir sa propre clé entre les sources', () => {
    const c = calculer(volet({ cle: { etat_bdt: 1 } }), { ecoles: [ecole([ligne('equipement', 10_000)])] })
    expect(c.volets[0]?.sources).toEqual([
      { source: 'departement', montant: 0 },
      { source: 'etat_bdt', montant: 7_000 },
    ])
  })
})

const taux = fc.oneof(fc.integer({ min: 0, max: 80 }), fc.constantFrom('1/3', '2/3', '1/7'))
const plafond = fc.option(fc.integer({ min: 0, max: 3_000 }), { nil: undefined })
const tauxDeVolet = fc.oneof(
  taux.map((t) => ({ type: 'fixe', taux: t })),
  fc.tuple(taux, taux).map(([a, b]) => ({ type: 'tranche', tranches: [{ moinsDe: 1_000, taux: a }, { taux: b }] })),
)
const unVolet = (id: string, nature: string) =>
  fc
    .record({
      taux: tauxDeVolet,
      parClasse: plafond,
      parEcole: plafond,
      parDossier: plafond,
      aide: plafond,
      bonus: fc.integer({ min: 0, max: 20 }),
    })
    .map((v) => ({
      id,
      libelle: id,
      nature,
      taux: v.taux,
      plafonds: { parClasse: v.parClasse, parEcole: v.parEcole, parDossier: v.parDossier },
      plafondsSubvention: { parDossier: v.aide },
      bonus: [{ id: 'rep', libelle: 'REP', si: { trait: 'rep', vaut: true }, points: v.bonus }],
    }))
const regles = fc
  .tuple(
    unVolet('equipement', 'investissement'),
    unVolet('travaux', 'investissement'),
    unVolet('ressources', 'fonctionnement'),
    fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 }),
  )
  .map(([a, b, c, parts]) =>
    reglesPilote({
      volets: [a, b, c],
      sources: parts.map((part, i) => ({ id: `s${i}`, libelle: `S${i}`, part: part + 1 })),
    }),
  )
const lignes = fc.array(
  fc.record({
    volet: fc.constantFrom('equipement', 'travaux', 'ressources'),
    quantite: fc.integer({ min: 0, max: 5 }),
    prixUnitaireHt: fc.integer({ min: 0, max: 1_500 }),
    plafondUnitaire: plafond,
  }),
  { maxLength: 5 },
)
const demandes: fc.Arbitrary<Demande> = fc.record({
  ecoles: fc.array(
    fc.record({
      uai: fc.constant('0380032D'),
      classes: fc.integer({ min: 0, max: 3 }),
      classesConcernees: fc.constant(1),
      eleves: fc.constant(10),
      traits: fc.record({ rep: fc.boolean() }),
      lignes,
    }),
    { maxLength: 4 },
  ),
  cofinancements: fc.array(
    fc.record({ financeur: fc.constant('DETR'), montant: fc.integer({ min: 0, max: 3_000 }), prive: fc.boolean() }),
    { maxLength: 2 },
  ),
})

describe('quelles que soient les règles et les dépenses', () => {
  it('rien n’est négatif, ni au-dessus des plafonds', () => {
    fc.assert(
      fc.property(regles, demandes, (r, d) => {
        const c = calculer(r, d)
        for (const e of c.ecoles)
          for (const v of e.volets) {
            expect(v.subvention).toBeGreaterThanOrEqual(0)
            expect(v.resteACharge).toBeGreaterThanOrEqual(0)
            expect(v.depenseRetenue).toBeLessThanOrEqual(Math.min(v.depense, v.plafond ?? v.depense))
            for (const s of v.sources) expect(s.montant).toBeGreaterThanOrEqual(0)
          }
        r.volets.forEach((v, i) => {
          expect(c.volets[i]?.subvention).toBeLessThanOrEqual(
            v.plafondsSubvention.parDossier ?? Number.MAX_SAFE_INTEGER,
          )
          expect(c.volets[i]?.depenseRetenue).toBeLessThanOrEqual(v.plafonds.parDossier ?? Number.MAX_SAFE_INTEGER)
          expect(c.volets[i]?.subvention).toBeLessThanOrEqual(c.volets[i]?.depenseRetenue ?? 0)
        })
        const investi = c.volets.filter((v) => v.nature === 'investissement')
        const publics = somme((d.cofinancements ?? []).filter((f) => !f.prive).map((f) => f.montant))
        const aide = somme(investi.map((v) => v.subvention))
        if (aide > 0) expect((aide + publics) * 100).toBeLessThanOrEqual(somme(investi.map((v) => v.depense)) * 80)
      }),
      { numRuns: 500 },
    )
  })

  it('les écoles font le dossier, les sources font le volet', () => {
    fc.assert(
      fc.property(regles, demandes, (r, d) => {
        const c = calculer(r, d)
        for (const cle of ['depense', 'depenseRetenue', 'subvention', 'resteACharge'] as const) {
          expect(somme(c.ecoles.map((e) => e[cle]))).toBe(c[cle])
          expect(somme(c.volets.map((v) => v[cle]))).toBe(c[cle])
        }
        c.volets.forEach((v, i) => {
          expect(somme(v.sources.map((s) => s.montant))).toBe(v.subvention)
          v.sources.forEach((s, k) => {
            expect(somme(c.ecoles.map((e) => e.volets[i]?.sources[k]?.montant ?? 0))).toBe(s.montant)
          })
          for (const e of c.ecoles)
            expect(somme(e.volets[i]?.sources.map((s) => s.montant) ?? [])).toBe(e.volets[i]?.subvention)
        })
      }),
      { numRuns: 500 },
    )
  })

  it('dépenser plus ne donne jamais moins', () => {
    fc.assert(
      fc.property(regles, demandes, fc.nat(), fc.nat(), fc.integer({ min: 1, max: 2_000 }), (r, d, qui, quoi, plus) => {
        const rang = d.ecoles.length === 0 ? 0 : qui % d.ecoles.length
        const choisi = r.volets[quoi % r.volets.length]?.id ?? ''
        const apres = d.ecoles.map((e, i) => (i === rang ? { ...e, lignes: [...e.lignes, ligne(choisi, plus)] } : e))
        expect(calculer(r, { ...d, ecoles: apres }).subvention).toBeGreaterThanOrEqual(calculer(r, d).subvention)
      }),
      { numRuns: 1000 },
    )
  })

  it('un brouillon plein de nombres absurdes se calcule sans erreur', () => {
    const absurde = fc.oneof(
      fc.double(),
      fc.constantFrom(0.5, 1e300, -1e300, Number.NaN, Number.POSITIVE_INFINITY, 10_000_000_000),
    )
    const d = fc.record({
      ecoles: fc.array(
        fc.record({
          uai: fc.constant('x'),
          classes: absurde,
          classesConcernees: absurde,
          eleves: absurde,
          lignes: fc.array(
            fc.record({
              volet: fc.constant('equipement'),
              quantite: absurde,
              prixUnitaireHt: absurde,
              plafondUnitaire: fc.constantFrom(undefined, 1_000),
            }),
            { maxLength: 3 },
          ),
        }),
        { maxLength: 3 },
      ),
      cofinancements: fc.array(fc.record({ financeur: fc.constant('?'), montant: absurde }), { maxLength: 2 }),
    })
    fc.assert(
      fc.property(d, (demande) => {
        const c = calculer(pilote, demande)
        for (const cle of ['depense', 'depenseRetenue', 'subvention', 'resteACharge', 'autofinancement'] as const)
          expect(Number.isSafeInteger(c[cle]) && c[cle] >= 0).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
