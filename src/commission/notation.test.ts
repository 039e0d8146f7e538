import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE } from '../../test/maison.ts'
import { urls } from '../urls.ts'

const slug = PILOTE
let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
let noter: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  id = await unDossier(m, p)
  await m.f.pool.query("update dossier set etat = 'conforme' where id = $1", [id])
  noter = urls.noterEcole.href({ slug, id, uai: ECOLES.ferry })
})
afterAll(() => m.fermer())

const lire = async (qui: { page: typeof p.maire.page }, url: string) => {
  const r = await qui.page(url)
  return { ...r, html: r.html.replace(/[\u00a0\u202f]/g, ' ') }
}
const MANUELS = ['qualite_projet', 'accessibilite', 'formation', 'parentalite']
const notes = async (valeur: string, justification = 'Vu dans le dossier.') => ({
  version: /name="version" value="(\d+)"/.exec((await p.membre.page(noter)).html)?.[1] ?? '',
  ...Object.fromEntries(
    MANUELS.flatMap((c) => [
      [`note.${c}`, valeur],
      [`justification.${c}`, justification],
    ]),
  ),
})

test('la mairie ne voit ni la notation, ni la grille, ni le classement', async () => {
  for (const url of [urls.notation.href({ slug }), noter, urls.classement.href({ slug })]) {
    expect((await p.membre.page(url)).statut).toBe(200)
    expect((await p.maire.page(url)).statut).toBe(404)
    expect((await p.directrice.page(url)).statut).toBe(404)
  }
})

test('un membre note un projet : les critères officiels sont déjà là, avec leur source', async () => {
  const page = await lire(p.membre, noter)
  expect(page.html).toContain('Annuaire de l’éducation')
  expect(page.html).not.toContain('name="note.ulis"')
  const hors = await p.membre.envoyer(noter, await notes('9'))
  expect(hors.statut).toBe(422)
  expect(hors.html).toContain('href="#note-qualite_projet"')
  const sans = await p.membre.envoyer(noter, await notes('5', ''))
  expect(sans.statut).toBe(422)
  expect(sans.html).toContain('href="#justification-qualite_projet"')
  expect((await p.membre.envoyer(noter, await notes('5'))).statut).toBe(303)
  const classement = await lire(p.membre, urls.classement.href({ slug }))
  expect(classement.html).toContain('École Jules Ferry')
  expect(classement.html).toMatch(/[0-9a-f]{64}/)
})

test('qui se déporte ne note plus, et sa note disparaît', async () => {
  const version = /name="version" value="(\d+)"/.exec((await p.membre.page(noter)).html)?.[1] ?? ''
  const deport = await p.membre.envoyer(noter, { version, deport: 'oui', motif: 'Mon enfant est dans cette école.' })
  expect(deport.statut).toBe(303)
  const page = await lire(p.membre, noter)
  expect(page.html).toContain('Votre déport de ce dossier est enregistré')
  expect(page.html).not.toContain('Enregistrer la note')
  const { rows } = await m.f.pool.query('select score from projet_ecole where uai = $1', [ECOLES.ferry])
  expect(rows).toEqual([{ score: null }])
})
