import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeOds, writeXlsx } from 'hucre'
import { afterAll, expect, test } from 'vitest'
import { controler } from './controler.ts'
import { FORMATS } from './formats.ts'
import { docx, odt, PDF, xlsx, zip } from './zip-de-test.ts'

const dossier = await mkdtemp(join(tmpdir(), 'laureat-controle-'))
afterAll(() => rm(dossier, { recursive: true }))

async function envoyer(nom: string, contenu: Buffer | string | Uint8Array, type = '') {
  const chemin = join(dossier, 'recu')
  await writeFile(chemin, contenu)
  return await controler(chemin, nom, type)
}

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const JPEG = Buffer.concat([
  Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]),
  Buffer.from('JFIF\0'),
  Buffer.alloc(40),
  Buffer.from([0xff, 0xd9]),
])
const WEBP = Buffer.concat([Buffer.from('RIFF\x24\0\0\0WEBPVP8 '), Buffer.alloc(30)])
const EXE = Buffer.concat([
  Buffer.from('MZ\x90\0\x03\0\0\0'),
  Buffer.alloc(200),
  Buffer.from('This program cannot be run in DOS mode'),
])
const SVG = '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
const HTML = '\ufeff  <!-- devis --><!DOCTYPE html><script>alert(1)</script>'
const ZEROS = Buffer.alloc(120_000_000)

const classeur = {
  sheets: [
    {
      name: 'Devis',
      rows: [
        ['Tablette', 350],
        ['Casque', 40],
      ],
    },
  ],
}

test.each([
  ['pdf', 'attestation.PDF', PDF, 'application/pdf'],
  ['pdf', 'deux mots.pdf', Buffer.concat([Buffer.from('\r\n\r\n'), PDF]), ''],
  ['png', 'photo.png', PNG, 'image/png'],
  ['jpg', 'photo.JPEG', JPEG, 'image/jpeg'],
  ['webp', 'photo.webp', WEBP, 'image/webp'],
  ['docx', 'projet.docx', docx(), FORMATS.docx.type],
  ['docx', 'projet.docx', docx(), 'application/octet-stream'],
  ['xlsx', 'devis.xlsx', xlsx(), FORMATS.xlsx.type],
  ['xlsx', 'devis.xlsx', await writeXlsx(classeur), FORMATS.xlsx.type],
  ['ods', 'devis.ods', await writeOds(classeur), FORMATS.ods.type],
  ['odt', 'projet.odt', odt(), FORMATS.odt.type],
  ['csv', 'liste.csv', 'nom;prix\r\nstylo;2,50 €\r\n', 'application/vnd.ms-excel'],
  ['csv', 'liste.csv', Buffer.from('école;été', 'latin1'), 'text/csv'],
  ['txt', 'note.txt', 'Bonjour,\nvoici < 3 devis & plus.', 'text/plain; charset=utf-8'],
  ['pdf', 'sans extension', PDF, 'application/pdf'],
] as const)('une mairie envoie un %s (%s)', async (extension, nom, contenu, type) => {
  expect(await envoyer(nom, contenu, type)).toEqual({ extension, type: FORMATS[extension].type })
})

test.each([
  ['un programme nommé .pdf', 'devis.pdf', EXE, 'application/pdf', 415, 'est un programme'],
  ['une photo d’iPhone', 'IMG_2041.HEIC', PNG, 'image/heic', 415, 'capture d’écran'],
  ['un ancien Word', 'projet.doc', PNG, 'application/msword', 415, 'au format DOCX ou PDF'],
  ['un programme nommé .exe', 'devis.exe', EXE, 'application/octet-stream', 415, 'n’est pas accepté'],
  [
    'un programme qui porte un en-tête PDF plus loin',
    'devis.pdf',
    Buffer.concat([EXE, PDF]),
    '',
    415,
    'est un programme',
  ],
  ['un dessin SVG', 'logo.svg', SVG, 'image/svg+xml', 415, 'n’est pas accepté'],
  ['un dessin SVG nommé .png', 'logo.png', SVG, 'image/png', 415, 'page web ou un dessin SVG'],
  ['un dessin SVG nommé .txt', 'logo.txt', SVG, 'text/plain', 415, 'annonce du texte'],
  ['une page web nommée .csv', 'liste.csv', HTML, 'text/csv', 415, 'annonce du texte'],
  ['une page web qui contient un en-tête PDF', 'a.pdf', `${HTML}%PDF-1.4 %%EOF`, '', 415, 'page web'],
  ['un type déclaré qui contredit le nom', 'photo.png', PNG, 'text/html', 415, 'n’est pas accepté'],
  ['une image nommée .pdf', 'scan.pdf', PNG, 'application/pdf', 415, 'est une image PNG'],
  ['un classeur nommé .docx', 'projet.docx', xlsx(), '', 415, 'est un classeur Excel'],
  ['un PDF nommé .docx', 'projet.docx', PDF, '', 415, 'est un PDF'],
  ['un PDF coupé', 'a.pdf', PDF.subarray(0, 60), '', 422, 'sa fin manque'],
  ['un fichier vide', 'a.pdf', '', 'application/pdf', 422, 'est vide'],
  ['un binaire nommé .csv', 'a.csv', Buffer.from([65, 0, 66]), 'text/csv', 415, 'annonce du texte'],
  ['un zip', 'pieces.zip', zip([{ nom: 'a.txt', contenu: 'a' }]), 'application/zip', 415, 'n’est pas accepté'],
  ['un zip nommé .docx', 'a.docx', zip([{ nom: 'a.txt', contenu: 'a' }]), '', 415, 'est autre chose'],
  ['un docx à macros', 'a.docx', docx({ nom: 'word/vbaProject.bin', contenu: 'x' }), '', 415, 'macros'],
  ['un docm', 'a.docm', docx(), '', 415, 'n’est pas accepté'],
  ['un odt à macros', 'a.odt', odt({ nom: 'Basic/Standard/Module1.xml', contenu: 'x' }), '', 415, 'macros'],
  [
    'un docx qui cache un programme',
    'a.docx',
    docx({ nom: 'word/embeddings/facture.exe', contenu: 'MZ' }),
    '',
    415,
    'contient un programme',
  ],
  [
    'un docx chiffré entrée par entrée',
    'a.docx',
    docx({ nom: 'b.xml', contenu: 'x', drapeaux: 1 }),
    '',
    415,
    'mot de passe',
  ],
  ['un docx à mot de passe', 'a.docx', Buffer.from('d0cf11e0a1b11ae1'.repeat(20), 'hex'), '', 415, 'mot de passe'],
  ['un docx coupé', 'a.docx', docx().subarray(0, 200), '', 422, 'abîmé'],
  [
    'une bombe zip dans un docx',
    'a.docx',
    docx({ nom: 'word/media/b.xml', contenu: ZEROS }),
    '',
    422,
    'place anormale',
  ],
  [
    'une bombe zip qui ment sur sa taille',
    'a.docx',
    docx({ nom: 'b.xml', contenu: ZEROS, tailleDeclaree: 10 }),
    '',
    422,
    'abîmé',
  ],
] as const)('%s est refusé, avec une phrase qui dit quoi faire', async (_, nom, contenu, type, statut, phrase) => {
  expect(await envoyer(nom, contenu, type)).toMatchObject({
    refus: true,
    statut,
    detail: expect.stringContaining(phrase),
  })
})

test('beaucoup de petites entrées menteuses ne dépassent pas le plafond ensemble', async () => {
  const entrees = Array.from({ length: 12 }, (_, i) => ({ nom: `b${i}.xml`, contenu: ZEROS.subarray(0, 1_000_000) }))
  expect(await envoyer('a.docx', docx(...entrees))).toMatchObject({ statut: 422, code: 'archive_suspecte' })
})

test('une question qui ne veut que du PDF refuse une image', async () => {
  const chemin = join(dossier, 'photo')
  await writeFile(chemin, PNG)
  expect(await controler(chemin, 'photo.png', 'image/png', ['pdf'])).toMatchObject({
    statut: 415,
    detail: expect.stringContaining('PDF.'),
  })
})
