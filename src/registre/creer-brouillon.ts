import { sql } from 'kysely'
import type { Valeurs } from '../domaine/acte.ts'
import { ACTES_APPEL } from '../domaine/actes/appel.ts'
import { candidatRefuse } from '../domaine/candidat.ts'
import type { Acteur } from '../domaine/faits.ts'
import { estRefus, introuvable, type Refus, refus } from '../domaine/refus.ts'
import { ROLES_PORTEUR, type Role } from '../domaine/roles.ts'
import { lireAppelPublie } from './appels.ts'
import { nouvelId } from './identifiants.ts'
import { ajouter } from './journal.ts'
import { type Lecteur, lireFaits } from './lire.ts'
import { inscrireOrganisme, lireOrganisme } from './organismes.ts'
import { enTransaction, type Porte } from './porte.ts'
import { lireSaisie } from './saisie.ts'

export type DemandeBrouillon = { slug: string; organisme: string; acteur: Acteur; recuLe?: Date }

/** `creer_brouillon`: a dossier for an organisation and a call. An agent may open one to type in a paper application, also
 * after the closing. Refusals: 404 unknown call or not one's organisation, 409 not open, not eligible or already one. */
export const creerBrouillon = (porte: Porte, d: DemandeBrouillon): Promise<{ id: string; numero: string } | Refus> =>
  enTransaction(porte, async (tx) => {
    const publie = await lireAppelPublie(tx, d.slug)
    if (!publie) return introuvable()
    const lue = lireSaisie(ACTES_APPEL.creer_brouillon, { organisme: d.organisme }, 1)
    if (estRefus(lue)) return lue
    const role = roleDe(d)
    if (!role) return introuvable()
    const maintenant = d.recuLe ?? porte.maintenant()
    const papier = role === 'instructeur'
    const calendrier = { ouverture: publie.ouverture.toISOString(), cloture: publie.cloture.toISOString() }
    const ferme = papier
      ? undefined
      : ACTES_APPEL.creer_brouillon.possible?.({
          faits: { appel: publie.appel, slug: d.slug, version: 1, calendrier },
          maintenant,
        })
    if (ferme) return ferme
    const organisme = await lireOrganisme(tx, d.organisme, maintenant)
    if (!organisme)
      return refus('organisme_inconnu', 'Cet organisme n’est pas dans l’annuaire. Vérifiez le SIREN.', 404)
    const refuse = candidatRefuse(publie.appel, organisme)
    if (refuse) return refuse
    const deja = await dossierVivant(tx, d.slug, organisme.siren)
    if (deja)
      return {
        ...refus('dossier_existant', `${organisme.nom} a déjà un dossier pour cet appel : ${deja.numero}.`),
        dossier: deja.id,
      } as Refus
    await inscrireOrganisme(tx, organisme, maintenant)
    return inserer(tx, porte, {
      d,
      role,
      papier,
      maintenant,
      version: publie.version,
      prefixe: prefixeDe(d.slug),
    })
  })

const roleDe = ({ acteur, organisme, slug }: DemandeBrouillon): Role | undefined =>
  acteur.habilitations.find((h) => (ROLES_PORTEUR as readonly Role[]).includes(h.role) && h.portee === organisme)
    ?.role ?? acteur.habilitations.find((h) => h.role === 'instructeur' && h.portee === slug)?.role

/** « tne38-pac-2025 » → « TNE38-2025 »: the first word of the slug and its year. Calls that begin alike are numbered together. */
const prefixeDe = (slug: string): string => {
  const mots = slug.toUpperCase().split('-')
  return [mots[0], mots.find((m) => /^20\d\d$/.test(m))].filter(Boolean).join('-')
}

const dossierVivant = async (tx: Lecteur, appel: string, organisme: string) =>
  (
    await sql<{
      id: string
      numero: string
    }>`select id, numero from dossier where appel = ${appel} and organisme = ${organisme} and vivant`.execute(tx)
  ).rows[0]

type AInserer = { d: DemandeBrouillon; role: Role; papier: boolean; maintenant: Date; version: number; prefixe: string }

const inserer = async (tx: Lecteur, porte: Porte, { d, role, papier, maintenant, version, prefixe }: AInserer) => {
  const id = nouvelId()
  const suivant = await sql<{ n: number }>`
    insert into numerotation (prefixe, dernier) values (${prefixe}, 1)
    on conflict (prefixe) do update set dernier = numerotation.dernier + 1 returning dernier as n`.execute(tx)
  const numero = `${prefixe}-${String(suivant.rows[0]?.n ?? 0).padStart(4, '0')}`
  const saisie: Valeurs = { organisme: d.organisme }
  await sql`
    insert into dossier (id, numero, appel, appel_version, organisme, etat, etat_depuis, cree_le, papier)
    values (${id}, ${numero}, ${d.slug}, ${version}, ${d.organisme}, 'brouillon', ${maintenant}, ${maintenant}, ${papier})`.execute(
    tx,
  )
  const empreinte = await ajouter(tx, {
    chaine: `dossier:${id}`,
    rang: 1,
    precedente: '0'.repeat(64),
    acte: 'creer_brouillon',
    sur: null,
    dossier: id,
    seance: null,
    le: maintenant,
    personne: d.acteur.personne,
    par: d.acteur.nom,
    qualite: role,
    saisie,
    etatAvant: null,
    etatApres: 'brouillon',
  })
  await sql`
    update dossier set journal_rang = 1, journal_empreinte = ${empreinte},
      recherche = (select lower(numero) || ' ' || lower(nom) || ' ' || siren from organisme where siren = ${d.organisme}) where id = ${id}`.execute(
    tx,
  )
  const apres = await lireFaits(tx, id)
  await porte.suivre(tx, {
    acte: 'creer_brouillon',
    sur: undefined,
    avant: undefined,
    apres,
    saisie,
    resultat: { id, numero },
    acteur: d.acteur,
    qualite: role,
    commentaire: undefined,
    pourLeCompteDe: undefined,
    le: maintenant,
    cle: `${id}:1`,
  })
  return { id, numero }
}
