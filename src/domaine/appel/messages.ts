import type { z } from 'zod'
import { accorder } from '../francais.ts'
import type { Erreur } from '../refus.ts'

type Probleme = z.core.$ZodIssue

/** What is wrong in the shape of a call, in French, one error per place: the deepest branch of a union is the one people meant. */
export const messagesDe = (problemes: readonly Probleme[]): Erreur[] => problemes.flatMap((p) => messages(p, []))

function messages(p: Probleme, prefixe: readonly PropertyKey[]): Erreur[] {
  const ou = [...prefixe, ...p.path]
  if (p.code === 'invalid_union') {
    const branche = meilleureBranche(p.errors)
    if (branche.length > 0 && p.message === PAR_DEFAUT_UNION) return branche.flatMap((b) => messages(b, ou))
  }
  if (p.code === 'unrecognized_keys')
    return p.keys.map((cle) => ({
      chemin: texte([...ou, cle]),
      message: `«\u00a0${cle}\u00a0» n’est pas attendu ici.`,
    }))
  return [{ chemin: texte(ou), message: phrase(p) }]
}

const PAR_DEFAUT_UNION = 'Invalid input'

// The branch that went furthest: fewest « wrong type at the root », then deepest path, then fewest errors.
const meilleureBranche = (branches: readonly (readonly Probleme[])[]): readonly Probleme[] =>
  [...branches].sort((a, b) => note(b) - note(a))[0] ?? []

const note = (branche: readonly Probleme[]): number =>
  (branche.some((p) => p.path.length === 0 && p.code === 'invalid_type') ? -1000 : 0) +
  10 * Math.max(0, ...branche.map((p) => p.path.length)) -
  branche.length

function phrase(p: Probleme): string {
  if (p.code === 'invalid_type' && p.input === undefined && /received undefined/.test(p.message))
    return 'Cette valeur manque.'
  if (p.code === 'invalid_type') return `On attend ${TYPES[p.expected] ?? 'une autre valeur'} ici.`
  if (/[éèàù’«]/.test(p.message) || !/^(Invalid|Too|Unrecognized)/.test(p.message)) return p.message
  if (p.code === 'invalid_value') return `Valeurs possibles\u00a0: ${p.values.map(String).join(', ')}.`
  if (p.code === 'too_small')
    return p.origin === 'array'
      ? `Écrivez au moins ${accorder(Number(p.minimum), 'élément')}.`
      : `Au moins ${p.minimum}.`
  if (p.code === 'too_big') return p.origin === 'string' ? `${p.maximum} caractères au plus.` : `${p.maximum} au plus.`
  return 'Cette valeur n’a pas la forme attendue.'
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'un texte (entre guillemets s’il ressemble à un nombre)',
  number: 'un nombre',
  int: 'un nombre entier',
  boolean: 'true ou false',
  array: 'une liste (des lignes qui commencent par un tiret)',
  object: 'un ensemble de clés',
  record: 'un ensemble de clés',
}

const texte = (chemin: readonly PropertyKey[]): string => chemin.map(String).join('.')
