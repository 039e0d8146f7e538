import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE } from '../../test/maison.ts'
import { urls } from '../urls.ts'

const slug = PILOTE
let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  id = await unDossier(m, p, {
    lignes: {
      equipements: [
        { article: 'ordinateur_portable', quantite: 5, prix_unitaire_ht: 60_000 },
        { article: 'meuble_recharge', quantite: 1, prix_unitaire_ht: 60_000 },
      ],
    },
  })
})
afterAll(() => m.fermer())

const lire = (r: { html: string }) => r.html.replace(/[\u00a0\u202f]/g, ' ')
const cache = (html: string, nom: string) => new RegExp(`name="${nom}" value="([^"]*)"`).exec(html)?.[1] ?? ''

test('qui décide sur une version dépassée lit ce qui a changé, champ par champ, et garde son texte', async () => {
  const adresse = urls.bureauActe.href({ slug, id, acte: 'declarer_non_conforme' })
  m.alleAu('2025-01-15T10:30:00+01:00')
  const ouverte = lire(await p.instructeur.page(adresse))
  const formulaire = { version: cache(ouverte, 'version'), vuLe: cache(ouverte, 'vuLe') }
  expect(formulaire.vuLe).toMatch(/^2025-01-15T/)
  m.alleAu('2025-01-15T11:00:00+01:00')
  // Meanwhile the Rectorat examines, asks for more, and the town hall answers.
  await p.rectorat.acte(id, 'examiner', {
    elements: [{ element: 'debit', verdict: 'non_conforme', motif: 'Débit à confirmer.' }],
  })
  await p.rectorat.acte(id, 'demander_complements', {
    elements: [
      { element: 'debit', manque: 'Le débit.' },
      { element: 'plafonds', manque: 'Le nombre d’ordinateurs.' },
    ],
    avant: '2025-02-10',
  })
  m.alleAu('2025-01-15T12:00:00+01:00')
  const patch = await p.secretaire.api('PATCH', `/api/v1/dossiers/${id}/reponses`, {
    ecoles: {
      [ECOLES.ferry]: {
        presentation: { debit_par_classe: 47 },
        equipements: {
          lignes: [
            { article: 'ordinateur_portable', quantite: 8, prix_unitaire_ht: 60_000 },
            { article: 'meuble_recharge', quantite: 1, prix_unitaire_ht: 60_000 },
          ],
        },
      },
    },
  })
  expect(patch.statut).toBe(200)
  expect((await p.secretaire.acte(id, 'completer')).statut).toBe(200)
  m.alleAu('2025-01-15T13:00:00+01:00')
  const r = await p.instructeur.envoyer(adresse, { ...formulaire, motifs: 'Mon motif tapé avant.' })
  expect(r.statut).toBe(409)
  const page = lire(r)
  expect(page).toContain('Ce qui a changé depuis votre lecture')
  expect(page).toContain('Débit à confirmer.')
  expect(page).toMatch(/Jules Ferry : [^<]*débit/i)
  const change = page.slice(page.indexOf('Réponses qui ont changé'), page.indexOf('</table>'))
  expect(change).toMatch(/30[\s\S]*47/)
  expect(change).toMatch(/: 5[\s\S]*: 8/)
  // Only what changed: the other row of the table and the other answers are not there.
  expect(change).not.toMatch(/Meuble/i)
  expect(change.match(/<tr/g)?.length).toBe(3)
  // What was filed before the reading is no news.
  expect(page).not.toContain('a déposé le dossier')
  expect(page).toContain('Mon motif tapé avant.')
  expect(Number(cache(page, 'version'))).toBeGreaterThan(Number(formulaire.version))
  // The button now bears on the dossier as it is.
  const seconde = await p.instructeur.envoyer(adresse, {
    version: cache(page, 'version'),
    vuLe: cache(page, 'vuLe'),
    motifs: 'Mon motif tapé avant.',
  })
  expect(seconde.statut).not.toBe(409)
})

test('la synthèse dit ce qui a changé depuis la dernière visite, réponses comprises', async () => {
  const dossier = urls.bureauDossier.href({ slug, id })
  await p.presidence.page(dossier)
  expect(lire(await p.presidence.page(dossier))).not.toContain('Depuis votre dernière visite')
  await m.f.pool.query(
    "update visite set vue_le = '2025-01-15T10:30:00+01:00', precedente_le = null where personne_id = $1",
    [p.presidence.id],
  )
  const page = lire(await p.presidence.page(dossier))
  expect(page).toContain('Depuis votre dernière visite')
  expect(page).toContain('Réponses qui ont changé')
  expect(page).toMatch(/30[\s\S]*47/)
})

test('un dossier de plus de mille actes dit encore les derniers', async () => {
  await m.f.pool.query(
    `insert into journal (chaine, rang, acte, dossier_id, le, par, qualite, saisie, precedente, empreinte)
      select 'essai', n, 'examiner', $1, '2025-01-15T12:30:00Z', 'Camille bavarde', 'instructeur', '{}', '', '' from generate_series(1, 1200) n`,
    [id],
  )
  expect((await p.instructeur.acte(id, 'attribuer', { agent: 'instructeur@exemple.fr' })).statut).toBe(200)
  const page = lire(await p.instructeur.page(urls.bureauDossier.href({ slug, id }, { onglet: 'historique' })))
  expect(page).toContain('A attribué le dossier')
})
