import { sql } from 'kysely'
import type { Config } from '../config.ts'
import { avecArticle } from '../domaine/francais.ts'
import { adresseDeReponse } from '../socle/courriel/adresse-de-reponse.ts'
import type { BlocCourriel } from '../socle/courriel/blocs.ts'
import { mettreEnPage } from '../socle/courriel/mettre-en-page.ts'
import type { Courriel, Envoi, Transport } from '../socle/courriel/transport.ts'
import type { Fichiers } from '../socle/fichiers/ouvrir.ts'
import { composerUn } from './composer-documents.ts'
import type { Porte } from './porte.ts'

type Moyens = {
  porte: Porte
  fichiers: Fichiers
  transport: Transport
  config: Pick<Config, 'courriel' | 'operateur' | 'secret' | 'reponses'>
}
type Lettre = {
  id: string
  a: string[]
  objet: string
  blocs: BlocCourriel[]
  repondre_a: string | null
  fil_id: string | null
  pieces: ({ document: string; nom: string } | { nom: string; type: string; texte: string })[]
  tentatives: number
}

const ENSEMBLE = 20
/** About five days of a mail server that does not answer, as mail servers themselves wait (RFC 5321 §4.5.4.1). */
const ESSAIS = 60
/** A process that took letters and died gives them back after this; a living one gives back what it had no time to send. */
const PRISE = 3
const TENIR = 60_000

/** Makes the waiting letters leave, each once: taken under lock (several workers never take the same), sent outside any
 * transaction, then marked. Without a mail server (demonstration) they are kept. A refusal for good is said with its reason;
 * a passing one is tried again later, more and more rarely. */
export const envoyerCourriels = async (m: Moyens): Promise<void> => {
  if (!m.config.courriel.smtp) {
    await sql`update courriel set etat = 'garde' where etat = 'attente'`.execute(m.porte.base)
    return
  }
  for (;;) {
    const lettres = await prendre(m.porte)
    const debut = performance.now()
    for (const [i, lettre] of lettres.entries()) {
      if (performance.now() - debut > TENIR) {
        await rendre(m.porte, lettres.slice(i))
        break
      }
      await noter(m.porte, lettre, await tenter(m, lettre))
    }
    if (lettres.length < ENSEMBLE) return
  }
}

/** A letter that cannot be composed (a document that fails, a full disk) never holds back those behind it. */
const tenter = async (m: Moyens, l: Lettre): Promise<Envoi> => {
  try {
    return await m.transport.envoyer(await composer(m, l))
  } catch (e) {
    const raison = e instanceof Error ? e.message : String(e)
    return { etat: 'refuse', raison: `La lettre n’a pas pu être composée : ${raison.slice(0, 300)}`, definitif: false }
  }
}

const rendre = (porte: Porte, lettres: Lettre[]) =>
  sql`update courriel set prise_le = null, tentatives = tentatives - 1 where id = any(${lettres.map((l) => l.id)}) and etat = 'attente'`.execute(
    porte.base,
  )

const prendre = async (porte: Porte): Promise<Lettre[]> =>
  (
    await sql<Lettre>`
      update courriel set prise_le = now(), tentatives = tentatives + 1 where id in (
        select id from courriel where etat = 'attente' and (prise_le is null or prise_le < now() - ${PRISE} * interval '1 minute')
          and (essai_apres is null or essai_apres <= now())
        order by cree_le, id limit ${ENSEMBLE} for update skip locked)
      returning id, a, objet, blocs, repondre_a, fil_id, pieces, tentatives`.execute(porte.base)
  ).rows

const noter = async (porte: Porte, l: Lettre, envoi: Envoi): Promise<void> => {
  if (envoi.etat !== 'refuse') {
    await sql`update courriel set etat = ${envoi.etat}, envoye_le = ${porte.maintenant()}, raison = null where id = ${l.id}`.execute(
      porte.base,
    )
    return
  }
  const fini = envoi.definitif || l.tentatives >= ESSAIS
  const attente = 15 * 2 ** Math.min(l.tentatives, 9)
  await sql`
    update courriel set etat = ${fini ? 'refuse' : 'attente'}, raison = ${envoi.raison}, prise_le = null,
      essai_apres = now() + ${attente} * interval '1 second' where id = ${l.id}`.execute(porte.base)
}

const composer = async (m: Moyens, l: Lettre): Promise<Courriel> => {
  const repondreA = l.repondre_a ?? (await adresseDeLaLettre(m, l))
  const { texte, html } = mettreEnPage({
    objet: l.objet,
    blocs: l.blocs,
    operateur: m.config.operateur,
    pied: [
      ...(repondreA && l.fil_id ? [PAR_COURRIEL] : []),
      `Cette lettre est envoyée par ${avecArticle(m.config.operateur.nom)} au moyen de Lauréat.`,
      `Une question ? Écrivez à ${m.config.operateur.contact}.`,
    ],
  })
  return {
    de: m.config.courriel.expediteur,
    a: l.a[0] ?? '',
    objet: l.objet,
    texte,
    html,
    idMessage: l.id,
    ...(repondreA ? { repondreA } : {}),
    piecesJointes: await Promise.all(
      l.pieces.map((p) => ('document' in p ? pieceJointe(m, p) : { nom: p.nom, type: p.type, contenu: p.texte })),
    ),
  }
}

const PAR_COURRIEL =
  'Vous pouvez aussi répondre à ce courriel, depuis cette même adresse : votre réponse et ses pièces jointes rejoignent le dossier.'

/** Where the letter of a message is answered: only by somebody who has an account, and where answers are received. */
const adresseDeLaLettre = async (m: Moyens, l: Lettre): Promise<string | undefined> => {
  const { reponses, secret } = m.config
  if (!reponses || !l.fil_id) return undefined
  const { rows } = await sql`select 1 from personne where courriel = ${l.a[0]} and anonymisee_le is null`.execute(
    m.porte.base,
  )
  return rows.length > 0 ? adresseDeReponse(secret, reponses.domaine, l.id) : undefined
}

const pieceJointe = async (m: Moyens, p: { document: string; nom: string }) => {
  const cle = await composerUn(m, p.document)
  return { nom: p.nom, type: 'application/pdf', contenu: await m.fichiers.lire(cle) }
}
