import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { ETATS, type Etat } from '../etats.ts'
import { saisieInvalide } from '../refus.ts'
import { adresse } from '../saisies.ts'

/** A dossier is given to an agent. Source: actes.md « Instruire ». */
export const ATTRIBUER = {
  attribuer: acte({
    libelle: 'Attribuer le dossier',
    fait: 'a attribué le dossier',
    etape: 'instruire',
    source: 'F',
    interne: true,
    discret: true,
    de: (Object.keys(ETATS) as Etat[]).filter((e) => e !== 'brouillon'), // the keys of a constant object
    par: ['instructeur'],
    saisie: z.strictObject({ agent: adresse }),
    besoins: ['agent'],
    garde: ({ autour }) =>
      autour.agent
        ? undefined
        : saisieInvalide([{ chemin: 'agent', message: 'Cette adresse n’est pas celle d’un agent de l’appel.' }]),
    effet: ({ autour }) => ({
      changements: [{ dans: 'dossier', ou: {}, mettre: { agent_id: autour.agent?.id ?? null } }],
      resultat: { agent: autour.agent?.nom, courriel: autour.agent?.courriel },
    }),
  }),
} satisfies Record<string, Acte>
