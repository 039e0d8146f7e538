import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { Bloc } from '../pdf/document.ts'
import { ecrireWord } from './ecrire-word.ts'
import { blocsDuWord } from './lire-word.ts'
import { type DonneesWord, remplirWord } from './remplir-word.ts'

const modele = (...blocs: Bloc[]) => ecrireWord({ titre: 'Convention', blocs })
const p = (texte: string): Bloc => ({ type: 'paragraphe', texte })
const partie = (docx: Uint8Array, nom = 'word/document.xml') => strFromU8(unzipSync(docx)[nom] ?? new Uint8Array())
/** The text that a reader sees: one line per paragraph. */
const lu = (docx: Uint8Array) =>
  partie(docx)
    .replaceAll(/<w:br\/>|<\/w:p>/g, '\n')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

const remplir = async (blocs: Bloc[], donnees: DonneesWord) => {
  const resultat = await remplirWord(modele(...blocs), donnees)
  if (!(resultat instanceof Uint8Array)) throw new Error(resultat.detail)
  return lu(resultat)
}

const ecoles: Bloc = {
  type: 'tableau',
  colonnes: [{ titre: 'École' }, { titre: 'Montant' }],
  lignes: [['{#ecoles}{nom}', '{montant}{/ecoles}']],
}

describe('le service juridique écrit la convention dans Word', () => {
  test('les textes, les boucles et les conditions sont remplis', async () => {
    const texte = await remplir([p('Commune de {commune}{#avenant}, avenant{/avenant}.'), ecoles], {
      commune: 'Voiron',
      avenant: false,
      ecoles: [
        { nom: 'Jean-Moulin', montant: '1 950,00 €' },
        { nom: 'Joliot-Curie', montant: '2 340,00 €' },
      ],
    })
    expect(texte).toContain('Commune de Voiron.')
    expect(texte).toContain('Jean-Moulin\n1 950,00 €\nJoliot-Curie\n2 340,00 €\n')
  })

  test('une adresse sur trois lignes reste dans l’ordre, même suivie d’un texte', async () => {
    expect(
      await remplir([p('À {adresse}, le maire')], { adresse: 'Mairie\n12 rue Mainssieux\n38500 VOIRON' }),
    ).toContain('À Mairie\n12 rue Mainssieux\n38500 VOIRON, le maire')
  })

  test.each([['{secret}'], ['{{secret}}'], ['{#ecoles}'], ['}'], ['{'], ['<w:p/> & "guillemets" $& $1'], ['=1+1 😀']])(
    'le texte saisi « %s » reste un texte, dans une boucle aussi',
    async (saisi) => {
      const texte = await remplir([p('Nom : {commune}'), ecoles, p('Secret : {secret}')], {
        commune: saisi,
        secret: 'caché',
        ecoles: [{ nom: saisi, montant: saisi }],
      })
      expect(texte).toContain(`Nom : ${saisi}\n`)
      expect(texte).toContain(`${saisi}\n${saisi}\n`)
      expect(texte.match(/caché/g)).toHaveLength(1)
    },
  )
})

describe('un modèle faux est refusé en montrant la balise', () => {
  const refuser = async (texte: string, donnees: DonneesWord = { commune: 'Voiron', ecoles: [{ nom: 'A' }] }) => {
    const resultat = await remplirWord(modele(p(texte)), donnees)
    return resultat instanceof Uint8Array ? undefined : resultat
  }

  test('une balise inconnue, avec celle qui lui ressemble', async () => {
    expect(await refuser('{Communé}')).toMatchObject({
      statut: 422,
      erreurs: [{ chemin: '{Communé}', message: expect.stringContaining('écrivez {commune}') }],
    })
    expect((await refuser('{nom}'))?.erreurs).toHaveLength(1)
    expect(await refuser('{#ecoles}{nom}{/ecoles}')).toBeUndefined()
  })

  test('une balise qui viserait l’intérieur du programme', async () => {
    for (const balise of ['{constructor}', '{__proto__}', '{toString}', '{#constructor}x{/}']) {
      expect((await refuser(balise))?.erreurs?.[0]?.chemin).toMatch(/^\{#?/)
    }
  })

  test('une boucle laissée ouverte, refermée par une autre, ou fermée sans être ouverte', async () => {
    expect((await refuser('{#ecoles}{nom}'))?.erreurs?.[0]).toEqual({
      chemin: '{#ecoles}',
      message: 'La boucle {#ecoles} n’est jamais fermée\u00a0: écrivez {/ecoles} à la fin de ce qui se répète.',
    })
    expect((await refuser('{#ecoles}{nom}{/ecole}'))?.erreurs?.[0]?.chemin).toBe('{/ecole}')
    expect((await refuser('{/ecoles}'))?.erreurs?.[0]?.chemin).toBe('{/ecoles}')
  })

  test('une accolade oubliée', async () => {
    expect((await refuser('{commune et la suite {commune}'))?.erreurs?.[0]?.message).toContain('accolade')
    expect((await refuser('suite {commune'))?.erreurs?.[0]?.message).toContain('{commune\u00a0»')
    expect((await refuser('commune}'))?.erreurs?.[0]?.message).toContain('accolade')
  })

  test('toutes les fautes à la fois', async () => {
    expect((await refuser('{a} {b} {#ecoles}'))?.erreurs?.map((e) => e.chemin)).toEqual(['{a}', '{b}', '{#ecoles}'])
  })

  test('un fichier qui n’est pas un document Word', async () => {
    expect(await remplirWord(Buffer.from('bonjour'), {})).toMatchObject({ code: 'pas_un_modele_word' })
  })
})

describe('un modèle ne va rien chercher ailleurs', () => {
  const avec = (parties: Record<string, string>) =>
    zipSync({
      ...unzipSync(modele(p('Commune de {commune}.'))),
      ...Object.fromEntries(Object.entries(parties).map(([nom, xml]) => [nom, strToU8(xml)])),
    })
  const rels = (type: string, cible: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${cible}" TargetMode="External"/></Relationships>`

  test('une image liée à une adresse est refusée, un lien à cliquer ne l’est pas', async () => {
    const image = avec({ 'word/_rels/header1.xml.rels': rels('image', 'https://exemple.fr/a>b.png') })
    expect(await remplirWord(image, { commune: 'Voiron' })).toMatchObject({ statut: 422, code: 'modele_word_lie' })
    const lien = avec({ 'word/_rels/header1.xml.rels': rels('hyperlink', 'https://exemple.fr/') })
    expect(await remplirWord(lien, { commune: 'Voiron' })).toBeInstanceOf(Uint8Array)
  })

  test('le modèle de l’auteur, que son Word nomme, n’est pas donné aux communes', async () => {
    const rempli = await remplirWord(
      avec({
        'word/settings.xml': '<w:settings><w:zoom w:percent="100"/><w:attachedTemplate r:id="rId9"/></w:settings>',
        'word/_rels/settings.xml.rels': rels('attachedTemplate', 'file:///C:/Modeles/Juridique.dotm'),
      }),
      { commune: 'Voiron' },
    )
    if (!(rempli instanceof Uint8Array)) throw new Error(rempli.detail)
    expect(partie(rempli, 'word/settings.xml')).toBe('<w:settings><w:zoom w:percent="100"/></w:settings>')
  })

  test('un caractère qui n’existe pas se lit comme rien, et le reste du texte avec', () => {
    const document = partie(modele(p('Avant APRÈS'))).replace(' APRÈS', '&#x110000;&#xD800;&#0; après')
    expect(JSON.stringify(blocsDuWord(avec({ 'word/document.xml': document })).blocs)).toContain('Avant après')
  })
})

describe('une commune reçoit un modèle de délibération', () => {
  test('avec de vrais titres, un tableau à ligne de titre répétée, une liste numérotée et un lien', () => {
    const xml = partie(
      modele(
        { type: 'titre', texte: 'Délibéré' },
        { type: 'liste', ordonnee: true, elements: ['Approuver', 'Autoriser'] },
        { type: 'paragraphe', texte: [{ lien: 'https://exemple.fr/?a="1"', texte: 'guide' }, { gras: 'x' }] },
        { type: 'paragraphe', texte: [{ lien: 'javascript:alert(1)', texte: 'piège' }] },
        ecoles,
        { type: 'signature', signataires: [{ pour: 'Pour la commune', nom: 'Paul Bernard' }] },
      ),
    )
    expect(xml).toContain('<w:pStyle w:val="Heading1"/>')
    expect(xml).toContain('<w:tblHeader/>')
    expect(xml).toContain('<w:numId w:val="2"/>')
    expect(xml).toContain('HYPERLINK &quot;https://exemple.fr/?a=%221%22&quot;')
    expect(xml).not.toContain('javascript')
    expect(xml).toContain('Paul Bernard')
  })

  test('les accents, chevrons et emojis du titre sont gardés', () => {
    const docx = ecrireWord({ titre: 'Été <b> & « ENT » 😀\u0007', blocs: [] })
    expect(lu(docx)).toContain('Été <b> & « ENT » 😀\n')
    expect(partie(docx, 'docProps/core.xml')).toContain('Été &lt;b&gt; &amp; « ENT » 😀</dc:title>')
  })
})
