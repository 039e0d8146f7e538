import { sql } from 'kysely'
import type { Acteur, MontantsVolet, Versement } from '../domaine/faits.ts'
import type { Lecteur } from '../registre/lire.ts'

export type LignePaiement = {
  id: string
  dossier: string
  numero: string
  version: number
  organisme: string
  siren: string
  type: Versement['type']
  etat: Versement['etat']
  montant: number
  iban: string | null
  mandat: string | null
  paye_le: string | null
  par_volet: MontantsVolet[]
  depuis: string
  calcule_par: string | null
  deliberation: string | null
  engagement: string | null
}

/** The claims of a call in these states, oldest first. */
export const lirePaiements = async (
  base: Lecteur,
  slug: string,
  etats: readonly string[],
  limite = 5000,
): Promise<LignePaiement[]> =>
  (
    await sql<LignePaiement>`${LIGNES} where d.appel = ${slug} and v.etat = any(${etats}) order by v.cree_le, v.id limit ${limite}`.execute(
      base,
    )
  ).rows

/** The claims that a row of the finance software may be about: the one that it names, and those of its dossier. */
export const lireDemandesNommees = async (
  base: Lecteur,
  slug: string,
  nom: { reference: string; dossier: string },
): Promise<LignePaiement[]> =>
  nom.reference !== '' && !UUID.test(nom.reference)
    ? []
    : (
        await sql<LignePaiement>`${LIGNES} where d.appel = ${slug} and ${
          nom.reference === '' ? sql`d.numero = ${nom.dossier}` : sql`v.id = ${nom.reference}`
        } order by v.cree_le, v.id`.execute(base)
      ).rows

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const LIGNES = sql`
  select v.id, d.id as dossier, d.numero, d.version, o.nom as organisme, o.siren, v.type, v.etat, v.montant, v.iban, v.mandat, v.par_volet,
    v.paye_le::text as paye_le, v.cree_le::text as depuis, v.calcule_par,
    (select x.deliberation from vote x where x.dossier_id = d.id and x.etat = 'accorde' order by x.cree_le desc limit 1) as deliberation,
    (select e.numero from engagement e where e.dossier_id = d.id order by e.cree_le desc limit 1) as engagement
  from versement v join dossier d on d.id = v.dossier_id join organisme o on o.siren = d.organisme`

/** Does this person hold one of these roles on this call? */
export const tient = (acteur: Acteur, slug: string, ...roles: string[]): boolean =>
  acteur.habilitations.some((h) => h.portee === slug && roles.includes(h.role))

/** May this person read the call's desk? Everybody who works on the call, partners of the pillars excepted. */
export const lecteurDe = (acteur: Acteur, slug: string): boolean =>
  acteur.habilitations.some(
    (h) =>
      (h.portee === slug && h.role !== 'partenaire_formation' && h.role !== 'partenaire_parentalite') ||
      (h.portee === 'plateforme' && h.role === 'administrateur'),
  )
