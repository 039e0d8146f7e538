import { z } from 'zod'
import type { ActeDe, PourLeCompteDe, Valeurs } from '../domaine/acte.ts'
import { jourParis } from '../domaine/calendrier.ts'
import type { Faits } from '../domaine/faits.ts'
import { type Refus, saisieInvalide } from '../domaine/refus.ts'
import type { Role } from '../domaine/roles.ts'
import { jour, piece, texteCourt } from '../domaine/saisies.ts'

export type SaisieLue = {
  version: number
  sur: string | undefined
  commentaire: string | undefined
  pourLeCompteDe: PourLeCompteDe | undefined
  saisie: Valeurs
}

const VERSION = 'Indiquez la version que vous avez lue.'

/** What every act accepts beside its own inputs (contrat.md §4). */
export const ENVELOPPE = {
  version: z.int({ error: VERSION }).min(1, { error: VERSION }),
  commentaire: z.string().trim().max(4000, { error: '4 000 caractères au plus.' }).optional(),
  pourLeCompteDe: z.strictObject({ piece, recuLe: jour, nom: texteCourt, qualite: texteCourt }).optional(),
}

/** Untrusted input → typed input, or 422 with one sentence per wrong, unknown or missing field. `versionAbsente`: the one that stands
 * for an input that names none; the input of a dossier or of a session always names its own. */
export const lireSaisie = (
  acte: Pick<ActeDe<never>, 'saisie' | 'sur' | 'surFacultatif'>,
  brute: unknown,
  versionAbsente?: number,
): SaisieLue | Refus => {
  const complet = acte.saisie.extend({ ...ENVELOPPE, ...champSur(acte) })
  const lu = complet.safeParse(
    versionAbsente === undefined ? (brute ?? {}) : { version: versionAbsente, ...(brute as object) },
    // Without it, a value of the wrong kind could not be told from one that is missing.
    { reportInput: true },
  )
  if (!lu.success) return saisieInvalide(lu.error.issues.flatMap(phrases))
  const { version, sur: objet, commentaire, pourLeCompteDe, ...saisie } = lu.data as SaisieLue & Valeurs // shaped by `complet`
  return { version, sur: objet, commentaire, pourLeCompteDe, saisie }
}

const champSur = ({ sur, surFacultatif }: Pick<ActeDe<never>, 'sur' | 'surFacultatif'>) => {
  if (!sur) return {}
  return {
    sur: surFacultatif ? z.string().max(60).optional() : z.string({ error: 'Indiquez sur quoi porte l’acte.' }).max(60),
  }
}

/** « Pour le compte de »: what an agent records bears the letter that asks for it, a file of the dossier; nobody else uses it (422). */
export const compteRefuse = (
  compte: PourLeCompteDe | undefined,
  qualite: Role,
  faits: Pick<Faits, 'pieces'>,
  maintenant: Date,
): Refus | undefined => {
  if (!compte) return undefined
  if (qualite !== 'instructeur')
    return saisieInvalide([
      {
        chemin: 'pourLeCompteDe',
        message: 'Seul le service instructeur enregistre un acte pour le compte d’une autre personne.',
      },
    ])
  if (compte.recuLe > jourParis(maintenant))
    return saisieInvalide([
      { chemin: 'pourLeCompteDe.recuLe', message: 'La date de réception ne peut pas être dans le futur.' },
    ])
  return faits.pieces.some((p) => p.id === compte.piece.toLowerCase())
    ? undefined
    : saisieInvalide([
        {
          chemin: 'pourLeCompteDe.piece',
          message: 'Le courrier reçu n’est pas dans le dossier : envoyez-le d’abord.',
        },
      ])
}

const phrases = (i: z.core.$ZodIssue): { chemin: string; message: string }[] => {
  const chemin = i.path.map(String).join('.')
  if (i.code === 'unrecognized_keys')
    return i.keys.map((k) => ({
      chemin: chemin ? `${chemin}.${k}` : k,
      message: `Le champ « ${k} » n’est pas attendu ici.`,
    }))
  return [
    {
      chemin,
      message: /[àéèêç’]|^Indiquez|^Choisissez|^Renseignez|^Joignez|^Cochez/.test(i.message)
        ? i.message
        : phraseParDefaut(i),
    },
  ]
}

const phraseParDefaut = (i: z.core.$ZodIssue): string => {
  if (i.code === 'invalid_type')
    return i.input === undefined ? 'Ce champ est obligatoire.' : 'Cette valeur n’a pas la forme attendue.'
  if (i.code === 'too_big') return `Cette valeur est trop grande (au plus ${i.maximum}).`
  if (i.code === 'too_small') return `Cette valeur est trop petite (au moins ${i.minimum}).`
  if (i.code === 'invalid_value') return `Choisissez une valeur parmi : ${i.values.map(String).join(', ')}.`
  return 'Cette valeur n’a pas la forme attendue.'
}
