/** Rows added and removed at once in `[data-lignes]` (the path of their inputs). Ranks stay continuous from 0. */
export function gererLignes(racine: Document): void {
  for (const bloc of racine.querySelectorAll<HTMLElement>('[data-lignes]')) {
    bloc.addEventListener('click', (evenement) => {
      const bouton = evenement.target instanceof Element ? evenement.target.closest('button') : null
      if (bouton?.name === 'ajouter') ajouter(bloc)
      else if (bouton?.name === 'retirer') retirer(bloc, bouton)
      else return
      evenement.preventDefault()
      bloc.dispatchEvent(new Event('input', { bubbles: true }))
    })
  }
}

const lignesDe = (bloc: HTMLElement): HTMLElement[] => [...bloc.querySelectorAll<HTMLElement>('[data-ligne]')]
const champsDe = (ligne: Element) => ligne.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')

function ajouter(bloc: HTMLElement): void {
  const lignes = lignesDe(bloc)
  const derniere = lignes.at(-1)
  if (!derniere || lignes.length >= Number(bloc.dataset.max ?? 999)) return
  const nouvelle = derniere.cloneNode(true)
  if (!(nouvelle instanceof HTMLElement)) return
  vider(nouvelle)
  derniere.after(nouvelle)
  renumeroter(bloc)
  champsDe(nouvelle)[0]?.focus()
}

function retirer(bloc: HTMLElement, bouton: Element): void {
  const ligne = bouton.closest('[data-ligne]')
  const lignes = lignesDe(bloc)
  if (!ligne) return
  if (lignes.length === 1) vider(ligne)
  else ligne.remove()
  renumeroter(bloc)
  bloc.querySelector<HTMLElement>('[name="ajouter"]')?.focus()
}

function vider(ligne: Element): void {
  for (const champ of champsDe(ligne)) champ.value = ''
  for (const x of ligne.querySelectorAll('.govuk-error-message, [data-intitule]')) x.remove()
  for (const x of ligne.querySelectorAll('details')) x.open = true
  for (const x of ligne.querySelectorAll('[class*="--error"], [class*="--erreur"]')) {
    for (const nom of [...x.classList]) if (/--err(or|eur)$/.test(nom)) x.classList.remove(nom)
    x.removeAttribute('aria-describedby')
  }
}

function renumeroter(bloc: HTMLElement): void {
  const chemin = bloc.dataset.lignes ?? ''
  lignesDe(bloc).forEach((ligne, rang) => {
    const legende = ligne.querySelector('legend')
    if (legende) legende.textContent = `Ligne ${rang + 1}`
    for (const champ of champsDe(ligne)) {
      const colonne = champ.name.split('.').at(-1)
      const libelle = ligne.querySelector(`label[for="${CSS.escape(champ.id)}"]`)
      champ.name = `${chemin}.${rang}.${colonne}`
      champ.id = champ.name.replaceAll('.', '-')
      libelle?.setAttribute('for', champ.id)
    }
    const bouton = ligne.querySelector<HTMLButtonElement>('button[name="retirer"]')
    if (bouton) bouton.value = `${chemin}.${rang}`
    const cache = bouton?.querySelector('.govuk-visually-hidden')
    if (cache) cache.textContent = ` la ligne ${rang + 1}`
    const repli = ligne.querySelector('summary .govuk-visually-hidden')
    if (repli) repli.textContent = ` de la ligne ${rang + 1}`
  })
}
