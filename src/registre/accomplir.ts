import { sql } from 'kysely'
import type { Acte, Valeurs } from '../domaine/acte.ts'
import { ACTES } from '../domaine/actes.ts'
import { accesDe, acteSelon, estDeLAppel, type Qualite, qualitePour, qualitesSur } from '../domaine/droits.ts'
import { ETATS } from '../domaine/etats.ts'
import { type Acteur, type Faits, resultatsPublies } from '../domaine/faits.ts'
import { avantPublication, masquer } from '../domaine/masque.ts'
import { estRefus, introuvable, type Refus, refus } from '../domaine/refus.ts'
import { acteInconnu, acteNomme, consigner, derouler, evenementDe, roleInsuffisant } from './derouler.ts'
import { type Lecteur, lireFaits } from './lire.ts'
import { recalculer } from './montants.ts'
import { objetDe } from './objets.ts'
import { enTransaction, type Porte } from './porte.ts'
import { compteRefuse, lireSaisie } from './saisie.ts'

export type Demande = {
  dossier: string
  acte: string
  /** Untrusted: `{ version, sur?, commentaire?, pourLeCompteDe?, …inputs }`. */
  saisie: unknown
  acteur: Acteur
  /** Instant at which the request was received; absent: now. */
  recuLe?: Date
}

export type Accompli = {
  acte: string
  dossier: string
  version: number
  resultat: Valeurs
  apres: Faits
  qualites: Qualite[]
}

/** THE DOOR: the only code that changes the state of a dossier or of what belongs to it. Locks the dossier, asks the
 * rulebook, writes, appends to the journal and lets the consequences follow, all in one transaction.
 * Refusals: 404 not there or not yours, 403 `role_insuffisant`, 422 input, 409 state, rule or stale version. */
export const accomplir = (porte: Porte, demande: Demande): Promise<Accompli | Refus> =>
  enTransaction(porte, (tx) => accomplirDans(tx, porte, demande))

/** The same inside a transaction that the caller holds (imports, several acts at once). */
export const accomplirDans = async (tx: Lecteur, porte: Porte, demande: Demande): Promise<Accompli | Refus> => {
  const reels = await lireFaits(tx, demande.dossier, { verrou: true })
  if (!reels) return introuvable()
  const ecrit = acteNomme<Acte>(ACTES, demande.acte)
  const qualites = qualitesPourAgir(demande.acteur, reels, ecrit)
  if (qualites.length === 0) return introuvable()
  // Until the results are published, a porteur acts on the dossier as a porteur sees it: no refusal may tell what is decided.
  const faits = estDeLAppel(qualites) ? reels : avantPublication(reels)
  const acte = ecrit && acteSelon(ecrit, faits)
  if (!acte) return acteInconnu(demande.acte)
  const maintenant = demande.recuLe ?? porte.maintenant()
  const lue = lireSaisie(acte, demande.saisie)
  const surDemande = estRefus(lue) ? undefined : lue.sur
  const qualite = qualitePour(acte, qualites, surDemande, parleDunCompte(demande.saisie))
  if (!qualite) return roleInsuffisant(acte)
  if (estRefus(lue)) return lue
  const refuse =
    horsSituation(acte, faits, qualites, lue.version) ?? compteRefuse(lue.pourLeCompteDe, qualite, faits, maintenant)
  if (refuse) return refuse
  const sur = acte.sur ? objetDe(faits, acte.sur, lue.sur) : undefined
  if (estRefus(sur)) return sur
  const demarche = { demande, faits, lue, sur, qualite, maintenant, dossier: faits.dossier.id, contexte: faits }
  const effet = await derouler(tx, acte, demarche)
  if (estRefus(effet)) return effet
  const etat = effet.vers ?? reels.dossier.etat
  const rang = faits.dossier.journal_rang + 1
  const maillon = {
    chaine: `dossier:${faits.dossier.id}`,
    rang,
    precedente: faits.dossier.journal_empreinte,
    sur: sur ?? null,
    etatAvant: reels.dossier.etat,
    etatApres: etat,
  }
  const empreinte = await consigner(tx, demarche, maillon, faits.pieces)
  const vivant = estVivant(reels, etat) || acte.secretAvantPublication === true
  await sql`
    update dossier set etat = ${etat}, etat_depuis = ${etat === reels.dossier.etat ? reels.dossier.etat_depuis : maintenant},
      vivant = ${vivant}, version = version + 1, journal_rang = ${rang}, journal_empreinte = ${empreinte}
    where id = ${faits.dossier.id}`.execute(tx)
  if (vivant !== estVivant(reels, reels.dossier.etat)) await libererEcoles(tx, faits.dossier.id, vivant)
  const apres = await recalculer(tx, faits.dossier.id)
  await porte.suivre(tx, { ...evenementDe(demarche, effet, `${faits.dossier.id}:${rang}`), avant: reels, apres })
  const qualitesApres = qualitesSur(demande.acteur, accesDe(apres))
  return {
    acte: demande.acte,
    dossier: apres.dossier.id,
    version: apres.dossier.version,
    resultat: effet.resultat ?? {},
    apres: masquer(apres, qualitesApres),
    qualites: qualitesApres,
  }
}

/** The capacities of a person on the dossier; some acts are also done on a draft that their role does not read. */
const qualitesPourAgir = (acteur: Acteur, faits: Faits, acte: Acte | undefined): Qualite[] => {
  const acces = accesDe(faits)
  const lisibles = qualitesSur(acteur, acces)
  return lisibles.length > 0 || !acte?.surBrouillon
    ? lisibles
    : qualitesSur(acteur, { ...acces, papier: true }).filter((q) => acte.par.includes(q.role))
}

const parleDunCompte = (saisie: unknown): boolean =>
  typeof saisie === 'object' && saisie !== null && 'pourLeCompteDe' in saisie && saisie.pourLeCompteDe !== undefined

/** Wrong state, then stale version: what the person decided on is no longer what is. */
const horsSituation = (acte: Acte, faits: Faits, qualites: Qualite[], version: number): Refus | undefined => {
  const { etat } = faits.dossier
  if (!acte.de.includes(etat)) {
    const vu = masquer(faits, qualites).dossier.etat
    return refus(
      'etat_incompatible',
      `Ce dossier est « ${ETATS[vu].libelle} » : cette action n’est pas possible (${acte.libelle}).`,
    )
  }
  if (version !== faits.dossier.version)
    return refus(
      'version_perimee',
      'Le dossier a changé depuis que vous l’avez ouvert. Rechargez la page : rien de ce que vous avez écrit n’est perdu.',
    )
  return undefined
}

/** A refusal by the commission frees the organisation and its schools when it is published, not before: nothing may tell. */
const estVivant = (faits: Faits, etat: Faits['dossier']['etat']): boolean =>
  ETATS[etat].vivant || (etat === 'non_retenu' && !resultatsPublies(faits))

const libererEcoles = (tx: Lecteur, dossier: string, vivant: boolean) =>
  sql`update projet_ecole set vivant = ${vivant} where dossier_id = ${dossier} and etat <> 'retire'`.execute(tx)
