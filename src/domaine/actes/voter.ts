import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { calculDuDossier } from '../demande.ts'
import { ecolesVivantes, type Faits } from '../faits.ts'
import { piecesAbsentes, sansEnt } from '../gardes.ts'
import { euros, somme } from '../montants.ts'
import { refus, saisieInvalide } from '../refus.ts'
import { cents, jour, motif, piece, texteCourt } from '../saisies.ts'
import { baseDuVote, inscription, montantsAttendus, ventiler, voteEnVigueur } from '../vote.ts'
import { couvert, publie } from './avant-vote.ts'

const PAR_VOTE = ['secretaire_assemblee'] as const

const parVolet = z.array(z.strictObject({ volet: z.string().max(60), montant: cents })).max(20)

/** What the commission permanente decides. Source: actes.md « Accorder et conventionner ». */
export const VOTER = {
  accorder: acte({
    libelle: 'Enregistrer le vote favorable',
    fait: 'a enregistré le vote de la subvention',
    etape: 'accorder',
    source: 'G',
    discret: true,
    de: ['retenu', 'accorde'],
    vers: ['accorde'],
    par: PAR_VOTE,
    saisie: z.strictObject({
      date: jour,
      deliberation: texteCourt,
      rapport: texteCourt.optional(),
      montant: cents.min(1, { error: 'Indiquez le montant voté.' }),
      parVolet: parVolet.optional(),
      seance: z.uuid().optional(),
      deports: z.array(texteCourt).max(200).optional(),
      transmiseLe: jour.optional(),
      publieeLe: jour.optional(),
      piece: piece.optional(),
      motif: motif.optional(),
    }),
    possible: (s) => publie(s) ?? couvert(s.faits),
    garde: ({ faits, saisie, commentaire }) => {
      const calcul = calculDuDossier(faits)
      if (saisie.montant > calcul.subvention)
        return refus(
          'montant_superieur',
          `Le montant voté (${euros(saisie.montant)}) dépasse le montant calculé (${euros(calcul.subvention)}), qui est un plafond.`,
        )
      if (saisie.parVolet) {
        const inconnu = saisie.parVolet.findIndex((p) => !calcul.volets.some((v) => v.volet === p.volet))
        if (inconnu >= 0)
          return saisieInvalide([{ chemin: `parVolet.${inconnu}.volet`, message: 'Ce volet n’existe pas.' }])
        if (somme(saisie.parVolet.map((p) => p.montant)) !== saisie.montant)
          return saisieInvalide([{ chemin: 'parVolet', message: 'La somme des volets n’est pas le montant voté.' }])
        const trop = calcul.volets.find(
          (v) => somme(saisie.parVolet?.filter((p) => p.volet === v.volet).map((p) => p.montant) ?? []) > v.subvention,
        )
        if (trop) return refus('montant_superieur', `Volet ${trop.libelle} : ${euros(trop.subvention)} au plus.`)
      }
      if (!montantsAttendus(faits).includes(saisie.montant) && !saisie.motif && !commentaire)
        return saisieInvalide([
          {
            chemin: 'motif',
            message: `Le montant proposé est ${euros(montantsAttendus(faits)[0] ?? calcul.subvention)} : indiquez pourquoi le vote est différent.`,
          },
        ])
      return piecesAbsentes(faits, [['piece', saisie.piece]])
    },
    effet: ({ faits, saisie, commentaire, id, maintenant }) => ({
      vers: 'accorde',
      changements: [
        ...remplacer(faits),
        {
          dans: 'vote',
          creer: {
            id: id(),
            etat: 'accorde',
            date: saisie.date,
            seance_id: saisie.seance ?? inscription(faits)?.seance_id ?? null,
            deliberation: saisie.deliberation,
            rapport: saisie.rapport ?? null,
            montant: saisie.montant,
            par_volet: ventiler(faits, saisie.montant, saisie.parVolet),
            contenu: {
              ...baseDuVote(faits),
              motif: saisie.motif ?? commentaire ?? null,
              deports: saisie.deports ?? [],
              transmiseLe: saisie.transmiseLe ?? null,
              publieeLe: saisie.publieeLe ?? null,
              piece: saisie.piece ?? null,
              correctif: voteEnVigueur(faits) !== undefined,
            },
            cree_le: maintenant,
          },
        },
        ...entAFaire(faits),
      ],
      resultat: { montant: saisie.montant },
    }),
    attendu: ({ faits }) => {
      const inscrit = inscription(faits)
      return faits.dossier.etat === 'retenu' && inscrit
        ? [
            {
              role: 'secretaire_assemblee',
              depuis: inscrit.cree_le,
              ...(inscrit.date ? { avant: inscrit.date } : {}),
              quoi: 'la décision de la commission permanente est à enregistrer',
            },
          ]
        : []
    },
  }),
  ajourner: acte({
    libelle: 'Enregistrer un ajournement',
    fait: 'a enregistré l’ajournement par la commission permanente',
    etape: 'accorder',
    source: 'G',
    discret: true,
    de: ['retenu'],
    par: PAR_VOTE,
    saisie: z.strictObject({ seance: z.uuid().optional(), date: jour.optional(), motif: motif.optional() }),
    possible: publie,
    effet: ({ faits, saisie, commentaire, id, maintenant }) => ({
      changements: [
        ...remplacer(faits),
        {
          dans: 'vote',
          creer: {
            id: id(),
            etat: 'ajourne',
            date: saisie.date ?? inscription(faits)?.date ?? null,
            seance_id: saisie.seance ?? inscription(faits)?.seance_id ?? null,
            contenu: { motif: saisie.motif ?? commentaire ?? null },
            cree_le: maintenant,
          },
        },
      ],
    }),
  }),
  refuser_accord: acte({
    libelle: 'Enregistrer un vote défavorable',
    fait: 'a enregistré le refus de la commission permanente',
    etape: 'accorder',
    source: 'G',
    discret: true,
    de: ['retenu'],
    vers: ['accord_refuse'],
    par: PAR_VOTE,
    saisie: z.strictObject({
      seance: z.uuid().optional(),
      date: jour.optional(),
      deliberation: texteCourt.optional(),
      motif: motif.optional(),
      piece: piece.optional(),
    }),
    possible: publie,
    effet: ({ faits, saisie, commentaire, id, maintenant }) => ({
      vers: 'accord_refuse',
      changements: [
        ...remplacer(faits),
        {
          dans: 'vote',
          creer: {
            id: id(),
            etat: 'refuse',
            date: saisie.date ?? inscription(faits)?.date ?? null,
            seance_id: saisie.seance ?? inscription(faits)?.seance_id ?? null,
            deliberation: saisie.deliberation ?? null,
            contenu: { motif: saisie.motif ?? commentaire ?? null, piece: saisie.piece ?? null },
            cree_le: maintenant,
          },
        },
      ],
    }),
  }),
} satisfies Record<string, Acte>

const remplacer = (f: Faits) =>
  f.votes
    .filter((v) => v.etat === 'inscrit' || v.etat === 'accorde')
    .map((v) => ({ dans: 'vote' as const, ou: { id: v.id }, mettre: { etat: 'remplace' } }))

/** From the vote on, schools without an ENT have it to present and its agreement to sign. */
const entAFaire = (f: Faits) =>
  ecolesVivantes(f)
    .filter((e) => sansEnt(f, e.uai) && e.convention_ent === 'sans_objet')
    .map((e) => ({
      dans: 'projet_ecole' as const,
      ou: { uai: e.uai },
      mettre: {
        convention_ent: 'a_signer',
        presentation_ent: e.presentation_ent === 'sans_objet' ? 'a_faire' : e.presentation_ent,
      },
    }))
