import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bien, menerJusqua } from '../../test/argent.ts'
import { parties } from '../../test/dossier.ts'
import { maisonDEssai, PILOTE } from '../../test/maison.ts'
import { MODELE_INITIAL } from '../domaine/convention/modele.ts'
import { composerUn } from '../registre/composer-documents.ts'
import { texteComparable, texteDuPdf } from '../socle/pdf/texte-du-pdf.ts'
import type { DocumentWord } from '../socle/word/ecrire-word.ts'
import { ecrireWord } from '../socle/word/ecrire-word.ts'
import { blocsDuWord } from '../socle/word/lire-word.ts'
import { modeleDeDepart } from './donnees-word.ts'

const sha256 = (octets: Uint8Array) => createHash('sha256').update(octets).digest('hex')
let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
const base = `/bureau/${PILOTE}/convention`
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  m.alleAu('2025-01-16T10:00:00+01:00')
}, 60_000)
afterAll(() => m.fermer())

const pdf = async (url: string) => {
  const r = await m.app.inject({ url, headers: { cookie: p.administration.cookie } })
  expect(r.statusCode).toBe(200)
  if (process.env.ECRIRE) writeFileSync(`${process.env.ECRIRE}/${url.split('/').at(-1)?.split('?')[0]}`, r.rawPayload)
  return r.rawPayload
}
const texte = async (octets: Uint8Array) => {
  const t = await texteDuPdf(octets)
  if (typeof t !== 'string') throw new Error(t.detail)
  return t.replace(/\s+/gu, ' ')
}
const clause = (id: string, champs: Record<string, string>) =>
  p.administration.envoyer(`${base}/subvention/clauses/${id}`, { geste: 'enregistrer', apres: '', ...champs })
const envoyerWord = (d: DocumentWord | Buffer, nom = 'modele.docx') => {
  const limite = 'frontiere'
  const octets = 'blocs' in d ? ecrireWord(d) : d
  return m.app.inject({
    method: 'POST',
    url: `/api/v1/appels/${PILOTE}/convention/modele-word`,
    headers: {
      authorization: `Bearer ${p.administration.jeton}`,
      'content-type': `multipart/form-data; boundary=${limite}`,
    },
    payload: Buffer.concat([
      Buffer.from(
        `--${limite}\r\nContent-Disposition: form-data; name="modele"; filename="${nom}"\r\nContent-Type: application/vnd.openxmlformats-officedocument.wordprocessingml.document\r\n\r\n`,
      ),
      octets,
      Buffer.from(`\r\n--${limite}--\r\n`),
    ]),
  })
}

describe('le service juridique écrit les clauses dans une page', () => {
  test('l’aperçu est toute la convention, marquée EXEMPLE, montants en lettres et liaisons justes', async () => {
    const t = await texte(await pdf(`${base}/apercu/subvention.pdf`))
    expect(t).toContain('EXEMPLE')
    expect(t).toContain('la commune des Abrets en Dauphiné')
    expect(t).toContain('Article 12. Litiges')
    expect(t).toMatch(/La subvention est au plus de .* € \([a-zé -]+ euros/)
    expect(t).not.toMatch(/[{}]/)
    expect(await texte(await pdf(`${base}/apercu/ent.pdf`))).toContain('École Les Trois Fontaines (0387001B)')
  })

  test('une balise inconnue est nommée avec sa clause et sa ligne, et rien n’est perdu de ce qui est écrit', async () => {
    const r = await clause('litiges', {
      titre: 'Litiges',
      texte: 'Première ligne.\nSoit {montan_en_lettres}.',
      base: '1',
    })
    expect(r.statut).toBe(422)
    expect(r.html).toContain('Clause «\u00a0Litiges\u00a0», ligne 2')
    expect(r.html).toContain('Écrivez {montant_en_lettres}.')
    expect(r.html).toContain('Soit {montan_en_lettres}.')
    const double = await clause('litiges', { titre: 'Litiges', texte: 'Soit {{montant}}', base: '1' })
    expect(double.html).toContain('une seule accolade')
    const seule = await clause('litiges', { titre: 'Litiges', texte: 'Soit {montant', base: '1' })
    expect(seule.html).toContain('une accolade est seule')
  })

  test('une version garde qui, quand et ce qui change ; deux personnes ne s’écrasent pas ; on revient en arrière', async () => {
    const apercu = await clause('litiges', {
      geste: 'apercu',
      titre: 'Litiges',
      texte: 'Texte non enregistré.',
      apres: 'modification',
    })
    expect([apercu.statut, apercu.html.slice(0, 5)]).toEqual([200, '%PDF-'])
    const r = await clause('litiges', {
      titre: 'Litiges et médiation',
      texte: 'Une médiation précède le procès. #titre $x$ *y',
      apres: 'modification',
      base: '1',
      note: 'Médiation d’abord',
    })
    expect(r.statut).toBe(303)
    const tard = await clause('objet', { titre: 'Objet', texte: 'Autre texte', apres: 'parties', base: '1' })
    expect([tard.statut, tard.html.includes('Autre texte'), tard.html.includes('version 2 entre-temps')]).toEqual([
      409,
      true,
      true,
    ])
    const version = await p.instructeur.page(`${base}/versions/2`)
    expect(version.html).toContain('Camille administration')
    expect(version.html).toMatch(/<ins>.*médiation/s)
    const page = await p.instructeur.page(base)
    expect(page.html).toContain('Médiation d’abord')
    const t = await texte(await pdf(`${base}/apercu/subvention.pdf`))
    expect(t).toContain('Une médiation précède le procès. #titre $x$ *y')
    expect((await p.administration.envoyer(`${base}/versions/0`, { base: '2' })).statut).toBe(303)
    const api = await p.instructeur.api('GET', `/api/v1/appels/${PILOTE}/convention`)
    expect([api.json.version, api.json.subvention]).toEqual([3, MODELE_INITIAL.subvention])
    const chaine = await sql<{
      acte: string
    }>`select acte from journal where chaine = ${`appel:${PILOTE}`} order by rang`.execute(m.base)
    expect(chaine.rows.map((x) => x.acte)).toEqual(['modifier_convention_type', 'retablir_convention_type'])
  })

  test('une clause s’ajoute et se retire', async () => {
    await clause('nouvelle', {
      titre: 'Publicité',
      texte: '- le logo du Département ;\n- une plaque.',
      genre: 'annexe',
      apres: 'litiges',
      base: '3',
    })
    expect(await texte(await pdf(`${base}/apercu/subvention.pdf`))).toContain('Annexe 3. Publicité')
    const r = await p.administration.envoyer(`${base}/subvention/clauses/clause_1`, { geste: 'supprimer', base: '4' })
    expect(r.statut).toBe(303)
    expect((await p.administration.page(`${base}/subvention/clauses/clause_1`)).statut).toBe(404)
  })

  test('qui lit n’écrit pas, et qui n’est pas de l’appel ne voit rien', async () => {
    expect((await p.paiement.page(`${base}/subvention/clauses/objet`)).html).not.toContain(
      'Enregistrer une nouvelle version',
    )
    expect((await p.paiement.envoyer(`${base}/subvention/clauses/objet`, { titre: 'x', texte: 'y' })).statut).toBe(403)
    for (const url of [base, `${base}/subvention/clauses/objet`, `${base}/versions/1`, `${base}/apercu/subvention.pdf`])
      expect((await p.maire.page(url)).statut).toBe(404)
    expect((await p.maire.api('GET', `/api/v1/appels/${PILOTE}/convention`)).statut).toBe(404)
  })
})

describe('le service juridique écrit la convention dans Word', () => {
  let id: string
  const fautif: DocumentWord = {
    titre: 'Convention',
    blocs: [
      { type: 'paragraphe', texte: 'À {benificiaire}, {montant}' },
      { type: 'paragraphe', texte: '{#ecoles}{ecole}' },
    ],
  }

  test('chaque balise fausse est montrée, et rien n’est adopté', async () => {
    const r = await envoyerWord(fautif)
    const gardes: string[] = []
    for await (const g of m.fichiers.lister()) gardes.push(g.cle)
    expect(gardes).not.toContain(sha256(ecrireWord(fautif)))
    expect(r.statusCode).toBe(422)
    expect(r.json().erreurs.map((e: { message: string }) => e.message)).toEqual([
      expect.stringContaining('{benificiaire}'),
      expect.stringContaining('n’est jamais fermée'),
    ])
    expect((await envoyerWord(Buffer.from('bonjour'))).statusCode).toBeGreaterThanOrEqual(415)
    expect((await p.administration.page(base)).html).not.toContain('Quel modèle')
  })

  test('le modèle de départ est juste, s’adopte, et la convention part en Word et en PDF du même texte', async () => {
    const r = await envoyerWord(modeleDeDepart('subvention', MODELE_INITIAL.subvention))
    expect(r.statusCode).toBe(201)
    bien(
      await p.administration.api('POST', `/api/v1/appels/${PILOTE}/actes/deposer_modele_word`, {
        fichier: r.json().fichier,
      }),
    )
    expect((await p.administration.page(base)).html).toContain('modele.docx')
    const apercu = await texte(await pdf(`${base}/apercu/word.pdf`))
    expect(apercu).toContain('Article 2. Subvention maximale')
    expect(apercu).toContain('École Les Trois Fontaines (0387001B)')
    expect((await pdf(`${base}/apercu/word.docx`)).subarray(0, 2).toString()).toBe('PK')

    ;({ id } = await menerJusqua(m, p, 'accorde'))
    bien(await p.instructeur.acte(id, 'envoyer_convention'))
    // The call comes back to the clauses: what was issued keeps its own text.
    bien(
      await p.administration.api('POST', `/api/v1/appels/${PILOTE}/actes/choisir_modele_convention`, {
        usage: 'laureat',
      }),
    )
    const { rows } = await sql<{ id: string; genre: string }>`
      select id, genre from document where dossier_id = ${id} and genre like 'convention%' order by genre`.execute(
      m.base,
    )
    expect(rows.map((x) => x.genre)).toEqual(['convention', 'convention_word'])
    const octets = async (n: number) => {
      const morceaux: Buffer[] = []
      const cle = await composerUn({ porte: m.porte, fichiers: m.fichiers }, rows[n]?.id ?? '')
      for await (const o of (await m.fichiers.lire(cle)) as AsyncIterable<Buffer>) morceaux.push(o)
      return Buffer.concat(morceaux)
    }
    const [signe, docx] = [await texte(await octets(0)), blocsDuWord(await octets(1))]
    const dits = docx.blocs.flatMap((b) => (b.type === 'paragraphe' && typeof b.texte !== 'string' ? b.texte : []))
    expect(dits.length).toBeGreaterThan(8)
    for (const d of dits) expect(texteComparable(signe)).toContain(texteComparable(String(d)))
    expect(signe).toContain('la commune de Voiron')
  })

  test('la convention ENT suit aussi un modèle Word, sans que celle de la subvention change', async () => {
    const depart = await pdf(`${base}/apercu/depart-ent.docx`)
    const r = await envoyerWord(depart, 'modele-ent.docx')
    expect(r.statusCode).toBe(201)
    bien(
      await p.administration.api('POST', `/api/v1/appels/${PILOTE}/actes/deposer_modele_word`, {
        texte: 'ent',
        fichier: r.json().fichier,
      }),
    )
    const page = (await p.administration.page(base)).html
    expect(page).toMatch(/modele-ent\.docx.*employé pour les prochaines/s)
    expect(page).toMatch(/modele\.docx.*gardé, mais pas employé/s)
    const apercu = await texte(await pdf(`${base}/apercu/word-ent.pdf`))
    expect(apercu).toContain('Convention sur les données des élèves')
    expect(apercu).toContain('Pour le Rectorat de Grenoble')
    expect(apercu).toContain('École Les Trois Fontaines (0387001B)')

    // The school of the sample answers that it has an ENT: here it has none.
    await sql`update reponse set valeurs = valeurs || '{"ent_existant": false}' where dossier_id = ${id} and section = 'presentation'`.execute(
      m.base,
    )
    bien(await p.instructeur.acte(id, 'envoyer_convention'))
    const { rows } = await sql<{ genre: string; word: boolean }>`
      select genre, contenu ? 'modeleWord' as word from document where dossier_id = ${id} and genre like 'convention%' order by id desc limit 3`.execute(
      m.base,
    )
    expect(rows.toSorted((a, b) => a.genre.localeCompare(b.genre))).toEqual([
      { genre: 'convention', word: false },
      { genre: 'convention_ent', word: true },
      { genre: 'convention_ent_word', word: true },
    ])
  })

  test('un choix se change pour ce texte seul', async () => {
    const numero = async () =>
      String((await p.administration.api('GET', `/api/v1/appels/${PILOTE}/convention`)).json.version)
    const choisir = async (usage: string) =>
      p.administration.envoyer(base, { texte: 'ent', 'ent.usage': usage, prefixe: 'ent', base: await numero() })
    const meme = await choisir('word')
    expect([meme.statut, meme.html.includes('Rien n’a changé')]).toEqual([409, true])
    const choix = await choisir('laureat')
    expect(choix.statut).toBe(303)
    const { json } = await p.administration.api('GET', `/api/v1/appels/${PILOTE}/convention`)
    expect([json.usage, json.miseEnt.usage, json.miseEnt.word.nom]).toEqual(['laureat', 'laureat', 'modele-ent.docx'])
  })
})
