import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { archiver } from './archive.ts'
import { lireCsvParLigne } from './lire-csv.ts'
import { lireTableur } from './lire-tableur.ts'
import { verifierArchive } from './verifier-archive.ts'

const lire = (texte: string, encodage: BufferEncoding = 'utf8') =>
  lireTableur(Buffer.from(texte, encodage), 'import.csv')

describe('un agent importe un tableau', () => {
  test.each([
    ['enregistré par Excel, points-virgules et marque d’ordre', '\ufeffécole;élèves\nJoliot-Curie;12', 'utf8'],
    ['en données ouvertes, virgules', 'école,élèves\nJoliot-Curie,12\n', 'utf8'],
    ['copié d’un tableur, tabulations', 'école\télèves\r\nJoliot-Curie\t12', 'utf8'],
    ['d’un vieux logiciel, en Windows-1252', 'école;élèves\nJoliot-Curie;12', 'latin1'],
    ['« texte Unicode » d’Excel, en UTF-16', '\ufeffécole\télèves\nJoliot-Curie\t12', 'utf16le'],
  ] as const)('%s', async (_, texte, encodage) => {
    expect(await lire(texte, encodage)).toEqual({
      colonnes: ['école', 'élèves'],
      lignes: [['Joliot-Curie', '12']],
      numeros: [2],
    })
  })

  test('un retour à la ligne entre guillemets ne décale pas les numéros de ligne', async () => {
    expect(await lire('a;b\n\n"x\ny";1\n"z ""z""";2\n')).toMatchObject({
      lignes: [
        ['x\ny', '1'],
        ['z "z"', '2'],
      ],
      numeros: [3, 5],
    })
  })

  test('un guillemet oublié est dit, avec une phrase', async () => {
    expect(await lire('a;b\n1;"2\n3;4')).toMatchObject({ statut: 422, code: 'guillemet_ouvert' })
  })

  test('une case de trop est dite, avec sa ligne', async () => {
    expect(await lire('a;b\n1;2\n1;2;3')).toMatchObject({ detail: expect.stringMatching(/^Ligne 3\u00a0: 3 cases/) })
  })

  test('un fichier vide, un PDF ou un ancien classeur est refusé avec ce qu’il faut faire', async () => {
    expect(await lire('')).toMatchObject({ code: 'tableau_vide' })
    expect(await lire('%PDF-1.7')).toMatchObject({ statut: 415, detail: expect.stringContaining('import.csv') })
    expect(await lire('\xd0\xcf\x11\xe0\xa1\xb1', 'latin1')).toMatchObject({ code: 'classeur_ancien' })
    expect(await lire('a;b\u0000c')).toMatchObject({ code: 'pas_un_tableau' })
  })

  test('les limites refusent, elles ne tronquent pas', async () => {
    const trois = Buffer.from('a\n1\n2\n3')
    expect(await lireTableur(trois, 't.csv', { lignes: 3 })).toMatchObject({ lignes: [['1'], ['2'], ['3']] })
    expect(await lireTableur(trois, 't.csv', { lignes: 2 })).toMatchObject({ code: 'tableau_trop_long' })
    expect(await lireTableur(trois, 't.csv', { octets: 6 })).toMatchObject({ code: 'fichier_trop_lourd' })
  })

  test('un grand CSV se lit ligne par ligne', async () => {
    const csv = await lireCsvParLigne(Buffer.from('a,b\n1\n3,4\n'))
    if ('refus' in csv) throw new Error(csv.detail)
    expect(await Readable.from(csv.lignes).toArray()).toEqual([
      { numero: 2, cellules: ['1', ''] },
      { numero: 3, cellules: ['3', '4'] },
    ])
  })
})

describe('une archive piégée n’épuise pas la machine', () => {
  const zip = (contenu: string) => buffer(archiver([{ nom: 'content.xml', contenu }]))

  test('une bombe est refusée sur ce qu’elle déclare', async () => {
    const bombe = await zip(' '.repeat(1_000_000))
    expect(bombe.length).toBeLessThan(3000)
    expect(await verifierArchive(bombe, 100_000)).toBe('trop_lourde')
    expect(await lireTableur(bombe, 'bombe.ods', { octetsReels: 100_000 })).toMatchObject({ statut: 413 })
  })

  test('une bombe qui ment sur sa taille est refusée sur ce qu’elle contient', async () => {
    const bombe = await zip(' '.repeat(1_000_000))
    bombe.writeUInt32LE(10, bombe.lastIndexOf('PK\x01\x02') + 24)
    expect(await verifierArchive(bombe, 100_000)).toBe('trop_lourde')
  })

  test('un classeur tronqué ou étranger est refusé avec une phrase', async () => {
    const bon = await zip('<x/>')
    expect(await lireTableur(bon.subarray(0, bon.length - 30), 'c.ods')).toMatchObject({ code: 'classeur_illisible' })
    expect(await lireTableur(await buffer(archiver([{ nom: 'a.txt', contenu: 'a' }])), 'c.ods')).toMatchObject({
      code: 'pas_un_tableau',
    })
  })
})
