import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { maisonDEssai, PILOTE } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let agent: Awaited<ReturnType<typeof m.compte>>
beforeAll(async () => {
  m = await maisonDEssai()
  agent = await m.compte('instructeur@exemple.fr', `instructeur@${PILOTE}`)
})
afterAll(() => m.fermer())

const SIVU = {
  type: 'syndicat',
  nom: 'SIVU des Écoles du Lac',
  siren: '253800015',
  code_postal: '38500',
  role: 'redacteur',
}
const organismes = async (siren: string) =>
  (
    await sql<{
      nom: string
      type: string
      departement: string
    }>`select nom, type, departement from organisme where siren = ${siren}`.execute(m.base)
  ).rows
const chemin = '/compte/rattachement/nouvel-organisme'
const demande = async (siren: string) =>
  (
    await sql<{ id: string }>`select id from rattachement where organisme = ${siren} and etat = 'demande'`.execute(
      m.base,
    )
  ).rows[0]?.id ?? ''

test('un syndicat absent des annuaires existe quand un agent a accepté la demande, pas avant', async () => {
  const camille = await m.compte('sivu@exemple.fr')
  const r = await camille.envoyer(chemin, SIVU)
  expect(r.vers).toMatch(/^\/compte\/rattachement\//)
  expect((await camille.page(r.vers ?? '')).html).toContain('SIVU des Écoles du Lac')
  expect(await organismes(SIVU.siren)).toEqual([])
  expect((await camille.page('/compte/rattachement?q=SIVU')).html).not.toContain(`organisme=${SIVU.siren}`)
  const liste = (await agent.page('/demandes-acces')).html
  expect(liste).toContain('SIVU des Écoles du Lac')
  expect(liste).toContain('253\u00a0800\u00a0015')
  await agent.envoyer('/demandes-acces', {
    acte: 'accepter_rattachement',
    demande: await demande(SIVU.siren),
    code: SIVU.siren,
  })
  expect(await organismes(SIVU.siren)).toEqual([{ nom: SIVU.nom, type: 'syndicat', departement: '38' }])
  expect((await camille.acteur()).habilitations).toContainEqual({ role: 'redacteur', portee: SIVU.siren })
  expect((await agent.page('/demandes-acces')).html).not.toContain('SIVU')
  // A second person finds it instead of creating it again.
  const autre = await m.compte('autre@exemple.fr')
  expect((await autre.envoyer(chemin, { ...SIVU, nom: 'Autre nom' })).vers).toBe(
    `/compte/rattachement?organisme=${SIVU.siren}`,
  )
})

test('un organisme refusé n’existe pas', async () => {
  const alex = await m.compte('faux@exemple.fr')
  const ogec = { ...SIVU, type: 'ogec', siren: '783852106', nom: 'OGEC Sainte-Marie' }
  await alex.envoyer(chemin, ogec)
  await agent.envoyer('/demandes-acces', {
    acte: 'refuser_rattachement',
    demande: await demande(ogec.siren),
    code: ogec.siren,
  })
  expect(await organismes(ogec.siren)).toEqual([])
  expect((await alex.acteur()).habilitations).toEqual([])
})

test('une proposition qui a expiré ne fait plus exister l’organisme : une autre personne peut le proposer', async () => {
  const syndicat = { ...SIVU, siren: '253800023', nom: 'SIVU des Rives' }
  const claude = await m.compte('claude@exemple.fr')
  await claude.envoyer(chemin, syndicat)
  const dominique = await m.compte('dominique@exemple.fr')
  const pendant = await dominique.envoyer(chemin, syndicat)
  expect(pendant.vers).toBe(`/compte/rattachement?organisme=${syndicat.siren}`)
  await sql`update rattachement set expire_le = ${m.porte.maintenant()} where organisme = ${syndicat.siren}`.execute(
    m.base,
  )
  const apres = await dominique.envoyer(chemin, { ...syndicat, nom: 'SIVU des Deux Rives' })
  expect(apres.vers).toMatch(/^\/compte\/rattachement\/[0-9a-f-]{36}/)
  expect((await dominique.page(apres.vers ?? '')).html).toContain('SIVU des Deux Rives')
})

test('une commune ne se recrée pas, et chaque faute a sa phrase', async () => {
  const alex = await m.compte('alex@exemple.fr')
  expect((await alex.envoyer(chemin, { ...SIVU, siren: '213805633' })).vers).toBe(
    '/compte/rattachement?organisme=213805633',
  )
  const r = await alex.envoyer(chemin, {
    type: 'commune',
    nom: '<b>',
    siren: '123456789',
    code_postal: 'Voiron',
    role: '',
  })
  expect(r.statut).toBe(422)
  for (const phrase of ['Choisissez ce qu’est', 'nom officiel', 'clé de contrôle', '38500', 'ce que vous ferez'])
    expect(r.html).toContain(phrase)
  expect(r.html).toContain('value="Voiron"')
})
