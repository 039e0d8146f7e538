import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { DEPUIS_VOTE } from '../etats.ts'
import { euros, somme } from '../montants.ts'
import { refus, saisieInvalide } from '../refus.ts'
import { cents, entier, texteCourt } from '../saisies.ts'
import { voteEnVigueur } from '../vote.ts'

/** The accounting commitment of what was voted. Source: actes.md « Accorder et conventionner ». */
export const ENGAGER = {
  enregistrer_engagement: acte({
    libelle: 'Enregistrer l’engagement comptable',
    fait: 'a enregistré l’engagement comptable',
    etape: 'accorder',
    source: 'F',
    interne: true,
    discret: true,
    de: DEPUIS_VOTE,
    par: ['gestionnaire_paiement'],
    saisie: z.strictObject({
      numero: texteCourt,
      annee: entier.min(2000).max(2100),
      ligne: texteCourt,
      montant: cents.optional(),
      parVolet: z
        .array(z.strictObject({ volet: z.string(), source: z.string(), montant: cents }))
        .max(50)
        .optional(),
    }),
    possible: ({ faits }) =>
      somme(faits.engagements.map((e) => e.montant)) < (voteEnVigueur(faits)?.montant ?? 0)
        ? undefined
        : refus('deja_engage', 'Tout ce qui est voté est déjà engagé.'),
    garde: ({ faits, saisie }) => {
      const montant = saisie.montant ?? somme((saisie.parVolet ?? []).map((p) => p.montant))
      if (montant === 0) return saisieInvalide([{ chemin: 'montant', message: 'Indiquez le montant engagé.' }])
      if (
        saisie.parVolet &&
        saisie.montant !== undefined &&
        somme(saisie.parVolet.map((p) => p.montant)) !== saisie.montant
      )
        return saisieInvalide([{ chemin: 'parVolet', message: 'La somme des parts n’est pas le montant engagé.' }])
      const vote = voteEnVigueur(faits)?.montant ?? 0
      const deja = somme(faits.engagements.map((e) => e.montant))
      return deja + montant > vote
        ? refus(
            'engagement_superieur',
            `${euros(vote)} votés, ${euros(deja)} déjà engagés : il reste ${euros(vote - deja)}.`,
          )
        : undefined
    },
    effet: ({ faits, saisie, id, maintenant }) => ({
      changements: [
        {
          dans: 'engagement',
          creer: {
            id: id(),
            numero: saisie.numero,
            annee: saisie.annee,
            ligne: saisie.ligne,
            montant: saisie.montant ?? somme((saisie.parVolet ?? []).map((p) => p.montant)),
            par_volet: saisie.parVolet ?? voteEnVigueur(faits)?.par_volet ?? [],
            cree_le: maintenant,
          },
        },
      ],
    }),
  }),
} satisfies Record<string, Acte>
