import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ECOLES, maisonDEssai, PILOTE, VOIRON } from '../../test/maison.ts'
import { verifierJournal } from '../registre/journal.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let rang = 0
const CROLLES = '213801400'
beforeAll(async () => {
  m = await maisonDEssai()
})
beforeEach(async () => {
  await sql`delete from limite`.execute(m.base)
})
afterAll(() => m.fermer())

const quelquun = (...droits: string[]) => m.compte(`personne${++rang}@exemple.fr`, ...droits)
const droits = async (personne: string) =>
  (
    await sql<{ droit: string }>`
      select role || '@' || portee as droit from habilitation where personne_id = ${personne} and jusqua is null order by 1`.execute(
      m.base,
    )
  ).rows.map((r) => r.droit)
const demandeDe = async (personne: string) =>
  (await sql<{ id: string }>`select id from rattachement where personne_id = ${personne}`.execute(m.base)).rows[0]
    ?.id ?? ''
const lettre = async (modele: string) =>
  (
    await sql<{ a: string[]; texte: string }>`
      select a, blocs::text as texte from courriel where modele = ${modele} order by id desc limit 1`.execute(m.base)
  ).rows[0]
const codeRecu = async () =>
  /(\d{3})\u00a0(\d{3})/
    .exec((await lettre('rattachement_code'))?.texte ?? '')
    ?.slice(1)
    .join('') ?? ''

test('on cherche sa commune ou son école par son nom', async () => {
  const p = await quelquun()
  const page = await p.page('/compte/rattachement?q=crolles')
  expect(page.html).toContain(`href="/compte/rattachement?organisme=${CROLLES}"`)
  expect((await p.page('/compte/rattachement?q=jules')).html).toContain(
    `href="/compte/rattachement?ecole=${ECOLES.ferry}"`,
  )
  expect((await p.page('/compte/rattachement?q=zzzz')).html).toContain('Rien ne porte ce nom')
})

test('la directrice rejoint son école par le code envoyé à la boîte officielle', async () => {
  const p = await quelquun()
  const r = await p.envoyer('/compte/rattachement', { ecole: ECOLES.ferry, role: 'directeur', voie: 'code' })
  expect(r.statut).toBe(303)
  expect((await lettre('rattachement_code'))?.a).toEqual([`ce.${ECOLES.ferry.toLowerCase()}@ac-grenoble.fr`])
  const page = await p.page(r.vers ?? '')
  expect(page.html).toContain('ce…@ac-grenoble.fr')
  const code = await codeRecu()
  expect((await p.envoyer(r.vers ?? '', { code: code === '111111' ? '222222' : '111111' })).statut).toBe(422)
  expect((await p.envoyer(r.vers ?? '', { code })).statut).toBe(303)
  expect(await droits(p.id)).toEqual([`directeur@${ECOLES.ferry}`])
  expect((await p.page(r.vers ?? '')).html).toContain('Vous avez rejoint')
})

test('cinq codes faux, et il faut en demander un autre', async () => {
  const p = await quelquun()
  const r = await p.envoyer('/compte/rattachement', { ecole: ECOLES.brunerie, role: 'directeur', voie: 'code' })
  const code = await codeRecu()
  for (let i = 0; i < 5; i++) await p.envoyer(r.vers ?? '', { code: code === '111111' ? '222222' : '111111' })
  expect((await p.envoyer(r.vers ?? '', { code })).statut).toBe(409)
  expect(await droits(p.id)).toEqual([])
})

test('le code d’une autre personne ne sert à rien', async () => {
  const [p, voleur] = [await quelquun(), await quelquun()]
  const r = await p.envoyer('/compte/rattachement', { ecole: ECOLES.privee, role: 'directeur', voie: 'code' })
  expect((await voleur.envoyer(r.vers ?? '', { code: await codeRecu() })).statut).toBe(404)
  expect(await droits(voleur.id)).toEqual([])
})

test('sans adresse officielle connue, un agent du territoire répond, et la première personne donne ensuite les accès', async () => {
  const p = await quelquun()
  const agent = await quelquun(`instructeur@${PILOTE}`)
  await p.envoyer('/compte/rattachement', { organisme: CROLLES, role: 'signataire', voie: 'code' })
  const liste = await agent.page('/demandes-acces')
  expect(liste.html).toContain(p.courriel)
  expect((await p.page('/demandes-acces')).statut).toBe(404)
  const demande = await demandeDe(p.id)
  expect(liste.html).toContain(demande)
  expect((await p.envoyer('/demandes-acces', { acte: 'accepter_rattachement', demande, code: CROLLES })).statut).toBe(
    404,
  )
  await agent.envoyer('/demandes-acces', { acte: 'accepter_rattachement', demande, code: CROLLES })
  expect(await droits(p.id)).toEqual([`gestionnaire_organisme@${CROLLES}`, `signataire@${CROLLES}`])
  expect((await lettre('accepter_rattachement'))?.a).toEqual([p.courriel])
})

test('un agent ne répond ni ailleurs que sur son territoire, ni à la place de la personne responsable', async () => {
  const p = await quelquun()
  const agent = await quelquun(`instructeur@${PILOTE}`)
  await p.envoyer('/compte/rattachement', { organisme: '217500016', role: 'redacteur', voie: 'agent' })
  expect((await agent.page('/demandes-acces')).html).not.toContain(p.courriel)
  const { rows } = await sql<{ id: string }>`select id from rattachement where organisme = '217500016'`.execute(m.base)
  await agent.envoyer('/demandes-acces', {
    acte: 'accepter_rattachement',
    demande: rows[0]?.id ?? '',
    code: '217500016',
  })
  expect(await droits(p.id)).toEqual([])
  const q = await quelquun()
  await q.envoyer('/compte/rattachement', { organisme: CROLLES, role: 'redacteur', voie: 'agent' })
  const ici = await sql<{
    id: string
    voie: string
  }>`select id, voie from rattachement where personne_id = ${q.id}`.execute(m.base)
  expect(ici.rows[0]?.voie).toBe('gestionnaire')
  await agent.envoyer('/demandes-acces', {
    acte: 'accepter_rattachement',
    demande: ici.rows[0]?.id ?? '',
    code: CROLLES,
  })
  expect(await droits(q.id)).toEqual([])
})

test('la personne responsable des accès accepte ou refuse, et donne des rôles avec leurs dates', async () => {
  const maire = await quelquun(`gestionnaire_organisme@${VOIRON.siren}`)
  const p = await quelquun()
  await p.envoyer('/compte/rattachement', { organisme: VOIRON.siren, role: 'redacteur' })
  expect((await lettre('rattachement_gestionnaire'))?.a).toEqual([maire.courriel])
  const page = await maire.page(`/organismes/${VOIRON.siren}/acces`)
  const demande = /name="demande" value="([\w-]+)"/.exec(page.html)?.[1] ?? ''
  expect(
    (await p.envoyer(`/organismes/${VOIRON.siren}/acces`, { acte: 'accepter_rattachement', demande })).statut,
  ).toBe(403)
  await maire.envoyer(`/organismes/${VOIRON.siren}/acces`, { acte: 'accepter_rattachement', demande })
  expect(await droits(p.id)).toEqual([`redacteur@${VOIRON.siren}`])
  const donner = {
    acte: 'donner_role',
    courriel: 'Remplacante@exemple.fr',
    role: 'redacteur',
    'jusqua.jour': '31',
    'jusqua.mois': '3',
    'jusqua.annee': '2025',
  }
  expect((await maire.envoyer(`/organismes/${VOIRON.siren}/acces`, donner)).statut).toBe(303)
  const { rows } = await sql<{ jusqua: Date }>`
    select h.jusqua from habilitation h join personne p on p.id = h.personne_id where p.courriel = 'remplacante@exemple.fr'`.execute(
    m.base,
  )
  expect(rows[0]?.jusqua.toISOString()).toBe('2025-03-31T21:59:59.999Z')
  expect((await lettre('donner_role'))?.a).toEqual(['remplacante@exemple.fr'])
  expect((await maire.envoyer(`/organismes/${VOIRON.siren}/acces`, donner)).statut).toBe(409)
  const faux = await maire.envoyer(`/organismes/${VOIRON.siren}/acces`, { ...donner, courriel: 'pas une adresse' })
  expect(faux.statut).toBe(422)
  expect(faux.html).toContain('value="pas une adresse"')
})

test('la dernière personne responsable des accès ne se retire pas, ni ne se donne une fin', async () => {
  const seule = await m.compte('seule@exemple.fr', 'gestionnaire_organisme@213801871')
  const acces = '/organismes/213801871/acces'
  const { rows } = await sql<{ id: string }>`select id from habilitation where personne_id = ${seule.id}`.execute(
    m.base,
  )
  const habilitation = rows[0]?.id ?? ''
  expect((await seule.page(`${acces}?modifier=${habilitation}`)).html).toContain('Retirer ce rôle maintenant')
  expect((await seule.envoyer(acces, { acte: 'retirer_role', habilitation })).statut).toBe(409)
  const fin = { acte: 'dater_role', habilitation, 'jusqua.jour': '1', 'jusqua.mois': '6', 'jusqua.annee': '2025' }
  expect((await seule.envoyer(acces, fin)).html).toContain('la dernière personne responsable des accès')
  await seule.envoyer(acces, { acte: 'donner_role', courriel: 'suite@exemple.fr', role: 'gestionnaire_organisme' })
  expect((await seule.envoyer(acces, fin)).statut).toBe(303)
  expect((await seule.envoyer(acces, { acte: 'retirer_role', habilitation })).statut).toBe(303)
  expect((await seule.page(acces)).statut).toBe(404)
})

test('chaque organisme a sa chaîne d’actes, vérifiée avec les autres', async () => {
  const verdict = await verifierJournal(m.base)
  expect(verdict).toHaveProperty('lignes')
  await sql`update chaine set rang = rang + 1 where nom = ${`organisme:${CROLLES}`}`.execute(m.base)
  expect(await verifierJournal(m.base)).toHaveProperty('rupture')
  await sql`update chaine set rang = rang - 1 where nom = ${`organisme:${CROLLES}`}`.execute(m.base)
})

test('un organisme inconnu, mal écrit ou étranger donne la même page absente', async () => {
  const p = await quelquun()
  for (const url of [
    '/organismes/999999999/acces',
    '/organismes/abc/acces',
    '/organismes/%00/acces',
    `/organismes/${VOIRON.siren}/acces`,
    '/compte/rattachement?organisme=999999999',
    '/compte/rattachement/pas-un-id',
  ])
    expect((await p.page(url)).statut).toBe(404)
})

test('une demande envoyée est rappelée partout où l’on en proposerait une autre', async () => {
  const p = await quelquun()
  const avant = [await p.page('/mon-espace'), await p.page(`/appels/${PILOTE}/candidater`)]
  for (const page of avant) expect(page.html).toContain('Demander mon accès')
  const r = await p.envoyer('/compte/rattachement', { organisme: CROLLES, role: 'redacteur', voie: 'agent' })
  const apres = [await p.page('/mon-espace'), await p.page(`/appels/${PILOTE}/candidater`)]
  for (const page of apres) {
    expect(page.html).not.toContain('Demander mon accès')
    expect(page.html).toContain('Votre demande d’accès pour Crolles attend une réponse.')
    expect(page.html).toContain(`href="${r.vers}"`)
  }
  await sql`update rattachement set etat = 'refuse' where personne_id = ${p.id}`.execute(m.base)
  expect((await p.page('/mon-espace')).html).toContain('Demander mon accès')
})
