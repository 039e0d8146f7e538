import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reglesPilote } from '../../../test/regles-pilote.ts'
import { repartir, somme } from '../montants.ts'
import type { LigneDemande } from './demande.ts'
import { type ALiquider, liquider, type PartMontant, type TypeVersement } from './liquider.ts'

const regles = reglesPilote()
const vote = (equipement: number, ressources = 0): PartMontant[] =>
  [['equipement', equipement] as const, ['ressources', ressources] as const].flatMap(([volet, montant]) =>
    repartir(montant, [1, 1]).map((part, i) => ({
      volet,
      source: i === 0 ? 'departement' : 'etat_bdt',
      montant: part,
    })),
  )
const facture = (volet: string, ht: number): LigneDemande => ({
  volet,
  quantite: 1,
  prixUnitaireHt: ht,
  libelle: 'Facture',
})
const demande = (lignes: LigneDemande[], classesConcernees = 10) => ({
  ecoles: [{ uai: '0380032D', nom: 'École des Tilleuls', classes: 10, classesConcernees, eleves: 200, lignes }],
})
const payer = (type: TypeVersement, lignes: LigneDemande[], autres: Partial<ALiquider> = {}) =>
  liquider({ type, regles, demande: demande(lignes), vote: vote(700_000, 100_000), dejaVerse: [], ...autres })

describe('le montant dû à la commune', () => {
  it('est le taux de la dépense réelle quand elle dépense moins que prévu', () => {
    expect(payer('solde', [facture('equipement', 900_000), facture('ressources', 100_001)])).toMatchObject({
      montant: 630_000 + 50_001,
      tropVerse: 0,
    })
  })

  it('ne dépasse jamais la subvention votée, volet par volet', () => {
    const l = payer('solde', [facture('equipement', 2_000_000)])
    expect(l.montant).toBe(700_000)
    expect(l.parts.map((p) => p.montant)).toEqual([350_000, 350_000, 0, 0])
  })

  it('retire ce qui est déjà versé', () => {
    const premier = payer('acompte', [facture('equipement', 300_001)])
    expect(premier.montant).toBe(210_001)
    const second = payer('solde', [facture('equipement', 300_001), facture('equipement', 699_999)], {
      dejaVerse: premier.parts,
    })
    expect(premier.montant + second.montant).toBe(700_000)
    expect(second.explication).toContainEqual({
      libelle: 'Dû (investissement)',
      montant: 489_999,
      formule: '7\u202f000,00\u00a0€ − 2\u202f100,01\u00a0€ = 4\u202f899,99\u00a0€',
    })
  })

  it('un avoir diminue la dépense, et fait apparaître ce qui est à rendre', () => {
    const premier = payer('acompte', [facture('equipement', 1_000_000)])
    const apres = payer('solde', [facture('equipement', 1_000_000), facture('equipement', -100_000)], {
      dejaVerse: premier.parts,
    })
    expect(apres).toMatchObject({ montant: 0, tropVerse: 70_000 })
  })

  it('respecte encore les plafonds de l’appel', () => {
    expect(
      payer('solde', [facture('equipement', 900_000)], { demande: demande([facture('equipement', 900_000)], 1) })
        .montant,
    ).toBe(245_000)
  })

  it('laisse 20 % de l’investissement avec le plan de financement définitif', () => {
    const cofinancements = [{ financeur: 'DSIL', montant: 300_000 }]
    const d = { ...demande([facture('equipement', 1_000_000), facture('ressources', 100_000)]), cofinancements }
    expect(payer('solde', [], { demande: d }).parts.map((p) => p.montant)).toEqual([250_000, 250_000, 25_000, 25_000])
  })

  it('une avance ne demande aucune facture, un acompte s’arrête au plafond, le solde fait le tout', () => {
    const versement = { avance: 30, acomptes: 80 }
    const avance = payer('avance', [], { versement })
    expect(avance.montant).toBe(240_000)
    const lignes = [facture('equipement', 1_000_000), facture('ressources', 200_000)]
    const acompte = payer('acompte', lignes, { versement, dejaVerse: avance.parts })
    expect(avance.montant + acompte.montant).toBe(640_000)
    const solde = payer('solde', lignes, { versement, dejaVerse: [...avance.parts, ...acompte.parts] })
    expect(avance.montant + acompte.montant + solde.montant).toBe(800_000)
  })

  it('dépenser moins ne fait pas changer de tranche', () => {
    const parSeuil = reglesPilote({
      volets: [
        {
          id: 'equipement',
          libelle: 'Équipement',
          nature: 'investissement',
          taux: { type: 'ensemble', tranches: [{ moinsDe: 500_000, taux: 70 }, { taux: 50 }] },
        },
      ],
    })
    const l = payer('solde', [facture('equipement', 400_000)], {
      regles: parSeuil,
      vote: vote(300_000),
      retenueAuVote: { equipement: 600_000 },
    })
    expect(l.montant).toBe(200_000)
  })

  it('trois sources à parts égales reçoivent toujours un compte juste', () => {
    const tiers = reglesPilote({
      sources: ['a', 'b', 'c'].map((id) => ({ id, libelle: id, part: 1 })),
      volets: [
        { id: 'equipement', libelle: 'Équipement', nature: 'investissement', taux: { type: 'fixe', taux: '1/3' } },
      ],
    })
    const voteTiers = ['a', 'b', 'c'].map((source, i) => ({
      volet: 'equipement',
      source,
      montant: [3_334, 3_333, 3_333][i] ?? 0,
    }))
    const l = payer('solde', [facture('equipement', 20_000)], { regles: tiers, vote: voteTiers })
    expect(l.montant).toBe(6_667)
    expect(somme(l.parts.map((p) => p.montant))).toBe(6_667)
  })
})

const unVolet = fc.constantFrom('equipement', 'travaux', 'ressources')
const lignes = fc.array(
  fc.tuple(unVolet, fc.integer({ min: 0, max: 400_000 })).map(([v, ht]) => facture(v, ht)),
  { maxLength: 4 },
)
const cas = fc.record({
  taux: fc.constantFrom<number | string>(70, 50, '1/3', '2/3'),
  parts: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 3, maxLength: 3 }),
  votes: fc.array(fc.integer({ min: 0, max: 500_000 }), { minLength: 3, maxLength: 3 }),
  factures: fc.array(lignes, { minLength: 1, maxLength: 4 }),
  cofinancement: fc.integer({ min: 0, max: 200_000 }),
  versement: fc.constantFrom({ avance: 30, acomptes: 80 }, { avance: 0, acomptes: 100 }, undefined),
})
type Cas = typeof cas extends fc.Arbitrary<infer T> ? T : never

function preparer(c: Cas) {
  const r = reglesPilote({
    sources: c.parts.map((part, i) => ({ id: `s${i}`, libelle: `S${i}`, part: part + 1 })),
    volets: ['equipement', 'travaux', 'ressources'].map((id) => ({
      id,
      libelle: id,
      nature: id === 'ressources' ? 'fonctionnement' : 'investissement',
      taux: { type: 'fixe', taux: c.taux },
    })),
  })
  const v = r.volets.flatMap((volet, i) =>
    repartir(
      c.votes[i] ?? 0,
      r.sources.map((s) => s.part),
    ).map((montant, k) => ({ volet: volet.id, source: `s${k}`, montant })),
  )
  const appeler = (type: TypeVersement, l: LigneDemande[], dejaVerse: PartMontant[]) =>
    liquider({
      type,
      regles: r,
      vote: v,
      dejaVerse,
      versement: c.versement,
      demande: { ...demande(l), cofinancements: [{ financeur: 'DETR', montant: c.cofinancement }] },
    })
  return { vote: v, appeler }
}

describe('quels que soient les factures, les tiers et les avoirs', () => {
  it('les versements font le tout, jamais plus que le vote, jamais moins que zéro', () => {
    fc.assert(
      fc.property(cas, (c) => {
        const { vote: v, appeler } = preparer(c)
        const enUneFois = appeler('solde', c.factures.flat(), [])
        let verse: PartMontant[] = c.versement ? appeler('avance', [], []).parts : []
        c.factures.forEach((_, i) => {
          const dernier = i === c.factures.length - 1
          const l = appeler(dernier ? 'solde' : 'acompte', c.factures.slice(0, i + 1).flat(), verse)
          for (const p of l.parts) expect(p.montant).toBeGreaterThanOrEqual(0)
          verse = [...verse, ...l.parts]
          if (dernier) expect(somme(verse.map((p) => p.montant)) - l.tropVerse).toBe(enUneFois.montant)
        })
        for (const part of v) {
          const paye = somme(
            verse.filter((p) => p.volet === part.volet && p.source === part.source).map((p) => p.montant),
          )
          expect(paye).toBeLessThanOrEqual(part.montant)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('une dépense acceptée de plus ne diminue jamais le montant dû', () => {
    fc.assert(
      fc.property(cas, unVolet, fc.integer({ min: 1, max: 300_000 }), (c, quoi, plus) => {
        const { appeler } = preparer(c)
        const avant = appeler('solde', c.factures.flat(), [])
        const apres = appeler('solde', [...c.factures.flat(), facture(quoi, plus)], [])
        expect(apres.montant).toBeGreaterThanOrEqual(avant.montant)
      }),
      { numRuns: 500 },
    )
  })

  it('un avoir et sa facture s’annulent', () => {
    fc.assert(
      fc.property(cas, unVolet, fc.integer({ min: 1, max: 300_000 }), (c, quoi, ht) => {
        const { appeler } = preparer(c)
        const avant = appeler('solde', c.factures.flat(), [])
        const apres = appeler('solde', [...c.factures.flat(), facture(quoi, ht), facture(quoi, -ht)], [])
        expect(apres.parts).toEqual(avant.parts)
      }),
    )
  })
})
