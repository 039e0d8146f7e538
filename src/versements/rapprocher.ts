import { euros } from '../domaine/montants.ts'
import type { LigneResultat } from './colonnes-resultats.ts'
import { ETATS_VERSEMENT, jourDit } from './mots.ts'
import type { LignePaiement } from './paiements-queries.ts'

export type Candidate = Pick<LignePaiement, 'id' | 'numero' | 'etat' | 'montant' | 'mandat' | 'paye_le'>

/** What a row of the finance software asks of the register. `deja`: nothing to do; `ecart`: it does not match, and why. */
export type Rapprochement<C extends Candidate = Candidate> =
  | { quoi: 'ecart'; raison: string; cible?: C }
  | { quoi: 'deja'; raison: string; cible: C }
  | { quoi: 'mandat'; cible: C; mandat: string; bordereau: string; date: string }
  | { quoi: 'paiement'; cible: C; montant: number; date: string }

/** The next act that a row is, on the claims that it may be about. A row that names its payment order is that order's claim and no
 * other: the same file read twice never reaches the next claim of the dossier. */
export const rapprocher = <C extends Candidate>(l: LigneResultat, candidates: readonly C[]): Rapprochement<C> => {
  if (l.reference === '' && l.dossier === '')
    return { quoi: 'ecart', raison: 'Cette ligne n’a ni référence ni numéro de dossier.' }
  const cible = trouver(l, candidates)
  if (cible === undefined)
    return { quoi: 'ecart', raison: `Aucune demande ne correspond à «\u00a0${l.reference || l.dossier}\u00a0».` }
  if (cible === 'plusieurs')
    return {
      quoi: 'ecart',
      raison: `${l.dossier} a plusieurs demandes de ce montant\u00a0: donnez la référence de celle-ci, écrite dans le fichier de paiement.`,
    }
  const dire = <Q extends 'ecart' | 'deja'>(quoi: Q, phrase: string) => ({
    quoi,
    raison: `${cible.numero}\u00a0: ${phrase}`,
    cible,
  })
  if (!ATTENDUES.includes(cible.etat))
    return dire(
      'ecart',
      `cette demande est «\u00a0${ETATS_VERSEMENT[cible.etat].libelle}\u00a0», elle n’est pas à payer.`,
    )
  if (l.montant !== undefined && l.montant !== cible.montant)
    return dire('ecart', `${euros(l.montant)} au lieu de ${euros(cible.montant)}.`)
  if (l.mandat !== '' && cible.mandat !== null && !memeMandat(l.mandat, cible.mandat))
    return dire('ecart', `mandat de paiement ${l.mandat} au lieu de ${cible.mandat}.`)
  if (cible.etat === 'payee')
    return l.payeLe && cible.paye_le && l.payeLe !== cible.paye_le
      ? dire('ecart', `déjà payée à une autre date (le ${jourDit(cible.paye_le)}), rien n’a changé.`)
      : dire('deja', 'déjà payée, rien n’a changé.')
  if (cible.etat === 'validee') {
    const date = l.mandateLe ?? l.payeLe
    return l.mandat === '' || !date
      ? dire('ecart', 'il manque le numéro ou la date du mandat de paiement.')
      : { quoi: 'mandat', cible, mandat: l.mandat, bordereau: l.bordereau, date }
  }
  if (!l.payeLe) return dire('deja', 'mandat de paiement déjà enregistré, la date de paiement est attendue.')
  return l.montant === undefined
    ? dire('ecart', 'il manque le montant payé.')
    : { quoi: 'paiement', cible, montant: l.montant, date: l.payeLe }
}

const trouver = <C extends Candidate>(l: LigneResultat, candidates: readonly C[]): C | 'plusieurs' | undefined => {
  if (l.reference !== '') return candidates.find((c) => c.id === l.reference.toLowerCase())
  const siennes = candidates.filter((c) => c.numero === l.dossier && ATTENDUES.includes(c.etat))
  const dite =
    l.mandat === ''
      ? siennes.find((c) => c.etat === 'payee' && c.paye_le === l.payeLe && c.montant === l.montant)
      : siennes.find((c) => c.mandat !== null && memeMandat(c.mandat, l.mandat))
  if (dite || siennes.length === 1) return dite ?? siennes[0]
  const libres = siennes.filter((c) => c.etat !== 'payee' && (l.mandat === '' || c.mandat === null))
  const duMontant = libres.filter((c) => c.montant === l.montant)
  return duMontant.length > 1 ? 'plusieurs' : (duMontant[0] ?? (libres.length === 1 ? libres[0] : undefined))
}

/** States in which the finance software may know a claim. */
const ATTENDUES = ['validee', 'mandatee', 'payee']

const memeMandat = (a: string, b: string): boolean => a.trim().toUpperCase() === b.trim().toUpperCase()
