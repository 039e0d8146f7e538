import { z } from 'zod'
import { type Refus, saisieInvalide } from '../refus.ts'
import { texteLong } from '../saisies.ts'

/** What it takes to prolong a call, or one dossier: the new deadline, a reason, both operators' agreement. Source: actes.md. */
export const saisieProlongation = z.strictObject({
  jusqua: z.iso.datetime({ offset: true, error: 'Indiquez la nouvelle date limite.' }),
  motif: z.enum(['force_majeure', 'panne_plateforme', 'autre'], { error: 'Choisissez un motif.' }),
  explication: texteLong.optional(),
  accordDepartement: z.literal(true, { error: 'Il faut l’accord du Département : cochez-le quand vous l’avez.' }),
  accordRectorat: z.literal(true, { error: 'Il faut l’accord du Rectorat : cochez-le quand vous l’avez.' }),
})

/** 422 when the new deadline is past, or not after the present one. */
export const dateProlongeeRefusee = (jusqua: string, cloture: Date, maintenant: Date): Refus | undefined =>
  new Date(jusqua) <= cloture || new Date(jusqua) <= maintenant
    ? saisieInvalide([
        { chemin: 'jusqua', message: 'La nouvelle date doit être à venir, et après la date limite actuelle.' },
      ])
    : undefined
