import {
  MissingCloseDelimiterError,
  MissingStartDelimiterError,
  type Tag,
  TagDisposition,
  TagOptionsParseError,
  TemplateSyntaxError,
} from 'easy-template-x'
import type { Erreur } from '../../domaine/refus.ts'
import type { DonneesWord } from './remplir-word.ts'

/** An opened loop: its tag, and what its rows offer; `undefined` when there is no row to tell. */
type Ouverte = { balise: Tag; offres: Set<string> | undefined; rangees: readonly DonneesWord[] }

/** Everything wrong with the tags of a template for these data: unknown ones, loops left open or closed twice. */
export function erreursDeBalises(balises: readonly Tag[], donnees: DonneesWord): Erreur[] {
  const erreurs: Erreur[] = []
  const ouvertes: Ouverte[] = []
  for (const balise of balises) {
    if (balise.disposition === TagDisposition.Close) {
      const ouverte = ouvertes.pop()
      const erreur = fermeture(balise, ouverte)
      if (erreur) erreurs.push(erreur)
      continue
    }
    if (!connue(balise.name, ouvertes, donnees)) erreurs.push(inconnue(balise, ouvertes, donnees))
    if (balise.disposition === TagDisposition.Open) ouvertes.push(boucle(balise, ouvertes, donnees))
  }
  return [...erreurs, ...ouvertes.map(jamaisFermee)]
}

/** The engine's own complaint about the template, in French; `undefined` for anything else: a bug. */
export function erreurDeSyntaxe(erreur: unknown): Erreur | undefined {
  if (erreur instanceof MissingCloseDelimiterError) {
    return accoladeOuverte(erreur.openDelimiterText)
  }
  if (erreur instanceof MissingStartDelimiterError) {
    return accoladeFermee(erreur.closeDelimiterText)
  }
  if (erreur instanceof TagOptionsParseError) {
    const texte = erreur.tagRawText
    return { chemin: texte, message: `La balise ${texte} n’a pas de crochets à porter\u00a0: retirez-les.` }
  }
  if (erreur instanceof TemplateSyntaxError) {
    return {
      chemin: '',
      message:
        'Une boucle est mal placée\u00a0: ses deux balises doivent être dans le corps du texte ou dans le même tableau.',
    }
  }
  return undefined
}

function fermeture(balise: Tag, ouverte: Ouverte | undefined): Erreur | undefined {
  if (!ouverte) {
    return { chemin: balise.rawText, message: `La balise ${balise.rawText} ferme une boucle qui n’est pas ouverte.` }
  }
  if (balise.name === '' || balise.name === ouverte.balise.name) return undefined
  return {
    chemin: balise.rawText,
    message: `La balise ${balise.rawText} ferme ${ouverte.balise.rawText}\u00a0: écrivez {/${ouverte.balise.name}}.`,
  }
}

const jamaisFermee = ({ balise }: Ouverte): Erreur => ({
  chemin: balise.rawText,
  message: `La boucle ${balise.rawText} n’est jamais fermée\u00a0: écrivez {/${balise.name}} à la fin de ce qui se répète.`,
})

function connue(nom: string, ouvertes: readonly Ouverte[], donnees: DonneesWord): boolean {
  // Without a row, nothing tells what a loop offers: its inside will not be printed either.
  return Object.hasOwn(donnees, nom) || ouvertes.some((o) => o.offres === undefined || o.offres.has(nom))
}

function inconnue(balise: Tag, ouvertes: readonly Ouverte[], donnees: DonneesWord): Erreur {
  if (balise.name.includes('{')) return accoladeOuverte(balise.rawText)
  const noms = [...ouvertes.flatMap((o) => [...(o.offres ?? [])]), ...Object.keys(donnees)]
  const proche = noms.find((n) => sansAccent(n) === sansAccent(balise.name))
  const conseil = proche
    ? `écrivez {${proche}}.`
    : `les balises possibles sont ${noms.map((n) => `{${n}}`).join(', ')}.`
  return { chemin: balise.rawText, message: `La balise ${balise.rawText} n’existe pas\u00a0: ${conseil}` }
}

/** The engine says nothing of a brace that stands alone: `texte` is what the whole document says. */
export function accoladesSeules(texte: string): Erreur[] {
  const reste = texte.replace(/\{[^{}]*\}/g, '')
  const ouvertes = reste.match(/\{[^\n{}]{0,40}/g) ?? []
  const fermees = reste.match(/[^\n{}]{0,40}\}/g) ?? []
  return [...ouvertes.map(accoladeOuverte), ...fermees.map(accoladeFermee)]
}

const accoladeOuverte = (texte: string): Erreur => ({
  chemin: texte,
  message: `Une accolade ouverte n’est pas refermée, dans «\u00a0${texte}\u00a0».`,
})

const accoladeFermee = (texte: string): Erreur => ({
  chemin: texte,
  message: `Une accolade fermée n’a pas été ouverte, dans «\u00a0${texte}\u00a0».`,
})

const sansAccent = (nom: string): string =>
  nom
    .normalize('NFD')
    .replace(/[^a-zA-Z0-9]/g, '')
    .toLowerCase()

function boucle(balise: Tag, ouvertes: readonly Ouverte[], donnees: DonneesWord): Ouverte {
  const portees = [...ouvertes.toReversed().map((o) => o.rangees), [donnees]]
  const portee = portees.find((rangees) => rangees.some((r) => Object.hasOwn(r, balise.name))) ?? []
  const valeurs = portee.map((r) => r[balise.name])
  // A condition (true, a text…) opens no new names.
  if (!valeurs.some((v) => Array.isArray(v))) return { balise, offres: new Set(), rangees: [] }
  // Filtered to arrays of rows just above: DonneesWord has no other kind of array.
  const rangees = valeurs.flatMap((v) => (Array.isArray(v) ? (v as readonly DonneesWord[]) : []))
  return { balise, offres: rangees.length === 0 ? undefined : new Set(rangees.flatMap((r) => Object.keys(r))), rangees }
}
