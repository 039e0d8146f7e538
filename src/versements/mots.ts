import type { Versement } from '../domaine/faits.ts'
import { dateSimple } from '../domaine/francais.ts'

/** « 17 juin 2026 » (Paris); nothing for nothing. */
export const jourDit = (j: string | null | undefined): string => (j ? dateSimple(j) : '')

export const TYPES_VERSEMENT = { avance: 'Avance', acompte: 'Acompte', solde: 'Solde' } as const

/** The words that a commune reads for each state of its claim. */
export const ETATS_VERSEMENT: Record<
  Versement['etat'],
  { libelle: string; ton: 'attention' | 'fait' | 'erreur' | 'neutre' }
> = {
  deposee: { libelle: 'En calcul', ton: 'attention' },
  a_completer: { libelle: 'À compléter', ton: 'erreur' },
  liquidee: { libelle: 'Montant calculé', ton: 'attention' },
  validee: { libelle: 'Validée pour mandatement', ton: 'attention' },
  mandatee: { libelle: 'Mandatée', ton: 'attention' },
  payee: { libelle: 'Payée', ton: 'fait' },
  rejetee: { libelle: 'Rejetée', ton: 'erreur' },
}

/** What the service asks before it computes, or what the accountant refused; empty: nothing. */
export const complementDemande = (v: Pick<Versement, 'contenu'> | undefined): string[] => {
  const complement = v?.contenu.complement as { motif?: string; elements?: { motif: string }[] } | undefined // as the act wrote it
  return [complement?.motif, ...(complement?.elements ?? []).map((x) => x.motif), v?.contenu.rejetComptable].filter(
    (x) => typeof x === 'string',
  )
}
