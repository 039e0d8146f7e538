import { clausesDeLAppel, TEXTES } from '../convention/modele.ts'
import { verifierClauses } from '../convention/verifier-clauses.ts'
import type { Erreur } from '../refus.ts'
import { doublons } from './doublons.ts'
import { VARIABLES_GUIDE } from './guide.ts'
import { placeholders } from './remplir-lettre.ts'
import type { AppelEcrit } from './schema.ts'
import { verifierArgent } from './verifier-argent.ts'
import { verifierFormulaire } from './verifier-formulaire.ts'
import { verifierInstruction } from './verifier-instruction.ts'
import { verifierLettres } from './verifier-lettres.ts'

/**
 * What prevents a call of the right shape from working: dates, references to things that do not exist, duplicates, letters that
 * would leave with a hole. Each error names its path in the call (`formulaire.2.questions.4.si`). Empty: it can be published.
 */
export const verifierAppel = (appel: AppelEcrit): Erreur[] => [
  ...verifierCalendrier(appel),
  ...verifierTerritoire(appel),
  ...verifierCatalogue(appel),
  ...verifierArgent(appel),
  ...verifierFormulaire(appel),
  ...verifierInstruction(appel),
  ...verifierLettres(appel),
  ...verifierGuide(appel),
  ...TEXTES.flatMap((t) => verifierClauses(clausesDeLAppel(appel)[t], `convention.${t}`, { ligne: true })),
]

function verifierCalendrier({ calendrier, demonstration }: AppelEcrit): Erreur[] {
  const { ouverture, cloture } = calendrier
  const relatif = [ouverture, cloture].some((j) => typeof j !== 'string')
  if (relatif && !demonstration)
    return [
      {
        chemin: 'calendrier',
        message:
          'Seul un appel de démonstration compte ses jours depuis aujourd’hui\u00a0: écrivez «\u00a0ouverture\u00a0» et «\u00a0cloture\u00a0» en dates.',
      },
    ]
  if (typeof ouverture !== typeof cloture)
    return [
      {
        chemin: 'calendrier',
        message:
          'Écrivez «\u00a0ouverture\u00a0» et «\u00a0cloture\u00a0» de la même façon\u00a0: deux dates, ou deux nombres de jours.',
      },
    ]
  return rang(cloture) < rang(ouverture)
    ? [{ chemin: 'calendrier.cloture', message: 'La clôture précède l’ouverture\u00a0: vérifiez les deux dates.' }]
    : []
}

// Comparable between two dates, or between two relative days.
const rang = (jour: AppelEcrit['calendrier']['ouverture']): number =>
  typeof jour === 'string' ? Date.parse(jour) : 'joursAvant' in jour ? -jour.joursAvant : jour.joursApres

function verifierTerritoire({ ecoles, candidats }: AppelEcrit): Erreur[] {
  const prive = ecoles.secteurs.includes('prive')
  return [
    ...(prive && !ecoles.sousContrat
      ? [
          {
            chemin: 'ecoles.sousContrat',
            message:
              'Une école privée hors contrat ne peut pas être aidée\u00a0: écrivez «\u00a0sousContrat: true\u00a0».',
          },
        ]
      : []),
    ...(!prive && candidats.types.includes('ogec')
      ? [
          {
            chemin: 'candidats.types',
            message: 'Un OGEC gère des écoles privées, et l’appel est réservé aux écoles publiques.',
          },
        ]
      : []),
  ]
}

function verifierCatalogue({ catalogue, financement }: AppelEcrit): Erreur[] {
  const volets = financement.volets.map((v) => v.id)
  return [
    ...doublons(
      catalogue.map((a) => a.id),
      (i) => `catalogue.${i}.id`,
      'Deux articles portent l’identifiant',
    ),
    ...catalogue.flatMap((a, i) =>
      volets.includes(a.volet)
        ? []
        : [
            {
              chemin: `catalogue.${i}.volet`,
              message: `Le volet «\u00a0${a.volet}\u00a0» n’existe pas dans le financement. Volets\u00a0: ${volets.join(', ')}.`,
            },
          ],
    ),
    ...catalogue.flatMap((a, i) =>
      a.plafond > 0
        ? []
        : [
            {
              chemin: `catalogue.${i}.plafond`,
              message: 'Un plafond de zéro euro exclurait l’article\u00a0: indiquez un montant.',
            },
          ],
    ),
  ]
}

function verifierGuide({ guide }: AppelEcrit): Erreur[] {
  const inconnues = [...new Set(placeholders(guide))].filter((v) => !VARIABLES_GUIDE.some((connue) => connue === v))
  return [
    ...(/^## /m.test(guide)
      ? []
      : [
          {
            chemin: 'guide',
            message: 'Le guide n’a aucune étape\u00a0: commencez chacune par un titre «\u00a0##\u00a0».',
          },
        ]),
    ...inconnues.map((v) => ({
      chemin: 'guide',
      message: `«\u00a0{${v}}\u00a0» est inconnu dans le guide. Connus\u00a0: ${VARIABLES_GUIDE.join(', ')}.`,
    })),
  ]
}
