import type { Readable } from 'node:stream'
import { type Kysely, type QueryExecutorProvider, sql } from 'kysely'
import type { Refus } from '../../domaine/refus.ts'
import { departementAnnonce, type LigneEcole, lireEcole, type TrouverCommune } from './ligne-ecole.ts'
import { type LigneLue, lireAnnuaire } from './lire-annuaire.ts'
import { codeDepartement } from './recherche.ts'

export type OptionsEcoles = {
  /** Only this département, `038` or `38`; the lines of the others are set aside and counted. */
  departement?: string
  /** Counts everything, changes nothing. */
  simuler?: boolean
  /** Marks the schools created as invented ones. */
  demonstration?: boolean
  maintenant: Date
}

/** `lues` = creees + modifiees + fermees + inchangees + ignorees. `fermees`: schools that this file closes, or makes known as closed. */
export type BilanEcoles = {
  lues: number
  creees: number
  modifiees: number
  fermees: number
  inchangees: number
  ignorees: { ligne: number; raison: string }[]
}

const LOT = 1000

/**
 * Imports the official directory of schools as it is, in one transaction: all of a readable file, or nothing (refusal).
 * A line left aside has its number and its French reason; a school absent from the file stays as it is.
 */
export async function importerEcoles<DB>(
  base: Kysely<DB>,
  flux: Readable,
  options: OptionsEcoles,
): Promise<BilanEcoles | Refus> {
  const tx = await base.startTransaction().execute()
  try {
    const bilan = await importer(tx, flux, options)
    if (options.simuler || 'refus' in bilan) await tx.rollback().execute()
    else await tx.commit().execute()
    return bilan
  } catch (erreur) {
    if (!tx.isCommitted) await tx.rollback().execute()
    throw erreur
  }
}

async function importer(
  tx: QueryExecutorProvider,
  flux: Readable,
  options: OptionsEcoles,
): Promise<BilanEcoles | Refus> {
  const bilan: BilanEcoles = { lues: 0, creees: 0, modifiees: 0, fermees: 0, inchangees: 0, ignorees: [] }
  const juger = juge(await communes(tx), options.departement)
  let lot: LigneEcole[] = []
  for await (const lue of lireAnnuaire(flux)) {
    if ('refus' in lue) return lue
    bilan.lues += 1
    const ecole = juger(lue)
    if (typeof ecole === 'string') bilan.ignorees.push({ ligne: lue.numero, raison: ecole })
    else lot.push(ecole)
    if (lot.length < LOT) continue
    await ecrire(tx, lot, options, bilan)
    lot = []
  }
  if (lot.length > 0) await ecrire(tx, lot, options, bilan)
  return bilan
}

/** Judges each line once: département, rules of a school, UAI met twice. */
function juge(trouver: TrouverCommune, departement: string | undefined): (lue: LigneLue) => LigneEcole | string {
  const voulu = departement ? codeDepartement(departement) : null
  const vues = new Map<string, number>()
  return (lue) => {
    if ('raison' in lue) return lue.raison
    const annonce = departementAnnonce(lue.ligne)
    if (voulu && annonce && annonce !== voulu) return `autre département (${annonce})`
    const ecole = lireEcole(lue.ligne, trouver)
    if (typeof ecole === 'string') return ecole
    if (voulu && ecole.departement !== voulu) return `autre département (${ecole.departement})`
    const avant = vues.get(ecole.uai)
    if (avant !== undefined) return `UAI ${ecole.uai} déjà lu à la ligne ${avant}`
    vues.set(ecole.uai, lue.numero)
    return ecole
  }
}

async function communes(tx: QueryExecutorProvider): Promise<TrouverCommune> {
  const { rows } = await sql<{ code: string; insee: string; nom: string; departement: string }>`
    select insee as code, insee, nom, departement from commune where actuelle
    union all
    select a.ancien, c.insee, c.nom, c.departement from commune_ancienne a join commune c using (insee)`.execute(tx)
  const parCode = new Map(rows.map(({ code, ...commune }) => [code, commune]))
  return (insee) => parCode.get(insee)
}

const COLONNES = [
  ['nom', 'text'],
  ['commune', 'text'],
  ['departement', 'text'],
  ['type', 'text'],
  ['secteur', 'text'],
  ['contrat', 'text'],
  ['adresse', 'text'],
  ['code_postal', 'text'],
  ['telephone', 'text'],
  ['courriel', 'text'],
  ['circonscription_code', 'text'],
  ['circonscription_nom', 'text'],
  ['education_prioritaire', 'text'],
  ['ulis', 'boolean'],
  ['rpi', 'text'],
  ['siren_siret', 'text'],
  ['eleves', 'int'],
  ['latitude', 'double precision'],
  ['longitude', 'double precision'],
  ['etat', 'text'],
  ['recherche', 'text'],
] as const satisfies readonly (readonly [keyof LigneEcole, string])[]

const noms = sql.raw(COLONNES.map(([c]) => c).join(', '))
const declaration = sql.raw(['uai text', ...COLONNES.map(([c, type]) => `${c} ${type}`)].join(', '))
const changements = sql.raw(COLONNES.map(([c]) => `${c} = excluded.${c}`).join(', '))
const anciennes = sql.raw(COLONNES.map(([c]) => `e.${c}`).join(', '))
const nouvelles = sql.raw(COLONNES.map(([c]) => `excluded.${c}`).join(', '))

/** One statement per batch; a school that did not change is not written (its `maj_le` stays). */
async function ecrire(
  tx: QueryExecutorProvider,
  lot: readonly LigneEcole[],
  { maintenant, demonstration = false }: OptionsEcoles,
  bilan: BilanEcoles,
): Promise<void> {
  const { rows } = await sql<{ etat: LigneEcole['etat']; avant: LigneEcole['etat'] | null }>`
    with lot as (select * from json_to_recordset(${JSON.stringify(lot)}::json) as l (${declaration})),
    avant as (select e.uai, e.etat from ecole e join lot using (uai)),
    ecrit as (
      insert into ecole as e (uai, ${noms}, maj_le, demonstration)
      select uai, ${noms}, ${maintenant}::timestamptz, ${demonstration} from lot
      on conflict (uai) do update set ${changements}, maj_le = excluded.maj_le
      where (${anciennes}) is distinct from (${nouvelles})
      returning e.uai, e.etat)
    select ecrit.etat, avant.etat as avant from ecrit left join avant using (uai)`.execute(tx)
  for (const { etat, avant } of rows) {
    if (etat === 'ferme' && avant !== 'ferme') bilan.fermees += 1
    else if (avant === null) bilan.creees += 1
    else bilan.modifiees += 1
  }
  bilan.inchangees += lot.length - rows.length
}
