const DELAI = 4000

/** A second submission of the same form within four seconds is ignored: « Déposer » pressed twice deposits once. */
export function empecherDoubleEnvoi(racine: Document): void {
  const partis = new WeakMap<HTMLFormElement, number>()
  racine.addEventListener('submit', (evenement) => {
    const formulaire = evenement.target
    if (!(formulaire instanceof HTMLFormElement) || formulaire.method !== 'post' || evenement.defaultPrevented) return
    if (Date.now() - (partis.get(formulaire) ?? 0) < DELAI) evenement.preventDefault()
    else partis.set(formulaire, Date.now())
  })
  // Back from the next page: the form may leave again.
  addEventListener('pageshow', (e) => e.persisted && location.reload())
}
