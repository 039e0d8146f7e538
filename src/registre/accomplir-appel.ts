import { sql } from 'kysely'
import type { ActeAppel, FaitsAppel, Valeurs } from '../domaine/acte.ts'
import { ACTES_APPEL } from '../domaine/actes/appel.ts'
import type { Acteur } from '../domaine/faits.ts'
import { estRefus, introuvable, type Refus, refus } from '../domaine/refus.ts'
import { lireAppelPublie } from './appels.ts'
import { acteInconnu, acteNomme, consigner, derouler, evenementDe, roleInsuffisant } from './derouler.ts'
import { enTransaction, type Porte } from './porte.ts'
import { lireSaisie } from './saisie.ts'

export type DemandeAppel = {
  slug: string
  acte: string
  /** Untrusted: `{ version?, commentaire?, …inputs }`; a stale version is 409, none decides on the call as it is. */
  saisie: unknown
  acteur: Acteur
  recuLe?: Date
}
export type AppelAccompli = { acte: string; version: number; resultat: Valeurs }

/** The door for a call: its sessions and its calendar. A call is public: a person without a role gets 403, not 404. Two
 * administrators at once: the second is told that the call has changed (409), and overwrites nothing. */
export const accomplirAppel = (porte: Porte, d: DemandeAppel): Promise<AppelAccompli | Refus> =>
  enTransaction(porte, async (tx) => {
    const tete = await sql<{ version: number; rang: number; empreinte: string }>`
      select version, journal_rang as rang, journal_empreinte as empreinte from appel where slug = ${d.slug} for update`.execute(
      tx,
    )
    const publie = await lireAppelPublie(tx, d.slug)
    const t = tete.rows[0]
    if (!publie || !t) return introuvable()
    const acte = acteNomme<ActeAppel>(ACTES_APPEL, d.acte)
    if (!acte || d.acte === 'creer_brouillon') return acteInconnu(d.acte, 'sur un appel')
    const qualite = acte.par.find((r) => d.acteur.habilitations.some((h) => h.role === r && h.portee === d.slug))
    if (!qualite) return roleInsuffisant(acte)
    const lue = lireSaisie(acte, d.saisie, t.version)
    if (estRefus(lue)) return lue
    if (lue.version !== t.version)
      return refus('version_perimee', 'L’appel a changé depuis que vous l’avez lu. Rechargez la page.')
    const maintenant = d.recuLe ?? porte.maintenant()
    const faits: FaitsAppel = {
      appel: publie.appel,
      slug: d.slug,
      version: t.version,
      calendrier: { ouverture: publie.ouverture.toISOString(), cloture: publie.cloture.toISOString() },
    }
    const demarche = { demande: d, faits, lue, qualite, maintenant, contexte: faits }
    const effet = await derouler(tx, acte, demarche)
    if (estRefus(effet)) return effet
    const cloture = typeof effet.resultat?.cloture === 'string' ? new Date(effet.resultat.cloture) : publie.cloture
    const maillon = { chaine: `appel:${d.slug}`, rang: t.rang + 1, precedente: t.empreinte, sur: d.slug }
    const empreinte = await consigner(tx, demarche, maillon)
    await sql`update appel set version = version + 1, cloture = ${cloture}, journal_rang = ${t.rang + 1}, journal_empreinte = ${empreinte} where slug = ${d.slug}`.execute(
      tx,
    )
    await porte.suivre(tx, { ...evenementDe(demarche, effet, `${d.slug}:${t.rang + 1}`), appel: faits })
    return { acte: d.acte, version: t.version + 1, resultat: effet.resultat ?? {} }
  })
