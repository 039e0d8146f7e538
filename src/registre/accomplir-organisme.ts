import { sql } from 'kysely'
import type { ActeOrganisation, Valeurs } from '../domaine/acte.ts'
import { ACTES_ORGANISATION } from '../domaine/actes/organisations.ts'
import type { Acteur } from '../domaine/faits.ts'
import { estRefus, introuvable, type Refus, refus } from '../domaine/refus.ts'
import type { Role } from '../domaine/roles.ts'
import { creerPersonne } from './comptes.ts'
import { acteInconnu, acteNomme, consigner, derouler, evenementDe, roleInsuffisant } from './derouler.ts'
import type { Lecteur } from './lire.ts'
import { type Cible, lireOrganisation, qualiteSurOrganisation } from './organisations.ts'
import { inscrireOrganisme, lireOrganisme } from './organismes.ts'
import { enTransaction, type Porte } from './porte.ts'
import { lireSaisie } from './saisie.ts'

export type DemandeOrganisme = {
  cible: Cible
  acte: string
  /** Untrusted: `{ version?, commentaire?, …inputs }`; a stale version is 409, none decides on the organisation as it is. */
  saisie: unknown
  acteur: Acteur
  recuLe?: Date
  /** The capacity that the caller has proved otherwise: a code read in the official mailbox. */
  preuve?: Role
}

export type OrganismeAccompli = { acte: string; version: number; resultat: Valeurs }

/** The door for an organisation or a school: who works there. Chain `organisme:<SIREN>` or `ecole:<UAI>`.
 * Organisations are public: a person without a role there gets 403, not 404. Two people in charge at once: the second is told that
 * the access has changed (409). */
export const accomplirOrganisme = (porte: Porte, d: DemandeOrganisme): Promise<OrganismeAccompli | Refus> =>
  enTransaction(porte, (tx) => accomplirOrganismeDans(tx, porte, d))

/** The same inside a transaction that the caller holds. */
export const accomplirOrganismeDans = async (
  tx: Lecteur,
  porte: Porte,
  d: DemandeOrganisme,
): Promise<OrganismeAccompli | Refus> => {
  const maintenant = d.recuLe ?? porte.maintenant()
  if (!(await lireOrganisation(tx, d.cible, maintenant))) return introuvable()
  const chaine = await prendreChaine(tx, `${d.cible.type}:${d.cible.code}`)
  const faits = await lireOrganisation(tx, d.cible, maintenant)
  if (!faits) return introuvable()
  const acte = acteNomme<ActeOrganisation>(ACTES_ORGANISATION, d.acte)
  if (!acte) return acteInconnu(d.acte, 'sur un organisme')
  const qualite = d.preuve ?? (await qualiteSurOrganisation(tx, d.acteur, faits, acte.par))
  if (!qualite) return roleInsuffisant(acte)
  const lue = lireSaisie(acte, d.saisie, faits.version)
  if (estRefus(lue)) return lue
  if (lue.version !== faits.version)
    return refus('version_perimee', 'Les accès ont changé depuis que vous les avez lus. Rechargez la page.')
  const demarche = {
    demande: d,
    faits: { ...faits, personnes: await personnesNommees(tx, lue.saisie, maintenant) },
    lue,
    qualite,
    maintenant,
  }
  // Refusing somebody brings no organisation into the register.
  if (faits.type === 'organisme' && d.acte !== 'refuser_rattachement') {
    const organisme = await lireOrganisme(tx, faits.code, maintenant)
    if (organisme) await inscrireOrganisme(tx, organisme, maintenant)
  }
  const effet = await derouler(tx, acte, demarche)
  if (estRefus(effet)) return effet
  const maillon = { chaine: chaine.nom, rang: chaine.rang + 1, precedente: chaine.empreinte, sur: faits.code }
  const empreinte = await consigner(tx, demarche, maillon)
  await sql`update chaine set rang = ${chaine.rang + 1}, empreinte = ${empreinte} where nom = ${chaine.nom}`.execute(tx)
  await porte.suivre(tx, {
    ...evenementDe(demarche, effet, `${chaine.nom}:${chaine.rang + 1}`),
    sur: faits.code,
    organisation: faits,
  })
  return { acte: d.acte, version: faits.version + 1, resultat: effet.resultat ?? {} }
}

const prendreChaine = async (tx: Lecteur, nom: string): Promise<{ nom: string; rang: number; empreinte: string }> => {
  await sql`insert into chaine (nom) values (${nom}) on conflict (nom) do nothing`.execute(tx)
  const { rows } = await sql<{ nom: string; rang: number; empreinte: string }>`
    select nom, rang, empreinte from chaine where nom = ${nom} for update`.execute(tx)
  if (!rows[0]) throw new Error('A chain was not created')
  return rows[0]
}

/** The people named by their address in the input; those who have no account get one, without any other right. */
const personnesNommees = async (tx: Lecteur, saisie: Valeurs, maintenant: Date): Promise<Record<string, string>> => {
  const liste = Array.isArray(saisie.personnes) ? (saisie.personnes as { courriel: string; nom?: string }[]) : [] // parsed by the act's schema
  const nommees: { courriel: string; nom?: string }[] = [
    ...liste,
    ...[saisie.courriel, saisie.remplacant].flatMap((c) => (typeof c === 'string' ? [{ courriel: c }] : [])),
  ]
  const ids: Record<string, string> = {}
  for (const p of nommees) ids[p.courriel] = await creerPersonne(tx, p.courriel, p.nom ?? p.courriel, maintenant)
  return ids
}
