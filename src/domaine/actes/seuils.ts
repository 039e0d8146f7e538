import { z } from 'zod'
import { type ActeAppel, acteAppel } from '../acte.ts'
import { refus, saisieInvalide } from '../refus.ts'
import { adresse, cents } from '../saisies.ts'

/** Up to how much each person approves payments of a call. Source: issue 4 §6, « thresholds by person ». */
export const SEUILS = {
  fixer_seuil: acteAppel({
    libelle: 'Fixer le seuil de validation d’une personne',
    fait: 'a fixé un seuil de validation',
    etape: 'deployer',
    source: 'F',
    discret: true,
    de: ['ouvert', 'clos'],
    par: ['administrateur_appel'],
    saisie: z.strictObject({
      personne: adresse,
      seuil: cents
        .optional()
        .meta({ description: 'Montant le plus élevé, en centimes\u202f; absent\u00a0: sans limite.' }),
    }),
    besoins: ['valideurs'],
    garde: ({ saisie, autour, acteur }) => {
      const v = autour.valideurs.find((x) => x.courriel === saisie.personne)
      if (!v)
        return saisieInvalide([
          { chemin: 'personne', message: 'Cette personne ne valide pas les paiements de cet appel.' },
        ])
      return v.id === acteur.personne
        ? refus('propre_seuil', 'Personne ne fixe son propre seuil\u00a0: une autre personne administre l’appel.')
        : undefined
    },
    effet: ({ saisie, autour, faits }) => ({
      changements: [
        {
          dans: 'habilitation',
          ou: {
            personne_id: autour.valideurs.find((x) => x.courriel === saisie.personne)?.id,
            role: 'valideur_paiement',
            portee: faits.slug,
          },
          mettre: { seuil: saisie.seuil ?? null },
        },
      ],
    }),
  }),
} satisfies Record<string, ActeAppel>
