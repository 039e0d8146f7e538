import type { Appel } from '../appel/schema.ts'
import type { Condition, Question, Section } from '../appel/schema-formulaire.ts'
import { estVide } from '../questions/type.ts'
import { type Json, type Reponses, reponse } from './reponses.ts'

/** Where a condition is asked from: the form, the answers, the section it stands in and, in a school's part, the school. */
export type Portee = {
  appel: Pick<Appel, 'formulaire'>
  reponses: Reponses
  section: string
  uai?: string | undefined
}

/** Is this question shown, given the answers? A question hidden by another's answer counts as not answered. */
export const visible = (question: Pick<Question, 'si'>, portee: Portee): boolean =>
  question.si === undefined || remplie(question.si, portee)

/** Is this section shown? */
export const sectionVisible = (section: Pick<Section, 'id' | 'si'>, portee: Omit<Portee, 'section'>): boolean =>
  section.si === undefined || remplie(section.si, { ...portee, section: section.id })

/** The visible questions of a section, in order. */
export const questionsVisibles = (section: Section, portee: Omit<Portee, 'section'>): Question[] =>
  sectionVisible(section, portee) ? section.questions.filter((q) => visible(q, { ...portee, section: section.id })) : []

/** Does the condition hold? `profondeur` stops circular conditions, which publication refuses anyway. */
export function remplie(condition: Condition, portee: Portee, profondeur = 0): boolean {
  if ('et' in condition) return condition.et.every((c) => remplie(c, portee, profondeur))
  if ('ou' in condition) return condition.ou.some((c) => remplie(c, portee, profondeur))
  if ('non' in condition) return !remplie(condition.non, portee, profondeur)
  const valeur = valeurVue(condition.question, portee, profondeur)
  if ('renseigne' in condition) return estVide(valeur) !== condition.renseigne
  const attendues = 'egal' in condition ? [condition.egal] : condition.parmi
  return Array.isArray(valeur) ? attendues.some((a) => valeur.includes(a)) : attendues.some((a) => a === valeur)
}

/** The section and question that a reference names: « question » of the same section, or « section.question ». */
export function cibler(reference: string, section: string): { section: string; question: string } {
  const [a = '', b] = reference.split('.')
  return b === undefined ? { section, question: a } : { section: a, question: b }
}

function valeurVue(reference: string, portee: Portee, profondeur: number): Json | undefined {
  if (profondeur > 10) return undefined
  const cible = cibler(reference, portee.section)
  const section = portee.appel.formulaire.find((s) => s.id === cible.section)
  const question = section?.questions.find((q) => q.id === cible.question)
  if (!section || !question) return undefined
  const ici = { ...portee, section: section.id }
  const vue = [section.si, question.si].every((si) => si === undefined || remplie(si, ici, profondeur + 1))
  return vue
    ? reponse(portee.reponses, section.id, question.id, section.par === 'ecole' ? portee.uai : undefined)
    : undefined
}
