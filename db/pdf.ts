/** A small real PDF of one page (Helvetica, about 900 bytes): a title and lines of text in Windows-1252. */
export const petitPdf = (titre: string, lignes: readonly string[]): Buffer => {
  const texte = [titre, '', ...lignes, '', 'Pièce inventée pour la démonstration.']
  const flux = `BT /F1 12 Tf 60 780 Td 18 TL\n${texte.map((l) => `(${echapper(l)}) Tj T*`).join('\n')}\nET`
  const objets = [
    '<< /Type /Catalog /Pages 2 0 R /Lang (fr-FR) >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    `<< /Length ${flux.length} >>\nstream\n${flux}\nendstream`,
  ]
  let corps = '%PDF-1.4\n'
  const positions = objets.map((objet, i) => {
    const debut = corps.length
    corps += `${i + 1} 0 obj\n${objet}\nendobj\n`
    return debut
  })
  const table = positions.map((p) => `${String(p).padStart(10, '0')} 00000 n \n`).join('')
  const fin = `xref\n0 ${objets.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objets.length + 1} /Root 1 0 R >>\nstartxref\n${corps.length}\n%%EOF\n`
  return Buffer.from(corps + fin, 'latin1')
}

// What Windows-1252 does not share with Latin-1 is written with what it does.
const echapper = (texte: string): string =>
  texte
    .replace(/[’‘]/g, "'")
    .replace(/[\u202f\u00a0]/g, ' ')
    .replace(/œ/g, 'oe')
    .replace(/€/g, 'EUR')
    .replace(/[–—]/g, '-')
    .replace(/[\\()]/g, (c) => `\\${c}`)
