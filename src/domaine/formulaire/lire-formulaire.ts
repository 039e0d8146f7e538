import type { Section } from '../appel/schema-formulaire.ts'
import { QUESTIONS } from '../questions/questions.ts'
import { lireTable } from '../questions/table.ts'
import { type Catalogue, type Saisie, texteBrut } from '../questions/type.ts'
import type { Erreur } from '../refus.ts'
import type { ReponsesSection } from './reponses.ts'

/** Rows of one posted table beyond which nothing is read: what no page of ours produces. */
const MAX_INDICE = 500

/** The fields of a posted page, as a browser names them: `contact_nom`, `publics` (repeated), `lignes.0.quantite`. */
export type Champs = { [nom: string]: string | string[] | undefined }

/**
 * Reads one section of the form from the fields of its page. What can be read is parsed; what cannot is kept as it was typed, with
 * its error, so that nothing is lost (`completude` says the same error later). Only the questions in `presentes` are read, or all:
 * an unticked box sends nothing and must still erase.
 */
export function lireFormulaire(
  champs: Champs,
  section: Section,
  catalogue: Catalogue,
  presentes?: readonly string[],
): { reponses: ReponsesSection; erreurs: Erreur[] } {
  const reponses: ReponsesSection = {}
  const erreurs: Erreur[] = []
  for (const q of section.questions) {
    if (q.type === 'fichier' || (presentes && !presentes.includes(q.id))) continue
    if (q.type === 'table') {
      const lu = lireTable(lignesPostees(champs, q.id), q, catalogue)
      reponses[q.id] = lu.lignes.length > 0 ? lu.lignes : null
      erreurs.push(...lu.erreurs.map((e) => ({ ...e, chemin: `${section.id}.${q.id}.${e.chemin}` })))
      continue
    }
    const saisie = propre(champs, q.id)
    const lu = QUESTIONS[q.type].analyser(saisie, q, catalogue)
    reponses[q.id] = 'valeur' in lu ? lu.valeur : texteBrut(saisie ?? null)
    if ('erreur' in lu) erreurs.push({ chemin: `${section.id}.${q.id}`, message: lu.erreur })
  }
  return { reponses, erreurs }
}

function lignesPostees(champs: Champs, question: string): Exclude<Saisie, string | undefined> {
  const lignes = new Map<number, { [colonne: string]: string | string[] | undefined }>()
  for (const [nom, valeur] of Object.entries(champs)) {
    const [, indice, colonne] = nom.startsWith(`${question}.`)
      ? (/\.(\d{1,4})\.([a-z][a-z0-9_]*)$/.exec(nom) ?? [])
      : []
    if (indice === undefined || colonne === undefined || Number(indice) >= MAX_INDICE) continue
    lignes.set(Number(indice), { ...lignes.get(Number(indice)), [colonne]: valeur })
  }
  return [...lignes.entries()].sort(([a], [b]) => a - b).map(([, ligne]) => ligne)
}

const propre = (champs: Champs, nom: string): string | string[] | undefined =>
  Object.hasOwn(champs, nom) ? champs[nom] : undefined
