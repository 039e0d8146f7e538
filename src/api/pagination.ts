import { z } from 'zod'
import { type Refus, saisieInvalide } from '../domaine/refus.ts'
import { curseurRefuse } from '../registre/curseur-de-tri.ts'

const schema = z.object({
  limite: z.coerce
    .number({ error: 'Indiquez un nombre.' })
    .int()
    .min(1, { error: 'Au moins 1.' })
    .max(200, { error: '200 au plus.' })
    .default(50),
  apres: z.string().max(500).optional(),
})

/** `?limite=&apres=` → numbers, or 422: a cursor is what the page before gave as `suivant`, and `valable` knows it. Empty is absent. */
export const lirePagination = (
  requete: unknown,
  valable: (apres: string) => boolean = () => true,
): { limite: number; apres: string | undefined } | Refus => {
  const { limite, apres } = (requete ?? {}) as Record<string, unknown> // a query string, checked just below
  const lu = schema.safeParse({ limite: limite || undefined, apres: apres || undefined })
  if (lu.success)
    return lu.data.apres === undefined || valable(lu.data.apres)
      ? { limite: lu.data.limite, apres: lu.data.apres }
      : curseurRefuse()
  return saisieInvalide(lu.error.issues.map((i) => ({ chemin: i.path.join('.'), message: i.message })))
}

export const curseur = (x: unknown): string => Buffer.from(JSON.stringify(x)).toString('base64url')

/** Reads an opaque cursor back; undefined when it was tampered with. */
export const lireCurseur = <T>(schemaCurseur: z.ZodType<T>, texte: string | undefined): T | undefined => {
  if (!texte) return undefined
  try {
    const lu = schemaCurseur.safeParse(JSON.parse(Buffer.from(texte, 'base64url').toString()))
    return lu.success ? lu.data : undefined
  } catch {
    return undefined
  }
}

const rang = z.int().min(0)
/** Cursors that count: how many rows were seen, or the last one's number. */
export const estUnRang = (apres: string): boolean => lireCurseur(rang, apres) !== undefined
