import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { jourParis } from '../calendrier.ts'
import { DEPUIS_DEPOT, DEPUIS_VOTE } from '../etats.ts'
import { piecesAbsentes, sansEnt } from '../gardes.ts'
import { deEcole } from '../organismes.ts'
import { refus } from '../refus.ts'
import { codeUai, jour, personneNommee, piece } from '../saisies.ts'

/** The ENT of the schools that have none: presentation, agreement, signatures. Source: actes.md « Accorder et conventionner ». */
export const ENT = {
  presenter_ent: acte({
    libelle: 'Déclarer la présentation de l’ENT au conseil d’école',
    fait: 'a déclaré la présentation de l’ENT au conseil d’école',
    etape: 'accorder',
    source: 'G',
    sur: 'ecole',
    discret: true,
    de: DEPUIS_DEPOT,
    par: ['directeur', 'redacteur'],
    saisie: z.strictObject({ date: jour, piece: piece.optional(), extrait: piece.optional() }),
    possible: ({ faits }, sur) =>
      sur === undefined || sansEnt(faits, sur)
        ? undefined
        : refus('ent_existant', 'Cette école a déjà un ENT : rien à présenter.'),
    garde: ({ faits, saisie }) =>
      piecesAbsentes(faits, [
        ['piece', saisie.piece],
        ['extrait', saisie.extrait],
      ]),
    effet: ({ sur, saisie }) => ({
      changements: [
        {
          dans: 'projet_ecole',
          ou: { uai: sur },
          mettre: {
            presentation_ent: 'presentee',
            contenu: { presentationEnt: { date: saisie.date, piece: saisie.piece ?? saisie.extrait ?? null } },
          },
        },
      ],
    }),
    attendu: ({ faits }) =>
      DEPUIS_VOTE.includes(faits.dossier.etat)
        ? faits.ecoles
            .filter((e) => e.etat !== 'retire' && e.presentation_ent === 'a_faire')
            .map((e) => ({
              role: 'directeur' as const,
              depuis: faits.dossier.etat_depuis,
              ecole: e.uai,
              quoi: `l’ENT est à présenter au conseil ${deEcole(e.nom)}`,
            }))
        : [],
  }),
  etablir_convention_ent: acte({
    libelle: 'Établir la convention ENT',
    fait: 'a établi la convention ENT',
    etape: 'accorder',
    source: 'G',
    discret: true,
    de: DEPUIS_VOTE,
    par: ['redacteur', 'signataire', 'instructeur', 'rectorat'],
    saisie: z.strictObject({}),
    possible: ({ faits }) =>
      faits.ecoles.some((e) => e.etat !== 'retire' && sansEnt(faits, e.uai) && e.convention_ent !== 'signee')
        ? undefined
        : refus('rien_a_etablir', 'Aucune école de ce dossier n’attend de convention ENT.'),
    // Its text is written by what follows: the clauses of the call, the schools as they stand today.
    effet: () => ({ changements: [] }),
  }),
  signer_convention_ent: acte({
    libelle: 'Enregistrer la convention ENT signée',
    fait: 'a enregistré la convention ENT signée',
    etape: 'accorder',
    source: 'G',
    sur: 'ecole',
    discret: true,
    de: DEPUIS_VOTE,
    par: ['redacteur', 'signataire', 'rectorat'],
    saisie: z.strictObject({
      piece,
      signataire: personneNommee.optional(),
      date: jour.optional(),
      ecoles: z.array(codeUai).max(200).optional(),
    }),
    possible: ({ faits, qualite }, sur) => {
      if (sur === undefined) return undefined
      const etat = faits.ecoles.find((x) => x.uai === sur)?.convention_ent
      if (!sansEnt(faits, sur)) return refus('ent_existant', 'Cette école a déjà un ENT : pas de convention à signer.')
      if (etat === 'signee')
        return refus('deja_signee', 'La convention ENT de cette école est déjà signée des deux côtés.')
      if (qualite === 'rectorat' && etat !== 'signee_commune')
        return refus(
          'signature_commune_attendue',
          'La commune signe d’abord : sa signature n’est pas encore enregistrée.',
        )
      return qualite !== undefined && qualite !== 'rectorat' && etat === 'signee_commune'
        ? refus('deja_signee', 'La signature de la commune est déjà enregistrée : on attend celle du Rectorat.')
        : undefined
    },
    garde: ({ faits, saisie }) => piecesAbsentes(faits, [['piece', saisie.piece]]),
    effet: ({ faits, saisie, sur, qualite, acteur, id, maintenant }) => {
      const attendue = qualite === 'rectorat' ? 'signee_commune' : 'a_signer'
      const cibles = [...new Set([sur, ...(saisie.ecoles ?? []).map((u) => u.toUpperCase())])].filter(
        (u) =>
          u !== undefined &&
          sansEnt(faits, u) &&
          // A school of the list that the other side has not signed yet, or that is signed already, is left as it is.
          (u === sur || faits.ecoles.find((x) => x.uai === u)?.convention_ent === attendue),
      )
      return {
        changements: cibles.flatMap((uai, i) => [
          {
            dans: 'projet_ecole' as const,
            ou: { uai },
            mettre: { convention_ent: qualite === 'rectorat' ? 'signee' : 'signee_commune' },
          },
          {
            dans: 'signature' as const,
            creer: {
              id: id(i),
              objet: 'convention_ent',
              ecole: uai,
              partie: qualite === 'rectorat' ? 'rectorat' : 'beneficiaire',
              nom: saisie.signataire?.nom ?? acteur.nom,
              qualite: saisie.signataire?.qualite ?? '',
              date: saisie.date ?? jourParis(maintenant),
              piece_id: saisie.piece.toLowerCase(),
              cree_le: maintenant,
            },
          },
        ]),
      }
    },
    attendu: ({ faits }) =>
      faits.ecoles
        .filter((e) => e.etat !== 'retire' && ['a_signer', 'signee_commune'].includes(e.convention_ent))
        .map((e) => ({
          role: e.convention_ent === 'a_signer' ? ('redacteur' as const) : ('rectorat' as const),
          depuis: faits.dossier.etat_depuis,
          ecole: e.uai,
          quoi: `la convention ENT ${deEcole(e.nom)} est à signer`,
        })),
  }),
} satisfies Record<string, Acte>
