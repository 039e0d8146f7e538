import type { Ligne } from './colonnes.ts'
import { codeDepartement, pourRecherche } from './recherche.ts'

/** One school, as the table keeps it. */
export type LigneEcole = {
  uai: string
  nom: string
  commune: string
  departement: string
  type: 'maternelle' | 'elementaire' | 'primaire'
  secteur: 'public' | 'prive'
  contrat: 'sans_objet' | 'association' | 'simple'
  adresse: string
  code_postal: string
  telephone: string | null
  courriel: string | null
  circonscription_code: string | null
  circonscription_nom: string | null
  education_prioritaire: 'REP' | 'REP+' | null
  ulis: boolean
  rpi: string | null
  siren_siret: string | null
  eleves: number | null
  latitude: number | null
  longitude: number | null
  etat: 'ouvert' | 'a_fermer' | 'ferme'
  recherche: string
}

/** The commune of today of an INSEE code. */
export type TrouverCommune = (insee: string) => { insee: string; nom: string; departement: string } | undefined

/** One line becomes a school of the first degree, public or under contract; or the French reason why it is left aside. Pure. */
export function lireEcole(l: Ligne, trouver: TrouverCommune): LigneEcole | string {
  const uai = l.uai.toUpperCase().replaceAll(' ', '')
  const faute = fauteUai(uai)
  if (faute) return faute
  if (l.type && pourRecherche(l.type) !== 'ecole')
    return `pas une école du premier degré (type «\u00a0${l.type}\u00a0»)`
  const type = typeEcole(l)
  if (!type) return `pas une école du premier degré\u00a0: ni maternelle ni élémentaire`
  if (!l.nom) return 'nom de l’école absent'
  const secteur = lireSecteur(l)
  if (!secteur) return `secteur inconnu\u00a0: «\u00a0${l.secteur}\u00a0» (attendu\u00a0: Public ou Privé)`
  const contrat = secteur === 'public' ? 'sans_objet' : lireContrat(l.contrat)
  if (!contrat)
    return l.contrat
      ? `école privée sans contrat («\u00a0${l.contrat}\u00a0»)`
      : 'école privée sans contrat indiqué dans le fichier'
  const etat = lireEtat(l.etat)
  if (!etat) return `état inconnu\u00a0: «\u00a0${l.etat}\u00a0» (attendu\u00a0: OUVERT, A FERMER ou FERME)`
  const commune = trouver(codeCommune(l.commune))
  if (!commune) return l.commune ? `commune inconnue\u00a0: «\u00a0${l.commune}\u00a0»` : 'code de la commune absent'
  const [latitude, longitude] = coordonnees(l)
  return {
    uai,
    nom: l.nom,
    commune: commune.insee,
    departement: commune.departement,
    type,
    secteur,
    contrat,
    adresse: [l.adresse1, l.adresse2].filter((a) => a !== '').join(', '),
    code_postal: codePostal(l.codePostal),
    telephone: l.telephone || null,
    courriel: /^[^\s@<>",;]+@[^\s@<>",;]+\.[a-z]{2,}$/i.test(l.courriel) ? l.courriel : null,
    circonscription_code: l.circonscriptionCode.toUpperCase() || null,
    circonscription_nom: l.circonscriptionNom || null,
    education_prioritaire: lireRep(l.educationPrioritaire),
    ulis: vrai(l.ulis),
    rpi: rpi(l),
    siren_siret: siret(l.siret),
    eleves: entier(l.eleves),
    latitude,
    longitude,
    etat,
    recherche: pourRecherche([l.nom, commune.nom, codePostal(l.codePostal), uai].join(' ')),
  }
}

/** Département (COG code) that the line itself announces, to filter before judging anything; empty when it does not say. */
export const departementAnnonce = (l: Ligne): string =>
  /^0?(\d\d|2[AB])$|^9[78]\d$/i.test(l.departement) ? codeDepartement(l.departement) : ''

const ALPHABET_UAI = 'ABCDEFGHJKLMNPRSTUVWXYZ' // 23 letters: no I, O, Q

// The same rule as the forms' question « uai »: this room knows nothing of the rulebook.
function fauteUai(uai: string): string | null {
  if (uai === '') return 'UAI absent'
  if (!/^\d{7}[A-Z]$/.test(uai))
    return `UAI incorrect\u00a0: «\u00a0${uai}\u00a0» (attendu\u00a0: sept chiffres et une lettre)`
  const attendue = ALPHABET_UAI[Number(uai.slice(0, 7)) % 23]
  return uai.endsWith(attendue ?? '?')
    ? null
    : `UAI incorrect\u00a0: «\u00a0${uai}\u00a0» (la lettre devrait être ${attendue})`
}

function typeEcole(l: Ligne): LigneEcole['type'] | null {
  const [maternelle, elementaire] = [vrai(l.maternelle), vrai(l.elementaire)]
  if (maternelle && elementaire) return 'primaire'
  if (maternelle) return 'maternelle'
  if (elementaire) return 'elementaire'
  // Old exports leave both empty: the code of nature then says it (101–111 maternelle, 151–162 élémentaire).
  const nature = pourRecherche(l.natureLibelle)
  if (/^1[01]\d$/.test(l.nature) || /\bmaternelle\b/.test(nature)) return 'maternelle'
  if (/^1[56]\d$/.test(l.nature) || /\becole\b.*\belementaire\b/.test(nature)) return 'elementaire'
  if (/\becole\b.*\bprimaire\b/.test(nature)) return 'primaire'
  return null
}

function lireSecteur(l: Ligne): 'public' | 'prive' | null {
  const texte = pourRecherche(l.secteur)
  if (/^pu/.test(texte)) return 'public'
  if (/^pr/.test(texte)) return 'prive'
  if (texte !== '') return null
  return pourRecherche(l.contrat).startsWith('contrat') ? 'prive' : 'public'
}

function lireContrat(libelle: string): 'association' | 'simple' | null {
  const texte = pourRecherche(libelle)
  if (/\bhors\b|\bsans\b/.test(texte)) return null
  if (/\bassociation\b/.test(texte)) return 'association'
  return /\bsimple\b/.test(texte) ? 'simple' : null
}

function lireEtat(libelle: string): LigneEcole['etat'] | null {
  const texte = pourRecherche(libelle)
  if (texte === '' || /^(ouverte?|1|a ouvrir)$/.test(texte)) return 'ouvert'
  if (texte === 'a fermer') return 'a_fermer'
  return /^ferme/.test(texte) ? 'ferme' : null
}

const vrai = (texte: string) => /^(1|oui|true|vrai|o)$/i.test(texte)

function lireRep(texte: string): 'REP' | 'REP+' | null {
  if (/^rep\s*(\+|plus)$/i.test(texte)) return 'REP+'
  return /^(rep|1|oui)$/i.test(texte) ? 'REP' : null
}

const rpi = (l: Ligne) =>
  (/^0?$/.test(l.rpiDisperse) ? null : l.rpiDisperse) ?? (vrai(l.rpiConcentre) ? 'concentre' : null)

const codePostal = (texte: string) => (/^\d{4}$/.test(texte) ? `0${texte}` : texte) // a spreadsheet ate the zero

const codeCommune = (texte: string) => {
  const code = texte.toUpperCase().replaceAll(' ', '')
  return /^\d{4}$/.test(code) ? `0${code}` : code
}

function siret(texte: string): string | null {
  const chiffres = texte.replace(/\D/g, '')
  return chiffres.length === 14 || chiffres.length === 9 ? chiffres : null
}

const entier = (texte: string) => (/^\d{1,5}(?:[.,]0+)?$/.test(texte) ? Number.parseInt(texte, 10) : null)

function coordonnees(l: Ligne): [number, number] | [null, null] {
  const [lat, lon] = l.latitude && l.longitude ? [l.latitude, l.longitude] : dansPosition(l.position)
  const [latitude, longitude] = [nombre(lat), nombre(lon)]
  if (latitude === null || longitude === null || Math.abs(latitude) > 90 || Math.abs(longitude) > 180)
    return [null, null]
  return latitude === 0 && longitude === 0 ? [null, null] : [latitude, longitude]
}

// « 48.75, 2.32 », or the JSON of the API: {"lon": 2.32, "lat": 48.75}.
function dansPosition(texte: string): [string, string] | [] {
  const json = /"lat"\s*:\s*(-?[\d.]+)/.exec(texte)?.[1]
  if (json) return [json, /"lon"\s*:\s*(-?[\d.]+)/.exec(texte)?.[1] ?? '']
  const paire = /^(-?[\d.]+)\s*,\s*(-?[\d.]+)$/.exec(texte)
  return paire?.[1] && paire[2] ? [paire[1], paire[2]] : []
}

function nombre(texte: string | undefined): number | null {
  const propre = (texte ?? '').replace(',', '.')
  return /^-?\d{1,3}(\.\d+)?$/.test(propre) ? Number(propre) : null
}
