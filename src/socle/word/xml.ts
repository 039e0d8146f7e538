/** Text as XML content or attribute; characters that XML refuses are dropped. */
export const xml = (texte: string): string =>
  texte
    .toWellFormed()
    .replace(/[^\t\n\u0020-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
