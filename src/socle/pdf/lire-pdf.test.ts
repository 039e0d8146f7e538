import encodeQR from 'qr'
import { describe, expect, test } from 'vitest'
import { codesQrDuPdf, texteComparable, texteDuPdf } from './texte-du-pdf.ts'

/** A page that is nothing but a grey picture of 400 × 400 points, as a scanner makes. */
function scan(code?: string): Buffer {
  const cote = 400
  const image = Buffer.alloc(cote * cote, 250)
  const modules = code ? encodeQR(code, 'raw', { ecc: 'medium', scale: 4 }) : []
  modules.forEach((ligne, y) => {
    ligne.forEach((noir, x) => {
      if (noir) image[(y + 200) * cote + x + 180] = 20
    })
  })
  const dessin = '400 0 0 400 0 0 cm /I Do'
  return Buffer.concat([
    Buffer.from(
      `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Resources<</XObject<</I 4 0 R>>>>/Contents 5 0 R>>endobj\n5 0 obj<</Length ${dessin.length}>>stream\n${dessin}\nendstream endobj\n4 0 obj<</Type/XObject/Subtype/Image/Width ${cote}/Height ${cote}/ColorSpace/DeviceGray/BitsPerComponent 8/Length ${image.length}>>stream\n`,
    ),
    image,
    Buffer.from('\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF'),
  ])
}

describe('une commune renvoie ses papiers numérisés', () => {
  test('le code de chaque page dit quel dossier et quelle page', async () => {
    expect(await codesQrDuPdf(scan('LAU1:TNE38-2025-0042:C:1'))).toEqual([
      { page: 1, texte: 'LAU1:TNE38-2025-0042:C:1' },
    ])
  })

  test('une page sans code n’en a pas, et un scan n’a pas de texte', async () => {
    expect(await codesQrDuPdf(scan())).toEqual([])
    expect(await texteDuPdf(scan())).toBe('')
  })

  test('un fichier abîmé est refusé avec ce qu’il faut faire', async () => {
    const abime = { statut: 422, code: 'pdf_illisible', detail: expect.stringContaining('enregistrez-le de nouveau') }
    expect(await texteDuPdf(Buffer.from('%PDF-1.7 rien'))).toMatchObject(abime)
    expect(await codesQrDuPdf(Buffer.from('bonjour'))).toMatchObject(abime)
  })

  test('un fichier trop long à lire est abandonné', async () => {
    expect(await texteDuPdf(scan(), 1)).toMatchObject({ code: 'pdf_trop_long' })
  })
})

test('deux mises en page du même texte se comparent, un chiffre changé se voit', () => {
  const envoye = 'La subvention maximale est de 17\u202f030,00\u00a0€ — « l’école »'
  expect(texteComparable("La subvention\nmaxi\u00admale est de 17 030,00 € – « l'école »")).toBe(
    texteComparable(envoye),
  )
  expect(texteComparable(envoye.replace('17', '18'))).not.toBe(texteComparable(envoye))
})
