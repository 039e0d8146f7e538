import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { signaturesDuPdf } from './signatures-du-pdf.ts'

// Signed once with « openssl cms -sign -cades » and a self-signed certificate; poppler's pdfsig finds it valid.
const signee = await readFile(join(import.meta.dirname, 'convention-signee.test.pdf'))

describe('une convention revient signée électroniquement', () => {
  test('on lit qui l’a signée, quand, et que rien n’a changé depuis', async () => {
    expect(await signaturesDuPdf(signee)).toEqual([
      {
        nom: 'Paul Bernard',
        organisation: 'Commune de Voiron (exemple)',
        emetteur: 'Paul Bernard',
        date: new Date('2026-11-23T19:38:34Z'),
        valide: true,
        jusquALaFin: true,
      },
    ])
  })

  test('un mot changé après la signature se voit', async () => {
    const changee = Buffer.from(signee)
    changee.write('Y', signee.indexOf('595 842'))
    expect(await signaturesDuPdf(changee)).toMatchObject([{ nom: 'Paul Bernard', valide: false }])
  })

  test('un ajout après la signature se voit', async () => {
    const allongee = Buffer.concat([signee, Buffer.from('6 0 obj\n<<>>\nendobj\n')])
    expect(await signaturesDuPdf(allongee)).toMatchObject([{ valide: true, jusquALaFin: false }])
  })

  test('un document sans signature, ou dont la signature est abîmée, n’en a aucune', async () => {
    expect(await signaturesDuPdf(Buffer.from('%PDF-1.7 /ByteRange [0 5 9 1]'))).toEqual([])
    const abimee = Buffer.from(signee)
    abimee.write('00'.repeat(40), signee.indexOf('/Contents<') + 10)
    expect(await signaturesDuPdf(abimee)).toEqual([])
    expect(await signaturesDuPdf(signee.subarray(0, 2000))).toEqual([])
  })
})
