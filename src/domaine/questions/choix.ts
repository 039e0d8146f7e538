import type { Json } from '../formulaire/reponses.ts'
import { accorder } from '../francais.ts'
import { ligneUnique } from './texte-propre.ts'
import { type Catalogue, type Champ, type Saisie, type TypeDeQuestion, texteBrut, texteSaisi } from './type.ts'

/** One possible answer. Articles of the catalogue add their unit, ceiling (cents) and part. */
export type Choix = {
  valeur: string
  libelle: string
  aide?: string | undefined
  unite?: string
  plafond?: number
  volet?: string
}

/** The answers that a question offers: its own, or the articles of its part of the catalogue. */
export const choixDe = (q: Champ, catalogue: Catalogue): Choix[] =>
  q.catalogue === undefined
    ? (q.choix ?? [])
    : catalogue
        .filter((a) => a.volet === q.catalogue)
        .map(({ id, libelle, unite, plafond, volet }) => ({ valeur: id, libelle, unite, plafond, volet }))

/** One of several. */
export const choix: TypeDeQuestion = {
  analyser: (saisie, q, catalogue) => {
    const lu = ligneUnique(texteSaisi(saisie))
    if (lu === '') return { valeur: null }
    return choixDe(q, catalogue).some((c) => c.valeur === lu) ? { valeur: lu } : { erreur: horsListe(q, catalogue) }
  },
  verifier: (valeur, q, catalogue) =>
    choixDe(q, catalogue).some((c) => c.valeur === valeur) ? undefined : horsListe(q, catalogue),
  afficher: (valeur, q, catalogue) => libelleDe(valeur, q, catalogue),
  schemaJson: (q, catalogue) => ({ type: 'string', enum: choixDe(q, catalogue).map((c) => c.valeur) }),
}

/** Several of several, in the order of the form, each once. */
export const choixMultiple: TypeDeQuestion = {
  analyser: (saisie, q, catalogue) => {
    const lus = new Set(casesCochees(saisie))
    const ordonnes = choixDe(q, catalogue).flatMap((c) => (lus.delete(c.valeur) ? [c.valeur] : []))
    return lus.size > 0 ? { erreur: 'Cochez une ou plusieurs réponses de la liste.' } : { valeur: ordonnes }
  },
  verifier: (valeur, q, catalogue) => {
    const possibles = choixDe(q, catalogue).map((c) => c.valeur)
    if (!Array.isArray(valeur)) return 'Cochez une ou plusieurs réponses de la liste.'
    if (valeur.some((v) => typeof v !== 'string' || !possibles.includes(v)))
      return `Une des réponses n’est pas dans la liste. Choisissez parmi\u00a0: ${enumerer(q, catalogue)}.`
    if (new Set(valeur).size < valeur.length) return 'Une réponse est donnée deux fois\u202f: retirez-en une.'
    if (q.min !== undefined && valeur.length < q.min) return `Cochez au moins ${accorder(q.min, 'réponse')}.`
    if (q.max !== undefined && valeur.length > q.max) return `Cochez ${accorder(q.max, 'réponse')} au plus.`
    return undefined
  },
  afficher: (valeur, q, catalogue) =>
    Array.isArray(valeur) ? valeur.map((v) => libelleDe(v, q, catalogue)).join(', ') : texteBrut(valeur),
  schemaJson: (q, catalogue) => ({
    type: 'array',
    uniqueItems: true,
    items: { type: 'string', enum: choixDe(q, catalogue).map((c) => c.valeur) },
  }),
}

const casesCochees = (saisie: Saisie): string[] =>
  (Array.isArray(saisie) ? saisie : [saisie]).flatMap((s) =>
    typeof s === 'string' && s.trim() ? [ligneUnique(s)] : [],
  )

const libelleDe = (valeur: Json, q: Champ, catalogue: Catalogue): string =>
  choixDe(q, catalogue).find((c) => c.valeur === valeur)?.libelle ?? texteBrut(valeur)

const horsListe = (q: Champ, catalogue: Catalogue): string =>
  q.catalogue === undefined && choixDe(q, catalogue).length <= 8
    ? `Choisissez une réponse de la liste\u00a0: ${enumerer(q, catalogue)}.`
    : q.catalogue === undefined
      ? 'Choisissez une réponse de la liste.'
      : 'Choisissez un article du catalogue.'

const enumerer = (q: Champ, catalogue: Catalogue): string =>
  choixDe(q, catalogue)
    .slice(0, 8)
    .map((c) => `«\u00a0${c.libelle}\u00a0»`)
    .join(', ')
