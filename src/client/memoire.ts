const PREFIXE = 'laureat:'
const SOUMIS = `${PREFIXE}soumis`

/** What was typed and not yet saved, in this tab only. A browser that refuses storage simply remembers nothing. */
export const memoire = {
  lire: (cle: string): string | null => essayer(() => sessionStorage.getItem(PREFIXE + cle)) ?? null,
  noter: (cle: string, texte: string) => essayer(() => sessionStorage.setItem(PREFIXE + cle, texte)),
  oublier: (cle: string) => essayer(() => sessionStorage.removeItem(PREFIXE + cle)),
  /** The form has just left: the next page tells whether it arrived. */
  soumettre: (cle: string) => essayer(() => sessionStorage.setItem(SOUMIS, cle)),
}

/**
 * To call once per page. After a submission, a page where one is still signed in has received the text: forget it.
 * A page where one is not means that the session had ended: keep it. Signing out forgets everything.
 */
export function faireLePoint(racine: Document): void {
  const cle = essayer(() => sessionStorage.getItem(SOUMIS))
  essayer(() => sessionStorage.removeItem(SOUMIS))
  const session = racine.querySelector('.laureat-session')
  if (cle && session) memoire.oublier(cle)
  session?.querySelector('form')?.addEventListener('submit', () => essayer(() => sessionStorage.clear()))
}

function essayer<T>(faire: () => T): T | undefined {
  try {
    return faire()
  } catch {
    return undefined
  }
}
