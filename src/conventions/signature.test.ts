import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import encodeQR from 'qr'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bien, menerJusqua } from '../../test/argent.ts'
import { joindre, parties } from '../../test/dossier.ts'
import { maisonDEssai } from '../../test/maison.ts'
import { clausesDeLAppel } from '../domaine/convention/modele.ts'
import { enumerer } from '../domaine/francais.ts'
import { composerUn } from '../registre/composer-documents.ts'
import { lireFaits } from '../registre/lire.ts'
import { composer } from '../socle/pdf/composer.ts'
import { pagesDuPdf } from '../socle/pdf/texte-du-pdf.ts'
import { comparerSigne } from './comparer-convention.ts'
import { comparerTextes } from './comparer-textes.ts'
import { convention } from './convention.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
let numero: string
let envoyee: Buffer
let pages: string[]
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  m.alleAu('2025-01-16T10:00:00+01:00')
  ;({ id } = await menerJusqua(m, p, 'accorde'))
  bien(await p.instructeur.acte(id, 'envoyer_convention'))
  ;({ numero } = (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json)
  const { rows } = await sql<{
    id: string
  }>`select id from document where dossier_id = ${id} and genre = 'convention'`.execute(m.base)
  envoyee = await octetsDe(await composerUn({ porte: m.porte, fichiers: m.fichiers }, rows[0]?.id ?? ''))
  const lues = await pagesDuPdf(envoyee)
  if (!Array.isArray(lues)) throw new Error('The agreement is a PDF')
  pages = lues
}, 60_000)
afterAll(() => m.fermer())

const octetsDe = async (cle: string): Promise<Buffer> => {
  const octets: Buffer[] = []
  for await (const o of (await m.fichiers.lire(cle)) as AsyncIterable<Buffer>) octets.push(o)
  return Buffer.concat(octets)
}
/** Compares bytes as if they were the signed paper that came back. */
const revenir = async (octets: Buffer, type = 'application/pdf') => {
  const piece = await joindre(m, p.maire, id, 'convention_signee')
  const { Readable } = await import('node:stream')
  const ecrit = await m.fichiers.ecrire(Readable.from([octets]))
  if ('refus' in ecrit) throw new Error(ecrit.detail)
  await sql`update piece set cle = ${ecrit.cle}, type = ${type} where id = ${piece}`.execute(m.base)
  const c = await comparerSigne(m, { dossier: id, numero, piece, genre: 'convention' })
  if (!c) throw new Error('Nothing to compare')
  return { ...c, ecarts: c.ecarts.map((e) => e.replace(/[\u00a0\u202f]/g, ' ')) }
}
/** Pages that are pictures, as a scanner makes them; `envers`: fed the wrong way. */
const scan = (codes: (string | undefined)[], { envers = false } = {}): Buffer => {
  const cote = 400
  const objets: Buffer[] = []
  codes.forEach((code, i) => {
    const image = Buffer.alloc(cote * cote, 250)
    const modules = code ? encodeQR(code, 'raw', { ecc: 'medium', scale: 4 }) : []
    modules.forEach((ligne, y) => {
      ligne.forEach((noir, x) => {
        if (noir) image[(y + 200) * cote + x + 180] = 20
      })
    })
    if (envers) image.reverse()
    const n = 10 + i * 3
    const dessin = '400 0 0 400 0 0 cm /I Do'
    objets.push(
      Buffer.from(
        `${n} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Resources<</XObject<</I ${n + 1} 0 R>>>>/Contents ${n + 2} 0 R>>endobj\n${n + 2} 0 obj<</Length ${dessin.length}>>stream\n${dessin}\nendstream endobj\n${n + 1} 0 obj<</Type/XObject/Subtype/Image/Width ${cote}/Height ${cote}/ColorSpace/DeviceGray/BitsPerComponent 8/Length ${image.length}>>stream\n`,
      ),
      image,
      Buffer.from('\nendstream endobj\n'),
    )
  })
  const pages = codes.map((_, i) => `${10 + i * 3} 0 R`).join(' ')
  return Buffer.concat([
    Buffer.from(
      `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count ${codes.length}/Kids[${pages}]>>endobj\n`,
    ),
    ...objets,
    Buffer.from('trailer<</Root 1 0 R>>\n%%EOF'),
  ])
}
const code = (page: number, o: { dossier?: string; document?: string } = {}) =>
  `${o.dossier ?? numero}|${o.document ?? 'convention-1'}|${page}`
const tousLesCodes = () => pages.map((_, i) => code(i + 1))

describe('la convention revient signée', () => {
  test('le même fichier, sans un mot de changé', async () => {
    expect(await revenir(envoyee)).toEqual({ ecarts: [], signatures: [] })
  })

  test('un autre montant : la phrase changée est citée, celle qui la remplace aussi', async () => {
    const f = await lireFaits(m.base, id)
    const vote = f?.votes.at(-1)
    if (!f || !vote) throw new Error('The dossier is voted')
    const autre = convention(
      { ...f, votes: [{ ...vote, montant: 999_900 }] },
      1,
      new Date('2025-01-16T09:00:00Z'),
      clausesDeLAppel(f.appel),
    )
    const { ecarts } = await revenir(await composer('maison', autre))
    expect(ecarts.join(' ')).toMatch(/Ne se trouve plus.*3 724,93 €/su)
    expect(ecarts.join(' ')).toMatch(/seulement dans le document signé.*9 999,00 €/su)
  })

  test('un autre document, la moitié d’un fichier, un fichier qui n’en est pas un', async () => {
    const autre = await composer('maison', {
      titre: 'Bail',
      operateur: { nom: 'X' },
      blocs: [{ type: 'paragraphe', texte: 'Le loyer est payé chaque mois.' }],
    })
    expect((await revenir(autre)).ecarts).toEqual([expect.stringContaining('n’est pas le document envoyé')])
    const moitie = await revenir(envoyee.subarray(0, envoyee.length / 2))
    expect(moitie.ecarts).toEqual([expect.stringMatching(/abîmé|Il manque/)])
    expect((await revenir(Buffer.from('image'), 'image/png')).ecarts).toEqual([expect.stringContaining('pas un PDF')])
  })

  test('il manque une page', async () => {
    const sansLaDeuxieme = pages.filter((_, i) => i !== 1)
    expect(comparerTextes(pages, sansLaDeuxieme)).toEqual(['Il manque la page 2\u00a0: demandez le document entier.'])
    expect(comparerTextes(pages, pages.toReversed())).toEqual([])
    const livre = Array.from({ length: 400 }, (_, i) => `Une phrase de trop, numéro ${i}. `.repeat(40))
    expect(comparerTextes(pages, [...pages, ...livre])).toEqual([expect.stringContaining('bien plus long')])
  })

  test('un scan, à l’endroit comme à l’envers, est reconnu par ses codes', async () => {
    for (const envers of [false, true]) {
      const { ecarts } = await revenir(scan(tousLesCodes(), { envers }))
      expect([envers, ecarts]).toEqual([
        envers,
        [`C’est un scan. Ses ${pages.length} pages portent le code de ce dossier : comparez le texte à l’œil.`],
      ])
    }
    expect((await revenir(scan([code(1)]))).ecarts.at(-1)).toBe(
      `Il manque les pages ${enumerer(pages.slice(1).map((_, i) => String(i + 2)))} : demandez le document entier.`,
    )
    expect((await revenir(scan([undefined]))).ecarts[0]).toContain('sans code lisible')
    expect((await revenir(scan([code(1, { document: 'convention-7' })]))).ecarts[0]).toContain('texte remplacé')
  })

  test('plusieurs conventions dans un même scan : chaque dossier est nommé', async () => {
    const { ecarts } = await revenir(scan([...tousLesCodes(), code(1, { dossier: 'TNE38-2025-0099' })]))
    expect(ecarts.at(-1)).toContain('du dossier TNE38-2025-0099')
    expect((await revenir(scan([code(1, { dossier: 'TNE38-2025-0099' })]))).ecarts[0]).toBe(
      'C’est un scan d’un autre dossier.',
    )
  })

  test('un agent envoie le paquet numérisé : la page dit quelles pages vont à quel dossier', async () => {
    const page = '/bureau/tne38-pac-2025/convention/scan'
    const limite = 'frontiere'
    const jeton = /name="jeton-csrf" content="([^"]+)"/.exec((await p.instructeur.page(page)).html)?.[1] ?? ''
    const envoyer = (octets: Buffer) =>
      m.app.inject({
        method: 'POST',
        url: `${page}?_csrf=${encodeURIComponent(jeton)}`,
        headers: {
          cookie: p.instructeur.cookie,
          'content-type': `multipart/form-data; boundary=${limite}`,
          'x-jeton-csrf': jeton,
        },
        payload: Buffer.concat([
          Buffer.from(
            `--${limite}\r\nContent-Disposition: form-data; name="scan"; filename="scan.pdf"\r\nContent-Type: application/pdf\r\n\r\n`,
          ),
          octets,
          Buffer.from(`\r\n--${limite}--\r\n`),
        ]),
      })
    const r = await envoyer(scan([code(1), code(2), undefined, code(1, { dossier: 'TNE38-2025-0099' })]))
    expect(r.statusCode).toBe(200)
    expect(r.body).toMatch(new RegExp(`1 et 2.*/dossiers/${id}/convention.*Voiron`, 's'))
    expect(r.body).toContain('TNE38-2025-0099, qui n’est pas un dossier de cet appel')
    expect(r.body).toContain('Sans code lisible')
    expect((await envoyer(Buffer.from('bonjour'))).statusCode).toBe(422)
    expect((await p.maire.page(page)).statut).toBe(404)
  })

  test('une signature électronique est lue, valable ou non', async () => {
    const signee = readFileSync(join(import.meta.dirname, '../socle/pdf/convention-signee.test.pdf'))
    expect((await revenir(signee)).signatures).toEqual([
      { valide: true, texte: expect.stringContaining('Paul Bernard (Commune de Voiron (exemple))') },
    ])
    const changee = Buffer.from(signee)
    changee.write('Y', signee.indexOf('595 842'))
    expect((await revenir(changee)).signatures[0]).toMatchObject({
      valide: false,
      texte: expect.stringContaining('pas valable'),
    })
  })
})

test('le maire a changé, la délibération est antérieure : c’est dit, et rien n’est refusé', async () => {
  bien(
    await p.maire.acte(id, 'enregistrer_deliberation', {
      date: '2024-12-01',
      sens: 'favorable',
      autoriseSignature: true,
      piece: await joindre(m, p.maire, id, 'deliberation'),
    }),
  )
  const piece = await joindre(m, p.maire, id, 'convention_signee')
  bien(
    await p.maire.acte(id, 'retourner_convention_signee', {
      piece,
      signataire: { nom: 'Une Autre', qualite: 'Maire' },
      date: '2025-06-12',
    }),
  )
  for (const qui of [p.instructeur, p.maire]) {
    const { html } = await qui.page(`/dossiers/${id}/convention`)
    expect(html).toContain('Une Autre a signé')
    expect(html).toContain('elle autorise la fonction')
    // The file of the test is a PDF without pages: it is said, and kept.
    expect(html).toContain('À vérifier sur le document signé')
  }
  const tot = await p.presidence.acte(id, 'enregistrer_signature_departement', {
    piece: await joindre(m, p.presidence, id, 'convention_signee'),
    signataire: { nom: 'Alix Essai', qualite: 'Président' },
    date: '2025-06-11',
  })
  expect([tot.statut, tot.json.erreurs[0].chemin]).toEqual([422, 'date'])
})
