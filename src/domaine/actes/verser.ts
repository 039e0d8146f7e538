import { z } from 'zod'
import { achatsDe } from '../achats.ts'
import { type Acte, acte, type Situation } from '../acte.ts'
import { echeancesDe } from '../echeances.ts'
import type { EtatVersement, Faits, Versement } from '../faits.ts'
import { normaliserIban } from '../identifiants/iban.ts'
import { normaliserSiret } from '../identifiants/siret.ts'
import { euros } from '../montants.ts'
import { autresFinanceurs } from '../plan-financement.ts'
import { type Refus, refus, saisieInvalide } from '../refus.ts'
import type { Role } from '../roles.ts'
import { cents, jour, motif, texteCourt } from '../saisies.ts'
import { calculerVersement, ramener } from '../versement.ts'
import { alertesDe, ibanChange } from '../versement-alertes.ts'
import { rattacherTout, regleRefusee, type SaisieDemande } from '../versement-controles.ts'
import { partReclamee } from '../versement-factures.ts'
import { formeRefusee } from '../versement-forme.ts'
import { demandeReprise, soldeDemande } from '../versement-reprise.ts'
import { livrer } from './livrer.ts'
import { planSaisi, type SaisieVersement, saisieDemande } from './saisie-versement.ts'

const GESTION = ['gestionnaire_paiement'] as const

/** Acts on claims and their payment. Source: actes.md « Déployer, justifier, payer ». */
export const VERSER = {
  demander_versement: acte({
    libelle: 'Demander un versement',
    fait: 'a demandé un versement',
    etape: 'deployer',
    source: 'G',
    sur: 'versement',
    surFacultatif: true,
    discret: true,
    de: ['notifie'],
    par: ['redacteur', 'signataire'],
    saisie: saisieDemande,
    besoins: ['facturesAilleurs', 'ibansConnus'],
    possible: ({ faits }, sur) => {
      const reprise = faits.versements.find((v) => v.id === sur)
      if (reprise)
        return reprise.etat === 'a_completer' ? undefined : refus('demande_en_cours', 'Cette demande est déjà envoyée.')
      const solde = soldeDemande(faits)
      return solde && solde.etat !== 'a_completer'
        ? refus('solde_deja_demande', 'Le solde est déjà demandé : il n’y a plus de versement à demander.')
        : undefined
    },
    garde: ({ faits, saisie, autour, sur }) => {
      const s = demandeSaisie(saisie)
      return formeRefusee(faits, s) ?? regleRefusee(faits, s, autour, demandeReprise(faits, s, sur))
    },
    effet: ({ faits, saisie, autour, sur: nommee, acteur, id, maintenant }) => {
      const s = demandeSaisie(saisie)
      const sur = demandeReprise(faits, s, nommee)
      const dites = (saisie.receptions ?? []).map((r) => r.ecole.toUpperCase())
      const versement = sur ?? id()
      const parts = rattacherTout(faits, s, sur)
      const plan = planSaisi(saisie)
      const entete = {
        type: saisie.type,
        etat: 'deposee',
        montant: 0,
        par_volet: [],
        iban: normaliserIban(saisie.iban),
        contenu: {
          etatRecapitulatif: saisie.etatRecapitulatif ?? null,
          planFinancement: plan ? autresFinanceurs(faits, plan) : null,
          planComplet: plan ?? null,
          planPiece: typeof saisie.planFinancement === 'string' ? saisie.planFinancement : null,
          client: saisie.client ?? null,
          motifClient: saisie.motifClient ?? null,
          titulaire: saisie.titulaire ?? null,
          bic: saisie.bic ?? null,
          ibanAConfirmer: ibanChange(saisie.iban, faits, autour),
          alertes: alertesDe(faits, s, autour, sur),
          demandePar: acteur.personne,
          deposeLe: maintenant.toISOString(),
        },
      }
      return {
        changements: [
          ...(sur
            ? [
                { dans: 'facture' as const, ou: { versement_id: sur }, supprimer: true as const },
                {
                  dans: 'versement' as const,
                  ou: { id: sur },
                  mettre: {
                    ...entete,
                    calcule_par: null,
                    valide_par: null,
                    mandat: null,
                    bordereau: null,
                    mandate_le: null,
                  },
                },
              ]
            : [{ dans: 'versement' as const, creer: { id: versement, ...entete, cree_le: maintenant } }]),
          ...s.factures.map((x, i) => ({
            dans: 'facture' as const,
            creer: {
              id: id(i + 1),
              versement_id: versement,
              siret: normaliserSiret(x.fournisseur.siret),
              numero: x.numero,
              date: x.date,
              ht: x.ht,
              tva: x.tva,
              mandat: x.mandat ?? null,
              mandat_le: x.mandatLe ?? null,
              piece_id: x.piece.toLowerCase(),
              sha256: faits.pieces.find((p) => p.id === x.piece.toLowerCase())?.sha256 ?? null,
              contenu: {
                fournisseur: x.fournisseur.nom ?? nomFournisseur(faits, x.fournisseur.siret),
                part: partReclamee(x),
                parts: parts[i] ?? [],
              },
              cree_le: maintenant,
            },
          })),
          ...(saisie.receptions ?? []).map((r, i) => ({
            dans: 'reception' as const,
            creer: {
              id: id(s.factures.length + 1 + i),
              ecole: r.ecole.toUpperCase(),
              date: r.date,
              tout_livre: true,
              cree_le: maintenant,
            },
          })),
          ...livrer(faits, dites, dites),
        ],
        resultat: { versement, alertes: entete.contenu.alertes, ibanChange: entete.contenu.ibanAConfirmer },
      }
    },
    attendu: ({ faits }) => {
      const aCompleter = faits.versements.find((v) => v.etat === 'a_completer')
      const enCours = faits.versements.some((v) => !['payee', 'rejetee', 'a_completer'].includes(v.etat))
      const soldee = soldeDemande(faits)?.etat === 'payee'
      if (enCours || soldee) return []
      const { justificatifs } = echeancesDe(faits)
      return [
        {
          role: 'redacteur',
          depuis: aCompleter?.cree_le ?? faits.dossier.etat_depuis,
          ...(justificatifs ? { avant: justificatifs } : {}),
          quoi: aCompleter ? 'la demande de versement est à compléter' : 'la demande de versement est à envoyer',
        },
      ]
    },
  }),
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
    effet: ({ sur, saisie }) => ({
      changements: [
        { dans: 'versement', ou: { id: sur }, mettre: { etat: 'rejetee', contenu: { motifRejet: saisie.motif } } },
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
    saisie: z.strictObject({
      montant: cents.optional(),
      motif: motif.optional(),
      ecartees: z
        .array(z.strictObject({ facture: z.string().max(60), motif }))
        .max(500)
        .optional(),
    }),
    possible: enEtat(['deposee'], 'Cette demande n’attend pas de calcul.'),
    garde: ({ faits, saisie, sur, commentaire }) => {
      const inconnue = (saisie.ecartees ?? []).findIndex((e) => !factureDe(faits, sur, e.facture))
      if (inconnue >= 0)
        return saisieInvalide([
          { chemin: `ecartees.${inconnue}.facture`, message: 'Cette facture n’est pas dans la demande.' },
        ])
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
          mettre: { ...ZERO, etat: 'deposee', contenu: { renvoi: saisie.motif ?? commentaire ?? '' } },
        },
        ...faits.factures
          .filter((x) => x.versement_id === sur && x.ecartee)
          .map((x) => ({ dans: 'facture' as const, ou: { id: x.id }, mettre: { ecartee: false } })),
      ],
    }),
  }),
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
            ...ZERO,
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

const ZERO = { montant: 0, par_volet: [], calcule_par: null, valide_par: null }

const demandeSaisie = (s: SaisieVersement): SaisieDemande => ({
  ...s,
  factures: s.factures ?? [],
  planFinancement: typeof s.planFinancement === 'string' ? s.planFinancement : planSaisi(s),
})

function enEtat(etats: readonly EtatVersement[], phrase: string) {
  return ({ faits }: Situation, sur?: string): Refus | undefined =>
    faits.versements.some((v) => (sur === undefined || v.id === sur) && etats.includes(v.etat))
      ? undefined
      : refus('demande_hors_etape', phrase)
}

function attend(etat: EtatVersement, role: Role, quoi: string) {
  return ({ faits }: Situation) => {
    const v = faits.versements.find((x) => x.etat === etat)
    return v ? [{ role, depuis: v.cree_le, quoi }] : []
  }
}

const meme = (une: unknown, autre: string | null): Refus | undefined =>
  une !== null && une !== undefined && une === autre
    ? refus('meme_personne', 'Le calcul et sa validation demandent deux personnes différentes.')
    : undefined

const factureDe = (f: Faits, sur: string | undefined, nom: string) =>
  f.factures.find((x) => x.versement_id === sur && (x.id === nom.toLowerCase() || x.numero === nom))

const calcul = (f: Faits, sur: string | undefined, ecartees: readonly { facture: string }[] = []) => {
  const v = f.versements.find((x) => x.id === sur) as Versement // the door found it among the facts
  return calculerVersement(f, v, { ecartees: ecartees.flatMap((e) => factureDe(f, sur, e.facture)?.id ?? []) })
}

const nomFournisseur = (f: Faits, siret: string): string =>
  achatsDe(f).find((a) => a.siret === normaliserSiret(siret))?.fournisseur ?? ''
