import { z } from 'zod'
import { type Acte, acte, type Situation } from '../acte.ts'
import { ajouterJours, jourParis } from '../calendrier.ts'
import { echeancePassee } from '../echeances.ts'
import type { Etat } from '../etats.ts'
import { DEPUIS_VOTE } from '../etats.ts'
import type { Faits, Procedure } from '../faits.ts'
import { dateSimple } from '../francais.ts'
import { piecesAbsentes } from '../gardes.ts'
import { euros, somme } from '../montants.ts'
import { type Refus, refus, saisieInvalide } from '../refus.ts'
import { ROLES_PORTEUR } from '../roles.ts'
import { cents, jour, motif, piece, texteCourt, texteLong } from '../saisies.ts'
import { soldeDemande } from '../versement-reprise.ts'

const APRES_PAIEMENT: Etat[] = ['notifie', 'solde', 'caduc', 'desiste']

/** Acts that end: closing, forfeiture, clawback, controls. Source: actes.md « Déployer, justifier, payer ». */
export const CLORE = {
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
  engager_caducite: acte({
    libelle: 'Engager la caducité',
    fait: 'a engagé la procédure de caducité',
    etape: 'deployer',
    source: 'F',
    discret: true,
    de: DEPUIS_VOTE,
    par: ['instructeur'],
    saisie: z.strictObject({
      motif,
      relances: z.array(jour).min(2, { error: 'Indiquez les dates des deux relances envoyées.' }).max(20),
    }),
    possible: ({ faits, maintenant }) =>
      enCours(faits, 'caducite')
        ? refus('deja_engagee', 'Une procédure de caducité est déjà engagée.')
        : echeancePassee(faits, jourParis(maintenant))
          ? undefined
          : refus('aucune_echeance_passee', 'Aucune échéance de la convention n’est passée.'),
    effet: ({ faits, saisie, id, maintenant }) => ({
      changements: [
        {
          dans: 'procedure_suivie',
          creer: {
            id: id(),
            genre: 'caducite',
            etat: 'engagee',
            montant: faits.dossier.montant_vote - faits.dossier.montant_paye,
            contenu: {
              ...saisie,
              echeance: echeancePassee(faits, jourParis(maintenant)),
              reponseAvant: ajouterJours(jourParis(maintenant), faits.appel.delais.observationsJours),
            },
            cree_le: maintenant,
          },
        },
      ],
    }),
  }),
  presenter_observations: acte({
    libelle: 'Présenter des observations',
    fait: 'a présenté ses observations',
    etape: 'deployer',
    source: 'F',
    sur: 'procedure',
    surFacultatif: true,
    de: [...DEPUIS_VOTE, 'solde', 'caduc', 'desiste'],
    par: ROLES_PORTEUR,
    saisie: z.strictObject({ texte: texteLong, piece: piece.optional() }),
    possible: ({ faits }, sur) =>
      ouverte(faits, sur) ? undefined : refus('aucune_procedure', 'Aucune procédure n’attend vos observations.'),
    garde: ({ faits, saisie }) => piecesAbsentes(faits, [['piece', saisie.piece]]),
    effet: ({ faits, saisie, sur, maintenant }) => ({
      changements: [
        {
          dans: 'procedure_suivie',
          ou: { id: ouverte(faits, sur)?.id },
          mettre: {
            etat: 'observations',
            contenu: { observations: { ...saisie, le: maintenant.toISOString() } },
          },
        },
      ],
    }),
    attendu: ({ faits, maintenant }) =>
      faits.procedures
        .filter((p) => p.genre !== 'controle' && ['engagee', 'propose'].includes(p.etat))
        .filter((p) => jourParis(maintenant) <= String(p.contenu.reponseAvant ?? ''))
        .map((p) => ({
          role: 'redacteur' as const,
          depuis: p.cree_le,
          avant: String(p.contenu.reponseAvant ?? ''),
          quoi: 'vos observations sont attendues',
        })),
  }),
  prononcer_caducite: acte({
    libelle: 'Prononcer la caducité',
    fait: 'a prononcé la caducité',
    etape: 'deployer',
    source: 'F',
    de: DEPUIS_VOTE,
    vers: ['caduc'],
    par: ['presidence'],
    saisie: z.strictObject({ motif, date: jour.optional(), piece: piece.optional() }),
    possible: delaiDe('caducite'),
    garde: ({ faits, saisie }) => piecesAbsentes(faits, [['piece', saisie.piece]]),
    effet: ({ faits, saisie, maintenant }) => ({
      vers: 'caduc',
      changements: [
        {
          dans: 'procedure_suivie',
          ou: { id: enCours(faits, 'caducite')?.id },
          mettre: { etat: 'prononcee', contenu: { decision: { ...saisie, le: maintenant.toISOString() } } },
        },
      ],
      resultat: { annule: faits.dossier.montant_vote - faits.dossier.montant_paye },
    }),
    attendu: attendDecision('caducite', 'la décision sur la caducité est à prendre'),
  }),
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
  ouvrir_controle: acte({
    libelle: 'Ouvrir un contrôle',
    fait: 'a ouvert un contrôle',
    etape: 'deployer',
    source: 'F',
    discret: true,
    de: ['notifie', 'solde'],
    par: ['lecteur', 'instructeur'],
    saisie: z.strictObject({ organisme: texteCourt, echantillon: texteLong.optional(), date: jour.optional() }),
    effet: ({ saisie, id, maintenant }) => ({
      changements: [
        {
          dans: 'procedure_suivie',
          creer: { id: id(), genre: 'controle', etat: 'ouvert', contenu: saisie, cree_le: maintenant },
        },
      ],
      resultat: { procedure: id() },
    }),
  }),
  clore_controle: acte({
    libelle: 'Clore un contrôle',
    fait: 'a clos un contrôle',
    etape: 'deployer',
    source: 'F',
    sur: 'procedure',
    discret: true,
    de: ['notifie', 'solde'],
    par: ['lecteur', 'instructeur'],
    saisie: z.strictObject({ constats: texteLong, date: jour.optional(), pieces: z.array(piece).max(50).optional() }),
    possible: ({ faits }, sur) =>
      faits.procedures.some((p) => (sur === undefined || p.id === sur) && p.genre === 'controle' && p.etat === 'ouvert')
        ? undefined
        : refus('controle_clos', 'Aucun contrôle ouvert.'),
    effet: ({ sur, saisie }) => ({
      changements: [{ dans: 'procedure_suivie', ou: { id: sur }, mettre: { etat: 'clos', contenu: saisie } }],
    }),
  }),
} satisfies Record<string, Acte>

/** What is paid and not yet asked back, cents. */
const reversable = (f: Faits): number =>
  f.dossier.montant_paye -
  somme(f.procedures.filter((p) => p.genre === 'reversement' && p.etat !== 'abandonne').map((p) => p.montant ?? 0))

const enCours = (f: Faits, genre: Procedure['genre']): Procedure | undefined =>
  f.procedures.findLast((p) => p.genre === genre && ['engagee', 'propose', 'observations'].includes(p.etat))

const ouverte = (f: Faits, sur?: string): Procedure | undefined =>
  f.procedures.find(
    (p) =>
      (sur === undefined || p.id === sur) &&
      (p.genre === 'caducite' || p.genre === 'reversement') &&
      ['engagee', 'propose'].includes(p.etat),
  )

const prononce = (f: Faits, sur?: string): Procedure | undefined =>
  f.procedures.find((p) => (sur === undefined || p.id === sur) && p.genre === 'reversement' && p.etat === 'prononce')

/** Nobody decides before the beneficiary has answered, or its time to answer has passed (CRPA L121-1). */
function delaiDe(genre: 'caducite' | 'reversement') {
  return ({ faits, maintenant }: Situation): Refus | undefined => {
    const p = enCours(faits, genre)
    if (!p) return refus('aucune_procedure', 'Aucune procédure n’est engagée.')
    const avant = String(p.contenu.reponseAvant ?? '')
    return p.etat === 'observations' || jourParis(maintenant) > avant
      ? undefined
      : refus('delai_en_cours', `Le bénéficiaire peut répondre jusqu’au ${dateSimple(avant)}.`)
  }
}

function attendDecision(genre: 'caducite' | 'reversement', quoi: string) {
  const possible = delaiDe(genre)
  return (s: Situation) => {
    const p = enCours(s.faits, genre)
    return p && !possible(s) ? [{ role: 'presidence' as const, depuis: p.cree_le, quoi }] : []
  }
}
