import type { Erreur } from '../refus.ts'
import { doublons } from './doublons.ts'
import type { AppelEcrit } from './schema.ts'
import { type Critere, SOURCES_CRITERES } from './schema-instruction.ts'

/** What prevents examination and scoring from working: checklist, grid, tie-breaks, preparation list, pieces. */
export function verifierInstruction(appel: AppelEcrit): Erreur[] {
  const { controle, grille, preparation } = appel
  const natures = naturesDe(appel)
  const sections = appel.formulaire.map((s) => s.id)
  return [
    ...doublons(
      preparation.map((p) => p.id),
      (i) => `preparation.${i}.id`,
      'Deux points de préparation portent l’identifiant',
    ),
    ...doublons(
      natures.map((n) => n.nature),
      (i) => natures[i]?.chemin ?? 'pieces',
      'Deux fichiers portent la nature',
    ),
    ...doublons(
      controle.map((e) => e.id),
      (i) => `controle.${i}.id`,
      'Deux éléments de contrôle portent l’identifiant',
    ),
    ...controle.flatMap((e, i) =>
      e.sections
        .filter((s) => !sections.includes(s))
        .map((s) => ({
          chemin: `controle.${i}.sections`,
          message: `La section «\u00a0${s}\u00a0» n’existe pas dans le formulaire.`,
        })),
    ),
    ...doublons(
      grille.criteres.map((c) => c.id),
      (i) => `grille.criteres.${i}.id`,
      'Deux critères portent l’identifiant',
    ),
    ...grille.criteres.flatMap((c, i) => unCritere(c, `grille.criteres.${i}`)),
    ...grille.departage.flatMap((regle, i) => {
      const [genre, critere] = regle.split(':')
      return genre === 'critere' && !grille.criteres.some((c) => c.id === critere)
        ? [{ chemin: `grille.departage.${i}`, message: `Le critère «\u00a0${critere}\u00a0» n’existe pas.` }]
        : []
    }),
    ...doublons(grille.departage, (i) => `grille.departage.${i}`, 'Deux règles de départage identiques\u00a0:'),
  ]
}

// Files of the form first: a piece of the list cannot take the nature of one of them.
const naturesDe = (appel: AppelEcrit): { nature: string; chemin: string }[] => [
  ...appel.formulaire.flatMap((s, i) =>
    s.questions.flatMap((q, j) =>
      q.type === 'fichier' ? [{ nature: q.id, chemin: `formulaire.${i}.questions.${j}.id` }] : [],
    ),
  ),
  ...appel.pieces.map(({ nature }, i) => ({ nature, chemin: `pieces.${i}.nature` })),
]

function unCritere(critere: Critere, chemin: string): Erreur[] {
  const { echelle, calcule } = critere
  if (echelle.min >= echelle.max)
    return [{ chemin: `${chemin}.echelle`, message: 'Le maximum de l’échelle dépasse son minimum.' }]
  if (!calcule) return []
  const { libelle, donnee } = SOURCES_CRITERES[calcule.source]
  const notes = [
    ...Object.values(calcule.valeurs ?? {}),
    ...(calcule.paliers ?? []).map((p) => p.note),
    ...(calcule.audela === undefined ? [] : [calcule.audela]),
    ...(calcule.absente === null ? [] : [calcule.absente]),
  ]
  const hors = notes.find((n) => n < echelle.min || n > echelle.max)
  const paliers = calcule.paliers ?? []
  const attendu = donnee === 'nombre' ? 'paliers' : 'valeurs'
  return [
    ...(calcule[attendu] === undefined
      ? [{ chemin: `${chemin}.calcule`, message: `Cette donnée (${libelle}) se note par «\u00a0${attendu}\u00a0».` }]
      : []),
    ...(hors === undefined
      ? []
      : [
          {
            chemin: `${chemin}.calcule`,
            message: `La note ${hors} sort de l’échelle (${echelle.min} à ${echelle.max}).`,
          },
        ]),
    ...(paliers.some((p, i) => p.auPlus <= (paliers[i - 1]?.auPlus ?? Number.NEGATIVE_INFINITY))
      ? [{ chemin: `${chemin}.calcule.paliers`, message: 'Les paliers se suivent par valeurs croissantes.' }]
      : []),
  ]
}
