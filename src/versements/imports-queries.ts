import { sql } from 'kysely'
import type { Lecteur } from '../registre/lire.ts'
import type { CellulesResultat } from './colonnes-resultats.ts'
import type { FichierImporte } from './recevoir-resultats.ts'

/** An import of payment results: its file, and how far it is. `ecarts`: rows that do not match. */
export type ImportPaiements = {
  id: string
  etat: 'en_cours' | 'fini'
  par: string
  cree_le: Date
  contenu: FichierImporte
  lignes: number
  attente: number
  faites: number
  deja: number
  ecarts: number
  mandats: number
  paiements: number
}
export type LigneImport = {
  ligne: number
  etat: 'attente' | 'fait' | 'deja' | 'ecart'
  raison: string | null
  contenu: CellulesResultat
  mandate: boolean
  paye: boolean
  versement: string | null
  dossier: string | null
  numero: string | null
}

/** The imports of a call, the last first; or the one asked. */
export const lireImports = async (
  base: Lecteur,
  slug: string,
  o: { id?: string; limite?: number } = {},
): Promise<ImportPaiements[]> =>
  (
    await sql<ImportPaiements>`
      select l.id, l.etat, p.nom as par, l.cree_le, l.contenu, count(r.*)::int as lignes,
        count(*) filter (where r.etat = 'attente')::int as attente, count(*) filter (where r.etat = 'fait')::int as faites,
        count(*) filter (where r.etat = 'deja')::int as deja, count(*) filter (where r.etat = 'ecart')::int as ecarts,
        count(*) filter (where r.mandate)::int as mandats, count(*) filter (where r.paye)::int as paiements
      from lot l join personne p on p.id = l.personne_id left join lot_resultat r on r.lot_id = l.id
      where l.appel = ${slug} and l.genre = 'resultats_paiement' ${o.id === undefined ? sql`` : sql`and l.id::text = ${o.id}`}
      group by l.id, p.nom order by l.cree_le desc, l.id desc limit ${o.limite ?? 5}`.execute(base)
  ).rows

/** The rows of an import in one state (all: undefined), in the order of the file. */
export const lireLignesImport = async (
  base: Lecteur,
  id: string,
  o: { etat: string | undefined; depuis?: number; limite?: number },
): Promise<LigneImport[]> =>
  (
    await sql<LigneImport>`
      select r.ligne, r.etat, r.raison, r.contenu, r.mandate, r.paye, v.id as versement, d.id as dossier, d.numero
      from lot_resultat r left join versement v on v.id = r.versement_id left join dossier d on d.id = v.dossier_id
      where r.lot_id = ${id} ${o.etat === undefined ? sql`` : sql`and r.etat = ${o.etat}`}
      order by r.ligne limit ${o.limite ?? 20_000} offset ${o.depuis ?? 0}`.execute(base)
  ).rows
