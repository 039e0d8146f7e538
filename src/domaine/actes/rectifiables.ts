import type { Changement, Effet } from '../acte.ts'
import type { Etat } from '../etats.ts'
import { type EcoleDuDossier, ecolesVivantes, etatDeCommission, type Faits, type Versement } from '../faits.ts'
import { euros } from '../montants.ts'
import { typographier } from '../organismes.ts'
import { type Refus, refus } from '../refus.ts'
import type { Role } from '../roles.ts'
import { memeFacture } from '../versement-factures.ts'
import { soldeDemande } from '../versement-reprise.ts'
import { etatEcrit, restaurer } from './recours.ts'

/** How one act is rectified: on what (`cibles`: ids of claims, commitments, UAI; none: the dossier itself), by whom, and the
 * compensating entry. `argent`: money moves, a second person approves (one of `par`, the first of them that did not ask is awaited). `dite`: the porteur had been told, and is told again. */
export type Regle = {
  etats: readonly Etat[]
  par: readonly Role[]
  argent?: true
  dite: boolean
  possible?: (f: Faits) => Refus | undefined
  cibles?: (f: Faits) => { id: string; mot: string }[]
  effet: (f: Faits, cible: string | undefined, cas: { id: () => string; maintenant: Date; motif: string }) => Effet
}

const SERVICE: readonly Role[] = ['instructeur', 'presidence']
const SIGNE: readonly Role[] = ['presidence']
const ARGENT: readonly Role[] = ['valideur_paiement', 'gestionnaire_paiement', 'presidence']

const demandesEn = (etat: Versement['etat']) => (f: Faits) =>
  f.versements
    .filter((v) => v.etat === etat)
    .map((v) => ({
      id: v.id,
      mot: `${TYPES[v.type]} de ${euros(v.montant)}${v.mandat ? `, mandat de paiement ${v.mandat}` : ''}`,
    }))
const TYPES: Record<Versement['type'], string> = { avance: 'avance', acompte: 'acompte', solde: 'solde' }

/** Was a rejected claim made again since? Brought back, its invoices would be counted twice, a claim would follow the balance, an
 * advance would come after another claim, or there would be more instalments than the call allows. */
const refaite = (f: Faits, id: string): boolean => {
  const vifs = f.versements.filter((v) => v.id !== id && v.etat !== 'rejetee')
  const siennes = f.factures.filter((x) => x.versement_id === id)
  const type = f.versements.find((v) => v.id === id)?.type
  return (
    soldeDemande(f, id) !== undefined ||
    (type === 'avance' && vifs.length > 0) ||
    (type === 'acompte' && vifs.filter((v) => v.type === 'acompte').length >= f.appel.versement.nombreAcomptes) ||
    f.factures.some((x) => vifs.some((v) => v.id === x.versement_id) && siennes.some((y) => memeFacture(x, y)))
  )
}

/** What a school had in the waiting list before it was called, as `repecher` kept it. */
const repechageDe = (e: EcoleDuDossier) => e.contenu.repechage as { rang: number | null; motif: string | null } | null

const surVersement = (cible: string | undefined, mettre: Record<string, unknown>): Changement => ({
  dans: 'versement',
  ou: { id: cible },
  mettre,
})

/** What a mistaken act left behind, undone by a compensating entry; the journal keeps both. What has its own corrective act is not
 * here: a vote is replaced by a vote, a quote by its next version, an agreement is issued again. */
export const RECTIFIABLES: Readonly<Record<string, Regle>> = {
  demander_complements: {
    etats: ['a_completer'],
    par: SERVICE,
    dite: true,
    effet: () => ({
      vers: 'depose',
      // Nothing was received: the dossier is to examine, not among the completions to read. The journal keeps what was asked.
      changements: [{ dans: 'complement', ou: { etat: 'demande' }, supprimer: true }],
    }),
  },
  declarer_conforme: {
    etats: ['conforme'],
    par: SERVICE,
    dite: true,
    possible: (f) =>
      f.ecoles.some((e) => e.decision !== null)
        ? refus('deja_decide', 'La commission a déjà décidé pour une école de ce dossier.')
        : undefined,
    effet: () => ({ vers: 'depose', changements: [] }),
  },
  declarer_non_conforme: {
    etats: ['non_conforme'],
    par: SIGNE,
    dite: true,
    effet: () => ({ vers: 'depose', changements: [] }),
  },
  repecher: {
    etats: ['retenu'],
    par: ['presidence', 'president_commission'],
    argent: true,
    dite: true,
    possible: (f) =>
      f.seances.some((s) => s.genre === 'permanente' && s.etat !== 'close' && s.etat !== 'publiee')
        ? refus(
            'inscrit_au_vote',
            'Ce dossier est à l’ordre du jour d’une commission permanente\u00a0: retirez-le d’abord de cet ordre du jour.',
          )
        : undefined,
    cibles: (f) =>
      ecolesVivantes(f)
        .filter((e) => e.decision === 'retenu' && repechageDe(e))
        .map((e) => ({ id: e.uai, mot: `${typographier(e.nom)}, ${euros(e.montant_propose)}` })),
    // Back in the list at the rank that it had: those after it keep theirs.
    effet: (f, cible) => ({
      vers: etatDeCommission(f.ecoles.map((e) => (e.uai === cible ? { ...e, decision: 'liste_attente' } : e))),
      changements: f.ecoles
        .filter((e) => e.uai === cible)
        .map((e) => ({
          dans: 'projet_ecole' as const,
          ou: { uai: e.uai },
          mettre: {
            decision: 'liste_attente',
            montant_propose: 0,
            ...repechageDe(e),
            contenu: { repechage: null },
          },
        })),
    }),
  },
  classer_sans_suite: { etats: ['classe_sans_suite'], par: SIGNE, dite: true, effet: (f) => restaurer(f) },
  desister: {
    etats: ['desiste'],
    par: SERVICE,
    dite: true,
    effet: (f) => ({ vers: etatEcrit(f.dossier.contenu.desistement) ?? 'depose', changements: [] }),
  },
  enregistrer_engagement: {
    etats: ['accorde', 'convention_envoyee', 'convention_signee', 'convention_executee', 'notifie'],
    par: ARGENT,
    argent: true,
    dite: false,
    cibles: (f) => {
      const annules = new Set(f.engagements.map((e) => e.contenu.rectifie))
      return f.engagements
        .filter((e) => e.montant > 0 && !annules.has(e.id))
        .map((e) => ({ id: e.id, mot: `engagement ${e.numero} de ${euros(e.montant)}` }))
    },
    // Accounts never erase: the same commitment with a minus sign.
    effet: (f, cible, { id, maintenant, motif }) => ({
      changements: f.engagements
        .filter((e) => e.id === cible)
        .map((e) => ({
          dans: 'engagement' as const,
          creer: {
            id: id(),
            numero: e.numero,
            annee: e.annee,
            ligne: e.ligne,
            montant: -e.montant,
            par_volet: [],
            contenu: { rectifie: e.id, motif },
            cree_le: maintenant,
          },
        })),
    }),
  },
  rejeter_demande: {
    etats: ['notifie'],
    par: ARGENT,
    argent: true,
    dite: true,
    cibles: (f) => demandesEn('rejetee')(f).filter(({ id }) => !refaite(f, id)),
    effet: (f, cible) => ({
      changements: [
        surVersement(cible, {
          etat: f.versements.find((v) => v.id === cible)?.contenu.rejeteeDe ?? 'deposee',
          contenu: { motifRejet: null, rejeteeDe: null },
        }),
      ],
    }),
  },
  valider_liquidation: {
    etats: ['notifie'],
    par: ARGENT,
    argent: true,
    dite: false,
    cibles: demandesEn('validee'),
    effet: (_, cible) => ({
      changements: [
        surVersement(cible, { etat: 'liquidee', valide_par: null, contenu: { valideLe: null, validePar: null } }),
      ],
    }),
  },
  enregistrer_mandat: {
    etats: ['notifie'],
    par: ARGENT,
    argent: true,
    dite: false,
    cibles: demandesEn('mandatee'),
    effet: (_, cible) => ({
      changements: [surVersement(cible, { etat: 'validee', mandat: null, bordereau: null, mandate_le: null })],
    }),
  },
  enregistrer_paiement: {
    etats: ['notifie'],
    par: ARGENT,
    argent: true,
    dite: true,
    cibles: demandesEn('payee'),
    effet: (f, cible) => ({
      changements: [
        surVersement(cible, {
          etat: 'mandatee',
          paye_le: null,
          montant_paye: null,
          par_volet: (f.versements.find((v) => v.id === cible)?.par_volet ?? []).map((p) => ({ ...p, paye: 0 })),
        }),
      ],
    }),
  },
  solder: {
    etats: ['solde'],
    par: ARGENT,
    argent: true,
    dite: true,
    effet: () => ({
      vers: 'notifie',
      changements: [{ dans: 'dossier', ou: {}, mettre: { contenu: { cloture: null } } }],
    }),
  },
}

/** The acts that may be rectified in this state, each with what it bears on. */
export const rectifiables = (f: Faits): { acte: string; cible?: string; mot?: string }[] =>
  Object.entries(RECTIFIABLES).flatMap(([acte, r]) => {
    if (!r.etats.includes(f.dossier.etat) || r.possible?.(f)) return []
    return r.cibles ? r.cibles(f).map((c) => ({ acte, cible: c.id, mot: c.mot })) : [{ acte }]
  })
