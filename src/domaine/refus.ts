/** What is wrong with one input: its path (`ecoles.0381234A.presentation.nb_classes`) and the French sentence. */
export type Erreur = { chemin: string; message: string }

/** An expected « no »: a value, never an exception. `detail` is the sentence that the citizen reads; `code` is stable for the API. */
export type Refus = {
  refus: true
  statut: 403 | 404 | 409 | 413 | 415 | 422 | 429 | 503
  code: string
  detail: string
  erreurs?: Erreur[]
}

/** A refusal; 409 unless said otherwise: the state or a rule forbids it. */
export const refus = (code: string, detail: string, statut: Refus['statut'] = 409, erreurs?: Erreur[]): Refus => ({
  refus: true,
  statut,
  code,
  detail,
  ...(erreurs ? { erreurs } : {}),
})

/** Invalid, unknown or missing input (HTTP 422), with one sentence per input. */
export const saisieInvalide = (erreurs: Erreur[], detail = erreurs[0]?.message ?? 'Saisie invalide.'): Refus =>
  refus('saisie_invalide', detail, 422, erreurs)

/** The same for what is not there and for what is not yours: nothing tells them apart. */
export const introuvable = (): Refus => refus('introuvable', 'Cette page n’existe pas, ou elle n’est pas à vous.', 404)

export const estRefus = (x: unknown): x is Refus =>
  typeof x === 'object' && x !== null && 'refus' in x && x.refus === true
