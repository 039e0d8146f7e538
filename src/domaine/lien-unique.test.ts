import { expect, test } from 'vitest'
import { blocsDeMarkdown } from './blocs.ts'
import { lienUnique } from './lien-unique.ts'

const HREF = 'https://laureat.exemple/invitations/abc'
const lettre = (texte: string, href = HREF) =>
  lienUnique([...blocsDeMarkdown(texte), { type: 'bouton', libelle: 'Ouvrir', href }])

test('une lettre ne donne pas deux fois l’adresse de son bouton', () => {
  expect(lettre(`Bonjour,\n\nOuvrez votre accès ici\u00a0: ${HREF}`)).toHaveLength(2)
})

test('une phrase qui finit par l’adresse garde tout ce qu’elle dit', () => {
  const [p] = lettre(`**Répondez avant le 3 mars.** Seules les parties concernées sont rouvertes\u00a0: ${HREF}`)
  expect(JSON.stringify(p)).toContain('Répondez avant le 3 mars.')
  expect(JSON.stringify(p)).toContain('sont rouvertes.')
  expect(JSON.stringify(p)).not.toContain(HREF)
})

test('une autre adresse, ou une lettre sans bouton, ne perd rien', () => {
  expect(JSON.stringify(lettre(`Le guide\u00a0: ${HREF}`, 'https://ailleurs.exemple'))).toContain(`Le guide`)
  const seule = blocsDeMarkdown(`Votre dossier\u00a0: ${HREF}`)
  expect(lienUnique(seule)).toEqual(seule)
})
