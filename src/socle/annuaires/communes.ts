import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { type Kysely, type QueryExecutorProvider, sql } from 'kysely'
import { code, pourRecherche } from './recherche.ts'

type CommuneSource = {
  code: string
  nom: string
  type: 'commune-actuelle' | 'commune-deleguee' | 'commune-associee' | 'arrondissement-municipal'
  departement: string
  region: string
  siren?: string
  typeLiaison?: number
  codesPostaux?: string[]
  population?: number
  anciensCodes?: string[]
  chefLieu?: string
  commune?: string
}
type EpciSource = {
  code: string
  nom: string
  type: string
  populationMunicipale: number
  membres: { code: string }[]
}

/**
 * Loads every current commune and EPCI of France (about 35,000 and 1,250) in one transaction, unless this vintage is already there.
 * A commune merged since the last vintage stays, marked, and its schools go to the commune of today.
 * Source: @etalab/decoupage-administratif (code officiel géographique, Licence Ouverte).
 */
export async function chargerCommunes<DB>(base: Kysely<DB>, maintenant: Date): Promise<{ charge: boolean }> {
  const { version } = await lireJson<{ version: string }>('package.json')
  const deja = await sql`select 1 from annuaire_charge where nom = 'communes' and version = ${version}`.execute(base)
  if (deja.rows.length > 0) return { charge: false }
  const [entites, groupements] = await Promise.all([
    lireJson<CommuneSource[]>('data/communes.json'),
    lireJson<EpciSource[]>('data/epci.json'),
  ])
  const donnees = preparer(entites, groupements)
  return await base.transaction().execute(async (tx) => {
    // Two processes starting together: the second waits, then sees that it is done.
    await sql`select pg_advisory_xact_lock(hashtext('annuaire_charge'))`.execute(tx)
    const fait = await sql`select 1 from annuaire_charge where nom = 'communes' and version = ${version}`.execute(tx)
    if (fait.rows.length > 0) return { charge: false }
    await ecrireCommunes(tx, donnees)
    await ecrireEpci(tx, donnees)
    await sql`insert into annuaire_charge (nom, version, le) values ('communes', ${version}, ${maintenant})
      on conflict (nom) do update set version = excluded.version, le = excluded.le`.execute(tx)
    return { charge: true }
  })
}

/** The commune of today of an INSEE code: itself, the one it was merged into, Paris, Lyon or Marseille for an arrondissement; null if unknown. */
export async function communeActuelle(base: QueryExecutorProvider, insee: string): Promise<string | null> {
  const { rows } = await sql<{ insee: string }>`
    select insee from commune_ancienne where ancien = ${code(insee)}
    union all select insee from commune where insee = ${code(insee)} and actuelle limit 1`.execute(base)
  return rows[0]?.insee ?? null
}

const require = createRequire(import.meta.url)

// The package's entry reads its files relative to the working directory: read them ourselves.
async function lireJson<T>(chemin: string): Promise<T> {
  const texte = await readFile(require.resolve(`@etalab/decoupage-administratif/${chemin}`), 'utf8')
  return JSON.parse(texte) as T // the shape of a locked package, checked by the test beside
}

type Donnees = ReturnType<typeof preparer>

function preparer(entites: readonly CommuneSource[], groupements: readonly EpciSource[]) {
  // 584 codes stand twice, as a commune of today and as its own delegated part.
  const actuelles = entites.filter((e) => e.type === 'commune-actuelle')
  const codes = new Set(actuelles.map((c) => c.code))
  const membres = groupements.flatMap((g) => g.membres.map((m) => ({ epci: g.code, insee: m.code })))
  const epciDe = new Map(membres.map((m) => [m.insee, m.epci]))
  const anciennes = new Map<string, string>()
  for (const c of actuelles) for (const ancien of c.anciensCodes ?? []) anciennes.set(ancien, c.code)
  for (const e of entites) {
    const chef = e.chefLieu ?? e.commune
    if (e.type !== 'commune-actuelle' && chef && !codes.has(e.code)) anciennes.set(e.code, chef)
  }
  return {
    communes: actuelles.map((c) => ({
      insee: c.code,
      nom: c.nom,
      siren: c.siren ?? null,
      departement: c.departement,
      region: c.region,
      codes_postaux: c.codesPostaux ?? [],
      population: c.population ?? null,
      type_liaison: c.typeLiaison ?? null,
      epci: epciDe.get(c.code) ?? null,
      recherche: pourRecherche([c.nom, ...(c.codesPostaux ?? []), c.code].join(' ')),
    })),
    epci: groupements.map((g) => ({
      siren: g.code,
      nom: g.nom,
      type: g.type,
      population: g.populationMunicipale,
      recherche: pourRecherche(g.nom),
    })),
    membres,
    anciennes: [...anciennes].map(([ancien, insee]) => ({ ancien, insee })),
  }
}

async function ecrireCommunes(tx: QueryExecutorProvider, { communes, anciennes }: Donnees): Promise<void> {
  // A SIREN may pass from one code to another between two vintages: free them before writing.
  await sql`update commune set actuelle = false, siren = null, epci = null`.execute(tx)
  await sql`
    insert into commune (insee, nom, siren, departement, region, codes_postaux, population, type_liaison, epci, recherche)
    select * from json_to_recordset(${JSON.stringify(communes)}::json) as c (insee text, nom text, siren text,
      departement text, region text, codes_postaux text[], population int, type_liaison int, epci text, recherche text)
    on conflict (insee) do update set nom = excluded.nom, siren = excluded.siren, departement = excluded.departement,
      region = excluded.region, codes_postaux = excluded.codes_postaux, population = excluded.population,
      type_liaison = excluded.type_liaison, epci = excluded.epci, recherche = excluded.recherche, actuelle = true`.execute(
    tx,
  )
  await sql`delete from commune_ancienne`.execute(tx)
  await sql`insert into commune_ancienne (ancien, insee)
    select * from json_to_recordset(${JSON.stringify(anciennes)}::json) as a (ancien text, insee text)`.execute(tx)
  await sql`update ecole e set commune = a.insee from commune_ancienne a where e.commune = a.ancien`.execute(tx)
}

async function ecrireEpci(tx: QueryExecutorProvider, { epci, membres }: Donnees): Promise<void> {
  await sql`delete from epci_membre`.execute(tx)
  await sql`update epci set actuel = false`.execute(tx)
  await sql`
    insert into epci (siren, nom, type, population, recherche)
    select * from json_to_recordset(${JSON.stringify(epci)}::json)
      as e (siren text, nom text, type text, population int, recherche text)
    on conflict (siren) do update set nom = excluded.nom, type = excluded.type, population = excluded.population,
      recherche = excluded.recherche, actuel = true`.execute(tx)
  await sql`insert into epci_membre (epci, insee)
    select * from json_to_recordset(${JSON.stringify(membres)}::json) as m (epci text, insee text)`.execute(tx)
}
