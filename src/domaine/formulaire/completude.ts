import type { Appel } from '../appel/schema.ts'
import type { Question, Section } from '../appel/schema-formulaire.ts'
import { QUESTIONS } from '../questions/questions.ts'
import { erreursTable } from '../questions/table.ts'
import { type Catalogue, estVide } from '../questions/type.ts'
import type { Erreur } from '../refus.ts'
import { questionsVisibles } from './conditions.ts'
import { type Json, type Reponses, type ReponsesSection, reponsesDe } from './reponses.ts'

/** What completeness depends on; a dossier's `Faits` fit. `ecoles` in state `retire` do not count. */
export type AExaminer = {
  appel: Pick<Appel, 'formulaire' | 'catalogue'>
  reponses: Reponses
  ecoles: readonly { uai: string; etat?: string }[]
  pieces: readonly { nature: string; ecole: string | null }[]
}

export type Completude = { manquants: Erreur[] }

/**
 * Everything that prevents filing, in the order of the form: missing or wrong answers, files not uploaded, no school. Paths are
 * those of the API: `commune.contact_nom`, `ecoles.0381234A.equipements.lignes.0.quantite`. Hidden questions never count.
 */
export function completude(dossier: AExaminer): Completude {
  const ecoles = dossier.ecoles.filter((e) => e.etat !== 'retire')
  const { formulaire } = dossier.appel
  return {
    manquants: [
      ...formulaire.filter((s) => s.par === 'dossier').flatMap((s) => manquantsSection(dossier, s)),
      ...(ecoles.length === 0 ? [{ chemin: 'ecoles', message: 'Ajoutez au moins une école.' }] : []),
      ...ecoles.flatMap(({ uai }) =>
        formulaire.filter((s) => s.par === 'ecole').flatMap((s) => manquantsSection(dossier, s, uai)),
      ),
    ],
  }
}

/** What is missing or wrong in one section (of one school, for the schools' parts). */
export function manquantsSection(dossier: AExaminer, section: Section, uai?: string): Erreur[] {
  const prefixe = uai === undefined ? section.id : `ecoles.${uai}.${section.id}`
  const reponses = reponsesDe(dossier.reponses, section.id, uai)
  return questionsVisibles(section, { appel: dossier.appel, reponses: dossier.reponses, uai }).flatMap((question) => {
    const chemin = `${prefixe}.${question.id}`
    if (question.type === 'fichier')
      return fichierManquant(dossier, question, uai) ? [{ chemin, message: absence(question) }] : []
    const valeur = Object.hasOwn(reponses, question.id) ? reponses[question.id] : undefined
    if (valeur === undefined || estVide(valeur))
      return question.obligatoire ? [{ chemin, message: absence(question) }] : []
    return erreursReponse(valeur, question, { section, reponses, dossier }).map((e) => ({
      ...e,
      chemin: `${chemin}${e.chemin}`,
    }))
  })
}

/** Is every visible, required answer of this section there and valid? And has anything been answered at all? */
export function etatSection(dossier: AExaminer, section: Section, uai?: string): 'vide' | 'en_cours' | 'complete' {
  if (manquantsSection(dossier, section, uai).length === 0) return 'complete'
  const reponses = reponsesDe(dossier.reponses, section.id, uai)
  return Object.values(reponses).every(estVide) ? 'vide' : 'en_cours'
}

type Contexte = { section: Section; reponses: ReponsesSection; dossier: AExaminer }

/** Errors of one answer that is there: its own, then those that compare it with others. Relative paths: « » or « .0.quantite ». */
function erreursReponse(valeur: Json, question: Question, contexte: Contexte): Erreur[] {
  const catalogue: Catalogue = contexte.dossier.appel.catalogue
  if (question.type === 'table')
    return erreursTable(valeur, question, catalogue).map((e) => ({
      ...e,
      chemin: e.chemin === '' ? '' : `.${e.chemin}`,
    }))
  const message =
    QUESTIONS[question.type].verifier(valeur, question, catalogue) ?? incoherence(valeur, question, contexte)
  return message === undefined ? [] : [{ chemin: '', message }]
}

function incoherence(valeur: Json, question: Question, { section, reponses, dossier }: Contexte): string | undefined {
  if (typeof valeur !== 'number') return undefined
  const inscrites = dossier.ecoles.filter((e) => e.etat !== 'retire').length
  if (question.egaleNombreEcoles && valeur !== inscrites)
    return `Vous annoncez ${valeur} école${valeur > 1 ? 's' : ''} et le dossier en contient ${inscrites}\u202f: corrigez le nombre, ou la liste des écoles.`
  const autre = section.questions.find((q) => q.id === question.auPlus)
  const plafond = autre && Object.hasOwn(reponses, autre.id) ? reponses[autre.id] : undefined
  if (autre && typeof plafond === 'number' && valeur > plafond)
    return `Ce nombre (${valeur}) dépasse «\u00a0${autre.libelle}\u00a0» (${plafond})\u202f: corrigez l’un ou l’autre.`
  return undefined
}

const fichierManquant = ({ pieces }: AExaminer, question: Question, uai: string | undefined): boolean =>
  question.obligatoire && !pieces.some((p) => p.nature === question.id && p.ecole === (uai ?? null))

const absence = (q: Question): string =>
  q.siVide ??
  (q.type === 'fichier'
    ? `Déposez le fichier «\u00a0${q.libelle}\u00a0».`
    : `Répondez à la question «\u00a0${q.libelle}\u00a0».`)
