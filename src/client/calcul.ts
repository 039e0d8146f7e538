import { corpsDe, jeton } from './jeton.ts'

/**
 * Live totals: a form (or a part of it) with `data-calcul="/url"` posts its fields there while one types; the HTML fragment
 * that comes back replaces the element named by `data-calcul-cible`. Without the script the totals come with the next page.
 */
export function suivreCalculs(racine: Document): void {
  for (const source of racine.querySelectorAll<HTMLElement>('[data-calcul]')) {
    const formulaire = source.closest('form')
    const { calcul: url, calculCible: cible } = source.dataset
    if (!formulaire || !url || !cible) continue
    let minuterie = 0
    let abandon = new AbortController()
    const calculer = async () => {
      abandon.abort()
      abandon = new AbortController()
      try {
        const reponse = await fetch(url, {
          method: 'POST',
          body: corpsDe(formulaire),
          headers: { accept: 'text/html', ...jeton() },
          signal: abandon.signal,
        })
        if (reponse.ok) remplacer(cible, await reponse.text())
      } catch {
        // Cut or overtaken by newer figures: the totals on screen stay, the server counts again at the submission.
      }
    }
    source.addEventListener('input', () => {
      clearTimeout(minuterie)
      minuterie = window.setTimeout(calculer, 400)
    })
    source.addEventListener('laureat:lignes', calculer)
  }
}

/** The fragment comes from our own server, escaped by the renderer; a parser is used rather than innerHTML. */
function remplacer(cible: string, html: string): void {
  const ancien = document.getElementById(cible)
  const nouveau = new DOMParser().parseFromString(html, 'text/html').body.firstElementChild
  if (!ancien || !nouveau) return
  const ouvert = ancien.querySelector('details')?.open
  const details = nouveau.querySelector('details')
  if (details && ouvert) details.open = true
  nouveau.id = cible
  ancien.replaceWith(nouveau)
}
