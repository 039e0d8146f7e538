import { type Hasard, hasard } from './hasard.ts'
import { codeCirconscription, INSEE_VOIRON, uaiInvente } from './voiron.ts'

export type Commune = { insee: string; nom: string; population: number; epci: string | null; code_postal: string }

const NOMBRE = 650
/** Adds a school to many villages without moving the proportion of the towns much. */
const PART_DES_VILLAGES = 500

/** About 650 invented schools, spread over these communes by population, as a file in the shape of the official directory.
 * Names say that they are inventions; addresses and telephones lead nowhere (demo.example, numbers kept for fiction). */
export const annuaireInvente = (communes: readonly Commune[]): string => {
  const h = hasard(38)
  const places = repartir(communes)
  const districts = circonscriptions(communes)
  let rang = 0
  const lignes = ordonnees(communes).flatMap((commune) => {
    const noms = nomsDe(places.get(commune.insee) ?? 0, h)
    return noms.map((nom, i) => ligne(uaiInvente(rang++), nom, commune, districts(commune, i), h))
  })
  return [COLONNES.join(';'), ...lignes.map((l) => COLONNES.map((c) => l[c] ?? '').join(';'))].join('\r\n')
}

/** Voiron first: the accounts of the demonstration name its first school and its district. */
const ordonnees = (communes: readonly Commune[]) =>
  [...communes].sort(
    (a, b) => Number(b.insee === INSEE_VOIRON) - Number(a.insee === INSEE_VOIRON) || (a.insee < b.insee ? -1 : 1),
  )

/** Largest remainder on the population. */
const repartir = (communes: readonly Commune[]): Map<string, number> => {
  const poids = (c: Commune) => c.population + PART_DES_VILLAGES
  const total = communes.reduce((t, c) => t + poids(c), 0)
  const quotas = communes.map((c) => ({ insee: c.insee, quota: (NOMBRE * poids(c)) / total }))
  const places = new Map(quotas.map((q) => [q.insee, Math.floor(q.quota)]))
  const reste = NOMBRE - [...places.values()].reduce((t, n) => t + n, 0)
  const partDecimale = (q: { quota: number }) => q.quota % 1
  const premiers = [...quotas].sort((a, b) => partDecimale(b) - partDecimale(a) || (a.insee < b.insee ? -1 : 1))
  for (const { insee } of premiers.slice(0, reste)) places.set(insee, (places.get(insee) ?? 0) + 1)
  return places
}

type District = { code: string; nom: string }
/** A big intercommunality is cut in several districts. */
const HABITANTS_PAR_DISTRICT = 90_000

/** Invented inspection districts: one per intercommunality, several where many people live; named after its largest town. */
const circonscriptions = (communes: readonly Commune[]) => {
  const parEpci = new Map<string, Commune[]>()
  for (const c of ordonnees(communes)) {
    const cle = c.epci ?? ''
    parEpci.set(cle, [...(parEpci.get(cle) ?? []), c])
  }
  const districts = new Map<string, District[]>()
  let rang = 0
  for (const [epci, membres] of parEpci) {
    const habitants = membres.reduce((t, c) => t + c.population, 0)
    const nombre = Math.max(1, Math.round(habitants / HABITANTS_PAR_DISTRICT))
    const ville = [...membres].sort((a, b) => b.population - a.population)[0]?.nom ?? ''
    districts.set(
      epci,
      Array.from({ length: nombre }, (_, i) => ({
        code: codeCirconscription(rang++),
        nom: `Circonscription d’exemple de ${ville}${nombre > 1 ? ` ${i + 1}` : ''}`,
      })),
    )
  }
  return (commune: Commune, ecole: number): District => {
    const choix = districts.get(commune.epci ?? '') ?? []
    const district = choix[(Number(commune.insee.slice(-3)) + ecole) % Math.max(1, choix.length)]
    if (!district) throw new Error('Every commune has its district')
    return district
  }
}

type Nom = { nom: string; genre: 'primaire' | 'maternelle' | 'elementaire'; prive: boolean }

/** One school: a primary. Several: pairs of nursery and elementary schools, primaries, one private out of eleven. */
const nomsDe = (nombre: number, h: Hasard): Nom[] => {
  if (nombre === 1) return [{ nom: `École d’exemple ${LIEUX[h.entier(0, 4)]}`, genre: 'primaire', prive: false }]
  const lieux = h.tirage(LIEUX, Math.ceil(nombre / 1.4) + 2)
  const noms: Nom[] = []
  for (const lieu of lieux) {
    const tirage = h.reel()
    if (tirage < 0.12) noms.push({ nom: `École privée d’exemple ${lieu}`, genre: 'primaire', prive: true })
    else if (tirage < 0.55) noms.push({ nom: `École d’exemple ${lieu}`, genre: 'primaire', prive: false })
    else {
      noms.push({ nom: `École maternelle d’exemple ${lieu}`, genre: 'maternelle', prive: false })
      noms.push({ nom: `École élémentaire d’exemple ${lieu}`, genre: 'elementaire', prive: false })
    }
  }
  // The first one is public and primary: everybody's example.
  const premier: Nom = { nom: `École d’exemple ${lieux[0] ?? 'du Bourg'}`, genre: 'primaire', prive: false }
  return [premier, ...noms.filter((n) => n.nom !== premier.nom)].slice(0, nombre)
}

const LIEUX = [
  ...['du Bourg', 'du Village', 'du Marché', 'du Lavoir', 'de la Place', 'des Tilleuls', 'du Grand Pré'],
  ...['de la Fontaine', 'des Marronniers', 'du Vieux Moulin', 'des Prairies', 'du Clos', 'des Noyers', 'de la Halle'],
  ...['des Cerisiers', 'du Ruisseau', 'de la Colline', 'des Vergers', 'du Belvédère', 'des Hirondelles', 'du Pont'],
  ...['des Érables', 'de la Source', 'des Glycines', 'du Chêne', 'de la Combe', 'des Mésanges', 'du Château d’Eau'],
  ...['des Bleuets', 'de la Gare', 'des Coquelicots', 'du Parc', 'de la Rivière', 'des Alouettes', 'du Soleil'],
  ...['des Écureuils', 'de la Forêt', 'des Capucines', 'du Levant', 'de la Passerelle', 'des Libellules', 'du Canal'],
  ...['des Sorbiers', 'de la Vallée', 'des Papillons', 'du Couchant', 'de la Clairière', 'des Charmes', 'du Jardin'],
  ...['des Aubépines', 'de la Roseraie', 'des Platanes', 'du Rocher', 'de la Tuilerie', 'des Lilas', 'du Verger'],
]

const COLONNES = [
  ...['Identifiant_de_l_etablissement', 'Nom_etablissement', 'Type_etablissement', 'Statut_public_prive', 'Adresse_1'],
  ...['Code_postal', 'Code_commune', 'Nom_commune', 'Code_departement', 'Ecole_maternelle', 'Ecole_elementaire'],
  ...['Telephone', 'Mail', 'ULIS', 'Appartenance_Education_Prioritaire', 'Nombre_d_eleves', 'Type_contrat_prive'],
  ...['nom_circonscription', 'code_circonscription', 'etat'],
]

const ligne = (uai: string, { nom, genre, prive }: Nom, commune: Commune, d: District, h: Hasard) => {
  const eleves = genre === 'primaire' ? h.entier(45, 230) : h.entier(60, 190)
  const rep = commune.population > 15_000 && !prive ? h.reel() : 1
  return {
    Identifiant_de_l_etablissement: uai,
    Nom_etablissement: nom,
    Type_etablissement: 'Ecole',
    Statut_public_prive: prive ? 'Privé' : 'Public',
    Adresse_1: `${h.entier(1, 90)} rue de l’Exemple`,
    Code_postal: commune.code_postal,
    Code_commune: commune.insee,
    Nom_commune: commune.nom,
    Code_departement: '038',
    Ecole_maternelle: genre === 'elementaire' ? '0' : '1',
    Ecole_elementaire: genre === 'maternelle' ? '0' : '1',
    // 04 65 71: numbers that the regulator keeps for works of fiction.
    Telephone: `046571${String(h.entier(0, 9999)).padStart(4, '0')}`,
    Mail: `ecole.${uai.toLowerCase()}@demo.example`,
    ULIS: genre !== 'maternelle' && h.reel() < 0.12 ? '1' : '0',
    Appartenance_Education_Prioritaire: rep < 0.12 ? 'REP+' : rep < 0.34 ? 'REP' : '',
    Nombre_d_eleves: String(eleves),
    Type_contrat_prive: prive ? 'CONTRAT D’ASSOCIATION TOUTES CLASSES' : 'SANS OBJET',
    nom_circonscription: d.nom,
    code_circonscription: d.code,
    etat: h.reel() < 0.01 ? 'A FERMER' : 'OUVERT',
  } as Record<string, string> // read by the names of the columns
}
