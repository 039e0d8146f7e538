import { achatsDe } from '../achats.ts'
import { type Acte, acte } from '../acte.ts'
import { echeancesDe } from '../echeances.ts'
import type { Faits } from '../faits.ts'
import { normaliserIban } from '../identifiants/iban.ts'
import { normaliserSiret } from '../identifiants/siret.ts'
import { autresFinanceurs } from '../plan-financement.ts'
import { refus } from '../refus.ts'
import { alertesDe, ibanChange } from '../versement-alertes.ts'
import { rattacherTout, regleRefusee, type SaisieDemande } from '../versement-controles.ts'
import { partReclamee } from '../versement-factures.ts'
import { formeRefusee } from '../versement-forme.ts'
import { demandeReprise, soldeDemande } from '../versement-reprise.ts'
import { livrer } from './livrer.ts'
import { planSaisi, type SaisieVersement, saisieDemande } from './saisie-versement.ts'

/** A claim and its invoices, sent or sent again. Source: actes.md « Déployer, justifier, payer ». */
export const DEMANDER_VERSEMENT = {
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
} satisfies Record<string, Acte>

const demandeSaisie = (s: SaisieVersement): SaisieDemande => ({
  ...s,
  factures: s.factures ?? [],
  planFinancement: typeof s.planFinancement === 'string' ? s.planFinancement : planSaisi(s),
})

const nomFournisseur = (f: Faits, siret: string): string =>
  achatsDe(f).find((a) => a.siret === normaliserSiret(siret))?.fournisseur ?? ''
