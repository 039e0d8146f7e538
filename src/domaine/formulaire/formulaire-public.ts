import type { Appel } from '../appel/schema.ts'
import type { Condition, Question, Section, TypeQuestion } from '../appel/schema-formulaire.ts'
import { type Choix, choixDe } from '../questions/choix.ts'
import { MAX_LIGNES } from '../questions/table.ts'
import { MAX_TEXTE, MAX_TEXTE_LONG } from '../questions/texte.ts'
import type { Catalogue, Champ } from '../questions/type.ts'

export type ChampPublic = {
  id: string
  type: TypeQuestion
  libelle: string
  aide: string | null
  obligatoire: boolean
  choix?: Choix[]
  min?: number
  max?: number
  unite?: string
}
export type QuestionPublique = ChampPublic & {
  si: Condition | null
  /** A column never depends on another answer: `si` is null. */
  colonnes?: (ChampPublic & { si: null })[]
}
export type SectionPublique = {
  id: string
  titre: string
  aide: string | null
  par: Section['par']
  redacteurs: string[]
  si: Condition | null
  questions: QuestionPublique[]
}

/** The answer of `GET /api/v1/appels/{slug}/formulaire` (contrat.md §4). Articles among the choices carry unit, ceiling (cents) and part. */
export const formulairePublic = (appel: Pick<Appel, 'formulaire' | 'catalogue'>): { sections: SectionPublique[] } => ({
  sections: appel.formulaire.map((s) => ({
    id: s.id,
    titre: s.titre,
    aide: s.aide ?? null,
    par: s.par,
    redacteurs: s.redacteurs,
    si: s.si ?? null,
    questions: s.questions.map((q) => question(q, appel.catalogue)),
  })),
})

const question = (q: Question, catalogue: Catalogue): QuestionPublique => ({
  ...champ(q, catalogue),
  si: q.si ?? null,
  ...(q.colonnes ? { colonnes: q.colonnes.map((c) => ({ ...champ(c, catalogue), si: null })) } : {}),
})

function champ(q: Champ, catalogue: Catalogue): ChampPublic {
  const max = q.max ?? MAXIMA[q.type]
  return {
    id: q.id,
    type: q.type,
    libelle: q.libelle,
    aide: q.aide ?? null,
    obligatoire: q.obligatoire,
    ...(q.type === 'choix' || q.type === 'choix_multiple' ? { choix: choixDe(q, catalogue) } : {}),
    ...(q.min === undefined ? {} : { min: q.min }),
    ...(max === undefined ? {} : { max }),
    ...(q.unite === undefined ? {} : { unite: q.unite }),
  }
}

// What the types check by themselves when the call says nothing is said too.
const MAXIMA: Partial<Record<TypeQuestion, number>> = {
  texte: MAX_TEXTE,
  texte_long: MAX_TEXTE_LONG,
  table: MAX_LIGNES,
}
