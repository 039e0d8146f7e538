import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { saisieInvalide } from '../refus.ts'
import { codeUai, entier, jour, texteCourt, texteLong } from '../saisies.ts'
import { actionEn, consigner, ecolesAbsentes, heure, LANCE, planifier } from './actions-piliers.ts'

/** Workshops for families: counts only, never a name. Source: actes.md « Les quatre piliers ». */
export const ATELIERS = {
  exprimer_besoin_parentalite: acte({
    libelle: 'Exprimer un besoin pour les familles',
    fait: 'a exprimé un besoin pour les familles',
    etape: 'piliers',
    source: 'G',
    sur: 'ecole',
    discret: true,
    de: LANCE,
    par: ['directeur'],
    saisie: z.strictObject({ besoins: texteLong, theme: texteCourt.optional() }),
    effet: ({ sur, saisie, id, maintenant }) => ({
      changements: [
        {
          dans: 'action',
          creer: {
            id: id(),
            ecole: sur,
            pilier: 'parentalite',
            etat: 'proposee',
            contenu: saisie,
            cree_le: maintenant,
          },
        },
      ],
      resultat: { action: id() },
    }),
  }),
  planifier_atelier: acte({
    libelle: 'Planifier un atelier pour les familles',
    fait: 'a planifié un atelier pour les familles',
    etape: 'piliers',
    source: 'G',
    sur: 'action',
    surFacultatif: true,
    discret: true,
    de: LANCE,
    par: ['partenaire_parentalite'],
    saisie: z.strictObject({
      date: jour,
      theme: texteCourt,
      lieu: texteCourt.optional(),
      heure,
      ecole: codeUai.optional(),
    }),
    possible: (s, sur) => (sur === undefined ? undefined : actionEn('parentalite', ['proposee', 'planifiee'])(s, sur)),
    garde: ({ faits, saisie, sur }) =>
      sur !== undefined
        ? undefined
        : saisie.ecole === undefined
          ? saisieInvalide([{ chemin: 'ecole', message: 'Choisissez l’école de l’atelier.' }])
          : ecolesAbsentes(faits, [saisie.ecole]),
    effet: ({ sur, saisie, id, maintenant }) => ({
      changements: [
        sur
          ? planifier(sur, saisie.date, { ...saisie, dates: [saisie.date] })
          : {
              dans: 'action' as const,
              creer: {
                id: id(),
                ecole: saisie.ecole?.toUpperCase(),
                pilier: 'parentalite',
                etat: 'planifiee',
                date: saisie.date,
                contenu: { ...saisie, dates: [saisie.date] },
                cree_le: maintenant,
              },
            },
      ],
      resultat: { action: sur ?? id() },
    }),
  }),
  consigner_atelier: acte({
    libelle: 'Consigner un atelier',
    fait: 'a consigné un atelier',
    etape: 'piliers',
    source: 'G',
    sur: 'action',
    discret: true,
    de: LANCE,
    par: ['partenaire_parentalite'],
    saisie: z.strictObject({
      familles: entier.min(0).max(10_000),
      tenue: z.boolean().optional(),
      bilan: texteLong.optional(),
    }),
    possible: actionEn('parentalite', ['proposee', 'planifiee']),
    effet: ({ sur, saisie }) => ({ changements: [consigner(sur, saisie.tenue, saisie)] }),
  }),
} satisfies Record<string, Acte>
