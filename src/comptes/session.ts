import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Maison } from '../maison.ts'
import { nouveauSecret } from '../registre/acteurs.ts'
import { COOKIE_SESSION } from '../socle/http/securite.ts'
import { appareilDe } from './appareil.ts'

const JOUR = 86_400_000
/** A session ends thirty days after sign-in, or after seven days without a visit. */
export const DUREE_SESSION = 30 * JOUR
const DUREE_SANS_VISITE = 7 * JOUR
const DUREE_ENTRE_DEUX_MARQUES = 5 * 60_000

/** Signs a person in on this browser: a fresh secret (only its hash is kept), the session that was there ends. */
export const ouvrirSession = async (
  maison: Maison,
  requete: FastifyRequest,
  reponse: FastifyReply,
  personne: string,
  contenu: Record<string, unknown> = {},
): Promise<void> => {
  const { secret, empreinte } = nouveauSecret()
  const le = requete.recuLe
  const expire = new Date(le.getTime() + DUREE_SANS_VISITE)
  await maison.porte.base.transaction().execute(async (tx) => {
    if (requete.session) await sql`delete from session where empreinte = ${requete.session.empreinte}`.execute(tx)
    await sql`delete from session where personne_id = ${personne} and expire_le <= ${le}`.execute(tx)
    await sql`
      insert into session (empreinte, personne_id, cree_le, vue_le, expire_le, appareil, contenu)
      values (${empreinte}, ${personne}, ${le}, ${le}, ${expire}, ${appareilDe(requete.headers['user-agent'])}, ${JSON.stringify(contenu)}::jsonb)`.execute(
      tx,
    )
  })
  await sql`update personne set vue_le = ${le} where id = ${personne}`.execute(maison.porte.base)
  reponse.setCookie(COOKIE_SESSION, secret, { ...attributsCookie(maison), maxAge: DUREE_SESSION / 1000 })
}

/** Ends the session of this browser. */
export const fermerSession = async (maison: Maison, requete: FastifyRequest, reponse: FastifyReply): Promise<void> => {
  if (requete.session)
    await sql`delete from session where empreinte = ${requete.session.empreinte}`.execute(maison.porte.base)
  reponse.clearCookie(COOKIE_SESSION, attributsCookie(maison))
}

/** A visit prolongs the session, written at most every five minutes. */
export const marquerVisite = async (maison: Maison, requete: FastifyRequest): Promise<void> => {
  const { session, recuLe } = requete
  if (!session || recuLe.getTime() - session.vueLe.getTime() < DUREE_ENTRE_DEUX_MARQUES) return
  const encore = new Date(recuLe.getTime() + DUREE_SANS_VISITE)
  await sql`update personne set vue_le = ${recuLe} where id = ${session.acteur.personne}`.execute(maison.porte.base)
  await sql`
    update session set vue_le = ${recuLe}, expire_le = greatest(expire_le, least(${encore}::timestamptz, cree_le + ${DUREE_SESSION / 1000} * interval '1 second'))
    where empreinte = ${session.empreinte} and vue_le < ${recuLe}`.execute(maison.porte.base)
}

/** Cookies of this site, invisible to scripts, sent over https only when the site is. */
export const attributsCookie = (maison: Maison) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: maison.config.adressePublique.startsWith('https:'),
})
