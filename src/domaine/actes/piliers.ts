import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { refus } from '../refus.ts'
import { entier, jour, motif, texteCourt } from '../saisies.ts'
import { FORMATION, LANCE } from './actions-piliers.ts'
import { ATELIERS } from './ateliers.ts'
import { FORMER } from './former.ts'

/** Acts of the four pillars, per school; counts only, never a pupil's name. Source: actes.md « Les quatre piliers ». */
export const PILIERS = {
  ...FORMER,
  ...ATELIERS,
  annuler_action: acte({
    libelle: 'Annuler une formation ou un atelier',
    fait: 'a annulé une formation ou un atelier',
    etape: 'piliers',
    source: 'G',
    sur: 'action',
    discret: true,
    de: LANCE,
    par: [...FORMATION, 'partenaire_parentalite'],
    saisie: z.strictObject({ motif }),
    possible: ({ faits, qualite }, sur) =>
      faits.actions.some(
        (a) =>
          (sur === undefined || a.id === sur) &&
          ['proposee', 'planifiee'].includes(a.etat) &&
          (qualite === undefined || (qualite === 'partenaire_parentalite') === (a.pilier === 'parentalite')),
      )
        ? undefined
        : refus('action_close', 'Cette action est déjà tenue ou annulée.'),
    effet: ({ sur, saisie }) => ({
      changements: [{ dans: 'action', ou: { id: sur }, mettre: { etat: 'annulee', contenu: saisie } }],
    }),
  }),
  constater_ressource: acte({
    libelle: 'Constater l’ouverture d’une ressource',
    fait: 'a constaté l’ouverture d’une ressource',
    etape: 'piliers',
    source: 'G',
    sur: 'ecole',
    discret: true,
    de: LANCE,
    par: ['directeur', 'rectorat'],
    saisie: z.strictObject({
      ressource: texteCourt,
      date: jour,
      comptes: entier.min(0).max(100_000).optional(),
    }),
    effet: ({ sur, saisie, id, maintenant }) => ({
      changements: [
        {
          dans: 'action',
          creer: {
            id: id(),
            ecole: sur,
            pilier: 'ressources',
            etat: 'tenue',
            date: saisie.date,
            contenu: saisie,
            cree_le: maintenant,
          },
        },
      ],
      resultat: { action: id() },
    }),
  }),
} satisfies Record<string, Acte>
