import type { Faits, MontantsVolet, Versement } from './faits.ts'
import { repartir, somme } from './montants.ts'
import { CALCULES } from './versement.ts'
import { partsDe } from './versement-factures.ts'

type Ecole = { uai: string; parVolet: MontantsVolet[] }

/**
 * What of the dossier's vote and payments bears on each school, per part and source, in cents that add up to the dossier's.
 * `aidees`: the schools that the dossier's money goes to. The vote is shared as the computed amounts are; a claim, as what its accepted invoices bought for each school (else the same).
 */
export const partsDesEcoles = <E extends Ecole>(
  f: Pick<Faits, 'appel' | 'versements' | 'factures'>,
  toutes: readonly E[],
  dossier: readonly MontantsVolet[],
  aidees: readonly string[],
): E[] => {
  const ecoles = toutes.filter((e) => aidees.includes(e.uai))
  const du = (etats: readonly string[], l: MontantsVolet) =>
    f.versements
      .filter((v) => etats.includes(v.etat))
      .map((v) => repartir(liquideDe(v, l), poidsDe(f, v, ecoles, l)))
      .reduce(
        (t, parts) => t.map((x, i) => x + (parts[i] ?? 0)),
        ecoles.map(() => 0),
      )
  const parts = dossier.map((l) => ({
    ...cle(l),
    vote: repartir(l.vote, calculesDe(ecoles, l)),
    liquide: du(CALCULES, l),
    paye: du(['payee'], l),
  }))
  return toutes.map((e) => ({
    ...e,
    parVolet: e.parVolet.map((l) => {
      const i = ecoles.indexOf(e)
      const p = parts.find((x) => memeCle(x, l))
      return { ...l, vote: p?.vote[i] ?? 0, liquide: p?.liquide[i] ?? 0, paye: p?.paye[i] ?? 0 }
    }),
  }))
}

type Cle = Pick<MontantsVolet, 'volet' | 'source'>
const cle = ({ volet, source }: Cle): Cle => ({ volet, source })
const memeCle = (a: Cle, b: Cle): boolean => a.volet === b.volet && a.source === b.source

const calculesDe = (ecoles: readonly Ecole[], l: Cle): number[] =>
  ecoles.map((e) => e.parVolet.find((x) => memeCle(x, l))?.calcule ?? 0)

const liquideDe = (v: Versement, l: Cle): number =>
  somme(v.par_volet.filter((x) => memeCle(x, l)).map((x) => x.liquide))

/** What the accepted invoices of a claim bought for each school in this part of the call; without any, the computed amounts. */
const poidsDe = (f: Pick<Faits, 'appel' | 'factures'>, v: Versement, ecoles: readonly Ecole[], l: Cle): number[] => {
  const articles = new Set(f.appel.catalogue.filter((a) => a.volet === l.volet).map((a) => a.id))
  const achats = f.factures.filter((x) => x.versement_id === v.id && !x.ecartee).flatMap(partsDe)
  const parEcole = ecoles.map((e) =>
    Math.max(0, somme(achats.filter((p) => p.ecole === e.uai && articles.has(p.article ?? '')).map((p) => p.ht))),
  )
  return parEcole.some((p) => p > 0) ? parEcole : calculesDe(ecoles, l)
}
