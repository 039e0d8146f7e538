import { lireJour } from '../domaine/calendrier.ts'
import { lireMontant } from '../domaine/montants.ts'
import { type Refus, saisieInvalide } from '../domaine/refus.ts'
import type { Tableau } from '../socle/tableurs/lecture.ts'

/** One row of the finance software, as typed there: amounts and days are still texts. */
export type CellulesResultat = {
  reference: string
  dossier: string
  mandat: string
  bordereau: string
  mandateLe: string
  payeLe: string
  montant: string
}
export type LigneResultat = Pick<CellulesResultat, 'reference' | 'dossier' | 'mandat' | 'bordereau'> & {
  /** Cents. */
  montant: number | undefined
  mandateLe: string | undefined
  payeLe: string | undefined
}

// « Date du mandat » is not the number of a payment order, « Montant payé » is not a day, « Numéro du mandat » is no dossier.
const COLONNES: Record<keyof CellulesResultat, RegExp> = {
  reference: /^ref/,
  dossier: /^dossier|^numero(?!.*(mandat|bordereau))/,
  mandat: /^(?!.*(date|montant|bordereau)).*mandat/,
  bordereau: /^(?!.*date).*bordereau/,
  mandateLe: /date.*mandat|mandate.*le$/,
  payeLe: /^(?!.*(montant|mandat|reference|numero)).*(paye|paiement|reglement|virement)/,
  montant: /montant/,
}

/** The rows with what each column means. Refused (422) as a whole when nothing says which claim a row is about. */
export const cellulesDesResultats = (lu: Tableau): { ligne: number; contenu: CellulesResultat }[] | Refus => {
  const titres = lu.colonnes.map((c) => simple(c.slice(0, 200)))
  const rang = (cle: keyof CellulesResultat): number => titres.findIndex((t) => COLONNES[cle].test(t))
  if (rang('reference') < 0 && rang('dossier') < 0)
    return saisieInvalide([
      {
        chemin: 'resultats',
        message:
          'Ce fichier n’a ni colonne «\u00a0Référence\u00a0» ni colonne «\u00a0Dossier\u00a0»\u00a0: rien ne dit à quelle demande se rapporte une ligne. Gardez la première ligne du fichier de paiement.',
      },
    ])
  return lu.lignes.map((cellules, i) => ({
    ligne: lu.numeros[i] ?? i + 2,
    // the keys of a constant object
    contenu: Object.fromEntries(
      (Object.keys(COLONNES) as (keyof CellulesResultat)[]).map((cle) => [cle, cellules[rang(cle)]?.trim() ?? '']),
    ) as CellulesResultat,
  }))
}

/** The row understood, or the sentence that says which cell is not. */
export const lireResultat = (c: CellulesResultat): LigneResultat | string => {
  const montant = lireMontant(c.montant)
  if (c.montant !== '' && montant === undefined) return `«\u00a0${c.montant}\u00a0» n’est pas un montant en euros.`
  const [mandateLe, payeLe] = [lireJour(c.mandateLe), lireJour(c.payeLe)]
  if (c.mandateLe !== '' && !mandateLe) return `«\u00a0${c.mandateLe}\u00a0» n’est pas une date de mandat de paiement.`
  if (c.payeLe !== '' && !payeLe) return `«\u00a0${c.payeLe}\u00a0» n’est pas une date de paiement.`
  return { ...c, dossier: c.dossier.toUpperCase(), montant, mandateLe, payeLe }
}

const simple = (t: string): string =>
  t
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .trim()
