import type { Erreur } from '../refus.ts'
import { type CleLettre, estCleLettre, LETTRES, modeleDe, variablesDe } from './lettres.ts'
import { placeholders } from './remplir-lettre.ts'
import type { AppelEcrit, Lettre } from './schema.ts'

/** What prevents a letter from leaving well: missing or unknown letter, unknown placeholder, forgotten legal sentence. */
export function verifierLettres({ lettres, recours }: AppelEcrit): Erreur[] {
  const manquantes = Object.keys(LETTRES).filter((cle) => !Object.hasOwn(lettres, cle))
  return [
    ...manquantes.map((cle) => ({
      chemin: `lettres.${cle}`,
      message: `La lettre «\u00a0${cle}\u00a0» manque\u00a0: écrivez lettres/${cle}.md.`,
    })),
    ...Object.entries(lettres).flatMap(([cle, lettre]) =>
      estCleLettre(cle)
        ? uneLettre(cle, lettre)
        : [{ chemin: `lettres.${cle}`, message: `Aucun acte n’envoie de lettre «\u00a0${cle}\u00a0».` }],
    ),
    ...(['public', 'prive'] as const).flatMap((pour) =>
      placeholders(recours[pour])
        .filter((v) => v !== 'tribunal' && v !== 'adresse')
        .map((v) => ({
          chemin: `recours.${pour}`,
          message: `«\u00a0{${v}}\u00a0» est inconnu ici\u00a0: seuls {tribunal} et {adresse} le sont.`,
        })),
    ),
  ]
}

function uneLettre(cle: CleLettre, lettre: Lettre): Erreur[] {
  const chemin = `lettres.${cle}`
  const connues = variablesDe(cle)
  const employees = [...placeholders(lettre.objet), ...placeholders(lettre.corps)]
  const inconnues = [...new Set(employees)].filter((v) => !connues.includes(v))
  const { favorable, contre } = modeleDe(cle)
  const exige = (variable: string, raison: string): Erreur[] =>
    placeholders(lettre.corps).includes(variable)
      ? []
      : [{ chemin, message: `${raison}\u00a0: ajoutez une ligne {${variable}}.` }]
  return [
    ...inconnues.map((v) => ({
      chemin,
      message: `«\u00a0{${v}}\u00a0» est inconnu dans cette lettre. Connus\u00a0: ${connues.join(', ')}.`,
    })),
    ...(favorable
      ? exige(
          'pas_une_attribution',
          'Avant la notification, une bonne nouvelle rappelle qu’elle n’est pas une attribution',
        )
      : []),
    ...(contre ? exige('voies_recours', 'Une décision défavorable dit comment la contester') : []),
    ...(contre ? exige('signataire', 'Une décision nomme son auteur (CRPA L212-1)') : []),
  ]
}
