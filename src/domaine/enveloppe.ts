import { somme } from './montants.ts'

/** The money of a call, in cents. `engage`: already promised elsewhere. Sub-envelopes: of a part, of a territory, or both. */
export type Enveloppe = {
  total: number
  engage?: number | undefined
  sousEnveloppes?:
    | readonly {
        id: string
        libelle: string
        montant: number
        volet?: string | undefined
        territoire?: readonly string[] | undefined
      }[]
    | undefined
}

/** A ranked school project. `parVolet`: its proposed aid by part (cents). `territoires`: INSEE code, SIREN of its EPCI. */
export type ProjetAServir = {
  id: string
  rang: number | null
  parVolet: Readonly<Record<string, number>>
  organisme: string
  territoires: readonly string[]
  classes: number
  eleves: number
  prioritaire: boolean
}
export type Decision = 'retenu' | 'liste_attente' | 'non_retenu'
/** What a scenario decides by hand: a decision, amounts by part, or both. The rest follows the ranking. */
export type DecisionEssayee = {
  decision?: Decision | undefined
  parVolet?: Readonly<Record<string, number>> | undefined
}

export type LigneSimulee = {
  id: string
  rang: number | null
  decision: Decision
  montant: number
  reste: number
  parMain: boolean
}
export type Poche = { id: string; libelle: string; montant: number; engage: number; reste: number; depassement: number }
export type Servis = {
  communes: number
  ecoles: number
  classes: number
  eleves: number
  prioritaires: number
  montant: number
}
export type Simulation = {
  lignes: LigneSimulee[]
  enveloppe: Poche
  sousEnveloppes: Poche[]
  /** Rank of the first project that the money does not reach, or null when it reaches all. */
  coupure: number | null
  servis: Servis
  parTerritoire: Readonly<Record<string, Servis>>
}

/**
 * Tries decisions without effect: what is decided by hand is served first (even beyond the envelope, which then shows the overrun),
 * then the ranking, in order, until the money ends. A project is served whole or waits; nobody is served below the cut-off, except
 * when only a sub-envelope that does not concern them is empty. Not ranked: waiting. Pure; the order of the input changes nothing.
 */
export function simuler(
  enveloppe: Enveloppe,
  projets: readonly ProjetAServir[],
  essais: Readonly<Record<string, DecisionEssayee>> = {},
): Simulation {
  const poches = [
    {
      id: 'total',
      libelle: 'Enveloppe',
      montant: enveloppe.total,
      engage: enveloppe.engage ?? 0,
      part: (p: ProjetAServir, m: Montants) => total(p, m),
    },
    ...(enveloppe.sousEnveloppes ?? []).map((s) => ({
      id: s.id,
      libelle: s.libelle,
      montant: s.montant,
      engage: 0,
      part: (p: ProjetAServir, m: Montants) => concerne(s, p, m),
    })),
  ].map((p) => ({ ...p, fermee: false }))
  const tries = projets.toSorted(parRang)
  const decisions = new Map<string, Decision>()
  const montants = (p: ProjetAServir): Montants => essais[p.id]?.parVolet ?? p.parVolet
  const servir = (p: ProjetAServir) => {
    for (const poche of poches) poche.engage += poche.part(p, montants(p))
    decisions.set(p.id, 'retenu')
  }
  for (const p of tries) {
    const decision = essais[p.id]?.decision
    if (decision === 'retenu') servir(p)
    else if (decision) decisions.set(p.id, decision)
  }
  let coupure: number | null = null
  for (const p of tries) {
    if (decisions.has(p.id) || p.rang === null) continue
    const trop = poches.filter(
      (x) => x.part(p, montants(p)) > 0 && (x.fermee || x.engage + x.part(p, montants(p)) > x.montant),
    )
    if (trop.length === 0) servir(p)
    else {
      decisions.set(p.id, 'liste_attente')
      coupure ??= p.rang
      // The ranking is the law: once it stops for a pocket, nobody below it jumps ahead in that pocket.
      for (const poche of trop) poche.fermee = true
    }
  }
  const retenus = tries.filter((p) => decisions.get(p.id) === 'retenu')
  return {
    lignes: lignes(enveloppe, tries, decisions, essais, montants),
    enveloppe: versPoche(poches[0]),
    sousEnveloppes: poches.slice(1).map(versPoche),
    coupure,
    servis: compter(retenus, montants),
    parTerritoire: Object.fromEntries(
      [...new Set(retenus.flatMap((p) => p.territoires))].sort().map((t) => [
        t,
        compter(
          retenus.filter((p) => p.territoires.includes(t)),
          montants,
        ),
      ]),
    ),
  }
}

type Montants = Readonly<Record<string, number>>

function lignes(
  enveloppe: Enveloppe,
  tries: readonly ProjetAServir[],
  decisions: ReadonlyMap<string, Decision>,
  essais: Readonly<Record<string, DecisionEssayee>>,
  montants: (p: ProjetAServir) => Montants,
): LigneSimulee[] {
  let reste = enveloppe.total - (enveloppe.engage ?? 0)
  return tries.map((p) => {
    const decision = decisions.get(p.id) ?? 'liste_attente'
    const montant = decision === 'retenu' ? total(p, montants(p)) : 0
    reste -= montant
    return { id: p.id, rang: p.rang, decision, montant, reste, parMain: essais[p.id] !== undefined }
  })
}

const total = (_: ProjetAServir, m: Montants): number => somme(Object.values(m))

function concerne(
  s: { volet?: string | undefined; territoire?: readonly string[] | undefined },
  p: ProjetAServir,
  m: Montants,
): number {
  if (s.territoire && !p.territoires.some((t) => s.territoire?.includes(t))) return 0
  return s.volet ? (m[s.volet] ?? 0) : total(p, m)
}

function versPoche(p: { id: string; libelle: string; montant: number; engage: number } | undefined): Poche {
  const { id = '', libelle = '', montant = 0, engage = 0 } = p ?? {}
  return {
    id,
    libelle,
    montant,
    engage,
    reste: Math.max(0, montant - engage),
    depassement: Math.max(0, engage - montant),
  }
}

const compter = (projets: readonly ProjetAServir[], montants: (p: ProjetAServir) => Montants): Servis => ({
  communes: new Set(projets.map((p) => p.organisme)).size,
  ecoles: projets.length,
  classes: somme(projets.map((p) => p.classes)),
  eleves: somme(projets.map((p) => p.eleves)),
  prioritaires: projets.filter((p) => p.prioritaire).length,
  montant: somme(projets.map((p) => total(p, montants(p)))),
})

const parRang = (a: ProjetAServir, b: ProjetAServir): number => {
  const [ra, rb] = [a.rang ?? Number.MAX_SAFE_INTEGER, b.rang ?? Number.MAX_SAFE_INTEGER]
  return ra - rb || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}
