import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { DEPUIS_DEPOT } from '../etats.ts'
import type { Faits } from '../faits.ts'
import { refus } from '../refus.ts'
import { ROLES_PORTEUR } from '../roles.ts'
import { jour, motif } from '../saisies.ts'

/** Ordering before the notification, which promises no subsidy. Source: actes.md « Accorder et conventionner ». */
export const DEMARRAGE_ANTICIPE = {
  demander_demarrage_anticipe: acte({
    libelle: 'Demander à commencer avant la notification',
    fait: 'a demandé à commencer avant la notification',
    etape: 'accorder',
    source: 'F',
    discret: true,
    de: DEPUIS_DEPOT.filter((e) => e !== 'notifie'),
    par: ROLES_PORTEUR,
    saisie: z.strictObject({ motif, date: jour }),
    possible: ({ faits }) =>
      faits.procedures.some((p) => p.genre === 'demarrage_anticipe' && p.etat !== 'refuse')
        ? refus('deja_demande', 'Un démarrage anticipé est déjà demandé ou autorisé.')
        : undefined,
    effet: ({ saisie, id, maintenant }) => ({
      changements: [
        {
          dans: 'procedure_suivie',
          creer: { id: id(), genre: 'demarrage_anticipe', etat: 'demande', contenu: saisie, cree_le: maintenant },
        },
      ],
    }),
  }),
  autoriser_demarrage_anticipe: acte({
    libelle: 'Autoriser le démarrage anticipé',
    fait: 'a autorisé le démarrage anticipé',
    etape: 'accorder',
    source: 'F',
    sur: 'procedure',
    surFacultatif: true,
    de: DEPUIS_DEPOT.filter((e) => e !== 'notifie'),
    par: ['presidence'],
    saisie: z.strictObject({ date: jour.optional(), motif: motif.optional() }),
    possible: ({ faits }) =>
      demarrage(faits)
        ? undefined
        : refus('rien_a_autoriser', 'Aucune demande de démarrage anticipé n’attend de réponse.'),
    effet: ({ faits, saisie }) => {
      const p = demarrage(faits)
      const date = saisie.date ?? String(p?.contenu.date)
      return {
        changements: [
          { dans: 'procedure_suivie', ou: { id: p?.id }, mettre: { etat: 'autorise', contenu: { date } } },
          { dans: 'dossier', ou: {}, mettre: { contenu: { demarrageAnticipe: { date } } } },
        ],
        resultat: { date },
      }
    },
    attendu: ({ faits }) => {
      const p = demarrage(faits)
      return p
        ? [{ role: 'presidence', depuis: p.cree_le, quoi: 'une demande de démarrage anticipé attend réponse' }]
        : []
    },
  }),
} satisfies Record<string, Acte>

const demarrage = (f: Faits) => f.procedures.find((p) => p.genre === 'demarrage_anticipe' && p.etat === 'demande')
