import { z } from 'zod'
import { type Refus, saisieInvalide } from '../domaine/refus.ts'

const curseurDeTri = z.object({ valeur: z.string(), id: z.uuid() })
/** A cursor that was tampered with, or made for another sort, is no cursor. */
export const lireCurseurDeTri = (texte: string | undefined, type: string) => {
  if (!texte) return undefined
  try {
    const lu = curseurDeTri.safeParse(JSON.parse(Buffer.from(texte, 'base64url').toString())).data
    return lu && estDuType(lu.valeur, type) ? lu : undefined
  } catch {
    return undefined
  }
}

const estDuType = (valeur: string, type: string): boolean => {
  if (type === 'bigint') return /^\d{1,15}$/.test(valeur)
  if (type !== 'timestamptz') return !valeur.includes('\0')
  const iso = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.\d{1,6})?\+00$/.exec(valeur)
  const instant = iso && new Date(`${iso[1]}T${iso[2]}Z`)
  return Boolean(instant && !Number.isNaN(+instant) && instant.toISOString().startsWith(`${iso?.[1]}T${iso?.[2]}`))
}

/** A cursor that no page gave. */
export const curseurRefuse = (): Refus =>
  saisieInvalide([
    {
      chemin: 'apres',
      message:
        'Ce curseur n’est pas valable\u00a0: reprenez «\u00a0suivant\u00a0» de la page précédente, ou recommencez sans lui.',
    },
  ])
