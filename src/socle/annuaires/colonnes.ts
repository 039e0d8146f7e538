import { pourRecherche } from './recherche.ts'

/** What the importer reads, with the labels met in the official exports over the years (compared without accent, case, space or underscore). */
const COLONNES = {
  uai: ['identifiant_de_l_etablissement', 'uai', 'numero_uai', 'code_uai', 'numero_ecole', 'code_etablissement', 'rne'],
  nom: ['nom_etablissement', 'nom_de_l_etablissement', 'appellation_officielle', 'nom'],
  type: ['type_etablissement', 'type_d_etablissement'],
  secteur: ['statut_public_prive', 'secteur_public_prive', 'secteur', 'statut'],
  adresse1: ['adresse_1', 'adresse', 'adresse_uai'],
  adresse2: ['adresse_2', 'lieu_dit'],
  codePostal: ['code_postal', 'cp', 'code_postal_uai'],
  commune: ['code_commune', 'code_commune_insee', 'code_insee', 'insee', 'code_insee_commune', 'commune_insee'],
  departement: ['code_departement', 'code_du_departement', 'departement'],
  maternelle: ['ecole_maternelle', 'maternelle'],
  elementaire: ['ecole_elementaire', 'elementaire'],
  telephone: ['telephone', 'numero_telephone_uai', 'tel'],
  courriel: ['mail', 'courriel', 'email', 'e_mail', 'adresse_mail'],
  ulis: ['ulis'],
  educationPrioritaire: ['appartenance_education_prioritaire', 'education_prioritaire', 'rep'],
  siret: ['siren_siret', 'siret', 'siret_siren'],
  eleves: ['nombre_d_eleves', 'nombre_eleves', 'nombre_total_eleves', 'effectif', 'effectifs'],
  contrat: [
    'type_contrat_prive',
    'type_de_contrat_prive',
    'contrat_etablissement',
    'libelle_type_contrat_prive',
    'contrat',
  ],
  circonscriptionNom: ['nom_circonscription', 'circonscription', 'libelle_circonscription'],
  circonscriptionCode: ['code_circonscription', 'uai_circonscription'],
  latitude: ['latitude'],
  longitude: ['longitude'],
  position: ['position', 'coordonnees', 'geo_point_2d'],
  etat: ['etat', 'etat_etablissement', 'libelle_etat', 'etat_etablissement_libe'],
  rpiConcentre: ['rpi_concentre'],
  rpiDisperse: ['rpi_disperse'],
  nature: ['code_nature', 'nature_uai', 'code_nature_uai'],
  natureLibelle: ['libelle_nature', 'nature_uai_libe', 'nature'],
} satisfies Record<string, string[]>

export type Colonne = keyof typeof COLONNES
/** One line of the file: a cleaned text per known column, empty when the column or the value is absent. */
export type Ligne = Record<Colonne, string>

const INDISPENSABLES = ['uai', 'nom', 'commune'] as const satisfies Colonne[]

/** Where each known column stands in this header; or the official labels of the columns without which nothing can be imported. */
export function reconnaitre(entete: readonly string[]): Map<Colonne, number> | { manquantes: string[] } {
  const libelles = entete.map(cle)
  const places = new Map<Colonne, number>()
  for (const colonne of Object.keys(COLONNES) as Colonne[]) {
    // A synonym counts only when no better label stands in the file: they are in order of preference.
    const place = COLONNES[colonne].map((l) => libelles.indexOf(cle(l))).find((i) => i >= 0)
    if (place !== undefined) places.set(colonne, place)
  }
  const manquantes = INDISPENSABLES.filter((c) => !places.has(c)).map((c) => COLONNES[c][0] ?? c)
  return manquantes.length > 0 ? { manquantes } : places
}

/** Reads one record; line breaks and control characters inside a value become spaces. */
export function lireLigne(places: ReadonlyMap<Colonne, number>, record: readonly string[]): Ligne {
  const valeur = (c: Colonne) => propre(record[places.get(c) ?? -1] ?? '')
  return Object.fromEntries((Object.keys(COLONNES) as Colonne[]).map((c) => [c, valeur(c)])) as Ligne // all its keys
}

const cle = (libelle: string) => pourRecherche(libelle).replaceAll(' ', '')

const propre = (texte: string) =>
  texte
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu, ' ')
    .trim()
    .slice(0, 500)
