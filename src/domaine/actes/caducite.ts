import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { ajouterJours, jourParis } from '../calendrier.ts'
import { echeancePassee } from '../echeances.ts'
import { DEPUIS_VOTE } from '../etats.ts'
import type { Faits, Procedure } from '../faits.ts'
import { piecesAbsentes } from '../gardes.ts'
import { refus } from '../refus.ts'
import { ROLES_PORTEUR } from '../roles.ts'
import { jour, motif, piece, texteLong } from '../saisies.ts'
import { attendDecision, delaiDe, enCours } from './contradictoire.ts'

/** Forfeiture of what is not paid, and what the beneficiary answers to it or to a clawback. Source: actes.md « Déployer, justifier, payer ». */
export const CADUCITE = {
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
} satisfies Record<string, Acte>

const ouverte = (f: Faits, sur?: string): Procedure | undefined =>
  f.procedures.find(
    (p) =>
      (sur === undefined || p.id === sur) &&
      (p.genre === 'caducite' || p.genre === 'reversement') &&
      ['engagee', 'propose'].includes(p.etat),
  )
