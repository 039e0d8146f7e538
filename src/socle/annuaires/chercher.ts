import { type QueryExecutorProvider, sql } from 'kysely'
import { communeActuelle } from './communes.ts'
import { code, contient, enPage, type Page, pourRecherche } from './recherche.ts'

export type Commune = {
  insee: string
  nom: string
  siren: string | null
  departement: string
  codesPostaux: string[]
  population: number | null
  typeLiaison: number | null
  epci: { siren: string; nom: string } | null
}

/**
 * Communes of today whose name, postal code or INSEE code holds every word of `q`; names that begin so first, then the most peopled.
 * `apres`: INSEE code of the last one seen; one that is not in the list ends it.
 */
export async function chercherCommunes(
  base: QueryExecutorProvider,
  q: string,
  limite = 50,
  apres: string | null = null,
): Promise<Page<Commune>> {
  const debut = pourRecherche(q)
  const dernier = apres === null ? null : code(apres)
  const { rows } = await sql<Commune & { total: number }>`
    with trouvees as materialized (
      select c.*, row_number() over (order by (c.recherche like ${`${debut}%`}) desc, c.population desc nulls last, c.insee) as place
      from commune c where c.actuelle and ${contient('c.recherche', q)}),
    depuis as (select case when ${dernier}::text is null then 0 else (select place from trouvees where insee = ${dernier}) end as place)
    select t.insee, t.nom, t.siren, t.departement, t.codes_postaux as "codesPostaux", t.population,
      t.type_liaison as "typeLiaison",
      case when e.siren is not null then json_build_object('siren', e.siren, 'nom', e.nom) end as epci,
      (select count(*)::int from trouvees) as total
    from trouvees t left join epci e on e.siren = t.epci, depuis
    where t.place > depuis.place order by t.place limit ${limite + 1}`.execute(base)
  return enPage<Commune>(rows, limite, (c) => c.insee)
}

export type Ecole = {
  uai: string
  nom: string
  type: 'maternelle' | 'elementaire' | 'primaire'
  secteur: 'public' | 'prive'
  contrat: 'sans_objet' | 'association' | 'simple'
  etat: 'ouvert' | 'a_fermer' | 'ferme'
  commune: { insee: string; nom: string }
  departement: string
  adresse: string
  codePostal: string
  courriel: string | null
  telephone: string | null
  circonscription: { code: string | null; nom: string | null }
  educationPrioritaire: 'REP' | 'REP+' | null
  ulis: boolean
  eleves: number | null
  latitude: number | null
  longitude: number | null
}

export type CriteresEcoles = {
  /** INSEE code, of today or before. */
  commune?: string
  /** SIREN of an EPCI: the schools of all its communes. */
  epci?: string
  q?: string
  uais?: readonly string[]
  /** Closed schools too (never by default). */
  fermees?: boolean
  limite?: number
  /** UAI of the last one seen. */
  apres?: string | null
}

/** Schools of the directory, by commune then name. A search by `uais` also finds closed ones. */
export async function chercherEcoles(base: QueryExecutorProvider, criteres: CriteresEcoles): Promise<Page<Ecole>> {
  const { q = '', uais, limite = 50 } = criteres
  const epci = criteres.epci === undefined ? null : code(criteres.epci)
  const dernier = criteres.apres ? code(criteres.apres) : null
  const insee = criteres.commune === undefined ? null : await communeActuelle(base, criteres.commune)
  if (criteres.commune !== undefined && insee === null) return { elements: [], suivant: null, total: 0 }
  const fermees = criteres.fermees === true || uais !== undefined
  const { rows } = await sql<Ecole & { total: number }>`
    with trouvees as materialized (
      select e.*, c.nom as nom_commune, row_number() over (order by c.recherche, e.recherche, e.uai) as place
      from ecole e join commune c on c.insee = e.commune
      where (${insee}::text is null or e.commune = ${insee})
        and (${epci}::text is null or c.epci = ${epci})
        and (${uais ?? null}::text[] is null or e.uai = any (${uais?.map(code) ?? null}::text[]))
        and (${fermees} or e.etat <> 'ferme')
        and ${contient('e.recherche', q)}),
    depuis as (select case when ${dernier}::text is null then 0 else (select place from trouvees where uai = ${dernier}) end as place)
    select t.uai, t.nom, t.type, t.secteur, t.contrat, t.etat, json_build_object('insee', t.commune, 'nom', t.nom_commune) as commune,
      t.departement, t.adresse, t.code_postal as "codePostal", t.courriel, t.telephone,
      json_build_object('code', t.circonscription_code, 'nom', t.circonscription_nom) as circonscription,
      t.education_prioritaire as "educationPrioritaire", t.ulis, t.eleves, t.latitude, t.longitude,
      (select count(*)::int from trouvees) as total
    from trouvees t, depuis where t.place > depuis.place order by t.place limit ${limite + 1}`.execute(base)
  return enPage<Ecole>(rows, limite, (e) => e.uai)
}
