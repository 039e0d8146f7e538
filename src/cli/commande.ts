import { parseArgs } from 'node:util'
import type { Fondations } from '../composition.ts'

export type Args = { mots: string[]; options: Record<string, string | boolean | (string | boolean)[] | undefined> }

/** One command: its words, its usage, how its arguments are read (a string is what is wrong), what it does (exit code). */
export type Commande =
  | {
      nom: string[]
      usage: string
      aide: string
      lire: (args: string[]) => Args | string
      sansBase: true
      faire: (a: Args) => Promise<number>
    }
  | {
      nom: string[]
      usage: string
      aide: string
      lire: (args: string[]) => Args | string
      sansBase?: false
      faire: (a: Args, f: Fondations) => Promise<number>
    }

type Options = Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>

/** Reads `<words> [--options]`: exactly `nombre` words, no unknown option. */
export const lecture =
  (nombre: number, options: Options = {}) =>
  (args: string[]): Args | string => {
    try {
      const { positionals, values } = parseArgs({ args, options, allowPositionals: true, strict: true })
      if (positionals.length !== nombre)
        return positionals.length < nombre
          ? 'Il manque un argument.'
          : `«\u00a0${positionals[nombre]}\u00a0» est de trop.`
      return { mots: positionals, options: values }
    } catch (e) {
      const option = e instanceof Error ? /'(-{1,2}[^' ]+)/.exec(e.message)?.[1] : undefined
      return option
        ? `L’option «\u00a0${option}\u00a0» n’est pas connue, ou elle est incomplète.`
        : 'Ces arguments ne sont pas compris.'
    }
  }

/** A refusal of the command line: the sentence on stderr, exit code 1. */
export const refuser = (phrase: string): number => {
  console.error(phrase)
  return 1
}
