import type { Question, Section } from '../domaine/appel/schema-formulaire.ts'
import { type Portee, visible } from '../domaine/formulaire/conditions.ts'

/** A question of a page, with those that open under one of its answers. */
export type Montree = { question: Question; suites: { valeur: string | boolean; question: Question }[] }

/**
 * What a page shows: each visible question, and under the choice that opens it, each question that depends on it alone. Those
 * that depend otherwise are there when their condition holds; `autres` says that some are not (« Mettre à jour la page »).
 */
export const questionsMontrees = (
  section: Section,
  portee: Omit<Portee, 'section'>,
): { montrees: Montree[]; autres: boolean } => {
  const imbriquees = new Map(
    section.questions.flatMap((q) => (parentDe(q, section) ? [[q.id, parentDe(q, section)]] : [])),
  )
  const libres = section.questions.filter((q) => !imbriquees.has(q.id))
  const vues = libres.filter((q) => visible(q, { ...portee, section: section.id }))
  return {
    montrees: vues.map((question) => ({
      question,
      suites: section.questions.flatMap((q) => {
        const p = imbriquees.get(q.id)
        return p?.parent === question.id ? [{ valeur: p.valeur, question: q }] : []
      }),
    })),
    autres: libres.some((q) => q.si !== undefined),
  }
}

/** The identifiers of everything that the page lets one answer, without its files. */
export const idsMontres = (montrees: Montree[]): string[] =>
  montrees
    .flatMap((m) => [m.question, ...m.suites.map((s) => s.question)])
    .filter((q) => q.type !== 'fichier')
    .map((q) => q.id)

const parentDe = (q: Question, section: Section): { parent: string; valeur: string | boolean } | undefined => {
  if (!q.si || !('egal' in q.si) || q.type === 'table') return undefined
  const { question, egal } = q.si
  const parent = section.questions.find((x) => x.id === question)
  if (!parent || parent.si || typeof egal === 'number') return undefined
  const radios = parent.type === 'oui_non' || (parent.type === 'choix' && (parent.choix?.length ?? 99) <= 8)
  return radios ? { parent: parent.id, valeur: egal } : undefined
}
