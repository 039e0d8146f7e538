import { createRequire } from 'node:module'
import { CIRCONSCRIPTION_DE_VOIRON, uaiInvente } from '../../db/voiron.ts'
import { PETIT_PROJET, type Projet } from '../deposer.ts'

/** What this village meets on its way. `debit`: the automatic check says no, it completes; `hors`: it is never put right. */
export type Incident = 'debit' | 'hors' | undefined
export type Village = {
  nom: string
  insee: string
  siren: string
  uai: string
  ecole: string
  /** The mailbox of the town hall: its account, and the contact of the dossier. */
  mairie: string
  boite: string
  projet: Projet
  incident: Incident
  /** Opinions are asked about its school. */
  avis: boolean
  /** Filled by the journey. */
  dossier: string
  numero: string
}

type Commune = { code: string; nom: string; type: string; departement: string; population?: number; siren: string }
const communes: Commune[] = createRequire(import.meta.url)('@etalab/decoupage-administratif/data/communes.json')

/** Small towns of Isère, one school each, all in the district of the demonstration's ERUN and IEN. Forty of them ask for more than
 * the envelope holds. */
export const villages = (nombre: number, depuis = 0): Village[] =>
  communes
    .filter((c) => c.type === 'commune-actuelle' && c.departement === '38')
    .filter((c) => (c.population ?? 0) > 300 && (c.population ?? 0) < 3000)
    .slice(depuis, depuis + nombre)
    .map((c, i) => {
      const uai = uaiInvente(depuis + i + 1)
      const incident = i % 10 === 1 ? 'debit' : i % 20 === 15 ? 'hors' : undefined
      return {
        nom: c.nom,
        insee: c.code,
        siren: c.siren,
        uai,
        ecole: `École d’exemple de ${c.nom}`,
        mairie: `mairie.${c.code}@essai.example`,
        boite: `ecole.${uai.toLowerCase()}@essai.example`,
        projet: {
          ...PETIT_PROJET,
          classes: 20,
          debit: incident ? 8 : 40,
          article: 'Tablette',
          quantite: 130 + i,
          prix: '520',
        },
        incident,
        avis: i % 7 === 2,
        dossier: '',
        numero: '',
      }
    })

/** Their schools, in the shape of the official directory. */
export const annuaire = (v: readonly Village[]): string => {
  const lignes = v.map((x) => ({
    Identifiant_de_l_etablissement: x.uai,
    Nom_etablissement: x.ecole,
    Type_etablissement: 'Ecole',
    Statut_public_prive: 'Public',
    Adresse_1: '1 rue de l’Exemple',
    Code_commune: x.insee,
    Nom_commune: x.nom,
    Code_departement: '038',
    Ecole_maternelle: '1',
    Ecole_elementaire: '1',
    Mail: x.boite,
    ULIS: '0',
    Nombre_d_eleves: String(x.projet.classes * 45),
    Type_contrat_prive: 'SANS OBJET',
    nom_circonscription: 'Circonscription d’exemple de Voiron',
    code_circonscription: CIRCONSCRIPTION_DE_VOIRON,
    etat: 'OUVERT',
  }))
  const colonnes = Object.keys(lignes[0] ?? {})
  const rangees = lignes.map((l) => Object.values(l).join(';'))
  return [colonnes.join(';'), ...rangees].join('\r\n')
}
