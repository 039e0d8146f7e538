import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Decision, type ProjetAServir, simuler } from './enveloppe.ts'
import { somme } from './montants.ts'

const projet = (rang: number | null, montant: number, autres: Partial<ProjetAServir> = {}): ProjetAServir => ({
  id: `p${rang ?? 'x'}`,
  rang,
  parVolet: { equipement: montant },
  organisme: `c${rang}`,
  territoires: ['voironnais'],
  classes: 2,
  eleves: 40,
  prioritaire: false,
  ...autres,
})
const decisions = (s: { lignes: { id: string; decision: Decision }[] }) =>
  Object.fromEntries(s.lignes.map((l) => [l.id, l.decision]))

describe('la commission essaie l’enveloppe', () => {
  it('sert dans l’ordre du classement, et trace la coupure là où l’argent finit', () => {
    const s = simuler({ total: 1_000 }, [projet(3, 100), projet(1, 600), projet(2, 500)])
    expect(decisions(s)).toEqual({ p1: 'retenu', p2: 'liste_attente', p3: 'liste_attente' })
    expect(s).toMatchObject({ coupure: 2, enveloppe: { engage: 600, reste: 400, depassement: 0 } })
    expect(s.servis).toEqual({ communes: 1, ecoles: 1, classes: 2, eleves: 40, prioritaires: 0, montant: 600 })
  })

  it('sert tout le monde quand l’argent suffit exactement', () => {
    const s = simuler({ total: 1_100, engage: 100 }, [projet(1, 600), projet(2, 400)])
    expect(s).toMatchObject({ coupure: null, enveloppe: { engage: 1_100, reste: 0 } })
    expect(s.lignes.map((l) => l.reste)).toEqual([400, 0])
  })

  it('une décision prise à la main passe d’abord, et un dépassement se voit', () => {
    const s = simuler({ total: 1_000 }, [projet(1, 600), projet(2, 500), projet(3, 700)], {
      p3: { decision: 'retenu' },
      p1: { decision: 'non_retenu' },
    })
    expect(decisions(s)).toEqual({ p1: 'non_retenu', p2: 'liste_attente', p3: 'retenu' })
    expect(simuler({ total: 500 }, [projet(1, 700)], { p1: { decision: 'retenu' } }).enveloppe).toMatchObject({
      depassement: 200,
      reste: 0,
    })
  })

  it('un montant essayé remplace le montant proposé', () => {
    const s = simuler({ total: 1_000 }, [projet(1, 600), projet(2, 500)], { p1: { parVolet: { equipement: 500 } } })
    expect(decisions(s)).toEqual({ p1: 'retenu', p2: 'retenu' })
    expect(s.lignes[0]).toMatchObject({ montant: 500, parMain: true })
  })

  it('une sous-enveloppe épuisée n’arrête que ceux qu’elle concerne', () => {
    const sousEnveloppes = [{ id: 'voironnais', libelle: 'Pays voironnais', montant: 500, territoire: ['voironnais'] }]
    const s = simuler({ total: 9_000, sousEnveloppes }, [
      projet(1, 400),
      projet(2, 200),
      projet(3, 700, { territoires: ['trieves'] }),
      projet(4, 50),
    ])
    expect(decisions(s)).toEqual({ p1: 'retenu', p2: 'liste_attente', p3: 'retenu', p4: 'liste_attente' })
    expect(s.sousEnveloppes[0]).toMatchObject({ engage: 400, reste: 100 })
    expect(s.coupure).toBe(2)
    expect(s.parTerritoire.trieves?.montant).toBe(700)
  })

  it('une sous-enveloppe de volet ne compte que ce volet', () => {
    const sousEnveloppes = [{ id: 'r', libelle: 'Ressources', montant: 100, volet: 'ressources' }]
    const s = simuler({ total: 9_000, sousEnveloppes }, [
      projet(1, 0, { parVolet: { equipement: 800, ressources: 100 } }),
      projet(2, 300),
    ])
    expect(decisions(s)).toEqual({ p1: 'retenu', p2: 'retenu' })
    expect(s.sousEnveloppes[0]).toMatchObject({ engage: 100, reste: 0 })
  })

  it('un projet sans rang attend', () => {
    expect(decisions(simuler({ total: 1_000 }, [projet(null, 10)]))).toEqual({ px: 'liste_attente' })
  })

  it('sans décision à la main, l’enveloppe n’est jamais dépassée, et personne ne passe devant', () => {
    const projets = fc
      .array(fc.record({ montant: fc.integer({ min: 1, max: 500 }), voiron: fc.boolean() }), { maxLength: 12 })
      .map((ps) => ps.map((p, i) => projet(i + 1, p.montant, { territoires: p.voiron ? ['voironnais'] : [] })))
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000 }),
        fc.integer({ min: 0, max: 1_000 }),
        projets,
        (total, sous, ps) => {
          const e = { total, sousEnveloppes: [{ id: 's', libelle: 's', montant: sous, territoire: ['voironnais'] }] }
          const s = simuler(e, ps)
          expect(simuler(e, ps.toReversed())).toEqual(s)
          expect(s.enveloppe.engage).toBeLessThanOrEqual(total)
          expect(s.sousEnveloppes[0]?.engage).toBeLessThanOrEqual(sous)
          expect(s.enveloppe.reste).toBe(total - somme(s.lignes.map((l) => l.montant)))
          const d = decisions(s)
          for (const [i, p] of ps.entries()) {
            const pareils = ps.slice(0, i).filter((q) => q.territoires.length === p.territoires.length)
            if (d[p.id] === 'retenu') expect(pareils.every((q) => d[q.id] === 'retenu')).toBe(true)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})
