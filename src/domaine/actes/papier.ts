import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { jourParis } from '../calendrier.ts'
import { clotureDe, ecolesVivantes } from '../faits.ts'
import { figer } from '../figer.ts'
import { completude } from '../formulaire/completude.ts'
import { refus, saisieInvalide } from '../refus.ts'
import { codeUai, jour, personneNommee, piece } from '../saisies.ts'
import { accordsEtrangers } from './inscription.ts'

/** A paper application typed in by an agent (guide: « une version papier »). The postmark decides (CRPA L112-1). */
export const PAPIER = {
  deposer_papier: acte({
    libelle: 'Enregistrer une candidature papier',
    fait: 'a enregistré une candidature reçue sur papier',
    etape: 'candidater',
    source: 'G',
    discret: true,
    de: ['brouillon'],
    vers: ['depose'],
    par: ['instructeur'],
    saisie: z.strictObject({
      piece,
      recuLe: jour,
      posteLe: jour.optional(),
      engagements: z.literal(true, { error: 'La candidature papier doit porter l’attestation sur l’honneur signée.' }),
      signataire: personneNommee.optional(),
      accordDirection: z.array(codeUai).max(200).optional(),
    }),
    garde: ({ faits, saisie, maintenant }) => {
      if (!faits.pieces.some((p) => p.id === saisie.piece))
        return saisieInvalide([{ chemin: 'piece', message: 'Joignez le document reçu, numérisé.' }])
      if (saisie.recuLe > jourParis(maintenant))
        return saisieInvalide([{ chemin: 'recuLe', message: 'La date de réception ne peut pas être dans le futur.' }])
      if (saisie.posteLe && saisie.posteLe > saisie.recuLe)
        return saisieInvalide([
          { chemin: 'posteLe', message: 'La date du cachet de la poste est avant la date de réception.' },
        ])
      const dernierJour = jourParis(new Date(clotureDe(faits).getTime() - 1000))
      if ((saisie.posteLe ?? saisie.recuLe) > dernierJour)
        return refus(
          'hors_delai',
          `Ce courrier est parti après la clôture de l’appel (${dernierJour.split('-').reverse().join('/')}).`,
        )
      if (ecolesVivantes(faits).length === 0)
        return refus('aucune_ecole', 'Ajoutez au moins une école avant d’enregistrer la candidature.')
      const etrangeres = accordsEtrangers(faits, saisie.accordDirection)
      if (etrangeres) return etrangeres
      const { manquants } = completude(faits)
      return manquants.length > 0
        ? {
            ...refus(
              'dossier_incomplet',
              `Il manque encore ${manquants.length} réponse${manquants.length > 1 ? 's' : ''}.`,
            ),
            erreurs: manquants,
          }
        : undefined
    },
    effet: ({ faits, saisie, maintenant, id }) => ({
      vers: 'depose',
      changements: [
        figer(faits, id(), maintenant),
        {
          dans: 'dossier',
          ou: {},
          mettre: {
            depose_le: maintenant,
            papier: true,
            contenu: {
              signataire: saisie.signataire,
              accordDirection: saisie.accordDirection ?? ecolesVivantes(faits).map((e) => e.uai),
              papier: { piece: saisie.piece, recuLe: saisie.recuLe, posteLe: saisie.posteLe },
            },
          },
        },
      ],
      resultat: { numero: faits.dossier.numero },
    }),
  }),
} satisfies Record<string, Acte>
