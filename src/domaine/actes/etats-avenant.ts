import type { Situation } from '../acte.ts'
import type { Avenant, Faits } from '../faits.ts'
import { euros } from '../montants.ts'
import { type Refus, refus } from '../refus.ts'

/** What an amendment changes, in the words of the screens. */
export const GENRES_AVENANT = {
  montant: 'Montant',
  beneficiaire: 'Bénéficiaire',
  objet: 'Objet',
  prorogation: 'Prorogation',
  fournisseur: 'Fournisseur ou équipement équivalent',
} as const

/** Amount, beneficiary and object need a new vote; time a letter; supplier the instructor's agreement. Source: actes.md. */
export const AVEC_VOTE: readonly string[] = ['montant', 'beneficiaire', 'objet']

/** 409 unless the named amendment, or one of them when none is named, is in this state (and of one of these kinds). */
export function avenantEn(etat: Avenant['etat'], genres?: readonly string[]) {
  return ({ faits }: Situation, sur?: string): Refus | undefined =>
    faits.avenants.some(
      (a) => (sur === undefined || a.id === sur) && a.etat === etat && (!genres || genres.includes(a.genre)),
    )
      ? undefined
      : refus('avenant_pas_pret', 'Cet avenant n’en est pas à cette étape.')
}

/** 409: the new amount is under what is already paid. */
export const dejaPaye = (f: Faits): Refus =>
  refus('montant_deja_paye', `${euros(f.dossier.montant_paye)} sont déjà payés : proposez un reversement.`)

/** The amount asked for, then settled, in cents; nothing when the amendment is not about it. */
export const montantDe = (a: Avenant | undefined): number | undefined =>
  typeof a?.contenu.montant === 'number' ? a.contenu.montant : undefined
