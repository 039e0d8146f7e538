import { z } from 'zod'
import { type ActeSeance, acteSeance } from '../acte.ts'
import { refus } from '../refus.ts'
import { adresse, vide } from '../saisies.ts'
import { membresDe, mettreSeance } from './tete-de-seance.ts'

/** A session opens, then closes. Source: actes.md « Décider ». */
export const TENIR_SEANCE = {
  ouvrir_seance: acteSeance({
    libelle: 'Ouvrir la séance',
    fait: 'a ouvert la séance',
    etape: 'decider',
    source: 'F',
    de: ['preparee'],
    par: ['president_commission'],
    saisie: z.strictObject({ presents: z.array(adresse).max(100).optional() }),
    garde: ({ faits, saisie }) => {
      const quorum = Number(faits.seance.contenu.quorum ?? 0)
      const presents = saisie.presents ?? membresDe(faits)
      return quorum > 0 && presents.length < quorum
        ? refus(
            'quorum_pas_atteint',
            `Le quorum est de ${quorum} membres ; ${presents.length} ${presents.length > 1 ? 'sont présents' : 'est présent'}.`,
          )
        : undefined
    },
    effet: ({ faits, saisie, maintenant }) => ({
      changements: [
        mettreSeance(faits, {
          etat: 'ouverte',
          contenu: { presents: saisie.presents ?? membresDe(faits), ouverteLe: maintenant.toISOString() },
        }),
      ],
    }),
  }),
  clore_seance: acteSeance({
    libelle: 'Clore la séance',
    fait: 'a clos la séance',
    etape: 'decider',
    source: 'F',
    de: ['ouverte'],
    par: ['president_commission'],
    saisie: vide,
    besoins: ['classement', 'listeAttente'],
    // Waiting schools take their place in the list by the ranking, when the session closes, after those of earlier sessions.
    effet: ({ faits, autour, maintenant }) => {
      const attente = faits.dossiers
        .flatMap((d) => d.ecoles.map((e) => ({ ...e, dossier: d.id })))
        .filter((e) => e.decision === 'liste_attente' && e.seance_id === faits.seance.id)
      const place = (e: { dossier: string; uai: string }) => {
        const i = autour.classement.findIndex((p) => p.dossier === e.dossier && p.uai === e.uai)
        return i < 0 ? Number.MAX_SAFE_INTEGER : i
      }
      const dejaPlacees = Math.max(0, ...autour.listeAttente.map((e) => e.rang ?? 0))
      return {
        changements: [
          mettreSeance(faits, { etat: 'close', contenu: { closeLe: maintenant.toISOString() } }),
          ...attente
            .toSorted((a, b) => place(a) - place(b))
            .map((e, i) => ({
              dans: 'projet_ecole' as const,
              ou: { dossier_id: e.dossier, uai: e.uai },
              mettre: { rang: dejaPlacees + i + 1 },
            })),
        ],
        resultat: { enAttente: attente.length },
      }
    },
  }),
} satisfies Record<string, ActeSeance>
