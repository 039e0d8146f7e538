import { HtmlValidate } from 'html-validate'
import { expect, test } from 'vitest'
import { type LettreCourriel, mettreEnPage } from './mettre-en-page.ts'

const LETTRE: LettreCourriel = {
  objet: 'Votre candidature est reçue',
  operateur: { nom: 'Département de l’Isère', couleur: '#123456' },
  blocs: [
    { type: 'paragraphe', texte: ['Bonjour, votre dossier ', { gras: 'TNE-12' }, ' est reçu.'] },
    { type: 'encadre', titre: 'Ce qui suit', texte: 'Rien à faire.' },
    { type: 'titre', texte: 'Vos écoles' },
    { type: 'liste', elements: ['École du bourg', [{ lien: 'https://exemple.fr/a', texte: 'École du pont' }]] },
    { type: 'cles', paires: [['Reçu le', '21 février 2025']] },
    {
      type: 'tableau',
      legende: 'Pièces reçues',
      colonnes: [{ titre: 'Pièce' }, { titre: 'Pages', align: 'droite' }],
      lignes: [['Délibération', '3']],
    },
    { type: 'note', texte: 'Cet accusé ne vaut pas promesse de subvention.' },
    { type: 'bouton', libelle: 'Ouvrir le dossier', href: 'https://exemple.fr/dossiers/12' },
  ],
  pied: ['Département de l’Isère, contact@exemple.fr', 'Vous recevez cette lettre parce que vous êtes signataire.'],
}

test('la lettre dit la même chose en texte simple', () => {
  expect(mettreEnPage(LETTRE).texte).toBe(`Département de l’Isère

Bonjour, votre dossier TNE-12 est reçu.

* Ce qui suit *
Rien à faire.

Vos écoles
----------

- École du bourg
- École du pont (https://exemple.fr/a)

Reçu le\u00a0: 21 février 2025

Pièces reçues
- Pièce\u00a0: Délibération\u202f; Pages\u00a0: 3

Cet accusé ne vaut pas promesse de subvention.

Ouvrir le dossier\u00a0:
https://exemple.fr/dossiers/12

--\u0020
Département de l’Isère, contact@exemple.fr
Vous recevez cette lettre parce que vous êtes signataire.
`)
})

test('la lettre est du HTML correct, en français, avec un seul titre principal', async () => {
  const { html } = mettreEnPage(LETTRE)
  const rapport = await new HtmlValidate({
    extends: ['html-validate:standard', 'html-validate:a11y'],
    rules: { 'no-inline-style': 'off' },
  }).validateString(html)
  expect(rapport.results.flatMap((r) => r.messages.map((m) => `${m.ruleId}: ${m.message}`))).toEqual([])
  expect(html.match(/<h1/g)).toHaveLength(1)
  expect(html).toContain('background:#123456')
})

test('ce que les personnes écrivent n’est jamais du HTML, ni un lien qui exécute', () => {
  const piege = '<img src=x onerror="alert(1)">&\'"'
  const { html } = mettreEnPage({
    objet: piege,
    operateur: { nom: piege, couleur: 'red;background:url(x)' },
    blocs: [
      { type: 'titre', texte: piege },
      { type: 'paragraphe', texte: [piege, { gras: piege }, { lien: 'javascript:alert(1)', texte: piege }] },
      { type: 'cles', paires: [[piege, piege]] },
      { type: 'bouton', libelle: piege, href: 'javascript:alert(1)' },
      { type: 'bouton', libelle: piege, href: 'https://exemple.fr/"onmouseover="x' },
    ],
    pied: [piege],
  })
  expect(html).not.toMatch(/<img|javascript:|onmouseover="|url\(/)
})
