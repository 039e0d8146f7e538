import { z } from 'zod'
import { type Refus, saisieInvalide } from '../domaine/refus.ts'

const schema = z.object({
  limite: z.coerce
    .number({ error: 'Indiquez un nombre.' })
    .int()
    .min(1, { error: 'Au moins 1.' })
    .max(200, { error: '200 au plus.' })
    .default(50),
  apres: z.string().max(500).optional(),
})

/** `?limite=&apres=` → numbers, or 422. */
export const lirePagination = (requete: unknown): { limite: number; apres: string | undefined } | Refus => {
  const lu = schema.safeParse(requete ?? {})
  if (lu.success) return { limite: lu.data.limite, apres: lu.data.apres }
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
