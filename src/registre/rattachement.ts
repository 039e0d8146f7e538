import { createHmac, randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { FaitsOrganisation } from '../domaine/acte.ts'
import { responsables } from '../domaine/actes/titulaires.ts'
import type { Acteur } from '../domaine/faits.ts'
import { estRefus, introuvable, type Refus, refus, saisieInvalide } from '../domaine/refus.ts'
import { estRole, type Role } from '../domaine/roles.ts'
import { accomplirOrganismeDans } from './accomplir-organisme.ts'
import { estUuid, nouvelId } from './identifiants.ts'
import type { Lecteur } from './lire.ts'
import { type Cible, lireOrganisation } from './organisations.ts'
import { enTransaction, type Porte } from './porte.ts'

export type Voie = 'gestionnaire' | 'code' | 'agent'
/** An organisation of no directory, as somebody describes it: it exists once an agent has accepted the request. */
export type OrganismePropose = { nom: string; type: 'syndicat' | 'ogec'; departement: string }
export type DemandeAcces = {
  cible: Cible
  role: Role
  voie: Voie
  acteur: Acteur
  le: Date
  secret: string
  propose?: OrganismePropose
}
/** A request that was written: `code` is told to the official mailbox alone, in the same transaction. */
export type DemandeEcrite = { id: string; voie: Voie; faits: FaitsOrganisation; code: string | null; nouvelle: boolean }

const JOURS_POUR_REPONDRE = 30
const JOURS_DU_CODE = 7
const ESSAIS = 5

/**
 * Asks to join an organisation or a school. Where somebody is in charge, that person answers; else a code goes to the official
 * mailbox, or an agent answers. Asked twice, it is the same request. 409: already there. `ecrire` writes the letters.
 */
export const demanderAcces = (
  porte: Porte,
  d: DemandeAcces,
  ecrire: (tx: Lecteur, e: DemandeEcrite) => Promise<void>,
): Promise<DemandeEcrite | Refus> =>
  enTransaction(porte, async (tx) => {
    const faits = (await lireOrganisation(tx, d.cible, d.le)) ?? (d.propose && proposee(d.cible, d.propose))
    if (!faits || !d.acteur.personne) return introuvable()
    const dedans = faits.titulaires.some(
      (t) => t.personne === d.acteur.personne && t.role === d.role && t.depuis <= d.le,
    )
    if (dedans) return refus('deja_rattache', `Vous avez déjà ce rôle pour ${faits.nom}.`)
    const voie = voiesPossibles(faits, d.le).find((v) => v === d.voie) ?? voiesPossibles(faits, d.le)[0] ?? 'agent'
    const pareille = faits.demandes.find(
      (x) => x.personne === d.acteur.personne && x.role === d.role && x.voie === voie,
    )
    if (pareille && voie !== 'code') return { id: pareille.id, voie, faits, code: null, nouvelle: false }
    // A new code replaces the former one, and a new way the former way.
    await sql`
      update rattachement set etat = 'refuse', code = null
      where personne_id = ${d.acteur.personne} and organisme = ${d.cible.code} and role = ${d.role} and etat = 'demande'`.execute(
      tx,
    )
    const id = nouvelId()
    const code = voie === 'code' ? String(randomInt(1_000_000)).padStart(6, '0') : null
    const jours = voie === 'code' ? JOURS_DU_CODE : JOURS_POUR_REPONDRE
    await sql`
      insert into rattachement (id, personne_id, organisme, role, voie, etat, code, contenu, cree_le, expire_le)
      values (${id}, ${d.acteur.personne}, ${d.cible.code}, ${d.role}, ${voie}, 'demande', ${code && empreinteCode(d.secret, id, code)},
        ${JSON.stringify(d.propose ? { organisme: d.propose } : {})}::jsonb, ${d.le},
        ${new Date(d.le.getTime() + jours * 86_400_000)})`.execute(tx)
    const ecrite = { id, voie, faits, code, nouvelle: true }
    await ecrire(tx, ecrite)
    return ecrite
  })

const proposee = ({ type, code }: Cible, { nom, departement }: OrganismePropose): FaitsOrganisation => ({
  type,
  code,
  version: 1,
  nom,
  courriel: null,
  departements: [departement],
  collectivites: [],
  titulaires: [],
  demandes: [],
  personnes: {},
})

/** The ways open to somebody who asks, the best first. */
export const voiesPossibles = (f: FaitsOrganisation, le: Date): Voie[] =>
  responsables(f, le).length > 0 ? ['gestionnaire'] : f.courriel ? ['code', 'agent'] : ['agent']

/** Types the code read in the official mailbox: five tries, then a new request is needed. 422 when it is not the right one. */
export const confirmerParCode = async (
  porte: Porte,
  d: { id: string; code: string; acteur: Acteur; le: Date; secret: string },
): Promise<{ cible: Cible } | Refus> => {
  if (!estUuid(d.id)) return introuvable()
  // Counted outside the transaction: a wrong try is counted even though everything else is rolled back.
  const { rows } = await sql<{ code: string; organisme: string; role: string }>`
    update rattachement set tentatives = tentatives + 1
    where id = ${d.id} and personne_id = ${d.acteur.personne} and voie = 'code' and etat = 'demande' and tentatives < ${ESSAIS} and expire_le > ${d.le}
    returning code, organisme, role`.execute(porte.base)
  const r = rows[0]
  if (!r || !estRole(r.role))
    return refus(
      'code_epuise',
      'Ce code ne fonctionne plus : il a trop servi, ou il a plus de sept jours. Demandez-en un autre.',
    )
  const { role } = r
  if (r.code !== empreinteCode(d.secret, d.id, d.code))
    return saisieInvalide([
      {
        chemin: 'code',
        message: 'Ce code n’est pas le bon. Vérifiez-le auprès de la personne qui a reçu le courriel.',
      },
    ])
  const cible = cibleDe(r.organisme)
  const fait = await enTransaction(porte, (tx) =>
    accomplirOrganismeDans(tx, porte, {
      cible,
      acte: 'accepter_rattachement',
      saisie: { demande: d.id },
      acteur: d.acteur,
      recuLe: d.le,
      preuve: role,
    }),
  )
  return estRefus(fait) ? fait : { cible }
}

/** A SIREN is an organisation's, anything else a school's UAI. */
export const cibleDe = (code: string): Cible => ({ type: /^\d{9}$/.test(code) ? 'organisme' : 'ecole', code })

// Six digits are soon tried: the hash is keyed with the server's secret, which is not in the database.
const empreinteCode = (secret: string, id: string, code: string): string =>
  createHmac('sha256', secret).update(`rattachement:${id}:${code}`).digest('hex')
