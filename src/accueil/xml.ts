/** Text as XML holds it; control characters that XML 1.0 forbids are dropped. */
export const enXml = (texte: string): string =>
  texte.replace(/[^\t\n\r\P{Cc}]|[\ufffe\uffff]/gu, '').replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
