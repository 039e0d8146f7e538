import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { finDeJournee } from '../calendrier.ts'
import { refus } from '../refus.ts'
import { motif, personneNommee, piece } from '../saisies.ts'

/** A dossier left without an answer is closed. Source: actes.md « Candidater ». */
export const CLASSER = {
  classer_sans_suite: acte({
    libelle: 'Classer sans suite',
    fait: 'a classé le dossier sans suite',
    etape: 'candidater',
    source: 'F',
    discret: true,
    de: ['a_completer', 'retenu'],
    vers: ['classe_sans_suite'],
    par: ['presidence'],
    saisie: z.strictObject({ motif, signataire: personneNommee.optional(), piece: piece.optional() }),
    garde: ({ faits, maintenant }) => {
      if (faits.dossier.etat === 'retenu')
        return faits.devis.length > 0
          ? refus('devis_recus', 'Des devis ont été envoyés : ce dossier ne peut plus être classé sans suite.')
          : undefined
      const demande = faits.complements.find((c) => c.etat === 'demande')
      return demande && finDeJournee(demande.avant) >= maintenant
        ? refus(
            'delai_en_cours',
            `La commune peut encore répondre jusqu’au ${demande.avant.split('-').reverse().join('/')}.`,
          )
        : undefined
    },
    effet: ({ faits, saisie }) => ({
      vers: 'classe_sans_suite',
      changements: [
        {
          dans: 'dossier',
          ou: {},
          mettre: { contenu: { classement: { motif: saisie.motif, etatAvant: faits.dossier.etat } } },
        },
      ],
    }),
  }),
} satisfies Record<string, Acte>
