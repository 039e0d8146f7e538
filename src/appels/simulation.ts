import type { Appel, Article } from '../domaine/appel/schema.ts'
import { phraseArrondir } from '../domaine/arrondir.ts'
import type { Demande, EcoleDemande, LigneDemande } from '../domaine/financement/demande.ts'
import { accorder } from '../domaine/francais.ts'
import { lireMontant } from '../domaine/montants.ts'
import type { Erreur } from '../domaine/refus.ts'
import { lireTexte } from '../ui/adresse.ts'

export const MAX_ECOLES = 10
const MAX_LIGNES = 30
/** Ten million euros a piece: beyond, it is a slip of the keyboard. */
const PRIX_MAXIMAL = 1_000_000_000

export type LigneSaisie = { article: string; quantite: string; prix: string }
export type EcoleSaisie = {
  nom: string
  classes: string
  concernees: string
  eleves: string
  lignes: Record<string, LigneSaisie[]>
}
/** What was typed, as it was typed; rows and schools follow their rank in the address. */
export type Saisie = { ecoles: EcoleSaisie[]; autres: string }
type Champs = Record<string, unknown>

/** Reads the address or the body of the simulator; the buttons « ajouter » and « retirer » change the rows. Never fails. */
export const lireSimulation = (appel: Appel, champs: Champs): Saisie => {
  const [ajouter, retirer] = [lireTexte(champs.ajouter), lireTexte(champs.retirer)]
  const rangs = Array.from({ length: MAX_ECOLES }, (_, i) => i).filter(
    (i) => i === 0 || Object.keys(champs).some((k) => k.startsWith(`ecoles.${i}.`)),
  )
  const ecoles = rangs
    .filter((i) => retirer !== `ecoles.${i}` || rangs.length === 1)
    .map((i) => lireEcole(appel, champs, `ecoles.${i}`, { ajouter, retirer }))
  if (ajouter === 'ecoles' && ecoles.length < MAX_ECOLES) ecoles.push(ecoleVide(appel))
  return { ecoles, autres: lireTexte(champs.autres, 30) }
}

const ecoleVide = (appel: Appel): EcoleSaisie => ({
  nom: '',
  classes: '',
  concernees: '',
  eleves: '',
  lignes: Object.fromEntries(appel.financement.volets.map((v) => [v.id, [LIGNE_VIDE]])),
})
const LIGNE_VIDE: LigneSaisie = { article: '', quantite: '', prix: '' }

function lireEcole(appel: Appel, champs: Champs, base: string, b: { ajouter: string; retirer: string }): EcoleSaisie {
  const texte = (nom: string, max = 12) => lireTexte(champs[`${base}.${nom}`], max)
  const lignes = (volet: string): LigneSaisie[] => {
    const chemin = `${volet}`
    const lues = Array.from({ length: MAX_LIGNES }, (_, i) => i)
      .filter((i) => b.retirer !== `${base}.${chemin}.${i}`)
      .map((i) => ({
        article: texte(`${chemin}.${i}.article`, 60),
        quantite: texte(`${chemin}.${i}.quantite`),
        prix: texte(`${chemin}.${i}.prix`, 30),
      }))
      .filter((l) => l.article || l.quantite || l.prix)
    const ajout = lues.length === 0 || (b.ajouter === `${base}.${chemin}` && lues.length < MAX_LIGNES)
    return ajout ? [...lues, LIGNE_VIDE] : lues
  }
  return {
    nom: texte('nom', 80),
    classes: texte('classes'),
    concernees: texte('concernees'),
    eleves: texte('eleves'),
    lignes: Object.fromEntries(appel.financement.volets.map((v) => [v.id, lignes(v.id)])),
  }
}

/** The request that the rules understand, and one sentence per answer that cannot be read (it counts for nothing). */
export const demandeSimulee = (appel: Appel, s: Saisie): { demande: Demande; erreurs: Erreur[]; vide: boolean } => {
  const erreurs: Erreur[] = []
  const nombre = (texte: string, chemin: string, quoi: string, max: number): number => {
    const lu = texte.replace(/\s/gu, '')
    const n = /^\d{1,6}$/.test(lu) ? Number(lu) : Number.NaN
    if (lu !== '' && !(n >= 0 && n <= max))
      erreurs.push({
        chemin,
        message: phraseArrondir(lu, { min: 0, max }) ?? `Indiquez ${quoi}, ${max.toLocaleString('fr-FR')} au plus`,
      })
    return n >= 0 && n <= max ? n : 0
  }
  const ligne = (l: LigneSaisie, chemin: string): LigneDemande[] => {
    if (!l.article && !l.quantite && !l.prix) return []
    const article = appel.catalogue.find((a) => a.id === l.article)
    if (!article) {
      erreurs.push({ chemin: `${chemin}.article`, message: 'Choisissez un article du catalogue' })
      return []
    }
    const quantite =
      l.quantite === '' ? 1 : nombre(l.quantite, `${chemin}.quantite`, 'une quantité, par exemple 3', 5000)
    return [{ ...enLigne(article), quantite, prixUnitaireHt: prix(l.prix, article, `${chemin}.prix`) }]
  }
  const prix = (texte: string, article: Article, chemin: string): number => {
    if (texte === '') return article.plafond
    const lu = lireMontant(texte)
    if (lu === undefined || lu > PRIX_MAXIMAL)
      erreurs.push({ chemin, message: 'Indiquez un prix hors taxes, par exemple 450,00\u00a0€' })
    return lu !== undefined && lu <= PRIX_MAXIMAL ? lu : 0
  }
  const ecoles = s.ecoles.map((e, i): EcoleDemande => {
    const base = `ecoles.${i}`
    const lignes = appel.financement.volets.flatMap((v) =>
      (e.lignes[v.id] ?? []).flatMap((l, k) => ligne(l, `${base}.${v.id}.${k}`)),
    )
    return {
      uai: String(i),
      nom: e.nom || `École ${i + 1}`,
      classes: nombre(e.classes, `${base}.classes`, 'un nombre de classes, par exemple 5', 60),
      classesConcernees: nombre(e.concernees, `${base}.concernees`, 'un nombre de classes, par exemple 3', 60),
      eleves: nombre(e.eleves, `${base}.eleves`, 'un nombre d’élèves, par exemple 120', 2000),
      lignes,
    }
  })
  erreurs.push(...ecoles.flatMap((e, i) => effectifs(appel, e, `ecoles.${i}`)))
  const autres = s.autres === '' ? 0 : lireMontant(s.autres)
  if (autres === undefined)
    erreurs.push({ chemin: 'autres', message: 'Indiquez un montant, par exemple 1\u202f500,00\u00a0€' })
  return {
    demande: { ecoles, cofinancements: autres ? [{ financeur: 'autres aides publiques', montant: autres }] : [] },
    erreurs,
    vide: ecoles.every((e) => e.lignes.length === 0),
  }
}

const enLigne = (a: Article) => ({ volet: a.volet, article: a.id, libelle: a.libelle, plafondUnitaire: a.plafond })

// A ceiling per class or per pupil is zero until they are counted: the subsidy would be zero without a word.
function effectifs(appel: Appel, e: EcoleDemande, base: string): Erreur[] {
  const plafonds = appel.financement.volets
    .filter((v) => e.lignes.some((l) => l.volet === v.id))
    .flatMap((v) => Object.keys(v.plafonds))
  const manque = (cle: string, valeur: number, champ: string, message: string): Erreur[] =>
    plafonds.includes(cle) && valeur === 0 ? [{ chemin: `${base}.${champ}`, message }] : []
  if (e.classes > 0 && e.classesConcernees > e.classes)
    return [
      {
        chemin: `${base}.concernees`,
        message: `Indiquez au plus ${accorder(e.classes, 'classe')}\u00a0: l’école n’en a pas davantage`,
      },
    ]
  return [
    ...manque('parClasse', e.classes, 'classes', 'Indiquez le nombre de classes, la dépense subventionnable en dépend'),
    ...manque(
      'parClasseConcernee',
      e.classesConcernees,
      'concernees',
      'Indiquez le nombre de classes concernées, la dépense subventionnable en dépend',
    ),
    ...manque('parEleve', e.eleves, 'eleves', 'Indiquez le nombre d’élèves, la dépense subventionnable en dépend'),
  ]
}

/** The short address of a simulation: what is empty is left out. */
export const adresseSimulation = (s: Saisie): Record<string, string | undefined> => {
  const champs = s.ecoles.flatMap(({ lignes, ...e }, i) => [
    ...Object.entries(e).map(([nom, valeur]) => [`ecoles.${i}.${nom}`, valeur]),
    ...Object.entries(lignes).flatMap(([volet, ls]) =>
      ls.flatMap((l, k) => Object.entries(l).map(([nom, valeur]) => [`ecoles.${i}.${volet}.${k}.${nom}`, valeur])),
    ),
  ])
  return Object.fromEntries([...champs, ['autres', s.autres]].map(([nom, valeur]) => [nom, valeur || undefined]))
}

/** A plausible project, for those who want to see before typing: two articles of each part. */
export const exempleDeSimulation = (appel: Appel): Saisie => ({
  ecoles: [
    {
      nom: '',
      classes: '5',
      concernees: '3',
      eleves: '120',
      lignes: Object.fromEntries(
        appel.financement.volets.map((v) => [
          v.id,
          [...appel.catalogue.filter((a) => a.volet === v.id)]
            .sort((a, b) => b.plafond - a.plafond)
            .slice(0, 2)
            .map((a) => ({ article: a.id, quantite: '3', prix: '' })),
        ]),
      ),
    },
  ],
  autres: '',
})
