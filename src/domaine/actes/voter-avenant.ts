import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { calculDuDossier } from '../demande.ts'
import { CONVENTION_COMPLETE } from '../etats.ts'
import type { Faits } from '../faits.ts'
import { dateSimple } from '../francais.ts'
import { piecesAbsentes } from '../gardes.ts'
import { euros } from '../montants.ts'
import { refus, saisieInvalide } from '../refus.ts'
import { ROLES_PORTEUR } from '../roles.ts'
import { cents, jour, personneNommee, piece, texteCourt } from '../saisies.ts'
import { voteEnVigueur } from '../vote.ts'
import { AVEC_VOTE, avenantEn, dejaPaye, montantDe } from './etats-avenant.ts'

/** An amendment is voted, then signed by the beneficiary. Source: actes.md « Accorder et conventionner ». */
export const VOTER_AVENANT = {
  voter_avenant: acte({
    libelle: 'Enregistrer le vote de l’avenant',
    fait: 'a enregistré le vote de l’avenant',
    etape: 'accorder',
    source: 'F',
    sur: 'avenant',
    discret: true,
    de: CONVENTION_COMPLETE,
    par: ['secretaire_assemblee'],
    saisie: z.strictObject({
      date: jour,
      deliberation: texteCourt,
      rapport: texteCourt.optional(),
      montant: cents.optional(),
      transmiseLe: jour.optional(),
      publieeLe: jour.optional(),
      piece: piece.optional(),
    }),
    possible: avenantEn('instruit', AVEC_VOTE),
    garde: ({ faits, saisie, sur }) => {
      const a = faits.avenants.find((x) => x.id === sur)
      const montant = saisie.montant ?? montantDe(a)
      if (a?.genre === 'montant' && montant !== undefined) {
        const plafond = calculDuDossier(faits).subvention
        if (montant > plafond && montant > (voteEnVigueur(faits)?.montant ?? 0))
          return refus('montant_superieur', `Le montant calculé est ${euros(plafond)} : c’est un plafond.`)
        if (montant < faits.dossier.montant_paye) return dejaPaye(faits)
      }
      return piecesAbsentes(faits, [['piece', saisie.piece]])
    },
    effet: ({ faits, sur, saisie }) => {
      const a = faits.avenants.find((x) => x.id === sur)
      const montant = saisie.montant ?? montantDe(a)
      return {
        changements: [
          {
            dans: 'avenant',
            ou: { id: sur },
            mettre: {
              etat: 'vote',
              contenu: { vote: saisie, numero: numeroSuivant(faits), ...(montant === undefined ? {} : { montant }) },
            },
          },
        ],
      }
    },
    attendu: ({ faits }) =>
      faits.avenants
        .filter((a) => a.etat === 'instruit' && AVEC_VOTE.includes(a.genre))
        .map((a) => ({ role: 'secretaire_assemblee' as const, depuis: a.cree_le, quoi: 'un avenant est à voter' })),
  }),
  retourner_avenant_signe: acte({
    libelle: 'Retourner l’avenant signé',
    fait: 'a retourné l’avenant signé',
    etape: 'accorder',
    source: 'F',
    sur: 'avenant',
    discret: true,
    de: CONVENTION_COMPLETE,
    par: ROLES_PORTEUR,
    saisie: z.strictObject({
      date: z.iso.date({ error: 'Indiquez la date de la signature, par exemple 15 3 2025.' }),
      piece: z.uuid({ error: 'Joignez l’avenant signé.' }),
      signataire: personneNommee,
      deliberation: z.strictObject({
        date: z.iso.date({ error: 'Indiquez la date de la délibération, par exemple 15 3 2025.' }),
        numero: texteCourt.optional(),
        piece: z.uuid({ error: 'Joignez la délibération de votre assemblée.' }),
      }),
    }),
    possible: avenantEn('vote', AVEC_VOTE),
    garde: ({ faits, saisie }) =>
      saisie.date < saisie.deliberation.date
        ? saisieInvalide([
            {
              chemin: 'date',
              message: `L’avenant ne peut pas être signé (${dateSimple(saisie.date)}) avant la délibération (${dateSimple(saisie.deliberation.date)}).`,
            },
          ])
        : piecesAbsentes(faits, [
            ['piece', saisie.piece],
            ['deliberation.piece', saisie.deliberation.piece],
          ]),
    effet: ({ sur, saisie }) => ({
      changements: [
        { dans: 'avenant', ou: { id: sur }, mettre: { etat: 'signe', contenu: { signatureBeneficiaire: saisie } } },
      ],
    }),
    attendu: ({ faits }) =>
      faits.avenants
        .filter((a) => a.etat === 'vote')
        .map((a) => ({
          role: 'signataire' as const,
          depuis: a.cree_le,
          quoi: 'l’avenant est à signer et à retourner, avec la délibération',
        })),
  }),
} satisfies Record<string, Acte>

const numeroSuivant = (f: Faits): number => f.avenants.filter((a) => a.contenu.numero !== undefined).length + 1
