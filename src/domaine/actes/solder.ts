import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { euros } from '../montants.ts'
import { refus } from '../refus.ts'
import { motif } from '../saisies.ts'
import { soldeDemande } from '../versement-reprise.ts'

/** The end of a dossier whose money is all paid, or waived. Source: actes.md « Déployer, justifier, payer ». */
export const SOLDER = {
  solder: acte({
    libelle: 'Solder le dossier',
    fait: 'a soldé le dossier',
    etape: 'deployer',
    source: 'F',
    discret: true,
    de: ['notifie'],
    vers: ['solde'],
    par: ['gestionnaire_paiement'],
    saisie: z.strictObject({ motif: motif.optional() }),
    possible: ({ faits }) =>
      faits.versements.some((v) => !['payee', 'rejetee'].includes(v.etat))
        ? refus('versement_en_cours', 'Une demande de versement est en cours : terminez-la d’abord.')
        : undefined,
    garde: ({ faits, saisie, commentaire }) => {
      const reste = faits.dossier.montant_vote - faits.dossier.montant_paye
      const solde = soldeDemande(faits)?.etat === 'payee'
      return reste > 0 && !solde && !saisie.motif && !commentaire
        ? refus(
            'reste_a_verser',
            `Il reste ${euros(reste)} à verser et le solde n’est pas payé : pour y renoncer, indiquez un motif.`,
          )
        : undefined
    },
    effet: ({ faits, saisie, commentaire, maintenant }) => ({
      vers: 'solde',
      changements: [
        {
          dans: 'dossier',
          ou: {},
          mettre: {
            contenu: {
              cloture: {
                le: maintenant.toISOString(),
                motif: saisie.motif ?? commentaire ?? null,
                reste: faits.dossier.montant_vote - faits.dossier.montant_paye,
              },
            },
          },
        },
      ],
    }),
    attendu: ({ faits }) =>
      soldeDemande(faits)?.etat === 'payee'
        ? [{ role: 'gestionnaire_paiement', depuis: faits.dossier.etat_depuis, quoi: 'le dossier est à solder' }]
        : [],
  }),
} satisfies Record<string, Acte>
