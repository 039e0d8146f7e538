import type { Appel } from '../appel/schema.ts'
import type { Question, Section } from '../appel/schema-formulaire.ts'
import { proprifier } from '../questions/texte-propre.ts'
import { type Erreur, type Refus, saisieInvalide } from '../refus.ts'
import { assainir } from './assainir.ts'
import { ECOLES, type Reponses, type ReponsesEcoles, type ReponsesSection } from './reponses.ts'

/**
 * A fragment of answers as received from a page or the API, made safe: control characters dropped, line ends unified. Partial or
 * wrong answers are kept (`completude` says them). Refused (422, with the paths): unknown section, question or school, a file,
 * and what no form could produce (too long, too deep, too many rows). `null` erases an answer.
 */
export function nettoyer(
  fragment: unknown,
  appel: Pick<Appel, 'formulaire'>,
  uais: readonly string[],
): { reponses: Reponses } | Refus {
  const erreurs: Erreur[] = []
  const corps = objet(fragment)
  if (!corps) return saisieInvalide([{ chemin: '', message: 'Envoyez un objet\u00a0: une clé par section.' }])
  const reponses: Reponses = {}
  for (const [cle, valeur] of Object.entries(corps)) {
    if (cle === ECOLES) reponses[ECOLES] = ecoles(valeur, appel, uais, erreurs)
    else {
      const section = appel.formulaire.find((s) => s.id === cle && s.par === 'dossier')
      if (section) reponses[cle] = uneSection(valeur, section, cle, erreurs)
      else erreurs.push({ chemin: cle, message: inconnue(cle, appel, 'dossier') })
    }
  }
  return erreurs.length > 0 ? saisieInvalide(erreurs.slice(0, 50)) : { reponses }
}

function ecoles(
  valeur: unknown,
  appel: Pick<Appel, 'formulaire'>,
  uais: readonly string[],
  erreurs: Erreur[],
): ReponsesEcoles {
  const propres: ReponsesEcoles = {}
  const corps = objet(valeur)
  if (!corps) erreurs.push({ chemin: ECOLES, message: 'Envoyez un objet\u00a0: une clé par école (son UAI).' })
  for (const [uai, parSection] of Object.entries(corps ?? {})) {
    const chemin = `${ECOLES}.${uai}`
    if (!uais.includes(uai)) {
      erreurs.push({ chemin, message: 'Cette école n’est pas dans le dossier\u00a0: ajoutez-la d’abord.' })
      continue
    }
    const sections = objet(parSection)
    if (!sections) erreurs.push({ chemin, message: 'Envoyez un objet\u00a0: une clé par section.' })
    const ecole: { [section: string]: ReponsesSection } = {}
    for (const [cle, reponses] of Object.entries(sections ?? {})) {
      const section = appel.formulaire.find((s) => s.id === cle && s.par === 'ecole')
      if (section) ecole[cle] = uneSection(reponses, section, `${chemin}.${cle}`, erreurs)
      else erreurs.push({ chemin: `${chemin}.${cle}`, message: inconnue(cle, appel, 'ecole') })
    }
    propres[uai] = ecole
  }
  return propres
}

function uneSection(valeur: unknown, section: Section, chemin: string, erreurs: Erreur[]): ReponsesSection {
  const corps = objet(valeur)
  if (!corps) erreurs.push({ chemin, message: 'Envoyez un objet\u00a0: une clé par question.' })
  const propres: ReponsesSection = {}
  for (const [cle, reponse] of Object.entries(corps ?? {})) {
    const question = section.questions.find((q) => q.id === cle)
    const ou = `${chemin}.${cle}`
    if (!question)
      erreurs.push({
        chemin: ou,
        message: `La question «\u00a0${court(cle)}\u00a0» n’existe pas dans «\u00a0${section.titre}\u00a0».`,
      })
    else if (question.type === 'fichier') erreurs.push({ chemin: ou, message: fichierAilleurs(question) })
    else {
      const propre = assainir(reponse)
      if ('refus' in propre) erreurs.push({ chemin: ou, message: propre.refus })
      else propres[cle] = propre.valeur
    }
  }
  return propres
}

const fichierAilleurs = (q: Question) =>
  `«\u00a0${q.libelle}\u00a0» est un fichier\u00a0: déposez-le parmi les pièces, avec la nature «\u00a0${q.id}\u00a0».`

const inconnue = (cle: string, appel: Pick<Appel, 'formulaire'>, par: Section['par']): string => {
  const ailleurs = appel.formulaire.some((s) => s.id === cle && s.par !== par)
  if (!ailleurs) return `La section «\u00a0${court(cle)}\u00a0» n’existe pas dans ce formulaire.`
  return par === 'dossier'
    ? `La section «\u00a0${cle}\u00a0» se remplit pour chaque école\u00a0: écrivez-la sous «\u00a0ecoles\u00a0».`
    : `La section «\u00a0${cle}\u00a0» se remplit une fois pour le dossier\u00a0: écrivez-la hors de «\u00a0ecoles\u00a0».`
}

const court = (cle: string) => proprifier(cle).slice(0, 60)

const objet = (x: unknown): Record<string, unknown> | undefined =>
  typeof x === 'object' && x !== null && !Array.isArray(x) ? { ...x } : undefined
