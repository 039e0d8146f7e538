import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { payeeDeuxFois } from '../facture-unique.ts'
import type { Faits, Versement } from '../faits.ts'
import { euros } from '../montants.ts'
import { refus, saisieInvalide } from '../refus.ts'
import { cents, motif } from '../saisies.ts'
import { calculerVersement, ramener } from '../versement.ts'
import { attend, enEtat, GESTION } from './etats-versement.ts'

/** A claim is read: completed, rejected, or the amount due is computed. Source: actes.md « Déployer, justifier, payer ». */
export const LIQUIDER = {
  demander_complement_versement: acte({
    libelle: 'Demander un complément',
    fait: 'a demandé un complément sur la demande de versement',
    etape: 'deployer',
    source: 'G',
    sur: 'versement',
    discret: true,
    de: ['notifie'],
    par: GESTION,
    saisie: z.strictObject({
      motif: motif.optional(),
      elements: z
        .array(z.strictObject({ facture: z.string().max(60).optional(), piece: z.string().max(60).optional(), motif }))
        .max(500)
        .optional(),
    }),
    possible: enEtat(['deposee'], 'Cette demande n’attend pas de calcul.'),
    garde: ({ saisie, commentaire }) =>
      saisie.motif || saisie.elements?.length || commentaire
        ? undefined
        : saisieInvalide([{ chemin: 'motif', message: 'Dites ce qui manque, par facture ou pour toute la demande.' }]),
    effet: ({ sur, saisie, commentaire }) => ({
      changements: [
        {
          dans: 'versement',
          ou: { id: sur },
          mettre: {
            etat: 'a_completer',
            contenu: { complement: { motif: saisie.motif ?? commentaire ?? null, elements: saisie.elements ?? [] } },
          },
        },
      ],
    }),
  }),
  rejeter_demande: acte({
    libelle: 'Rejeter la demande de versement',
    fait: 'a rejeté la demande de versement',
    etape: 'deployer',
    source: 'G',
    sur: 'versement',
    discret: true,
    de: ['notifie'],
    par: GESTION,
    saisie: z.strictObject({ motif }),
    possible: enEtat(['deposee', 'a_completer'], 'Cette demande ne peut plus être rejetée.'),
    effet: ({ faits, sur, saisie }) => ({
      changements: [
        {
          dans: 'versement',
          ou: { id: sur },
          mettre: {
            etat: 'rejetee',
            contenu: { motifRejet: saisie.motif, rejeteeDe: faits.versements.find((v) => v.id === sur)?.etat },
          },
        },
      ],
    }),
  }),
  liquider: acte({
    libelle: 'Calculer le montant dû',
    fait: 'a calculé le montant dû',
    etape: 'deployer',
    source: 'G',
    sur: 'versement',
    discret: true,
    de: ['notifie'],
    par: GESTION,
    besoins: ['facturesAilleurs'],
    saisie: z.strictObject({
      montant: cents.optional(),
      motif: motif.optional(),
      ecartees: z
        .array(z.strictObject({ facture: z.string().max(60), motif }))
        .max(500)
        .optional(),
    }),
    possible: enEtat(['deposee'], 'Cette demande n’attend pas de calcul.'),
    garde: ({ faits, saisie, sur, commentaire, autour }) => {
      const inconnue = (saisie.ecartees ?? []).findIndex((e) => !factureDe(faits, sur, e.facture))
      if (inconnue >= 0)
        return saisieInvalide([
          { chemin: `ecartees.${inconnue}.facture`, message: 'Cette facture n’est pas dans la demande.' },
        ])
      const ecartees = (saisie.ecartees ?? []).map((e) => factureDe(faits, sur, e.facture)?.id)
      const double = payeeDeuxFois(faits, sur, ecartees, autour)
      if (double) return double
      if (saisie.montant === undefined) return undefined
      const { montant } = calcul(faits, sur, saisie.ecartees)
      if (saisie.montant > montant)
        return refus('montant_superieur', `Le montant dû est ${euros(montant)} : il ne peut pas être dépassé.`)
      return saisie.montant < montant && !saisie.motif && !commentaire
        ? saisieInvalide([
            {
              chemin: 'motif',
              message: `Le montant calculé est ${euros(montant)} : dites pourquoi vous retenez moins.`,
            },
          ])
        : undefined
    },
    effet: ({ faits, saisie, sur, acteur, commentaire, maintenant }) => {
      const l = calcul(faits, sur, saisie.ecartees)
      const montant = saisie.montant ?? l.montant
      const parts = ramener(l.parts, montant)
      return {
        changements: [
          {
            dans: 'versement',
            ou: { id: sur },
            mettre: {
              etat: 'liquidee',
              montant,
              calcule_par: acteur.personne,
              par_volet: l.parts.map((p, i) => ({
                volet: p.volet,
                source: p.source,
                demande: 0,
                calcule: p.acquis,
                vote: p.vote,
                liquide: parts[i]?.montant ?? 0,
                paye: 0,
              })),
              contenu: {
                explication: l.explication,
                calcule: l.montant,
                tropVerse: l.tropVerse,
                motifReduction: montant < l.montant ? (saisie.motif ?? commentaire ?? null) : null,
                calculeLe: maintenant.toISOString(),
                calculePar: acteur.nom,
                renvoi: null,
              },
            },
          },
          ...(saisie.ecartees ?? []).map((e) => ({
            dans: 'facture' as const,
            ou: { id: factureDe(faits, sur, e.facture)?.id },
            mettre: { ecartee: true, contenu: { motifEcart: e.motif } },
          })),
        ],
        resultat: { montant, explication: l.explication },
      }
    },
    attendu: attend('deposee', 'gestionnaire_paiement', 'une demande de versement est à calculer'),
  }),
} satisfies Record<string, Acte>

const factureDe = (f: Faits, sur: string | undefined, nom: string) =>
  f.factures.find((x) => x.versement_id === sur && (x.id === nom.toLowerCase() || x.numero === nom))

const calcul = (f: Faits, sur: string | undefined, ecartees: readonly { facture: string }[] = []) => {
  const v = f.versements.find((x) => x.id === sur) as Versement // the door found it among the facts
  return calculerVersement(f, v, { ecartees: ecartees.flatMap((e) => factureDe(f, sur, e.facture)?.id ?? []) })
}
