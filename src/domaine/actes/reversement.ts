import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { ajouterJours, jourParis } from '../calendrier.ts'
import type { Etat } from '../etats.ts'
import type { Faits, Procedure } from '../faits.ts'
import { piecesAbsentes } from '../gardes.ts'
import { euros, somme } from '../montants.ts'
import { refus, saisieInvalide } from '../refus.ts'
import { cents, jour, motif, piece, texteCourt } from '../saisies.ts'
import { attendDecision, delaiDe, enCours } from './contradictoire.ts'

const APRES_PAIEMENT: Etat[] = ['notifie', 'solde', 'caduc', 'desiste']

/** Clawback of what was paid, also after the end. Source: actes.md « Déployer, justifier, payer ». */
export const REVERSEMENT = {
  proposer_reversement: acte({
    libelle: 'Proposer un reversement',
    fait: 'a proposé un reversement',
    etape: 'deployer',
    source: 'F',
    discret: true,
    de: APRES_PAIEMENT,
    par: ['gestionnaire_paiement'],
    saisie: z.strictObject({ motif, montant: cents.min(1, { error: 'Indiquez le montant à reverser.' }) }),
    possible: ({ faits }) =>
      reversable(faits) > 0
        ? undefined
        : refus('rien_de_paye', 'Rien n’a été payé sur ce dossier, ou tout est déjà à reverser.'),
    garde: ({ faits, saisie }) => {
      const possible = reversable(faits)
      return saisie.montant > possible
        ? refus('montant_superieur', `${euros(possible)} au plus peuvent être reversés : c’est ce qui a été payé.`)
        : undefined
    },
    effet: ({ faits, saisie, id, maintenant }) => ({
      changements: [
        {
          dans: 'procedure_suivie',
          creer: {
            id: id(),
            genre: 'reversement',
            etat: 'propose',
            montant: saisie.montant,
            contenu: {
              motif: saisie.motif,
              reponseAvant: ajouterJours(jourParis(maintenant), faits.appel.delais.observationsJours),
            },
            cree_le: maintenant,
          },
        },
      ],
    }),
  }),
  prononcer_reversement: acte({
    libelle: 'Prononcer le reversement',
    fait: 'a prononcé le reversement',
    etape: 'deployer',
    source: 'F',
    de: APRES_PAIEMENT,
    par: ['presidence'],
    saisie: z.strictObject({
      motif: motif.optional(),
      montant: cents.optional(),
      titre: texteCourt.optional(),
      date: jour.optional(),
      piece: piece.optional(),
    }),
    possible: delaiDe('reversement'),
    garde: ({ faits, saisie }) => {
      const p = enCours(faits, 'reversement')
      return saisie.montant !== undefined && saisie.montant > (p?.montant ?? 0)
        ? saisieInvalide([
            {
              chemin: 'montant',
              message: `Le montant proposé était ${euros(p?.montant ?? 0)} : il ne peut pas augmenter.`,
            },
          ])
        : piecesAbsentes(faits, [['piece', saisie.piece]])
    },
    effet: ({ faits, saisie }) => {
      const p = enCours(faits, 'reversement')
      return {
        changements: [
          {
            dans: 'procedure_suivie',
            ou: { id: p?.id },
            mettre: { etat: 'prononce', montant: saisie.montant ?? p?.montant, contenu: { decision: saisie } },
          },
        ],
        resultat: { montant: saisie.montant ?? p?.montant },
      }
    },
    attendu: attendDecision('reversement', 'la décision sur le reversement est à prendre'),
  }),
  enregistrer_recouvrement: acte({
    libelle: 'Enregistrer le recouvrement',
    fait: 'a enregistré le recouvrement',
    etape: 'deployer',
    source: 'F',
    sur: 'procedure',
    surFacultatif: true,
    discret: true,
    de: APRES_PAIEMENT,
    par: ['gestionnaire_paiement'],
    saisie: z.strictObject({ date: jour, montant: cents.optional(), titre: texteCourt.optional() }),
    possible: ({ faits }, sur) =>
      prononce(faits, sur) ? undefined : refus('rien_a_recouvrer', 'Aucun reversement prononcé n’attend son paiement.'),
    garde: ({ faits, saisie, sur }) => {
      const p = prononce(faits, sur)
      return saisie.montant !== undefined && saisie.montant !== p?.montant
        ? refus('montant_different', `Le reversement prononcé est de ${euros(p?.montant ?? 0)}.`)
        : undefined
    },
    effet: ({ faits, saisie, sur }) => ({
      changements: [
        {
          dans: 'procedure_suivie',
          ou: { id: prononce(faits, sur)?.id },
          mettre: { etat: 'recouvre', contenu: { recouvrement: saisie } },
        },
      ],
    }),
    attendu: ({ faits }) => {
      const p = prononce(faits)
      return p ? [{ role: 'gestionnaire_paiement', depuis: p.cree_le, quoi: 'un reversement est à recouvrer' }] : []
    },
  }),
} satisfies Record<string, Acte>

/** What is paid and not yet asked back, cents. */
const reversable = (f: Faits): number =>
  f.dossier.montant_paye -
  somme(f.procedures.filter((p) => p.genre === 'reversement' && p.etat !== 'abandonne').map((p) => p.montant ?? 0))

const prononce = (f: Faits, sur?: string): Procedure | undefined =>
  f.procedures.find((p) => (sur === undefined || p.id === sur) && p.genre === 'reversement' && p.etat === 'prononce')
