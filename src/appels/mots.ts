import type { Appel, TypeCandidat } from '../domaine/appel/schema.ts'
import { tauxMaximal } from '../domaine/financement/dire-taux.ts'
import type { ReglesVolet } from '../domaine/financement/schema.ts'
import { comparerTaux, formaterTaux } from '../domaine/financement/taux.ts'
import { enumerer } from '../domaine/francais.ts'
import { eurosCourts } from '../domaine/montants.ts'

// A school union is an intercommunal body too: one word for both.
const CANDIDATS: Readonly<Record<TypeCandidat, string>> = {
  commune: 'la commune',
  epci: 'l’intercommunalité',
  syndicat: 'l’intercommunalité',
  ogec: 'l’organisme de gestion de l’école',
}
const NATURES = { maternelle: 'maternelles', elementaire: 'élémentaires', primaire: 'primaires' } as const

/** « La commune ou l’intercommunalité ». */
export const quiCandidate = (appel: Appel): string =>
  majuscule(enumerer([...new Set(appel.candidats.types.map((t) => CANDIDATS[t]))], 'ou'))

/** « maternelles, élémentaires et primaires, publiques ou privées sous contrat ». */
export const quellesEcoles = (appel: Appel): string => {
  const secteurs = appel.ecoles.secteurs.map((s) =>
    s === 'public' ? 'publiques' : appel.ecoles.sousContrat ? 'privées sous contrat' : 'privées',
  )
  return `${enumerer(appel.ecoles.natures.map((n) => NATURES[n]))}, ${enumerer(secteurs, 'ou')}`
}

/** « Jusqu’à 70 % »: the best rate of the call. */
export const meilleurTaux = (appel: Appel): string => {
  const [meilleur] = appel.financement.volets.map(tauxMaximal).sort(comparerTaux)
  return meilleur ? `Jusqu’à ${formaterTaux(meilleur)}` : ''
}

const PLAFONDS = [
  ['parClasse', 'par classe'],
  ['parClasseConcernee', 'par classe concernée'],
  ['parEleve', 'par élève'],
  ['parEcole', 'par école'],
  ['parDossier', 'par dossier'],
] as const

/** « 3 500 € par classe concernée », or undefined without ceiling. */
export const plafondsDuVolet = (v: ReglesVolet): string | undefined => {
  const mots = PLAFONDS.flatMap(([cle, quoi]) => {
    const montant = v.plafonds[cle]
    return montant === undefined ? [] : [`${eurosCourts(montant)} ${quoi}`]
  })
  return mots.length > 0 ? enumerer(mots, 'puis') : undefined
}

export const majuscule = (texte: string): string => texte.charAt(0).toLocaleUpperCase('fr') + texte.slice(1)

export const minuscule = (texte: string): string => texte.charAt(0).toLocaleLowerCase('fr') + texte.slice(1)
