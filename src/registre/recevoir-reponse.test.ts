import { createConnection } from 'node:net'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bien } from '../../test/argent.ts'
import { parties, unDossier } from '../../test/dossier.ts'
import { maisonDEssai } from '../../test/maison.ts'
import { pdf } from '../../test/pdf.ts'
import { estRefus } from '../domaine/refus.ts'
import { ouvrirReponses } from '../reception.ts'
import { adresseDeReponse } from '../socle/courriel/adresse-de-reponse.ts'
import type { Courriel } from '../socle/courriel/transport.ts'
import { envoyerCourriels } from './envoyer-courriels.ts'
import { recevoirReponse } from './recevoir-reponse.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let dossier = ''
const DOMAINE = 'reponses.exemple.fr'
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  dossier = await unDossier(m, p)
})
afterAll(() => m.fermer())

/** The service writes to the town hall; answers what left, by address. */
const question = async (objet: string, champs: Record<string, string> = {}): Promise<Map<string, Courriel>> => {
  const r = await p.instructeur.envoyer(`/bureau/tne38-pac-2025/dossiers/${dossier}`, {
    objet,
    texte: 'Pouvez-vous préciser le nombre de classes ?',
    ...champs,
  })
  expect(r.statut).toBe(303)
  const partis = new Map<string, Courriel>()
  await envoyerCourriels({
    porte: m.porte,
    fichiers: m.fichiers,
    transport: {
      envoyer: async (c: Courriel) => {
        // Other letters may wait for the same person, and leave before or after this one.
        if (c.repondreA || !partis.has(c.a)) partis.set(c.a, c)
        for (const { contenu } of c.piecesJointes ?? []) if (contenu instanceof Readable) contenu.destroy()
        return { etat: 'envoye' as const }
      },
      etat: async () => null,
      fermer() {},
    },
    config: {
      ...m.config,
      courriel: { smtp: 'smtp://exemple', expediteur: 'aides@exemple.fr' },
      reponses: { domaine: DOMAINE },
    },
  })
  return partis
}
const adresseDe = async (objet: string, champs: Record<string, string> = {}, qui = 'maire@exemple.fr') =>
  (await question(objet, champs)).get(qui)?.repondreA ?? ''

let numero = 0
const courriel = (a: string, o: { de?: string; entetes?: string[]; corps?: string; id?: string } = {}) =>
  [
    `From: Le Maire <${o.de ?? 'Maire@exemple.fr'}>`,
    `To: <${a}>`,
    'Subject: Re: question',
    `Message-ID: <${o.id ?? `m${++numero}`}@exemple.fr>`,
    'MIME-Version: 1.0',
    ...(o.entetes ?? ['Content-Type: text/plain; charset=utf-8']),
    '',
    o.corps ??
      'Cinq classes.\r\n\r\nLe lun. 3 févr. 2025 à 10:12, Département <aides@exemple.fr> a écrit :\r\n> Combien ?',
  ].join('\r\n')
const avecPieces = (pieces: Record<string, Buffer>) => ({
  entetes: ['Content-Type: multipart/mixed; boundary=b'],
  corps: [
    '--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nVoici le plan.\r\n',
    ...Object.entries(pieces).map(
      ([nom, contenu]) =>
        `--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="${nom}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${contenu.toString('base64')}\r\n`,
    ),
    '--b--\r\n',
  ].join(''),
})
const rangees = async () => (await Array.fromAsync(m.fichiers.lister())).length
const piecesNommees = async (nom: string) =>
  (await sql`select 1 from piece where nom = ${nom}`.execute(m.base)).rows.length
const recevoir = (brut: string) => recevoirReponse(m.f, Readable.from([Buffer.from(brut)]))
const messages = async (objet: string) =>
  (
    await sql<{ texte: string; par: string; qualite: string; origine: string; pieces: { id: string; nom: string }[] }>`
      select m.texte, m.par, m.qualite, m.origine, m.pieces from message m join fil f on f.id = m.fil_id
      where f.objet = ${objet} order by m.cree_le, m.id`.execute(m.base)
  ).rows
const lettresDe = async (modele: string, a: string) =>
  (await m.courriels()).filter((c) => c.modele === modele && c.a[0] === a)

test('le maire répond à la lettre, et sa réponse rejoint l’échange sans ce qu’elle cite', async () => {
  const partis = await question('Classes')
  const lettre = partis.get('maire@exemple.fr')
  expect(lettre?.texte).toContain('Vous pouvez aussi répondre à ce courriel')
  expect(await recevoir(courriel(lettre?.repondreA ?? ''))).toMatchObject({ etat: 'ecrite', lettre: false })
  expect((await messages('Classes')).at(-1)).toMatchObject({
    texte: 'Cinq classes.',
    par: 'Camille maire',
    origine: 'courriel',
  })
  const { html } = await p.instructeur.page(`/bureau/tne38-pac-2025/dossiers/${dossier}?onglet=messages`)
  expect(html).toContain('Cinq classes.')
})

test('une boîte sans compte, ou une autre lettre, n’a pas d’adresse de réponse', async () => {
  const partis = await question('Boîtes')
  expect(partis.get('mairie@exemple.fr')?.repondreA).toBeUndefined()
  expect([...partis.keys()]).toContain('mairie@exemple.fr')
})

test('le même message reçu deux fois, même ensemble, est écrit une fois', async () => {
  const brut = courriel(await adresseDe('Deux fois'), { id: 'meme' })
  const etats = await Promise.all([recevoir(brut), recevoir(brut)])
  expect(etats.map((e) => (estRefus(e) ? e.code : e.etat)).sort()).toEqual(['deja', 'ecrite'])
  expect(await recevoir(brut)).toMatchObject({ etat: 'deja' })
  expect(await messages('Deux fois')).toHaveLength(2)
})

test('une adresse forgée, ou écrite par quelqu’un d’autre, ne reçoit ni place ni lettre', async () => {
  const bonne = await adresseDe('Forgée')
  const avant = (await m.courriels()).length
  const faussee = bonne.replace(/\.(.)/, (_, c) => `.${c === 'a' ? 'b' : 'a'}`)
  expect(await recevoir(courriel(faussee))).toMatchObject({ code: 'adresse_inconnue', repondu: false })
  const inventee = adresseDeReponse(m.config.secret, DOMAINE, '0193a6b2-7c1d-7e00-8a00-0123456789ab')
  expect(await recevoir(courriel(inventee))).toMatchObject({ code: 'adresse_inconnue' })
  expect(await recevoir(courriel(bonne, { de: 'autre@exemple.fr' }))).toMatchObject({
    code: 'autre_expediteur',
    repondu: false,
  })
  expect(await recevoir('')).toMatchObject({ code: 'adresse_inconnue' })
  expect(await messages('Forgée')).toHaveLength(1)
  expect((await m.courriels()).length).toBe(avant)
})

test('une absence du bureau n’écrit rien et ne reçoit rien', async () => {
  const a = await adresseDe('Absence')
  const avant = (await m.courriels()).length
  for (const entete of ['Auto-Submitted: auto-replied', 'Precedence: bulk', 'Return-Path: <>'])
    expect(await recevoir(courriel(a, { entetes: [entete, 'Content-Type: text/plain'] }))).toMatchObject({
      etat: 'automatique',
    })
  expect(await messages('Absence')).toHaveLength(1)
  expect((await m.courriels()).length).toBe(avant)
})

test('les pièces jointes sont contrôlées : le PDF rejoint le dossier, le programme non, et une lettre le dit une fois', async () => {
  const a = await adresseDe('Pièces')
  const brut = courriel(a, {
    id: 'pieces',
    ...avecPieces({ 'plan.pdf': pdf('plan'), 'prime.exe': Buffer.from('MZ'), 'ruse.pdf': Buffer.from('MZ') }),
  })
  expect(await recevoir(brut)).toMatchObject({ etat: 'ecrite', lettre: true })
  await recevoir(brut)
  const [, reponse] = await messages('Pièces')
  expect(reponse?.pieces.map((x) => x.nom)).toEqual(['plan.pdf'])
  const { rows } = await sql<{
    nom: string
  }>`select nom from piece where dossier_id = ${dossier} and nature = 'courriel'`.execute(m.base)
  expect(rows).toEqual([{ nom: 'plan.pdf' }])
  const lettres = await lettresDe('reponse_courriel', 'maire@exemple.fr')
  expect(lettres).toHaveLength(1)
  expect(JSON.stringify(lettres)).toContain('prime.exe')
  expect(JSON.stringify(lettres)).toContain('ruse.pdf')
})

test('les pièces d’une réponse qui n’est pas écrite ne restent ni dans le dossier, ni au rangement', async () => {
  const muet = await m.compte('muet@exemple.fr', 'signataire@213805633')
  const a = await adresseDe('Refusée', {}, 'muet@exemple.fr')
  // Now of the district: reads the thread of the applicant, may join files, does not write there.
  await sql`update habilitation set role = 'erun', portee = '0380999E' where personne_id = ${muet.id}`.execute(m.base)
  const avant = await rangees()
  const refusee = courriel(a, { de: 'muet@exemple.fr', ...avecPieces({ 'secret.pdf': pdf('refusée') }) })
  expect(await recevoir(refusee)).toMatchObject({ code: 'role_insuffisant', repondu: true })
  expect(await piecesNommees('secret.pdf')).toBe(0)
  expect(await rangees()).toBe(avant)
  const deux = courriel(await adresseDe('Deux pièces'), { ...avecPieces({ 'double.pdf': pdf('double') }) })
  await Promise.all([recevoir(deux), recevoir(deux)])
  expect(await piecesNommees('double.pdf')).toBe(1)
})

test('un texte sans fin est coupé, et on le dit', async () => {
  const a = await adresseDe('Long')
  expect(await recevoir(courriel(a, { corps: 'mot '.repeat(8000) }))).toMatchObject({ etat: 'ecrite', lettre: true })
  expect((await messages('Long')).at(-1)?.texte).toMatch(/trop long, a été coupée\.\]$/)
})

test('un message de plus de 30 Mo est refusé sans être gardé', async () => {
  const a = await adresseDe('Énorme')
  const flux = Readable.from(
    (function* () {
      yield Buffer.from(courriel(a, { corps: '' }))
      for (let i = 0; i < 31; i++) yield Buffer.alloc(1_000_000, 0x61)
    })(),
  )
  expect(await recevoirReponse(m.f, flux)).toMatchObject({ code: 'message_trop_gros', repondu: false })
})

test('quelqu’un qui n’a plus de droit, ou plus de compte, l’apprend par une lettre', async () => {
  const parti = await m.compte('parti@exemple.fr', 'signataire@213805633')
  const a = await adresseDe('Parti', {}, 'parti@exemple.fr')
  await sql`update habilitation set jusqua = ${m.porte.maintenant()} where personne_id = ${parti.id}`.execute(m.base)
  expect(await recevoir(courriel(a, { de: 'parti@exemple.fr' }))).toMatchObject({ refus: true, repondu: true })
  await sql`update personne set anonymisee_le = ${m.porte.maintenant()}, courriel = 'compte-x@ferme.invalid' where id = ${parti.id}`.execute(
    m.base,
  )
  expect(await recevoir(courriel(a, { de: 'parti@exemple.fr' }))).toMatchObject({ code: 'compte_ferme', repondu: true })
  expect(await lettresDe('reponse_courriel', 'parti@exemple.fr')).toHaveLength(2)
  expect(await messages('Parti')).toHaveLength(1)
})

test('le serveur de courriel remet par SMTP : une adresse connue est prise, une autre refusée, rien n’est relayé', async () => {
  const a = await adresseDe('SMTP')
  const reception = await ouvrirReponses({
    ...m.f,
    config: { ...m.config, reponses: { domaine: DOMAINE, ecoute: { port: 0, hote: '127.0.0.1', lmtp: false } } },
  })
  if (!reception) throw new Error('Nothing listens')
  const poste = createTransport({ host: '127.0.0.1', port: reception.port, secure: false, ignoreTLS: true })
  try {
    const envoyer = (to: string, de = 'maire@exemple.fr') =>
      poste.sendMail({ envelope: { from: de, to }, raw: courriel('liste@exemple.fr', { de }) })
    await envoyer(a)
    expect((await messages('SMTP')).at(-1)?.texte).toBe('Cinq classes.')
    await expect(envoyer('quelquun@ailleurs.fr')).rejects.toThrow(/550/)
    await expect(envoyer(a, 'autre@exemple.fr')).rejects.toThrow(/550.*Seule la personne/)
    expect(await premiereLigne(reception.port)).toMatch(/^220 .*Laureat/)
  } finally {
    poste.close()
    await reception.fermer()
  }
})

const premiereLigne = (port: number): Promise<string> =>
  new Promise((lue, rejeter) => {
    const prise = createConnection({ port, host: '127.0.0.1' })
    prise.once('data', (d) => {
      lue(String(d))
      prise.destroy()
    })
    prise.once('error', rejeter)
  })

test('un message à un seul groupe n’est lu que par lui, et une note interne par aucun porteur', async () => {
  const partis = await question('Aux écoles', { groupe: 'ecoles' })
  expect([...partis.keys()]).toContain('directrice@exemple.fr')
  expect([...partis.keys()]).not.toContain('maire@exemple.fr')
  await question('Au rectorat', { groupe: 'rectorat' })
  await question('À la circonscription', { groupe: 'circonscription' })
  await question('Entre nous', { interne: 'oui', texte: 'Méfiance sur ce dossier.' })
  const lu = async (qui: (typeof p)['maire']) => {
    const pages = await Promise.all([
      qui.page(`/dossiers/${dossier}/messages`),
      qui.page(`/dossiers/${dossier}`),
      qui.page(`/dossiers/${dossier}/chronologie`),
      qui.page(`/dossiers/${dossier}/courriers`),
    ])
    const api = await Promise.all(['', '/journal'].map((x) => qui.api('GET', `/api/v1/dossiers/${dossier}${x}`)))
    return [...pages.map((x) => x.html), ...api.map((x) => JSON.stringify(x.json ?? null))].join('\n')
  }
  const vus = async (qui: (typeof p)['maire']) => {
    const tout = await lu(qui)
    return ['Aux écoles', 'Au rectorat', 'À la circonscription', 'Entre nous', 'Méfiance'].filter((x) =>
      tout.includes(x),
    )
  }
  expect(await vus(p.maire)).toEqual([])
  expect(await vus(p.secretaire)).toEqual([])
  expect(await vus(p.directrice)).toEqual(['Aux écoles'])
  expect(await vus(p.erun)).toEqual(['À la circonscription'])
  const { html } = await p.rectorat.page(`/bureau/tne38-pac-2025/dossiers/${dossier}?onglet=messages`)
  expect(html).toContain('Au rectorat')
  // Nor a file that came by e-mail in it.
  const a = (await question('Pièce du rectorat', { groupe: 'rectorat' })).get('rectorat@exemple.fr')?.repondreA ?? ''
  const brut = courriel(a, {
    de: 'rectorat@exemple.fr',
    entetes: ['Content-Type: multipart/mixed; boundary=b'],
    corps:
      '--b\r\nContent-Type: text/plain\r\n\r\nVoir.\r\n--b\r\nContent-Type: text/csv\r\nContent-Disposition: attachment; filename="reserve.csv"\r\n\r\na;b\r\n1;2\r\n--b--\r\n',
  })
  expect(await recevoir(brut)).toMatchObject({ etat: 'ecrite', lettre: false })
  const { rows: gardees } = await sql<{ id: string }>`select id from piece where nom = 'reserve.csv'`.execute(m.base)
  const piece = `/dossiers/${dossier}/pieces/${gardees[0]?.id}`
  expect([(await p.maire.page(piece)).statut, (await p.rectorat.page(piece)).statut]).toEqual([404, 200])
  expect((await p.maire.page(`/dossiers/${dossier}/pieces`)).html).not.toContain('reserve.csv')
  // Nor in what is filed again, nor in its receipt: to whom a file is not, it does not exist.
  bien(await p.maire.acte(dossier, 'reprendre_depot', {}))
  bien(await p.maire.acte(dossier, 'deposer', { engagements: true }))
  expect((await p.maire.page(piece)).statut).toBe(404)
  const { rows: figes } = await sql<{ texte: string }>`
    select contenu::text as texte from depot where dossier_id = ${dossier} union all
    select contenu::text from document where dossier_id = ${dossier} and genre = 'accuse'`.execute(m.base)
  expect(figes).toHaveLength(4)
  for (const { texte } of figes) expect(texte).not.toContain('reserve.csv')
  // Nor by answering in it.
  const { rows } = await sql<{ id: string }>`select id from fil where objet = 'Entre nous'`.execute(m.base)
  const r = await p.maire.envoyer(`/dossiers/${dossier}/messages`, {
    fil: rows[0]?.id ?? '',
    [`texte.${rows[0]?.id}`]: 'Bonjour',
  })
  expect(r.statut).toBe(404)
})

test('un message refusé se relit avec ce qui était tapé, et la faute près de son champ', async () => {
  const bureau = `/bureau/tne38-pac-2025/dossiers/${dossier}`
  const r = await p.instructeur.envoyer(bureau, { texte: 'Un long message.', groupe: 'ecoles' })
  expect(r.statut).toBe(422)
  expect(r.html).toContain('Donnez un objet à votre message.')
  expect(r.html).toContain('Un long message.')
  expect(r.html).toMatch(/value="ecoles" checked/)
  await question('À répondre')
  const { rows } = await sql<{ id: string }>`select id from fil where objet = 'À répondre'`.execute(m.base)
  const fil = rows[0]?.id ?? ''
  for (const [qui, page] of [
    [p.instructeur, bureau],
    [p.maire, `/dossiers/${dossier}/messages`],
  ] as const) {
    const refusee = await qui.envoyer(page, { fil, [`texte.${fil}`]: ' ' })
    expect(refusee.statut).toBe(422)
    expect(refusee.html).toContain(`href="#texte-${fil}"`)
  }
})

test('par l’API comme par la page : on écrit, on répond, on ne lit que ce qui est à soi', async () => {
  const url = `/api/v1/dossiers/${dossier}/messages`
  const note = await p.instructeur.api('POST', url, { texte: 'Entre agents.', interne: true })
  const ecrit = await p.instructeur.api('POST', url, { texte: 'Aux directions.', objet: 'Par l’API', groupe: 'ecoles' })
  expect([note.statut, ecrit.statut]).toEqual([201, 201])
  const lus = async (qui: (typeof p)['maire']) => JSON.stringify((await qui.api('GET', url)).json.elements)
  expect(await lus(p.rectorat)).toContain('Entre agents.')
  expect(await lus(p.directrice)).toContain('Aux directions.')
  for (const secret of ['Entre agents.', 'Aux directions.']) expect(await lus(p.maire)).not.toContain(secret)
  const statut = async (qui: (typeof p)['maire'], corps: object) => (await qui.api('POST', url, corps)).statut
  expect(await statut(p.directrice, { texte: 'Merci.', fil: ecrit.json.fil })).toBe(201)
  expect(await statut(p.maire, { texte: 'Et moi ?', fil: note.json.fil })).toBe(404)
  expect(await statut(p.maire, { texte: 'Une note.', interne: true })).toBe(403)
  expect(await statut(p.maire, { texte: '', objet: 'Vide' })).toBe(422)
  expect(await statut(p.maire, { message: 'Inconnu' })).toBe(422)
  expect(await statut(p.autre, { texte: 'Bonjour', objet: 'Bonjour' })).toBe(404)
})
