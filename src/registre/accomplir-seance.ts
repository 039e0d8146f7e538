import { sql } from 'kysely'
import type { ActeSeance, FaitsSeance, Valeurs } from '../domaine/acte.ts'
import { ACTES_SEANCE } from '../domaine/actes/seance.ts'
import type { Acteur } from '../domaine/faits.ts'
import { estRefus, introuvable, type Refus, refus } from '../domaine/refus.ts'
import { lireAppelPublie } from './appels.ts'
import { acteInconnu, acteNomme, consigner, type Demarche, derouler, evenementDe, roleInsuffisant } from './derouler.ts'
import { estUuid } from './identifiants.ts'
import type { Lecteur } from './lire.ts'
import { enTransaction, type Porte } from './porte.ts'
import { lireSaisie } from './saisie.ts'

export type DemandeSeance = {
  seance: string
  acte: string
  /** Untrusted: `{ version, commentaire?, …inputs }`; a missing version is 422, a stale one 409. */
  saisie: unknown
  acteur: Acteur
  recuLe?: Date
  /** Work done later (a job, a line of a lot), which nobody decided on a version of the session: it acts on it as it is. */
  differee?: true
}
export type SeanceAccomplie = { acte: string; seance: string; version: number; resultat: Valeurs }

/** The door for a session of the commission or of the commission permanente: same order of checks as for a dossier.
 * Two presidents at once: the second reads the state that the first left. */
export const accomplirSeance = (porte: Porte, d: DemandeSeance): Promise<SeanceAccomplie | Refus> =>
  enTransaction(porte, async (tx) => {
    const faits = await lireSeance(tx, d.seance, true)
    if (!faits) return introuvable()
    const roles = d.acteur.habilitations
      .filter((h) => h.portee === faits.seance.appel || h.portee === 'plateforme')
      .map((h) => h.role)
    if (roles.length === 0) return introuvable()
    const acte = acteNomme<ActeSeance>(ACTES_SEANCE, d.acte)
    if (!acte) return acteInconnu(d.acte, 'sur une séance')
    const qualite = acte.par.find((r) => roles.includes(r))
    if (!qualite) return roleInsuffisant(acte)
    const lue = lireSaisie(acte, d.saisie, d.differee ? faits.seance.version : undefined)
    if (estRefus(lue)) return lue
    if (!acte.de.includes(faits.seance.etat))
      return refus(
        'etat_incompatible',
        `Cette séance est « ${ETATS_SEANCE[faits.seance.etat]} » : cette action n’est plus possible (${acte.libelle}).`,
      )
    if (lue.version !== faits.seance.version)
      return refus('version_perimee', 'La séance a changé depuis que vous l’avez ouverte. Rechargez la page.')
    const maintenant = d.recuLe ?? porte.maintenant()
    const demarche = { demande: d, faits, lue, qualite, maintenant, contexte: { appel: faits.appel } }
    const effet = await derouler(tx, acte, demarche)
    if (estRefus(effet)) return effet
    const apres = await inscrireAuJournal(tx, demarche)
    await porte.suivre(tx, { ...evenementDe(demarche, effet, `${d.seance}:${apres.seance.version}`), seance: apres })
    return { acte: d.acte, seance: d.seance, version: apres.seance.version, resultat: effet.resultat ?? {} }
  })

export const ETATS_SEANCE: Record<FaitsSeance['seance']['etat'], string> = {
  preparee: 'Préparée',
  ouverte: 'Ouverte',
  close: 'Close',
  publiee: 'Résultats publiés',
}

const inscrireAuJournal = async (tx: Lecteur, d: Demarche<FaitsSeance>): Promise<FaitsSeance> => {
  const avant = d.faits
  const tete = await sql<{ etat: string; rang: number; empreinte: string }>`
    select etat, journal_rang as rang, journal_empreinte as empreinte from seance where id = ${avant.seance.id}`.execute(
    tx,
  )
  const t = tete.rows[0]
  if (!t) throw new Error('A locked session cannot vanish')
  const empreinte = await consigner(tx, d, {
    chaine: `seance:${avant.seance.id}`,
    rang: t.rang + 1,
    precedente: t.empreinte,
    sur: avant.seance.id,
    seance: avant.seance.id,
    etatAvant: avant.seance.etat,
    etatApres: t.etat,
  })
  await sql`update seance set version = version + 1, journal_rang = ${t.rang + 1}, journal_empreinte = ${empreinte} where id = ${avant.seance.id}`.execute(
    tx,
  )
  const apres = await lireSeance(tx, avant.seance.id)
  if (!apres) throw new Error('A locked session cannot vanish')
  return apres
}

/** A session with its agenda, or undefined. `verrou` keeps it until the end of the transaction. */
export const lireSeance = async (tx: Lecteur, id: string, verrou = false): Promise<FaitsSeance | undefined> => {
  if (!estUuid(id)) return undefined
  if (verrou) await sql`select 1 from seance where id = ${id} for update`.execute(tx)
  const { rows } = await sql<{ seance: FaitsSeance['seance']; dossiers: FaitsSeance['dossiers'] }>`
    select to_jsonb(s) as seance, (
      select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'numero', d.numero, 'etat', d.etat, 'organisme', o.nom, 'ecoles', (
        select coalesce(jsonb_agg(jsonb_build_object('uai', p.uai, 'nom', e.nom, 'decision', p.decision, 'seance_id', p.seance_id) order by p.uai), '[]')
        from projet_ecole p join ecole e on e.uai = p.uai where p.dossier_id = d.id and p.etat <> 'retire')) order by sd.ordre, d.numero), '[]')
      from seance_dossier sd join dossier d on d.id = sd.dossier_id join organisme o on o.siren = d.organisme where sd.seance_id = s.id) as dossiers
    from seance s where s.id = ${id}`.execute(tx)
  const lue = rows[0]
  if (!lue) return undefined
  const publie = await lireAppelPublie(tx, lue.seance.appel)
  if (!publie) throw new Error('A session belongs to a published call')
  return { ...lue, appel: publie.appel }
}
