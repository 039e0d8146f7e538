import { createHash, randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Champs } from '../domaine/formulaire/lire-formulaire.ts'
import type { Maison } from '../maison.ts'
import type { Requete } from '../socle/http/pages.ts'
import { csrfValable } from '../socle/http/securite.ts'
import { urls } from '../urls.ts'
import { lireFormulairePoste } from './formulaire-poste.ts'

const COOKIE = 'texte_garde'
const HEURES = 12
const MAX_CARACTERES = 300_000
const MAX_TEXTES = 5000
const PAGES: readonly string[] = [
  urls.section,
  urls.sectionEcole,
  urls.preparation,
  urls.conseil,
  urls.changementEcole,
  urls.retrait,
  urls.transfert,
  urls.delai,
].map((u) => u.chemin)

/**
 * A page where people write, sent after the session had ended: its text is kept for some hours, tied to a cookie of this browser, and
 * the person signs in and lands on the same page with it. Nothing is written in a dossier before he or she says so.
 */
export const garderLesTextes = (app: FastifyInstance, maison: Maison): void => {
  app.addHook('preValidation', async (brute, reponse) => {
    if (brute.method !== 'POST' || !PAGES.includes(brute.routeOptions.url ?? '')) return
    const connecte = brute.session !== null
    // Signed in again elsewhere: the form's token is an old one, its text is kept too.
    if (connecte && (brute.isMultipart() || csrfValable(brute))) return
    if (brute.headers['x-enregistrement'] !== undefined || !(csrfValable(brute) || memeSite(brute))) return
    const requete = brute as Requete // a form's fields are texts
    const { champs } = await lireFormulairePoste(requete, async () => undefined)
    const { _csrf, ...textes } = champs
    const contenu = JSON.stringify(textes)
    if (Object.keys(textes).length === 0 || contenu.length > MAX_CARACTERES) return
    await garder(maison, requete, reponse, contenu)
    return reponse.redirect(connecte ? cheminDe(requete) : urls.connexion.href({}, { retour: cheminDe(requete) }), 303)
  })
}

const garder = async (maison: Maison, requete: Requete, reponse: FastifyReply, contenu: string): Promise<void> => {
  const secret = requete.cookies[COOKIE] ?? randomBytes(24).toString('base64url')
  const base = maison.porte.base
  await sql`delete from texte_garde where expire_le < ${requete.recuLe}`.execute(base)
  await sql`
    insert into texte_garde (empreinte, chemin, champs, expire_le)
    select ${empreinteDe(secret)}, ${cheminDe(requete)}, ${contenu}::jsonb, ${new Date(requete.recuLe.getTime() + HEURES * 3_600_000)}
    where (select count(*) from texte_garde) < ${MAX_TEXTES}
    on conflict (empreinte, chemin) do update set champs = excluded.champs, expire_le = excluded.expire_le`.execute(
    base,
  )
  const sur = maison.config.adressePublique.startsWith('https:')
  reponse.setCookie(COOKIE, secret, { path: '/', httpOnly: true, sameSite: 'lax', secure: sur, maxAge: HEURES * 3600 })
}

/** The text kept for this page and this browser, or undefined. */
export const reprendreTexte = async (maison: Maison, requete: Requete): Promise<Champs | undefined> => {
  const secret = requete.cookies[COOKIE]
  if (!secret) return undefined
  const { rows } = await sql<{ champs: Champs }>`
    select champs from texte_garde
    where empreinte = ${empreinteDe(secret)} and chemin = ${cheminDe(requete)} and expire_le > ${requete.recuLe}`.execute(
    maison.porte.base,
  )
  return rows[0]?.champs
}

/** Saved at last: nothing to keep any more. */
export const oublierTexte = async (maison: Maison, requete: Requete): Promise<void> => {
  const secret = requete.cookies[COOKIE]
  if (secret)
    await sql`delete from texte_garde where empreinte = ${empreinteDe(secret)} and chemin = ${cheminDe(requete)}`.execute(
      maison.porte.base,
    )
}

const cheminDe = (requete: FastifyRequest): string => requete.url.split('?')[0] ?? ''
const empreinteDe = (secret: string): string => createHash('sha256').update(secret).digest('hex')

// The token of an ended session is not known any more: the browser's own word on where the form stood replaces it.
const memeSite = (requete: FastifyRequest): boolean => {
  const origine = requete.headers.origin
  if (requete.headers['sec-fetch-site'] === 'same-origin') return true
  return origine !== undefined && URL.canParse(origine) && new URL(origine).host === requete.headers.host
}
