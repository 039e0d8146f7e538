import { strFromU8, unzipSync } from 'fflate'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bien, menerJusqua } from '../../test/argent.ts'
import { joindre, parties } from '../../test/dossier.ts'
import { maisonDEssai, VOIRON } from '../../test/maison.ts'
import { MODELE_INITIAL } from '../domaine/convention/modele.ts'
import { maisonDuWord } from '../registre/document-word.ts'
import { lireFaits } from '../registre/lire.ts'
import { composer } from '../socle/pdf/composer.ts'
import { texteDuPdf } from '../socle/pdf/texte-du-pdf.ts'
import { ecrireWord } from '../socle/word/ecrire-word.ts'
import { remplirWord } from '../socle/word/remplir-word.ts'
import { convention, conventionEnt } from './convention.ts'
import { modeleDeliberation } from './deliberation.ts'
import { avenantASigner } from './documents-avenant.ts'
import { donneesWord, modeleDeDepart } from './donnees-word.ts'

/** Characters that mean something to Markdown, Typst, Word templates, XML, or a spreadsheet. */
const PIEGE = '#1 *Le* $Gua$ {{nom}} _a_ [x](http://y) <b> & "z" `c` \\ =1+1'
let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  m.alleAu('2025-01-16T10:00:00+01:00')
  ;({ id } = await menerJusqua(m, p, 'notifie'))
  await sql`update organisme set nom = ${PIEGE} where siren = ${VOIRON.siren}`.execute(m.base)
  await sql`update ecole set nom = ${PIEGE} where commune = ${VOIRON.insee}`.execute(m.base)
}, 60_000)
afterAll(() => m.fermer())

const plat = (t: unknown): string =>
  String(t)
    .replace(/[\s\u00ad]/gu, '')
    .replaceAll('‐', '-')
const le = new Date('2025-06-02T10:00:00Z')
const faits = async () => {
  const f = await lireFaits(m.base, id)
  if (!f) throw new Error('The dossier exists')
  return {
    ...f,
    reponses: { ecoles: Object.fromEntries(f.ecoles.map((e) => [e.uai, { presentation: { ent_existant: false } }])) },
  }
}

test('un nom de commune, d’école ou de fournisseur piégé reste un nom : convention, ENT, avenant, Word, délibération', async () => {
  const f = await faits()
  const avenant = {
    id: 'a',
    cree_le: le.toISOString(),
    etat: 'vote' as const,
    genre: 'fournisseur',
    contenu: {
      numero: 1,
      motif: PIEGE,
      fournisseur: { nom: PIEGE, siret: '1' },
      vote: { date: '2025-06-02', deliberation: PIEGE },
    },
  }
  for (const d of [
    convention(f, 1, le),
    conventionEnt(f, le, MODELE_INITIAL),
    avenantASigner(f, avenant, le, MODELE_INITIAL),
  ]) {
    const texte = plat(await texteDuPdf(await composer('maison', d)))
    expect([d.titre, texte.includes(plat(PIEGE))]).toEqual([d.titre, true])
  }
  const rempli = await remplirWord(
    ecrireWord(modeleDeDepart('subvention', MODELE_INITIAL.subvention)),
    donneesWord(f, le),
  )
  if (!(rempli instanceof Uint8Array)) throw new Error(rempli.detail)
  const depuisWord = maisonDuWord({ titre: 'X', operateur: { nom: 'X' } }, rempli)
  expect(plat(await texteDuPdf(await composer('maison', depuisWord)))).toContain(plat(PIEGE))
  const xml = strFromU8(unzipSync(ecrireWord(modeleDeliberation(f)))['word/document.xml'] ?? new Uint8Array())
  expect(xml).toContain('{{nom}} _a_ [x](http://y) &lt;b&gt; &amp;')
})

test('un signataire piégé s’affiche tel quel', async () => {
  await sql`update signature set nom = ${PIEGE} where dossier_id = ${id}`.execute(m.base)
  const { html } = await p.instructeur.page(`/dossiers/${id}/convention`)
  expect(html).toContain('#1 *Le* $Gua$ {{nom}} _a_ [x](http://y) &lt;b')
  expect(html).not.toContain('<b> &')
  bien(
    await p.maire.acte(id, 'demander_avenant', {
      genre: 'fournisseur',
      motif: PIEGE,
      fournisseur: { nom: PIEGE, siret: '22380001200013' },
      piece: await joindre(m, p.maire, id, 'avenant'),
    }),
  )
  expect((await p.instructeur.page(`/dossiers/${id}/avenants`)).html).toContain('&lt;b')
})
