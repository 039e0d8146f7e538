import { sql } from 'kysely'
import { COMPTES } from '../../db/comptes.ts'
import { estRole, ROLES } from '../domaine/roles.ts'
import type { Lecteur } from '../registre/lire.ts'

export type CompteDemo = { courriel: string; nom: string; qui: string }
export type GroupeDemo = { titre: string; comptes: CompteDemo[] }

const TITRES = [
  'Communes et intercommunalités',
  'Écoles et circonscription',
  'Département et Rectorat',
  'Commission, partenaires et contrôle',
]

/** The demonstration's accounts that exist in this base, by family. */
export const comptesDemo = async (base: Lecteur): Promise<GroupeDemo[]> => {
  const { rows } = await sql<{ courriel: string }>`
    select courriel from personne where courriel = any(${COMPTES.map((c) => c.courriel)})`.execute(base)
  const la = new Set(rows.map((r) => r.courriel))
  const comptes = COMPTES.filter((c) => la.has(c.courriel))
  return TITRES.map((titre, rang) => ({
    titre,
    comptes: comptes.filter((c) => famille(c.habilitations[0]) === rang),
  })).filter((g) => g.comptes.length > 0)
}

/** The person behind a demonstration account, or undefined: no other address signs in without proof. */
export const personneDemo = async (base: Lecteur, courriel: string | undefined): Promise<string | undefined> => {
  if (!COMPTES.some((c) => c.courriel === courriel)) return undefined
  const { rows } = await sql<{ id: string }>`select id from personne where courriel = ${courriel}`.execute(base)
  return rows[0]?.id
}

// The head of the school, the ERUN and the IEN receive their rights with the invented schools: they may have none here.
const famille = (habilitation: string | undefined): number => {
  const role = habilitation?.split('@')[0] ?? ''
  if (!estRole(role)) return 1
  const { portee } = ROLES[role]
  if (portee !== 'appel') return portee === 'organisme' ? 0 : portee === 'plateforme' ? 3 : 1
  return SERVICE.has(role) ? 2 : 3
}

const SERVICE = new Set([
  'instructeur',
  'gestionnaire_paiement',
  'valideur_paiement',
  'secretaire_assemblee',
  'presidence',
  'rectorat',
])
