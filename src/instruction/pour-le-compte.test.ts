import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { maisonDEssai, PILOTE } from '../../test/maison.ts'
import { pdf } from '../../test/pdf.ts'
import { urls } from '../urls.ts'

const slug = PILOTE
let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  id = await unDossier(m, p)
})
afterAll(() => m.fermer())

const lire = (r: { html: string }) => r.html.replace(/[\u00a0\u202f]/g, ' ')
const acte = (nom: string) => urls.bureauActe.href({ slug, id, acte: nom })
const cache = (html: string, nom: string) => new RegExp(`name="${nom}" value="([^"]*)"`).exec(html)?.[1] ?? ''

/** The form as a browser posts it with a file. */
const envoyer = async (nom: string, champs: Record<string, string>, fichier?: string) => {
  const page = await p.instructeur.page(acte(nom))
  const limite = 'frontiere'
  const tous = { version: cache(page.html, 'version'), _csrf: cache(page.html, '_csrf'), ...champs }
  const corps = Object.entries(tous).map(
    ([k, v]) => `--${limite}\r\nContent-Disposition: form-data; name="${k}"\r\n\r\n${v}\r\n`,
  )
  if (fichier)
    corps.push(
      `--${limite}\r\nContent-Disposition: form-data; name="pourLeCompteDe.piece"; filename="${fichier}"\r\nContent-Type: application/pdf\r\n\r\n${pdf()}\r\n`,
    )
  const action = /<form method="post" action="([^"]*actes[^"]*)"/.exec(page.html)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const r = await m.app.inject({
    method: 'POST',
    url: action,
    headers: {
      cookie: p.instructeur.cookie,
      'content-type': `multipart/form-data; boundary=${limite}`,
      'x-jeton-csrf': tous._csrf,
    },
    payload: `${corps.join('')}--${limite}--\r\n`,
  })
  return { statut: r.statusCode, html: r.body }
}
const QUI = {
  'pourLeCompteDe.nom': 'Dominique Maire',
  'pourLeCompteDe.qualite': 'maire',
  'pourLeCompteDe.recuLe.jour': '15',
  'pourLeCompteDe.recuLe.mois': '1',
  'pourLeCompteDe.recuLe.annee': '2025',
}

test('l’agent trouve au dossier ce qu’il peut enregistrer pour le compte de la mairie, pas le Rectorat', async () => {
  const page = lire(await p.instructeur.page(urls.bureauDossier.href({ slug, id })))
  expect(page).toContain('Reçu par lettre ou par courriel')
  expect(page).toContain(acte('desister'))
  expect(page).not.toContain(acte('inviter'))
  const rectorat = lire(await p.rectorat.page(urls.bureauDossier.href({ slug, id })))
  expect(rectorat).not.toContain('Reçu par lettre ou par courriel')
  expect((await p.rectorat.page(acte('desister'))).statut).toBe(404)
  expect((await p.membre.page(acte('envoyer_devis'))).statut).toBe(404)
})

test('sans dire de qui vient le papier, rien ne s’enregistre et rien n’est perdu', async () => {
  const r = await envoyer('desister', { motif: 'Refus du conseil municipal.' })
  expect(r.statut).toBe(422)
  expect(r.html).toContain('href="#pourLeCompteDe-nom"')
  expect(r.html).toContain('Refus du conseil municipal.')
})

test('un devis reçu par courriel s’enregistre pour le compte de la mairie, avec la pièce reçue', async () => {
  const devis = {
    ...QUI,
    'fournisseur.nom': 'Papeterie des Alpes',
    'fournisseur.siret': '73282932000074',
    numero: 'D-12',
    'date.jour': '10',
    'date.mois': '1',
    'date.annee': '2025',
    'validite.jour': '10',
    'validite.mois': '6',
    'validite.annee': '2025',
    total: '1 200,50',
  }
  const sansPiece = await envoyer('envoyer_devis', devis)
  expect(sansPiece.statut).toBe(422)
  expect(sansPiece.html).toContain('Papeterie des Alpes')
  const fait = await envoyer('envoyer_devis', devis, 'devis-recu.pdf')
  expect(fait.statut).toBe(303)
  const copie = (await m.courriels()).filter((c) => c.modele === 'copie_pour_le_compte')
  expect(copie.map((c) => c.a.join()).sort()).toEqual(['maire@exemple.fr', 'mairie@exemple.fr'])
  expect(JSON.stringify(copie[0])).toContain('Dominique Maire (maire)')
  const d = await p.maire.api('GET', `/api/v1/dossiers/${id}`)
  expect(d.json.devis).toMatchObject([{ numero: 'D-12', total: 120050, fournisseur: expect.anything() }])
  const j = await p.maire.api('GET', `/api/v1/dossiers/${id}/journal?limite=200`)
  expect(j.json.elements.at(-1)).toMatchObject({
    acte: 'envoyer_devis',
    qualite: 'instructeur',
    saisie: { pourLeCompteDe: { nom: 'Dominique Maire', qualite: 'maire', recuLe: '2025-01-15' } },
  })
})

test('une demande de complément se fait en cochant les éléments ; sans script, un texte tapé compte aussi', async () => {
  const page = lire(await p.instructeur.page(acte('demander_complements')))
  expect(page).toContain('Que manque-t-il ?')
  expect(page).toContain('govuk-checkboxes__conditional')
  const rien = await envoyer('demander_complements', { 'avant.jour': '10', 'avant.mois': '2', 'avant.annee': '2025' })
  expect(rien.statut).toBe(422)
  expect(rien.html).toContain('href="#elements"')
  const vide = await envoyer('demander_complements', {
    elements: 'debit',
    'avant.jour': '10',
    'avant.mois': '2',
    'avant.annee': '2025',
  })
  expect(vide.statut).toBe(422)
  expect(vide.html).toContain('href="#manque-debit"')
  const fait = await envoyer('demander_complements', {
    elements: 'debit',
    'manque.debit': 'L’attestation.',
    'manque.pieces': 'Le plan.',
    'avant.jour': '10',
    'avant.mois': '2',
    'avant.annee': '2025',
  })
  expect(fait.statut).toBe(303)
  const { rows } = await m.f.pool.query('select contenu from complement where dossier_id = $1', [id])
  expect(rows[0].contenu.elements).toEqual([
    { element: 'debit', manque: 'L’attestation.' },
    { element: 'pieces', manque: 'Le plan.' },
  ])
})

test('le geste attendu est le bouton fort : la grille, puis le verdict', async () => {
  const autre = await unDossier(
    m,
    {
      ...p,
      maire: await m.compte('crolles@exemple.fr', 'signataire@213801400'),
      directrice: await m.compte('soleil@exemple.fr', 'directeur@0389904J'),
    },
    { organisme: '213801400', ecoles: ['0389904J'] },
  )
  const fort = async () =>
    /<a href="([^"]*)"[^>]*class="govuk-button"[^>]*>\s*([^<]*)/.exec(
      (await p.instructeur.page(urls.bureauDossier.href({ slug, id: autre }))).html,
    )?.[2]
  expect(await fort()).toBe('Remplir la grille d’examen')
  const { rows } = await m.f.pool.query("select contenu->'controle' as c from appel_version limit 1")
  const elements = rows[0].c.map((x: { id: string }) => ({ element: x.id, verdict: 'conforme' }))
  expect((await p.instructeur.acte(autre, 'examiner', { elements })).statut).toBe(200)
  expect(await fort()).toMatch(/conforme/i)
})
