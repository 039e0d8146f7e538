import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { euros } from '../montants.ts'
import { type Refus, refus } from '../refus.ts'
import { motif } from '../saisies.ts'
import { attend, CALCUL_EFFACE, enEtat } from './etats-versement.ts'

/** A second person approves what the first computed. Source: actes.md « Déployer, justifier, payer ». */
export const VALIDER_VERSEMENT = {
  confirmer_coordonnees_bancaires: acte({
    libelle: 'Confirmer le nouveau compte bancaire',
    fait: 'a confirmé le nouveau compte bancaire',
    etape: 'deployer',
    source: 'F',
    sur: 'versement',
    discret: true,
    interne: true,
    de: ['notifie'],
    par: ['valideur_paiement'],
    saisie: z.strictObject({ motif: motif.optional() }),
    possible: ({ faits }, sur) =>
      faits.versements.some((v) => (sur === undefined || v.id === sur) && v.contenu.ibanAConfirmer === true)
        ? undefined
        : refus('compte_connu', 'Ce compte n’a pas à être confirmé.'),
    garde: ({ faits, sur, acteur }) =>
      meme(faits.versements.find((v) => v.id === sur)?.contenu.demandePar, acteur.personne),
    effet: ({ sur, acteur, saisie }) => ({
      changements: [
        {
          dans: 'versement',
          ou: { id: sur },
          mettre: {
            contenu: { ibanAConfirmer: false, ibanConfirmePar: acteur.nom, ibanVerification: saisie.motif ?? null },
          },
        },
      ],
    }),
  }),
  valider_liquidation: acte({
    libelle: 'Valider le montant calculé',
    fait: 'a validé le montant calculé',
    etape: 'deployer',
    source: 'F',
    sur: 'versement',
    discret: true,
    de: ['notifie'],
    par: ['valideur_paiement'],
    saisie: z.strictObject({ motif: motif.optional() }),
    besoins: ['seuil'],
    possible: (s, sur) => {
      const attendues = s.faits.versements.filter((v) => (sur === undefined || v.id === sur) && v.etat === 'liquidee')
      const siens = attendues.map((v) => meme(v.calcule_par, s.personne ?? null))
      // Who computed every one of them has none to approve.
      return attendues.length === 0
        ? refus('demande_hors_etape', 'Cette demande n’attend pas de validation.')
        : siens.every((r) => r !== undefined)
          ? siens[0]
          : undefined
    },
    garde: ({ faits, sur, autour }) => {
      const v = faits.versements.find((x) => x.id === sur)
      if (v?.contenu.ibanAConfirmer === true)
        return refus(
          'iban_a_confirmer',
          'Le compte bancaire a changé : confirmez-le d’abord, après l’avoir vérifié auprès du bénéficiaire.',
        )
      return autour.seuil !== null && v && v.montant > autour.seuil
        ? refus('seuil_depasse', `Vous validez jusqu’à ${euros(autour.seuil)} : ce montant demande une autre personne.`)
        : undefined
    },
    effet: ({ sur, acteur, maintenant }) => ({
      changements: [
        {
          dans: 'versement',
          ou: { id: sur },
          mettre: {
            etat: 'validee',
            valide_par: acteur.personne,
            contenu: { valideLe: maintenant.toISOString(), validePar: acteur.nom },
          },
        },
      ],
    }),
    attendu: attend('liquidee', 'valideur_paiement', 'un montant calculé est à valider'),
  }),
  renvoyer_liquidation: acte({
    libelle: 'Renvoyer le calcul',
    fait: 'a renvoyé le calcul',
    etape: 'deployer',
    source: 'F',
    sur: 'versement',
    discret: true,
    de: ['notifie'],
    par: ['valideur_paiement'],
    saisie: z.strictObject({ motif: motif.optional() }),
    possible: enEtat(['liquidee'], 'Cette demande n’attend pas de validation.'),
    effet: ({ faits, sur, saisie, commentaire }) => ({
      changements: [
        {
          dans: 'versement',
          ou: { id: sur },
          mettre: { ...CALCUL_EFFACE, etat: 'deposee', contenu: { renvoi: saisie.motif ?? commentaire ?? '' } },
        },
        ...faits.factures
          .filter((x) => x.versement_id === sur && x.ecartee)
          .map((x) => ({ dans: 'facture' as const, ou: { id: x.id }, mettre: { ecartee: false } })),
      ],
    }),
  }),
} satisfies Record<string, Acte>

const meme = (une: unknown, autre: string | null): Refus | undefined =>
  une !== null && une !== undefined && une === autre
    ? refus('meme_personne', 'Le calcul et sa validation demandent deux personnes différentes.')
    : undefined
