import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { jourParis } from '../calendrier.ts'
import { sectionsDemandees } from '../ecriture.ts'
import type { Faits } from '../faits.ts'
import { figer } from '../figer.ts'
import { completude } from '../formulaire/completude.ts'
import { refus, saisieInvalide } from '../refus.ts'
import { jour, motif, vide } from '../saisies.ts'
import { elementsInconnus } from './examiner.ts'

/** What is missing is asked for, then sent. Source: actes.md « Instruire ». */
export const COMPLETER = {
  demander_complements: acte({
    libelle: 'Demander un complément',
    fait: 'a demandé des compléments',
    etape: 'instruire',
    source: 'G',
    de: ['depose'],
    vers: ['a_completer'],
    par: ['instructeur', 'rectorat'],
    saisie: z.strictObject({
      elements: z
        .array(z.strictObject({ element: z.string().max(60), manque: motif }), {
          error: 'Indiquez ce qui manque, élément par élément.',
        })
        .min(1, { error: 'Indiquez au moins un élément à compléter.' })
        .max(60),
      avant: jour,
    }),
    garde: ({ faits, saisie, maintenant }) => {
      const inconnus = elementsInconnus(faits, saisie.elements)
      if (inconnus) return inconnus
      return saisie.avant < jourParis(maintenant)
        ? saisieInvalide([{ chemin: 'avant', message: 'La date de réponse doit être à venir.' }])
        : undefined
    },
    effet: ({ saisie, id, maintenant }) => ({
      vers: 'a_completer',
      changements: [
        {
          dans: 'complement',
          creer: {
            id: id(),
            avant: saisie.avant,
            contenu: { elements: saisie.elements },
            cree_le: maintenant,
          },
        },
      ],
      resultat: { complement: id() },
    }),
  }),
  completer: acte({
    libelle: 'Envoyer les compléments',
    fait: 'a complété le dossier',
    etape: 'instruire',
    source: 'G',
    de: ['a_completer'],
    vers: ['depose'],
    par: ['signataire', 'redacteur'],
    saisie: vide,
    garde: ({ faits }) => {
      const ouvertes = sectionsDemandees(faits)
      const manquants = completude(faits).manquants.filter(
        ({ chemin }) =>
          ouvertes.length === 0 || ouvertes.includes(chemin.split('.')[chemin.startsWith('ecoles.') ? 2 : 0] ?? ''),
      )
      return manquants.length > 0
        ? {
            ...refus(
              'dossier_incomplet',
              `Il manque encore ${manquants.length} réponse${manquants.length > 1 ? 's' : ''} dans les parties à compléter.`,
            ),
            erreurs: manquants,
          }
        : undefined
    },
    effet: ({ faits, id, maintenant }) => ({
      vers: 'depose',
      changements: [
        figer(faits, id(), maintenant),
        { dans: 'complement', ou: { etat: 'demande' }, mettre: { etat: 'recu', recu_le: maintenant } },
        // What was found wrong and has been answered is to be looked at again.
        {
          dans: 'examen',
          ou: { element: elementsDemandes(faits), verdict: 'non_conforme' },
          supprimer: true,
        },
      ],
    }),
    attendu: ({ faits }) =>
      faits.complements
        .filter((c) => c.etat === 'demande')
        .slice(-1)
        .map((c) => ({
          role: 'redacteur' as const,
          depuis: c.cree_le,
          avant: c.avant,
          quoi: 'les compléments demandés par le service',
        })),
  }),
} satisfies Record<string, Acte>

const elementsDemandes = (f: Faits): string[] =>
  f.complements
    .filter((c) => c.etat === 'demande')
    .flatMap((c) => (Array.isArray(c.contenu.elements) ? (c.contenu.elements as { element: string }[]) : [])) // as `demander_complements` wrote it
    .map((e) => e.element)
