import { TRAITS } from '../financement/schema.ts'
import type { Erreur } from '../refus.ts'
import type { AppelEcrit } from './schema.ts'

/** What each ceiling counts, in the school's section « presentation ». */
const COMPTE = { parClasse: 'nb_classes', parClasseConcernee: 'nb_classes_concernees', parEleve: 'nb_eleves' } as const

/** What prevents the money from being counted: a ceiling per class or pupil that no school is
 * asked for, a bonus on what no school has, an advance over its limit. */
export const verifierArgent = (appel: AppelEcrit): Erreur[] => [...plafonds(appel), ...bonus(appel), ...avance(appel)]

function plafonds({ financement, formulaire }: AppelEcrit): Erreur[] {
  const presentation = formulaire.find((s) => s.id === 'presentation' && s.par === 'ecole')
  const comptes = (presentation?.questions ?? []).filter((q) => q.type === 'entier').map((q) => q.id)
  return financement.volets.flatMap((v, i) =>
    Object.entries(COMPTE)
      .filter(([plafond, question]) => plafond in v.plafonds && !comptes.includes(question))
      .map(([plafond, question]) => ({
        chemin: `financement.volets.${i}.plafonds.${plafond}`,
        message: `Ce plafond se calcule sur «\u00a0presentation.${question}\u00a0», que le formulaire ne demande pas\u00a0: rien ne serait aidé.`,
      })),
  )
}

const bonus = ({ financement }: AppelEcrit): Erreur[] =>
  financement.volets.flatMap((v, i) =>
    v.bonus.flatMap((b, j) =>
      (TRAITS as readonly string[]).includes(b.si.trait)
        ? []
        : [
            {
              chemin: `financement.volets.${i}.bonus.${j}.si.trait`,
              message: `«\u00a0${b.si.trait}\u00a0» n’est pas connu d’une école. Connus\u00a0: ${TRAITS.join(', ')}.`,
            },
          ],
    ),
  )

const avance = ({ versement: { avance: part, acomptes } }: AppelEcrit): Erreur[] =>
  part > acomptes
    ? [
        {
          chemin: 'versement.avance',
          message: `L’avance (${part}\u00a0%) dépasse ce que l’appel permet de verser avant le solde (${acomptes}\u00a0%).`,
        },
      ]
    : []
