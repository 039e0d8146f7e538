import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import type { Faits } from '../faits.ts'
import { type Refus, saisieInvalide } from '../refus.ts'
import { motif } from '../saisies.ts'

/** The checklist of the call, item by item. Source: actes.md « Instruire ». */
export const EXAMINER = {
  examiner: acte({
    libelle: 'Remplir la grille d’examen',
    fait: 'a examiné le dossier',
    etape: 'instruire',
    source: 'G',
    interne: true,
    discret: true,
    de: ['depose'],
    par: ['instructeur', 'rectorat'],
    saisie: z.strictObject({
      elements: z
        .array(
          z.strictObject({
            element: z.string().max(60),
            verdict: z.enum(['conforme', 'non_conforme', 'sans_objet'], {
              error: 'Choisissez : conforme, non conforme ou sans objet.',
            }),
            motif: motif.optional(),
          }),
          { error: 'Indiquez un verdict par élément.' },
        )
        .min(1, { error: 'Indiquez au moins un verdict.' })
        .max(60),
    }),
    garde: ({ faits, saisie }) => {
      const inconnus = elementsInconnus(faits, saisie.elements)
      if (inconnus) return inconnus
      const muets = saisie.elements.flatMap((e, i) =>
        e.verdict === 'non_conforme' && !e.motif
          ? [{ chemin: `elements.${i}.motif`, message: 'Expliquez en une phrase pourquoi ce n’est pas conforme.' }]
          : [],
      )
      return muets.length > 0 ? saisieInvalide(muets) : undefined
    },
    effet: ({ saisie, id, acteur, maintenant }) => ({
      changements: [
        { dans: 'examen', ou: { element: saisie.elements.map((e) => e.element) }, supprimer: true },
        ...saisie.elements.map((e, i) => ({
          dans: 'examen' as const,
          creer: {
            id: id(i),
            element: e.element,
            verdict: e.verdict,
            motif: e.motif ?? null,
            par: acteur.nom,
            cree_le: maintenant,
          },
        })),
      ],
    }),
    attendu: ({ faits }) =>
      elementsAExaminer(faits).length > 0
        ? [{ role: 'instructeur', depuis: faits.dossier.etat_depuis, quoi: 'l’examen du dossier' }]
        : [],
  }),
} satisfies Record<string, Acte>

/** The items of the call's checklist without a verdict yet. */
export const elementsAExaminer = (f: Faits): Faits['appel']['controle'] =>
  f.appel.controle.filter((e) => !f.examens.some((x) => x.element === e.id))

/** 422 for items that the checklist does not have, or that are given twice. */
export const elementsInconnus = (f: Faits, elements: { element: string }[]): Refus | undefined => {
  const vus = new Set<string>()
  const erreurs = elements.flatMap((e, i) => {
    const inconnu = !f.appel.controle.some((x) => x.id === e.element)
    const double = vus.has(e.element)
    vus.add(e.element)
    return inconnu
      ? [
          {
            chemin: `elements.${i}.element`,
            message: `« ${e.element} » n’est pas dans la grille d’examen de l’appel : ${f.appel.controle.map((x) => x.id).join(', ')}.`,
          },
        ]
      : double
        ? [{ chemin: `elements.${i}.element`, message: `« ${e.element} » est donné deux fois.` }]
        : []
  })
  return erreurs.length > 0 ? saisieInvalide(erreurs) : undefined
}
