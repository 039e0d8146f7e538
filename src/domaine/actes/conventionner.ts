import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { avantSignature, conventionsVives, deliberationFavorable } from '../convention/signature.ts'
import { JUSQU_A_NOTIFIE } from '../etats.ts'
import { piecesAbsentes } from '../gardes.ts'
import { saisieInvalide } from '../refus.ts'
import { ROLES_PORTEUR } from '../roles.ts'
import { jour, piece, texteCourt } from '../saisies.ts'
import { voteEnVigueur } from '../vote.ts'

/** The agreement goes out, the assembly deliberates. Source: actes.md « Accorder et conventionner ». */
export const CONVENTIONNER = {
  envoyer_convention: acte({
    libelle: 'Envoyer la convention',
    fait: 'a envoyé la convention',
    etape: 'accorder',
    source: 'G',
    de: ['accorde', 'convention_envoyee'],
    vers: ['convention_envoyee'],
    par: ['instructeur'],
    saisie: z.strictObject({}),
    besoins: ['modele'],
    effet: ({ faits, id, maintenant, autour }) => {
      const vote = voteEnVigueur(faits)
      return {
        vers: 'convention_envoyee',
        changements: [
          ...conventionsVives(faits).map((c) => ({
            dans: 'convention' as const,
            ou: { id: c.id },
            mettre: { etat: 'remplacee' },
          })),
          {
            dans: 'convention',
            creer: {
              id: id(),
              etat: 'envoyee',
              numero: faits.conventions.length + 1,
              contenu: {
                // The agreement keeps the version of the clauses that it was written with.
                modele: autour.modele.numero,
                montant: vote?.montant ?? 0,
                parVolet: vote?.par_volet ?? [],
                deliberation: vote?.deliberation ?? null,
                dateVote: vote?.date ?? null,
                depense: vote?.contenu.depense ?? 0,
                depenseRetenue: vote?.contenu.depenseRetenue ?? 0,
                ecoles: vote?.contenu.ecoles ?? [],
              },
              cree_le: maintenant,
            },
          },
        ],
        resultat: { convention: id() },
      }
    },
    attendu: ({ faits }) =>
      faits.dossier.etat === 'accorde'
        ? [{ role: 'instructeur', depuis: faits.dossier.etat_depuis, quoi: 'la convention est à envoyer à signer' }]
        : [],
  }),
  enregistrer_deliberation: acte({
    libelle: 'Enregistrer la délibération',
    fait: 'a enregistré la délibération de son assemblée',
    etape: 'accorder',
    source: 'G',
    discret: true,
    de: JUSQU_A_NOTIFIE.filter((e) => e !== 'brouillon' && e !== 'convention_executee' && e !== 'notifie'),
    par: ROLES_PORTEUR,
    saisie: z.strictObject({
      date: jour,
      numero: texteCourt.optional(),
      sens: z.enum(['favorable', 'defavorable', 'ajournee'], { error: 'Choisissez le sens de la délibération.' }),
      autoriseSignature: z.boolean().optional(),
      vote: texteCourt.optional(),
      transmissionPrefecture: texteCourt.optional(),
      transmiseLe: jour.optional(),
      piece,
    }),
    garde: ({ faits, saisie }) =>
      saisie.sens === 'favorable' && saisie.autoriseSignature !== true
        ? saisieInvalide([
            {
              chemin: 'autoriseSignature',
              message: 'La délibération doit autoriser la signature de la convention : confirmez-le.',
            },
          ])
        : piecesAbsentes(faits, [['piece', saisie.piece]]),
    effet: ({ saisie, id, maintenant }) => ({
      changements: [
        {
          dans: 'deliberation',
          creer: {
            id: id(),
            sens: saisie.sens,
            numero: saisie.numero ?? null,
            date: saisie.date,
            autorise_signature: saisie.autoriseSignature === true,
            piece_id: saisie.piece.toLowerCase(),
            contenu: {
              vote: saisie.vote ?? null,
              transmissionPrefecture: saisie.transmissionPrefecture ?? null,
              transmiseLe: saisie.transmiseLe ?? null,
            },
            cree_le: maintenant,
          },
        },
      ],
      resultat: { deliberation: id() },
    }),
    attendu: ({ faits }) =>
      faits.dossier.etat === 'convention_envoyee' && !deliberationFavorable(faits)
        ? [
            {
              role: 'redacteur',
              depuis: faits.dossier.etat_depuis,
              ...avantSignature(faits),
              quoi: 'la délibération qui autorise la signature est à envoyer',
            },
          ]
        : [],
  }),
} satisfies Record<string, Acte>
