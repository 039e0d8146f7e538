import fc from 'fast-check'
import { getDocumentProxy } from 'unpdf'
import { afterAll, describe, expect, test } from 'vitest'
import { commander, fermerAtelier, numeroDeLOuvrier } from './atelier.ts'
import { composer } from './composer.ts'
import type { Bloc, DocumentMaison } from './document.ts'
import { pagesDuPdf, texteComparable, texteDuPdf } from './texte-du-pdf.ts'

const document = (...blocs: Bloc[]): DocumentMaison => ({
  titre: 'Récépissé de dépôt',
  operateur: { nom: 'Département de l’Isère' },
  numero: 'TNE38-2025-0042',
  blocs,
})
const p = (texte: string): Bloc => ({ type: 'paragraphe', texte })
const lu = async (d: DocumentMaison) => {
  const texte = await texteDuPdf(await composer('maison', d))
  if (typeof texte !== 'string') throw new Error(texte.detail)
  return texte
}

afterAll(fermerAtelier)

describe('un document de la maison', () => {
  test('est accessible : balisé, titré, en français', async () => {
    const octets = await composer('maison', document({ type: 'titre', texte: 'Suites' }, p('Bonjour')))
    const pdf = await getDocumentProxy(new Uint8Array(octets))
    expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true })
    const { info, metadata } = await pdf.getMetadata()
    expect(info).toMatchObject({ Title: 'Récépissé de dépôt', Language: 'fr-FR' })
    expect(metadata?.get('pdfuaid:part')).toBe('1')
    expect(JSON.stringify(await (await pdf.getPage(1)).getStructTree())).toMatch(/"role":"H1".*"role":"H2".*"role":"P"/)
  })

  test('porte sa date, celle de l’acte et non celle du serveur', async () => {
    const octets = await composer('maison', document(), { date: new Date('2025-02-21T22:59:00Z') })
    const { info } = await (await getDocumentProxy(new Uint8Array(octets))).getMetadata()
    expect(info).toMatchObject({ CreationDate: expect.stringMatching(/^D:20250221225900/) })
  })

  test('répète la ligne de titre d’un tableau, numérote ses pages et rappelle le dossier', async () => {
    const texte = await lu(
      document({
        type: 'tableau',
        colonnes: [{ titre: 'École' }, { titre: 'Montant', align: 'droite' }],
        lignes: Array.from({ length: 60 }, (_, i) => [`École ${i + 1}`, '1 950,00 €']),
        total: ['Total', '117 000,00 €'],
      }),
    )
    expect(texte.match(/École Montant/g)).toHaveLength(2)
    expect(texte).toContain('Dossier TNE38-2025-0042')
    expect(texte).toContain('Page 2 sur 2')
    expect(texte).toContain('Total 117 000,00 €')
  })

  test('ne coupe jamais un bloc de signature', async () => {
    for (let lignes = 24; lignes <= 40; lignes += 2) {
      const pages = (
        await lu(
          document(...Array.from({ length: lignes }, (_, i) => p(`Article ${i}`)), {
            type: 'signature',
            signataires: [{ pour: 'Pour la commune', nom: 'Paul Bernard' }],
          }),
        )
      ).split('\n\n')
      expect(pages.find((page) => page.includes('Pour la commune'))).toContain('Paul Bernard')
    }
  })

  test('personne ne signe une page qui ne porte aucun mot de ce qui est signé', async () => {
    const signature: Bloc = { type: 'signature', signataires: [{ pour: 'Pour A' }, { pour: 'Pour B' }] }
    for (let lignes = 20; lignes <= 34; lignes += 2) {
      const blocs = Array.from({ length: lignes }, (_, i) => p(`Ligne ${i}.`))
      const pages = await pagesDuPdf(await composer('maison', document(...blocs, p('Dernier article.'), signature)))
      if (!Array.isArray(pages)) throw new Error('Not a PDF')
      expect([lignes, pages.find((x) => x.includes('Pour A'))?.includes('Dernier article.')]).toEqual([lignes, true])
    }
  })

  test('un nombre ne finit pas une ligne loin de ce qu’il compte', async () => {
    const phrases = Array.from({ length: 40 }, (_, n) => p(`${'x '.repeat(25 + n)}le 2 septembre 2024 (n° 12).`))
    expect(await lu(document(...phrases))).not.toMatch(/\b2\s*\n\s*septembre|n°\s*\n\s*12/)
  })

  test('un code QR par page, une lettre sans code n’en a pas', async () => {
    const avec = await composer('maison', {
      ...document({ type: 'saut' }, p('a'), { type: 'saut' }, p('b')),
      qr: 'LAU1:{page}',
    })
    const sans = await composer('maison', document({ type: 'saut' }, p('a'), { type: 'saut' }, p('b')))
    expect(avec.length).toBeGreaterThan(sans.length + 3000)
  })

  test('un bloc vide n’empêche pas le document', async () => {
    const vides = document(
      { type: 'titre', texte: ' ' },
      { type: 'liste', elements: [] },
      { type: 'tableau', colonnes: [{ titre: 'a' }], lignes: [] },
      { type: 'cles', paires: [] },
      { type: 'signature', signataires: [] },
      { type: 'paragraphe', texte: [] },
      { type: 'encadre', texte: '' },
      { type: 'titre', texte: 'Fin', niveau: 3 },
    )
    expect(await lu(vides)).toContain('Fin')
  })

  test('une lettre, un formulaire à remplir et chaque sorte de bloc s’impriment', async () => {
    const texte = await lu({
      ...document(
        { type: 'titre', texte: 'Trois', niveau: 3 },
        { type: 'note', texte: 'Voies de recours' },
        { type: 'liste', elements: ['un', [{ gras: 'deux' }]], ordonnee: true },
        { type: 'cles', paires: [['Commune', 'Voiron']] },
        { type: 'encadre', titre: 'Attention', texte: [{ italique: 'rien' }], ton: 'attention' },
        { type: 'champ', libelle: 'SIREN', cases: 9, aide: 'Neuf chiffres' },
        { type: 'champ', libelle: 'Un ENT ?', choix: ['Oui', 'Non'] },
        { type: 'champ', libelle: 'Projet', lignes: 3 },
        {
          type: 'paragraphe',
          texte: [
            { lien: 'https://exemple.fr', texte: 'guide' },
            { lien: 'javascript:x', texte: 'piège' },
          ],
        },
      ),
      objet: 'votre candidature',
      destinataire: ['Monsieur le maire', '38500 VOIRON'],
      lieuEtDate: 'Grenoble, le 21 février 2025',
      references: [['Affaire suivie par', 'Claire Martin']],
      filigrane: 'Projet',
      paysage: true,
    })
    for (const attendu of [
      'Objet : votre candidature',
      '38500 VOIRON',
      '1. un\n2. deux',
      'Commune Voiron',
      'Neuf chiffres',
      'Non',
    ]) {
      expect(texte).toContain(attendu)
    }
  })
})

describe('ce que les gens écrivent reste du texte', () => {
  test.each([
    ['des signes de programmation', '#panic("x") #sys.inputs *a* _b_ $x$ @ref <lab> `c` \\ {{d}} // e = f - g + h [i]'],
    ['une balise de commentaire', '/* secret */ visible'],
    ['un mot de trois cents lettres', 'x'.repeat(300)],
    ['un code et une adresse', `${'3f786850'.repeat(9)} https://exemple.fr/${'chemin/'.repeat(30)}`],
    ['des accents décomposés et des espaces fines', 'e\u0301te\u0301\u202f: 7\u202f020,00\u00a0€'],
    ['des emojis', '👍🏽 🎉 👨‍👩‍👧'],
  ])('%s', async (_, saisi) => {
    const texte = texteComparable(
      await lu(document(p(saisi), { type: 'tableau', colonnes: [{ titre: 'T' }], lignes: [[saisi]] })),
    )
    expect(texte.split(texteComparable(saisi))).toHaveLength(3)
  })

  test('les marques qui renversent l’ordre de lecture sont retirées', async () => {
    expect(await lu(document(p('mon\u202etant\u202c \u200f12\u2067 €')))).toContain('montant 12 €')
  })

  test('ce qu’aucune police ne dessine est montré par un rectangle, le document est produit', async () => {
    expect(await lu(document(p('漢 \u0007\ufeff\ud800 fin')))).toMatch(/▯ [▯�]+ fin/)
  })

  test('aucune suite de caractères n’empêche un document', async () => {
    const textes = fc.sample(fc.string({ unit: 'binary', maxLength: 40 }), { numRuns: 300, seed: 38 })
    const graphemes = fc.sample(fc.string({ unit: 'grapheme', maxLength: 40 }), { numRuns: 300, seed: 38 })
    const octets = await composer('maison', document(...[...textes, ...graphemes].map(p)))
    expect(octets.subarray(0, 5).toString()).toBe('%PDF-')
  })
})

describe('l’atelier tient quand un document le casse', () => {
  const brut = (source: string, delai = 20_000) =>
    commander(
      { fichiers: { 'a.typ': `#set document(title: "t")\n${source}` }, principal: 'a.typ', donnees: '{}', date: 0 },
      delai,
    )
  // Typst remembers calls: no two of these are the same.
  const lent = '#let f(n, k) = if n < 1 { 0 } else { f(n - 1, 2 * k) + f(n - 1, 2 * k + 1) }\n#f(40, 1)'

  test('un modèle faux est dit, le document suivant est produit', async () => {
    await expect(brut('#inconnu')).rejects.toThrow('inconnu')
    expect((await brut('ok')).length).toBeGreaterThan(500)
  })

  test('un modèle ne lit aucun fichier de la machine', async () => {
    for (const chemin of ['/etc/passwd', '../ouvrier.ts', '../../../../package.json']) {
      await expect(brut(`#read("${chemin}")`)).rejects.toThrow('Document impossible')
    }
  })

  test('un document trop long est abandonné, les autres passent', async () => {
    const [perdu, tenu] = await Promise.allSettled([brut(lent, 500), brut('ok')])
    expect(perdu).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('500') } })
    expect(tenu.status).toBe('fulfilled')
  })

  test('un ouvrier tué est remplacé et son document recommencé', async () => {
    await brut('ok')
    const avant = numeroDeLOuvrier()
    const enCours = Promise.all([
      composer('maison', document(...Array.from({ length: 300 }, () => p('ligne')))),
      brut('ok'),
    ])
    process.kill(avant ?? 0, 'SIGKILL')
    const [long, court] = await enCours
    expect(long.length).toBeGreaterThan(1000)
    expect(court.length).toBeGreaterThan(500)
    expect(numeroDeLOuvrier()).not.toBe(avant)
  })

  test('un modèle est pris dans les sources, nulle part ailleurs', async () => {
    await expect(composer('/etc/x.typ', {})).rejects.toThrow('src/')
    await expect(composer('src/../../x.typ', {})).rejects.toThrow('src/')
  })
})
