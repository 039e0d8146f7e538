import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { adresseDeReponse, lireAdresseDeReponse } from './adresse-de-reponse.ts'
import { lireReponse, type Reponse } from './lire-reponse.ts'
import { sansCitation } from './sans-citation.ts'

const DOSSIER = '0193a6b2-7c1d-7e00-8a00-0123456789ab'

test('une réponse retrouve son dossier, même si la messagerie change la casse', () => {
  const adresse = adresseDeReponse('secret', 'exemple.fr', DOSSIER)
  expect(adresse.split('@')[0]?.length).toBeLessThanOrEqual(64)
  expect(lireAdresseDeReponse('secret', adresse.toUpperCase())).toBe(DOSSIER)
})

test('personne n’écrit dans le dossier d’un autre en changeant l’adresse', () => {
  const adresse = adresseDeReponse('secret', 'exemple.fr', DOSSIER)
  expect(lireAdresseDeReponse('secret', adresse.replace('0193', '0194'))).toBeNull()
  expect(lireAdresseDeReponse('autre secret', adresse)).toBeNull()
  expect(lireAdresseDeReponse('secret', 'repondre+x@exemple.fr')).toBeNull()
})

test.each([
  [
    'Gmail',
    'Voici le devis.\n\nLe lun. 3 févr. 2025 à 10:12, Département de l’Isère <aides@exemple.fr>\na écrit :\n\n> Bonjour,\n> merci',
  ],
  ['Thunderbird', 'Voici le devis.\n\nLe 03/02/2025 à 10:12, Département a écrit :\n> Bonjour'],
  [
    'Outlook',
    'Voici le devis.\n\n________________________________\nDe : Département\nEnvoyé : lundi\nObjet : Devis\n\nBonjour',
  ],
  ['Outlook ancien', 'Voici le devis.\n\nDe : Département <a@b.fr>\nEnvoyé : lundi 3 février\nÀ : mairie\n\nBonjour'],
  ['un téléphone anglais', 'Voici le devis.\r\n\r\nOn 3 Feb 2025, Département wrote:\r\n> Bonjour'],
  ['une signature', 'Voici le devis.\n-- \nMairie de Voiron\n04 76 00 00 00'],
  ['un message transféré', 'Voici le devis.\n-----Message d’origine-----\nBonjour'],
])('une réponse écrite avec %s garde ce que la mairie a écrit, sans la lettre citée', (_, texte) => {
  expect(sansCitation(texte)).toBe('Voici le devis.')
})

test('une réponse ordinaire qui commence par « Le » n’est pas coupée', () => {
  expect(sansCitation('Le maire signera demain.\nDe : rien')).toBe('Le maire signera demain.\nDe : rien')
})

test('une réponse toute citée garde son texte plutôt que rien', () => {
  expect(sansCitation('> oui, d’accord')).toBe('> oui, d’accord')
})

const message = (entetes: string[], parties: string[] = ['Content-Type: text/plain; charset=utf-8\r\n\r\nD’accord.']) =>
  Readable.from([
    Buffer.from(
      [
        'From: Mairie <Mairie@Voiron.example>',
        'To: aides@exemple.fr',
        'Message-ID: <1@x>',
        'Subject: =?utf-8?q?R=C3=A9ponse?=',
        ...entetes,
        'MIME-Version: 1.0',
        'Content-Type: multipart/mixed; boundary=B',
        '',
        ...parties.map((p) => `--B\r\n${p}`),
        '--B--',
        '',
      ].join('\r\n'),
    ),
  ])
const piece = (nom: string, contenu = 'JVBERi0xLjQ=') =>
  `Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="${nom}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${contenu}`

async function lire(flux: Readable): Promise<Reponse> {
  const lue = await lireReponse(flux)
  if ('refus' in lue) throw new Error(lue.detail)
  return lue
}

test('le texte et les pièces sont pris, les programmes et les fichiers vides laissés de côté avec la raison', async () => {
  const lue = await lire(
    message(
      ['Delivered-To: <repondre+x.y@exemple.fr>', 'In-Reply-To: <lettre.1@exemple.fr>'],
      [
        'Content-Type: text/plain; charset=utf-8\r\n\r\nVoici.\r\n\r\n> cité',
        piece('../devis.pdf'),
        piece('facture.pdf.exe'),
        piece('vide.pdf', ''),
      ],
    ),
  )
  expect(lue).toMatchObject({
    de: 'mairie@voiron.example',
    a: ['aides@exemple.fr', 'repondre+x.y@exemple.fr'],
    objet: 'Réponse',
    texte: 'Voici.',
    enReponseA: '<lettre.1@exemple.fr>',
    automatique: false,
    refusees: [
      { nom: 'facture.pdf.exe', raison: 'type de fichier non accepté' },
      { nom: 'vide.pdf', raison: 'fichier vide' },
    ],
  })
  expect(lue.piecesJointes.map((p) => [p.nom, p.contenu.toString()])).toEqual([['devis.pdf', '%PDF-1.4']])
})

test.each(['Auto-Submitted: auto-replied', 'Precedence: bulk', 'X-Autoreply: yes', 'Return-Path: <>'])(
  'une réponse d’absence est reconnue (%s)',
  async (entete) => {
    expect((await lire(message([entete]))).automatique).toBe(true)
  },
)

test('un message de plus de 30 Mo est refusé sans remplir la mémoire', async () => {
  const flux = Readable.from(Array.from({ length: 40 }, () => Buffer.alloc(1_000_000)))
  expect(await lireReponse(flux)).toMatchObject({ statut: 413 })
})

test('un message abîmé ne fait rien tomber', async () => {
  expect(await lire(Readable.from([Buffer.from('\u0000\u00ff n’importe quoi')]))).toMatchObject({
    de: '',
    piecesJointes: [],
  })
})
