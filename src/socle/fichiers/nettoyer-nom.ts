const MAX = 150

/**
 * A name safe to show, to store and to send back: no path, no control or invisible character (right-to-left marks that
 * disguise « fdp.exe »), no character that Windows refuses, 150 characters at most with its extension. Never empty. Pure.
 */
export function nettoyerNom(nom: string): string {
  const propre =
    nom
      .toWellFormed()
      .normalize('NFC')
      .split(/[/\\]/)
      .at(-1)
      ?.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029\ufffd]/gu, '')
      .replace(/[<>:"|?*]/g, '-')
      .replace(/\s+/g, ' ')
      .replace(/^[. ]+|[. ]+$/g, '') ?? ''
  return raccourcir(propre || 'document')
}

/** Extension in lower case without its dot (`jpeg` is `jpg`); empty when there is none. */
export function extensionDe(nom: string): string {
  const extension = /\.([a-z0-9]{1,8})$/i.exec(nom)?.[1]?.toLowerCase() ?? ''
  return extension === 'jpeg' || extension === 'jpe' ? 'jpg' : extension
}

function raccourcir(nom: string): string {
  const lettres = Array.from(nom)
  if (lettres.length <= MAX) return nom
  const extension = /\.[a-z0-9]{1,8}$/i.exec(nom)?.[0] ?? ''
  return `${lettres
    .slice(0, MAX - extension.length - 1)
    .join('')
    .trimEnd()}…${extension}`
}
