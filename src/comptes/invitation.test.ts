import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai } from '../../test/maison.ts'
import { visiteur } from '../../test/visiteur.ts'
import { verifierJournal } from '../registre/journal.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let dossier: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  dossier = await unDossier(m, p, { jusquau: 'complet' })
})
afterAll(() => m.fermer())

/** Invites, and reads the link in the letter. */
const inviter = async (courriel: string, role = 'redacteur', uai?: string) => {
  const r = await p.maire.acte(dossier, 'inviter', { courriel, role, ...(uai ? { uai } : {}) })
  expect(r.statut).toBe(200)
  return lienPour(courriel)
}
const lienPour = async (courriel: string): Promise<string> => {
  const { rows } = await sql<{ blocs: { href?: string }[] }>`
    select blocs from courriel where ${courriel} = any(a) and modele = 'inviter' order by id desc limit 1`.execute(
    m.base,
  )
  return new URL(rows[0]?.blocs.find((b) => b.href)?.href ?? 'http://aucune/').pathname
}
const droits = async (personne: string) =>
  (
    await sql<{
      role: string
      portee: string
    }>`select role, portee from habilitation where personne_id = ${personne}`.execute(m.base)
  ).rows

test('l’invitation dit qui invite, pour quoi, et se contente de demander qui l’on est', async () => {
  const lien = await inviter('collegue@exemple.fr')
  const page = await visiteur(m).page(lien)
  expect(page.html).toContain('Camille maire vous invite')
  expect(page.html).toContain('Voiron')
  expect(page.html).toContain('collegue@exemple.fr')
})

test('une personne inconnue confirme son adresse, donne son nom, et entre dans ce dossier seulement', async () => {
  const lien = await inviter('inconnue@exemple.fr')
  const v = visiteur(m)
  const demande = await v.envoyer(lien, { reponse: 'lien' })
  expect(demande.vers).toBe('/connexion/code?envoye=oui')
  const { rows } = await sql<{ blocs: { href?: string }[] }>`
    select blocs from courriel where 'inconnue@exemple.fr' = any(a) and modele = 'connexion'`.execute(m.base)
  const connexion = new URL(rows[0]?.blocs.find((b) => b.href)?.href ?? 'http://aucun/').pathname
  const bienvenue = await v.envoyer(connexion, {})
  expect(bienvenue.vers).toContain('bienvenue=oui')
  const nomme = await v.envoyer('/compte', { nom: 'Inès Connue', bienvenue: 'oui', retour: lien, rappels: 'oui' })
  expect(nomme.vers).toBe(lien)
  expect((await v.envoyer(lien, { reponse: 'accepter' })).vers).toBe(`/dossiers/${dossier}`)
  const { rows: qui } = await sql<{
    id: string
  }>`select id from personne where courriel = 'inconnue@exemple.fr'`.execute(m.base)
  expect(await droits(qui[0]?.id ?? '')).toEqual([])
  expect((await v.page(`/dossiers/${dossier}`)).statut).toBe(200)
})

test('une invitation ne sert qu’à une personne, et la chaîne des actes reste entière', async () => {
  const lien = await inviter('premier@exemple.fr')
  const premier = await m.compte('premier@exemple.fr')
  const second = await m.compte('second@exemple.fr')
  expect((await premier.envoyer(lien, { reponse: 'accepter' })).statut).toBe(303)
  expect((await premier.envoyer(lien, { reponse: 'accepter' })).statut).toBe(303)
  expect((await second.page(lien)).statut).toBe(410)
  expect((await second.envoyer(lien, { reponse: 'accepter' })).html).toContain('ne fonctionne plus')
  expect(await verifierJournal(m.base)).toHaveProperty('lignes')
})

test('accepter avec une autre adresse est dit à la personne qui a invité', async () => {
  const lien = await inviter('boite@exemple.fr')
  const autre = await m.compte('autre.adresse@exemple.fr')
  expect((await autre.page(lien)).html).toContain('Votre session est ouverte avec l’adresse autre.adresse@exemple.fr')
  await autre.envoyer(lien, { reponse: 'accepter' })
  const { rows } = await sql<{ a: string[]; texte: string }>`
    select a, blocs::text as texte from courriel where modele = 'accepter_invitation' order by id desc limit 1`.execute(
    m.base,
  )
  expect(rows[0]?.a).toEqual(['maire@exemple.fr'])
  expect(rows[0]?.texte).toContain('autre.adresse@exemple.fr')
})

test('la boîte officielle de l’école fait la directrice ; une autre adresse n’ouvre que le dossier', async () => {
  const boite = `ce.${ECOLES.ferry.toLowerCase()}@ac-grenoble.fr`
  const directrice = await m.compte(boite)
  await directrice.envoyer(await inviter(boite, 'directeur', ECOLES.ferry), { reponse: 'accepter' })
  expect(await droits(directrice.id)).toEqual([{ role: 'directeur', portee: ECOLES.ferry }])
  const autre = await m.compte('se.dit.directeur@exemple.fr')
  await autre.envoyer(await inviter('se.dit.directeur@exemple.fr', 'directeur', ECOLES.brunerie), {
    reponse: 'accepter',
  })
  expect(await droits(autre.id)).toEqual([])
  expect(
    (await autre.api('GET', `/api/v1/dossiers/${dossier}`)).json.ecoles.map((e: { uai: string }) => e.uai),
  ).toEqual([ECOLES.brunerie])
})

test('renvoyer l’invitation remplace le lien, la retirer l’éteint', async () => {
  const ancien = await inviter('renvoi@exemple.fr')
  const { rows } = await sql<{ id: string }>`select id from invitation where courriel = 'renvoi@exemple.fr'`.execute(
    m.base,
  )
  expect((await p.maire.acte(dossier, 'renvoyer_invitation', { sur: rows[0]?.id })).statut).toBe(200)
  const nouveau = await lienPour('renvoi@exemple.fr')
  expect(nouveau).not.toBe(ancien)
  expect((await visiteur(m).page(ancien)).statut).toBe(410)
  expect((await visiteur(m).page(nouveau)).statut).toBe(200)
  await p.maire.acte(dossier, 'retirer_invitation', { sur: rows[0]?.id })
  expect((await visiteur(m).page(nouveau)).statut).toBe(410)
  expect((await p.maire.acte(dossier, 'renvoyer_invitation', { sur: rows[0]?.id })).statut).toBe(409)
})

test('essayer des liens au hasard est arrêté', async () => {
  const v = visiteur(m, { ip: '2001:db8:1:2::3' })
  const statuts: number[] = []
  for (let i = 0; i < 202; i++) statuts.push((await v.page(`/invitations/jeton-${i}`)).statut)
  expect(new Set(statuts.slice(0, 200))).toEqual(new Set([410]))
  expect((await visiteur(m, { ip: '2001:db8:1:2:ffff::1' }).page('/invitations/encore')).statut).toBe(429)
  expect((await visiteur(m, { ip: '2001:db8:1:3::1' }).page('/invitations/encore')).statut).toBe(410)
})

test('sans le courriel sous la main, la personne invitée retrouve son invitation en se connectant, elle seule', async () => {
  await inviter('erun.distraite@exemple.fr', 'erun')
  const { rows } = await sql<{
    id: string
  }>`select id from invitation where courriel = 'erun.distraite@exemple.fr'`.execute(m.base)
  const lien = `/invitations/${rows[0]?.id}`
  expect((await visiteur(m).page(lien)).statut).toBe(410)
  const autre = await m.compte('autre.curieuse@exemple.fr')
  expect((await autre.page('/mon-espace')).html).not.toContain('vous invite')
  expect((await autre.envoyer(lien, { reponse: 'accepter' })).statut).toBe(410)
  const elle = await m.compte('erun.distraite@exemple.fr')
  for (const page of ['/mon-espace', '/compte/rattachement']) {
    const { html } = await elle.page(page)
    expect(html).toContain('vous invite')
    expect(html).toContain(lien)
  }
  expect((await elle.page('/mon-espace')).html).not.toContain('encore relié à rien')
  expect((await elle.page(lien)).html).toContain('Accepter l’invitation')
  expect((await elle.envoyer(lien, { reponse: 'accepter' })).vers).toBe(`/dossiers/${dossier}`)
  expect((await elle.page('/mon-espace')).html).not.toContain('vous invite')
  expect((await elle.page(`/dossiers/${dossier}`)).statut).toBe(200)
})
