import type { TypeQuestion } from '../appel/schema-formulaire.ts'
import { fichier } from './fichier.ts'
import { TYPES_SIMPLES } from './simples.ts'
import { table } from './table.ts'
import type { TypeDeQuestion } from './type.ts'

/** Every type of question. Adding one: a file beside this one, a row here, a name in `TYPES_QUESTION`. */
export const QUESTIONS = { ...TYPES_SIMPLES, fichier, table } satisfies Record<TypeQuestion, TypeDeQuestion>
