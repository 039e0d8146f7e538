import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Lecteur } from './lire.ts'

/** One row to append: who, in which capacity, did what, on what, with which inputs, at which instant (server clock, UTC). */
export type Entree = {
  chaine: string
  rang: number
  precedente: string
  acte: string
  sur: string | null
  dossier: string | null
  seance: string | null
  le: Date
  personne: string | null
  par: string
  qualite: string
  saisie: unknown
  etatAvant: string | null
  etatApres: string | null
}

/** JSON with sorted keys: the same content gives the same text, whatever the database returns. */
export const canonique = (x: unknown): string => {
  if (x === null || typeof x !== 'object') return JSON.stringify(x ?? null)
  if (x instanceof Date) return JSON.stringify(x.toISOString())
  if (Array.isArray(x)) return `[${x.map(canonique).join(',')}]`
  const entrees = Object.entries(x)
    .filter(([, v]) => v !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entrees.map(([k, v]) => `${JSON.stringify(k)}:${canonique(v)}`).join(',')}}`
}

export const sha256 = (texte: string): string => createHash('sha256').update(texte).digest('hex')

/** SHA-256 of a row with the hash of the one before it in its chain. */
export const empreinteDe = (e: Entree): string =>
  sha256(
    canonique([
      e.chaine,
      e.rang,
      e.precedente,
      e.acte,
      e.sur,
      e.dossier,
      e.seance,
      e.le,
      e.personne,
      e.par,
      e.qualite,
      e.saisie,
      e.etatAvant,
      e.etatApres,
    ]),
  )

/** Appends one row; the caller holds the lock of the chain's owner and records the returned hash on it. */
export const ajouter = async (tx: Lecteur, e: Entree): Promise<string> => {
  const empreinte = empreinteDe(e)
  await sql`
    insert into journal (chaine, rang, acte, sur, dossier_id, seance_id, le, personne_id, par, qualite, saisie, etat_avant, etat_apres, precedente, empreinte)
    values (${e.chaine}, ${e.rang}, ${e.acte}, ${e.sur}, ${e.dossier}, ${e.seance}, ${e.le}, ${e.personne}, ${e.par}, ${e.qualite},
            ${JSON.stringify(e.saisie)}::jsonb, ${e.etatAvant}, ${e.etatApres}, ${e.precedente}, ${empreinte})`.execute(
    tx,
  )
  return empreinte
}

type LigneJournal = {
  id: number
  chaine: string
  rang: number
  acte: string
  sur: string | null
  dossier_id: string | null
  seance_id: string | null
  le: Date
  personne_id: string | null
  par: string
  qualite: string
  saisie: unknown
  etat_avant: string | null
  etat_apres: string | null
  precedente: string
  empreinte: string
}

export type Verdict = { lignes: number; chaines: number } | { rupture: string }

const LOT = 5000

/** Walks every chain: each row's hash, its link to the row before, and the last row against the head kept by its owner
 * (a row removed at the end is seen too). Answers the first break with its place. */
export const verifierJournal = async (base: Lecteur): Promise<Verdict> => {
  let lignes = 0
  let chaines = 0
  let apres = { chaine: '', rang: 0 }
  let derniere: LigneJournal | undefined
  for (;;) {
    const { rows } = await sql<LigneJournal>`
      select * from journal where (chaine, rang) > (${apres.chaine}, ${apres.rang}) order by chaine, rang limit ${LOT}`.execute(
      base,
    )
    for (const l of rows) {
      const suite = derniere?.chaine === l.chaine ? derniere : undefined
      const faute = maillon(l, suite)
      if (faute) return { rupture: `ligne ${l.id}, ${l.chaine} rang ${l.rang} : ${faute}` }
      if (!suite) chaines += 1
      derniere = l
      lignes += 1
    }
    const fin = rows.at(-1)
    if (!fin || rows.length < LOT) break
    apres = { chaine: fin.chaine, rang: fin.rang }
  }
  const faute = await teteFausse(base)
  return faute ? { rupture: faute } : { lignes, chaines }
}

/** Heads against last rows: a row removed at the end, a chain removed whole, a state changed without an act, rows of nobody. */
const teteFausse = async (base: Lecteur): Promise<string | undefined> => {
  const tete = sql`
    select 'dossier:' || id as chaine, journal_rang as rang, journal_empreinte as empreinte, etat from dossier
    union all select 'seance:' || id, journal_rang, journal_empreinte, etat from seance
    union all select 'appel:' || slug, journal_rang, journal_empreinte, null from appel
    union all select nom, rang, empreinte, null from chaine`
  const { rows } = await sql<{ chaine: string; faute: string }>`
    with tete as (${tete})
    select t.chaine, case
      when t.rang = 0 then 'son journal a disparu.'
      when j.empreinte is null or j.empreinte <> t.empreinte then 'la dernière ligne n’est pas celle que le registre a retenue.'
      else 'son état n’est pas celui que sa dernière ligne a écrit.' end as faute
    from tete t left join journal j on j.chaine = t.chaine and j.rang = t.rang
    where (t.rang > 0 and (j.empreinte is null or j.empreinte <> t.empreinte)) or (t.rang = 0 and t.chaine like 'dossier:%')
       or (t.etat is not null and j.etat_apres is not null and j.etat_apres <> t.etat)
       or exists (select 1 from journal k where k.chaine = t.chaine and k.rang > t.rang) limit 1`.execute(base)
  if (rows[0]) return `${rows[0].chaine} : ${rows[0].faute}`
  const perdues = await sql<{ chaine: string }>`
    with tete as (${tete})
    select distinct j.chaine from journal j where not exists (select 1 from tete t where t.chaine = j.chaine) limit 1`.execute(
    base,
  )
  return perdues.rows[0] && `${perdues.rows[0].chaine} : ces lignes ne sont plus à personne.`
}

const maillon = (l: LigneJournal, avant: LigneJournal | undefined): string | undefined => {
  if (l.rang !== (avant?.rang ?? 0) + 1) return 'une ligne manque avant celle-ci.'
  if (l.precedente !== (avant?.empreinte ?? '0'.repeat(64))) return 'elle ne suit pas la ligne précédente.'
  const recalculee = empreinteDe({
    chaine: l.chaine,
    rang: l.rang,
    precedente: l.precedente,
    acte: l.acte,
    sur: l.sur,
    dossier: l.dossier_id,
    seance: l.seance_id,
    le: l.le,
    personne: l.personne_id,
    par: l.par,
    qualite: l.qualite,
    saisie: l.saisie,
    etatAvant: l.etat_avant,
    etatApres: l.etat_apres,
  })
  return recalculee === l.empreinte ? undefined : 'son contenu a été modifié.'
}
