import { sql } from 'kysely'
import type { Autour, Valeurs } from '../domaine/acte.ts'
import { sirenDe } from '../domaine/identifiants/siret.ts'
import { numeroNormal, numeroSimple } from '../domaine/versement-factures.ts'
import { estUuid } from './identifiants.ts'
import type { Lecteur } from './lire.ts'

type Cherchee = { siret: string; numero: string; sha256: string | null }

/** The living claims, of any dossier, where the invoices of this input stand already: same supplier and number, number that only
 * looks alike, or same file. Without invoices in the input, those of the claim that the act is about. */
export const lireFacturesAilleurs = async (
  tx: Lecteur,
  { saisie }: { saisie: Valeurs },
): Promise<Autour['facturesAilleurs']> => {
  const cherchees = Array.isArray(saisie.factures)
    ? await saisies(tx, saisie.factures)
    : await deLaDemande(tx, texte(saisie.sur))
  if (cherchees.length === 0) return []
  // The same invoice claimed by two communes at the same instant: the second waits here, and reads what the first claimed.
  await sql`select pg_advisory_xact_lock(hashtext('factures'))`.execute(tx)
  const parmi = (numero: (n: string) => string) =>
    sql.join(cherchees.map((x) => sql`(${sirenDe(x.siret)}, ${numero(x.numero)})`))
  const { rows } = await sql<Autour['facturesAilleurs'][number]>`
    select f.siret, f.numero, f.sha256, f.dossier_id as dossier, d.numero as "dossierNumero", f.versement_id as versement,
      (f.ht + f.tva)::bigint as total, coalesce((f.contenu->>'part')::bigint, f.ht)::bigint as reclame, f.ht::bigint as ht, f.date::text as date, v.etat
    from facture f join dossier d on d.id = f.dossier_id join versement v on v.id = f.versement_id
    where v.etat <> 'rejetee' and not f.ecartee and (
      (left(f.siret, 9), numero_normal(f.numero)) in (${parmi(numeroNormal)})
      or (left(f.siret, 9), numero_simple(f.numero)) in (${parmi(numeroSimple)})
      or f.sha256 = any(${cherchees.map((x) => x.sha256)}))`.execute(tx)
  return rows
}

const texte = (x: unknown): string => (typeof x === 'string' ? x : '')

// Parsed by the act's schema.
const saisies = async (tx: Lecteur, factures: unknown[]): Promise<Cherchee[]> => {
  const lues = factures as { fournisseur?: { siret?: string }; numero?: string; piece?: string }[]
  const { rows } = await sql<{ id: string; sha256: string }>`
    select id::text as id, sha256 from piece where id::text = any(${lues.map((x) => texte(x.piece).toLowerCase())})`.execute(
    tx,
  )
  return lues.map((x) => ({
    siret: texte(x.fournisseur?.siret),
    numero: texte(x.numero),
    sha256: rows.find((p) => p.id === texte(x.piece).toLowerCase())?.sha256 ?? null,
  }))
}

const deLaDemande = async (tx: Lecteur, versement: string): Promise<Cherchee[]> => {
  if (!estUuid(versement)) return []
  const { rows } = await sql<Cherchee>`
    select siret, numero, sha256 from facture where versement_id = ${versement} and not ecartee`.execute(tx)
  return rows
}
