import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Maison } from '../maison.ts'
import { urls } from '../urls.ts'
import { attributsCookie } from './session.ts'

const COOKIE = 'adresse'
const DUREE_SECONDES = 1200

const attributs = (maison: Maison) => ({ ...attributsCookie(maison), path: urls.connexion.chemin })

/** Remembers on this browser, for the time of a link, which address was written to: the code's page shows it. */
export const retenirAdresse = (maison: Maison, reponse: FastifyReply, courriel: string): void => {
  reponse.setCookie(COOKIE, courriel, { ...attributs(maison), maxAge: DUREE_SECONDES })
}

export const adresseRetenue = (requete: FastifyRequest): string | undefined => requete.cookies[COOKIE]

export const oublierAdresse = (maison: Maison, reponse: FastifyReply): void => {
  reponse.clearCookie(COOKIE, attributs(maison))
}
