/** The CSRF token of this page, for the requests that the script sends. */
export const jeton = (): Record<string, string> => {
  const valeur = document.querySelector<HTMLMetaElement>('meta[name="jeton-csrf"]')?.content
  return valeur ? { 'x-jeton-csrf': valeur } : {}
}

/** Text fields only: files never travel in an automatic save. */
export function corpsDe(formulaire: HTMLFormElement): URLSearchParams {
  const corps = new URLSearchParams()
  for (const [nom, valeur] of new FormData(formulaire)) if (typeof valeur === 'string') corps.append(nom, valeur)
  return corps
}
