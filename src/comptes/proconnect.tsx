import { sql } from 'kysely'
import { z } from 'zod'
import { normaliserCourriel, verifierCourriel } from '../domaine/identifiants/courriel.ts'
import { introuvable } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { empreinteSecret, nouveauSecret } from '../registre/acteurs.ts'
import { type Identite, personneDeIdentite, personneNouvelle } from '../registre/identites.ts'
import type { Requete } from '../socle/http/pages.ts'
import { compterEssai } from '../socle/limites.ts'
import { urls } from '../urls.ts'
import { retenirAdresse } from './adresse-demandee.ts'
import { envoyerLien } from './lien.ts'
import { limitesDemande, limitesLien } from './limites.ts'
import { lireRetour, preparerDepart } from './proconnect-client.ts'
import { EchecProConnectPage } from './proconnect-page.tsx'
import { retourOuEspace, retourSur } from './retour.ts'
import { attributsCookie, ouvrirSession } from './session.ts'

const COOKIE = 'proconnect'
const DUREE_SECONDES = 600

/** Signing in with ProConnect: leaving, and coming back. */
export const routesProConnect: Slice = ({ pages, maison }) => {
  const { base } = maison.porte
  const cookie = () => ({ ...attributsCookie(maison), path: urls.proconnect.chemin })
  const retourProConnect = maison.config.adressePublique + urls.proconnectRetour.href()

  pages.get(urls.proconnect, async (requete, reponse) => {
    const { proconnect } = maison.config
    if (!proconnect) return introuvable()
    const trop = await compterEssai(base, limitesLien('lien', requete.ip), requete.recuLe)
    if (trop) return trop
    try {
      const depart = await preparerDepart(proconnect, retourProConnect)
      const { secret, empreinte } = nouveauSecret()
      await retenirDepart(maison, requete, empreinte, depart)
      reponse.setCookie(COOKIE, secret, { ...cookie(), maxAge: DUREE_SECONDES })
      return { vers: depart.url.href }
    } catch (e) {
      return echec(maison, requete, e, 503)
    }
  })

  pages.get(urls.proconnectRetour, async (requete, reponse) => {
    const { proconnect } = maison.config
    if (!proconnect) return introuvable()
    const trop = await compterEssai(base, limitesLien('lien', requete.ip), requete.recuLe)
    if (trop) return trop
    const attendu = await reprendreDepart(maison, requete)
    reponse.clearCookie(COOKIE, cookie())
    if (!attendu) return echec(maison, requete, new Error('No sign-in was begun on this browser'), 403)
    let lu: Awaited<ReturnType<typeof identifier>>
    try {
      lu = await identifier(proconnect, new URL(requete.url, maison.config.adressePublique), attendu)
    } catch (e) {
      return echec(maison, requete, e, 403)
    }
    const retour = retourSur(attendu.retour ?? undefined)
    const personne = await base
      .transaction()
      .execute(
        async (tx) =>
          (await personneDeIdentite(tx, lu.identite, requete.recuLe)) ??
          (await personneNouvelle(tx, lu.identite, lu, requete.recuLe)),
      )
    if (personne) {
      await ouvrirSession(maison, requete, reponse, personne, { proconnect: lu.idToken })
      return { vers: retourOuEspace(retour) }
    }
    // Somebody has this address: only the letter sent there binds the identity to the account.
    const encore = await compterEssai(base, limitesDemande(lu.courriel, requete.ip), requete.recuLe)
    if (encore) return encore
    await envoyerLien(maison, { courriel: lu.courriel, retour, le: requete.recuLe, identite: lu.identite })
    retenirAdresse(maison, reponse, lu.courriel)
    return { vers: urls.connexionCode.href({}, { envoye: 'oui', retour }) }
  })
}

type Attendu = { etat: string; nonce: string; verificateur: string; retour: string | null }

const retenirDepart = async (
  maison: Maison,
  requete: Requete,
  empreinte: string,
  d: Omit<Attendu, 'retour'>,
): Promise<void> => {
  const expire = new Date(requete.recuLe.getTime() + DUREE_SECONDES * 1000)
  await sql`delete from proconnect_attente where expire_le < ${requete.recuLe}`.execute(maison.porte.base)
  await sql`
    insert into proconnect_attente (empreinte, etat, nonce, verificateur, retour, cree_le, expire_le)
    values (${empreinte}, ${d.etat}, ${d.nonce}, ${d.verificateur}, ${retourSur(requete.query.retour) ?? null}, ${requete.recuLe}, ${expire})`.execute(
    maison.porte.base,
  )
}

/** What this browser left with, once: coming back twice with the same address finds nothing. */
const reprendreDepart = async (maison: Maison, requete: Requete): Promise<Attendu | undefined> => {
  const { rows } = await sql<Attendu>`
    delete from proconnect_attente where empreinte = ${empreinteSecret(requete.cookies[COOKIE] ?? '')} and expire_le > ${requete.recuLe}
    returning etat, nonce, verificateur, retour`.execute(maison.porte.base)
  return rows[0]
}

const REVENDICATIONS = z.object({
  sub: z.string().min(1).max(500),
  email: z.string().refine((c) => verifierCourriel(c) === undefined),
  given_name: z.string().max(100).default(''),
  usual_name: z.string().max(100).default(''),
  siret: z
    .string()
    .regex(/^\d{14}$/)
    .nullish()
    .catch(null),
  idp_id: z.string().min(1).max(200).default('proconnect'),
})

const identifier = async (c: NonNullable<Maison['config']['proconnect']>, adresse: URL, attendu: Attendu) => {
  const { idToken, revendications } = await lireRetour(c, adresse, attendu)
  const r = REVENDICATIONS.parse(revendications)
  const courriel = normaliserCourriel(r.email)
  const nom = `${r.given_name} ${r.usual_name}`.replace(/[\p{Cc}<>]/gu, '').trim()
  const identite: Identite = { idp: r.idp_id, sub: r.sub, siret: r.siret ?? null }
  return { idToken, courriel, nom: nom || courriel, identite }
}

const echec = (maison: Maison, requete: Requete, erreur: unknown, statut: number) => {
  // The kind of error only: what ProConnect answered holds personal data.
  const genre = erreur instanceof Error ? ('code' in erreur ? String(erreur.code) : erreur.name) : 'unknown'
  requete.log.warn({ genre }, 'ProConnect sign-in failed')
  return {
    statut,
    page: (
      <EchecProConnectPage
        cadre={maison.cadre(requete)}
        indisponible={statut === 503}
        refuse={requete.query.error === 'access_denied' || requete.query.error === 'login_required'}
      />
    ),
  }
}
