import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { euros } from '../montants.ts'
import { refus } from '../refus.ts'
import { cents, jour, motif, texteCourt } from '../saisies.ts'
import { attend, CALCUL_EFFACE, enEtat, GESTION } from './etats-versement.ts'

/** Payment order, the paymaster's refusal or payment. Source: actes.md « Déployer, justifier, payer ». */
export const PAYER = {
  enregistrer_mandat: acte({
    libelle: 'Enregistrer le mandat de paiement',
    fait: 'a enregistré le mandat de paiement',
    etape: 'deployer',
    source: 'F',
    sur: 'versement',
    discret: true,
    de: ['notifie'],
    par: GESTION,
    saisie: z.strictObject({ mandat: texteCourt, bordereau: texteCourt.optional(), date: jour }),
    possible: enEtat(['validee'], 'Cette demande n’est pas validée pour mandatement.'),
    effet: ({ sur, saisie }) => ({
      changements: [
        {
          dans: 'versement',
          ou: { id: sur },
          mettre: {
            etat: 'mandatee',
            mandat: saisie.mandat,
            bordereau: saisie.bordereau ?? null,
            mandate_le: saisie.date,
          },
        },
      ],
    }),
    attendu: attend('validee', 'gestionnaire_paiement', 'un mandat de paiement est à enregistrer'),
  }),
  enregistrer_rejet_comptable: acte({
    libelle: 'Enregistrer un rejet du comptable',
    fait: 'a enregistré un rejet du comptable',
    etape: 'deployer',
    source: 'F',
    sur: 'versement',
    discret: true,
    de: ['notifie'],
    par: GESTION,
    saisie: z.strictObject({ motif, date: jour.optional() }),
    possible: enEtat(['mandatee'], 'Cette demande n’est pas mandatée.'),
    effet: ({ sur, saisie }) => ({
      changements: [
        {
          dans: 'versement',
          ou: { id: sur },
          mettre: {
            ...CALCUL_EFFACE,
            etat: 'a_completer',
            mandat: null,
            bordereau: null,
            mandate_le: null,
            contenu: { rejetComptable: saisie.motif },
          },
        },
      ],
    }),
  }),
  enregistrer_paiement: acte({
    libelle: 'Enregistrer le paiement',
    fait: 'a enregistré le paiement',
    etape: 'deployer',
    source: 'F',
    sur: 'versement',
    discret: true,
    de: ['notifie'],
    par: GESTION,
    saisie: z.strictObject({ date: jour, montant: cents }),
    possible: enEtat(['mandatee'], 'Cette demande n’est pas mandatée : il n’y a pas de paiement à enregistrer.'),
    garde: ({ faits, saisie, sur }) => {
      const v = faits.versements.find((x) => x.id === sur)
      return v && v.montant !== saisie.montant
        ? refus(
            'montant_different',
            `Le montant payé (${euros(saisie.montant)}) n’est pas le montant mandaté (${euros(v.montant)}).`,
          )
        : undefined
    },
    effet: ({ faits, sur, saisie }) => {
      const v = faits.versements.find((x) => x.id === sur)
      return {
        changements: [
          {
            dans: 'versement',
            ou: { id: sur },
            mettre: {
              etat: 'payee',
              paye_le: saisie.date,
              montant_paye: saisie.montant,
              par_volet: v?.par_volet.map((p) => ({ ...p, paye: p.liquide })) ?? [],
            },
          },
        ],
        resultat: { montant: saisie.montant },
      }
    },
    attendu: attend('mandatee', 'gestionnaire_paiement', 'le paiement par le comptable est à enregistrer'),
  }),
} satisfies Record<string, Acte>
