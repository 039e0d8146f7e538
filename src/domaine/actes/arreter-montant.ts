import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { lignesDecouvertes } from '../couverture.ts'
import { aDesDevisConformes, calculDuDossier } from '../demande.ts'
import { ecolesVivantes, type Faits } from '../faits.ts'
import { somme } from '../montants.ts'
import { refus } from '../refus.ts'
import { motif } from '../saisies.ts'
import { nonCouvertes, publie } from './avant-vote.ts'

/** The amount put to the vote, computed from the quotes. Source: actes.md « Accorder et conventionner ». */
export const ARRETER_MONTANT = {
  arreter_montant: acte({
    libelle: 'Arrêter le montant proposé au vote',
    fait: 'a arrêté le montant proposé au vote',
    etape: 'accorder',
    source: 'F',
    discret: true,
    de: ['retenu'],
    par: ['instructeur'],
    saisie: z.strictObject({ motif: motif.optional() }),
    besoins: ['enveloppe'],
    possible: (s) =>
      publie(s) ??
      (aDesDevisConformes(s.faits)
        ? undefined
        : refus('aucun_devis_conforme', 'Aucun devis conforme : le montant se calcule sur les devis.')),
    garde: ({ faits, saisie, autour, commentaire }) => {
      const sans = lignesDecouvertes(faits)
      if (sans.length > 0 && !saisie.motif && !commentaire) return nonCouvertes(sans)
      const { subvention } = calculDuDossier(faits)
      const autres = autour.enveloppe.engage - proposees(faits)
      return autres + subvention > autour.enveloppe.total &&
        subvention > proposees(faits) &&
        !saisie.motif &&
        !commentaire
        ? refus('enveloppe_depassee', 'Ce montant dépasse ce qui reste de l’enveloppe : indiquez un motif.')
        : undefined
    },
    effet: ({ faits, saisie, commentaire, maintenant }) => {
      const calcul = calculDuDossier(faits)
      const abandon = lignesDecouvertes(faits).length > 0 ? (saisie.motif ?? commentaire) : undefined
      return {
        changements: [
          ...calcul.ecoles
            .filter((e) => faits.ecoles.find((x) => x.uai === e.uai)?.decision === 'retenu')
            .map((e) => ({
              dans: 'projet_ecole' as const,
              ou: { uai: e.uai },
              mettre: { montant_propose: e.subvention },
            })),
          {
            dans: 'dossier',
            ou: {},
            mettre: {
              contenu: {
                montantArrete: {
                  montant: calcul.subvention,
                  le: maintenant.toISOString(),
                  ...(abandon ? { abandonnees: abandon } : {}),
                },
              },
            },
          },
        ],
        resultat: { montant: calcul.subvention },
      }
    },
  }),
} satisfies Record<string, Acte>

/** What the dossier already weighs on the envelope, in cents. */
const proposees = (f: Faits): number =>
  somme(ecolesVivantes(f).map((e) => (e.decision === 'retenu' ? e.montant_propose : 0)))
