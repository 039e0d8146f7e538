/** What somebody wrote, without the letter quoted below nor the signature. When nothing would be left, the whole text. Pure. */
export function sansCitation(texte: string): string {
  const lignes = texte.replaceAll('\r\n', '\n').split('\n')
  const fin = lignes.findIndex((_, i) => commenceLaCitation(lignes, i))
  const gardees = (fin < 0 ? lignes : lignes.slice(0, fin)).filter((l) => !l.startsWith('>'))
  const reponse = gardees
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return reponse || texte.trim()
}

function commenceLaCitation(lignes: readonly string[], i: number): boolean {
  const ligne = lignes[i] ?? ''
  // « Le lun. 3 févr. 2025 à 10:12, Département <…> a écrit : », often cut on two or three lines.
  const phrase = lignes.slice(i, i + 3).join(' ')
  if (/^(?:Le|On)\s/.test(ligne) && /^(?:Le .{5,250}? a écrit|On .{5,250}? wrote)\s*:/.test(phrase)) return true
  if (/^-{2,}\s*(?:Message d['’]origine|Message transféré|Original Message|Forwarded message)/i.test(ligne)) return true
  if (/^_{10,}\s*$/.test(ligne) || ligne === '-- ' || ligne === '--') return true
  // Outlook: a block of headers.
  const entete = /^\s*\*?(?:De|From)\s?\*?\s?:/.test(ligne)
  return (
    entete &&
    lignes.slice(i + 1, i + 5).some((l) => /^\s*\*?(?:Envoyé|Date|Sent|À|A|To|Objet|Subject)\s?\*?\s?:/.test(l))
  )
}
