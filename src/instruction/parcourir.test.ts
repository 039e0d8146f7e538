import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { maisonDEssai, PILOTE } from '../../test/maison.ts'
import { urls } from '../urls.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let voiron: string
let crolles: string
const bureau = urls.bureau.href({ slug: PILOTE })
const page = (id: string) => urls.bureauDossier.href({ slug: PILOTE, id })

beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  voiron = await unDossier(m, p)
  crolles = await unDossier(
    m,
    {
      ...p,
      maire: await m.compte('crolles@exemple.fr', 'signataire@213801400'),
      directrice: await m.compte('soleil@exemple.fr', 'directeur@0389904J'),
    },
    { organisme: '213801400', ecoles: ['0389904J'] },
  )
})
afterAll(() => m.fermer())

/** The agent's browser: the session, and the list that was last read. */
const lire = async (url: string, liste?: string) => {
  const cookies = { session: p.instructeur.cookie.replace('session=', ''), ...(liste === undefined ? {} : { liste }) }
  const r = await m.app.inject({ method: 'GET', url, cookies })
  return { html: r.body.replace(/[\u00a0\u202f]/g, ' '), liste: r.cookies.find((c) => c.name === 'liste')?.value }
}

test('un agent passe d’un dossier au suivant dans l’ordre de sa liste, et y revient au même endroit', async () => {
  const { liste, html } = await lire(`${bureau}?tri=organisme&etat=depose`)
  // Two rows are two boxes to tick, or one for both.
  expect(html).toContain('Choisir les 2 dossiers de cette liste')
  expect(html.indexOf(`id="d-${crolles}"`)).toBeLessThan(html.indexOf(`id="d-${voiron}"`))
  const premier = (await lire(page(crolles), liste)).html
  expect(premier).toContain(`rel="next" accesskey="s" href="${page(voiron)}"`)
  expect(premier).not.toContain('rel="prev"')
  expect(premier).toContain(`${bureau}?etat=depose&amp;tri=organisme#d-${crolles}`)
  const second = (await lire(page(voiron), liste)).html
  expect(second).toContain(`rel="prev" accesskey="p" href="${page(crolles)}"`)
  expect(second).not.toContain('rel="next"')
  // Without a list, the dossier says nothing of neighbours.
  expect((await lire(page(voiron))).html).not.toContain('laureat-voisins')
})

test('un dossier traité quitte la liste : le suivant est le premier qui y reste', async () => {
  const { liste } = await lire(`${bureau}?liste=a_examiner`)
  const { controle } = (await p.maire.api('GET', `/api/v1/appels/${PILOTE}`)).json
  const elements = controle.map((c: { id: string }) => ({ element: c.id, verdict: 'conforme' }))
  await p.instructeur.acte(voiron, 'examiner', { elements })
  expect((await p.instructeur.acte(voiron, 'declarer_conforme')).statut).toBe(200)
  const { html } = await lire(`${page(voiron)}?fait=declarer_conforme`, liste)
  expect(html).toContain('Passer au dossier suivant : ')
  expect(html).toContain(`rel="next" accesskey="s" href="${page(crolles)}"`)
  expect(html).toContain('La liste « À examiner »')
})

test('un agent garde une vue, la renomme, la partage par son adresse et la retire', async () => {
  const envoyer = (champs: Record<string, string>) => p.instructeur.envoyer(bureau, champs)
  const requete = 'liste=a_examiner&tri=montant'
  const sansNom = await envoyer({ requete, nom: '  ' })
  expect([sansNom.statut, sansNom.html.includes('href="#nom"')]).toEqual([422, true])
  expect((await envoyer({ requete, nom: 'Les gros dossiers' })).vers).toBe(`${bureau}?${requete}`)
  // The same name again is the same view, on what is shown now.
  await envoyer({ requete: 'tri=montant', nom: 'Les gros dossiers' })
  const { rows } = await m.f.pool.query('select id, nom, requete from vue_enregistree')
  expect(rows.map((v) => [v.nom, v.requete])).toEqual([['Les gros dossiers', 'tri=montant']])
  const id: string = rows[0].id
  expect((await lire(bureau)).html).toContain(`http://localhost:3000${bureau}?tri=montant</a>`)
  const vide = await envoyer({ requete, vue: id, [`nom.${id}`]: '' })
  expect([vide.statut, vide.html.includes(`href="#nom-${id}"`)]).toEqual([422, true])
  // Somebody else's view is not touched.
  await p.rectorat.envoyer(bureau, { requete, vue: id, [`nom.${id}`]: 'À moi' })
  await p.rectorat.envoyer(bureau, { requete, retirer: id })
  expect((await lire(bureau)).html).toContain('Les gros dossiers')
  await envoyer({ requete, vue: id, [`nom.${id}`]: 'Par montant' })
  expect((await lire(bureau)).html).toMatch(/laureat-pastille[^>]*>\s*Par montant/)
  await envoyer({ requete, retirer: id })
  expect((await lire(bureau)).html).not.toContain('Par montant')
})
