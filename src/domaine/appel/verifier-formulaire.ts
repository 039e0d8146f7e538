import { cibler } from '../formulaire/conditions.ts'
import { ECOLES } from '../formulaire/reponses.ts'
import type { Erreur } from '../refus.ts'
import { doublons } from './doublons.ts'
import type { AppelEcrit } from './schema.ts'
import type { Colonne, Condition, Question, Section } from './schema-formulaire.ts'

/** Ids and keys that would be confused with the structure of the answers, or with JavaScript's own. */
const RESERVES = [ECOLES, 'constructor', 'prototype', 'version']
const A_CHOIX = ['choix', 'choix_multiple']
const CHIFFRES = ['entier', 'montant']

/** What prevents the form from working: duplicates, choices without values, conditions and limits that name nothing. */
export function verifierFormulaire(appel: AppelEcrit): Erreur[] {
  const sections = appel.formulaire
  return [
    ...doublons(
      sections.map((s) => s.id),
      (i) => `formulaire.${i}.id`,
      'Deux sections portent l’identifiant',
    ),
    ...sections.flatMap((s, i) =>
      RESERVES.includes(s.id)
        ? [
            {
              chemin: `formulaire.${i}.id`,
              message: `«\u00a0${s.id}\u00a0» est réservé\u00a0: choisissez un autre identifiant.`,
            },
          ]
        : [],
    ),
    ...sections.flatMap((s, i) => uneSection(s, `formulaire.${i}`, appel)),
  ]
}

function uneSection(section: Section, chemin: string, appel: AppelEcrit): Erreur[] {
  const qui = section.questions.map((q) => q.id)
  return [
    ...conditionsDe(section.si, `${chemin}.si`, section, appel),
    ...doublons(qui, (i) => `${chemin}.questions.${i}.id`, 'Deux questions de la section portent l’identifiant'),
    ...section.questions.flatMap((q, i) => uneQuestion(q, `${chemin}.questions.${i}`, section, appel)),
  ]
}

function uneQuestion(q: Question, chemin: string, section: Section, appel: AppelEcrit): Erreur[] {
  const autre = section.questions.find((x) => x.id === q.auPlus)
  return [
    ...unChamp(q, chemin, appel),
    ...conditionsDe(q.si, `${chemin}.si`, section, appel, q.id),
    ...(q.auPlus === undefined || (autre && CHIFFRES.includes(autre.type) && CHIFFRES.includes(q.type))
      ? []
      : [{ chemin: `${chemin}.auPlus`, message: `«\u00a0${q.auPlus}\u00a0» n’est pas un nombre de cette section.` }]),
    ...(q.egaleNombreEcoles && q.type !== 'entier'
      ? [{ chemin: `${chemin}.egaleNombreEcoles`, message: 'Seul un nombre entier peut égaler le nombre d’écoles.' }]
      : []),
    ...(q.type === 'table'
      ? uneTable(q, chemin, appel)
      : q.colonnes || q.total
        ? [{ chemin, message: 'Seule une table a des colonnes et un total.' }]
        : []),
  ]
}

function uneTable(q: Question, chemin: string, appel: AppelEcrit): Erreur[] {
  const colonnes = q.colonnes ?? []
  if (colonnes.length === 0) return [{ chemin: `${chemin}.colonnes`, message: 'Une table a au moins une colonne.' }]
  return [
    ...doublons(
      colonnes.map((c) => c.id),
      (i) => `${chemin}.colonnes.${i}.id`,
      'Deux colonnes portent l’identifiant',
    ),
    ...colonnes.flatMap((c, i) => unChamp(c, `${chemin}.colonnes.${i}`, appel)),
    ...(q.total?.produit ?? []).flatMap((id, i) =>
      colonnes.some((c) => c.id === id && CHIFFRES.includes(c.type))
        ? []
        : [
            {
              chemin: `${chemin}.total.produit.${i}`,
              message: `«\u00a0${id}\u00a0» n’est pas une colonne de nombres de cette table.`,
            },
          ],
    ),
  ]
}

function unChamp(c: Question | Colonne, chemin: string, { catalogue, financement }: AppelEcrit): Erreur[] {
  const aChoix = A_CHOIX.includes(c.type)
  const erreurs: Erreur[] = doublons(
    (c.choix ?? []).map((x) => x.valeur),
    (i) => `${chemin}.choix.${i}.valeur`,
    'Deux réponses ont la valeur',
  )
  if (!aChoix && (c.choix || c.catalogue))
    erreurs.push({ chemin, message: `Une question de type «\u00a0${c.type}\u00a0» n’a pas de réponses à choisir.` })
  if (aChoix && c.catalogue === undefined && (c.choix ?? []).length < 2)
    erreurs.push({
      chemin: `${chemin}.choix`,
      message:
        'Une question à choix propose au moins deux réponses («\u00a0choix\u00a0»), ou nomme un volet («\u00a0catalogue\u00a0»).',
    })
  if (aChoix && c.catalogue !== undefined && c.choix)
    erreurs.push({
      chemin: `${chemin}.choix`,
      message: 'Choisissez entre «\u00a0choix\u00a0» et «\u00a0catalogue\u00a0».',
    })
  if (c.catalogue !== undefined && !catalogue.some((a) => a.volet === c.catalogue)) {
    const connu = financement.volets.some((v) => v.id === c.catalogue)
    erreurs.push({
      chemin: `${chemin}.catalogue`,
      message: connu
        ? `Le catalogue n’a aucun article du volet «\u00a0${c.catalogue}\u00a0».`
        : `Le volet «\u00a0${c.catalogue}\u00a0» n’existe pas.`,
    })
  }
  if (c.min !== undefined && c.max !== undefined && c.min > c.max)
    erreurs.push({ chemin: `${chemin}.min`, message: `Le minimum (${c.min}) dépasse le maximum (${c.max}).` })
  return erreurs
}

/** Every reference of a condition exists, may be read from there, compares with a possible answer, and never comes back to itself. */
function conditionsDe(
  si: Condition | undefined,
  chemin: string,
  section: Section,
  appel: AppelEcrit,
  question?: string,
): Erreur[] {
  return references(si).flatMap((r): Erreur[] => {
    const cible = cibler(r.question, section.id)
    const autre = appel.formulaire.find((s) => s.id === cible.section)
    const trouvee = autre?.questions.find((q) => q.id === cible.question)
    if (!autre || !trouvee)
      return [{ chemin, message: `La condition porte sur «\u00a0${r.question}\u00a0», qui n’existe pas.` }]
    if (autre.par === 'ecole' && section.par === 'dossier')
      return [
        {
          chemin,
          message: `«\u00a0${r.question}\u00a0» a une réponse par école\u00a0: une section du dossier ne peut pas en dépendre.`,
        },
      ]
    if (trouvee.type === 'fichier' || trouvee.type === 'table')
      return [
        {
          chemin,
          message: `«\u00a0${r.question}\u00a0» est ${trouvee.type === 'table' ? 'une table' : 'un fichier'}\u00a0: une condition ne peut pas en dépendre.`,
        },
      ]
    if (question !== undefined && revient(trouvee, autre, section.id, question, appel))
      return [
        {
          chemin,
          message: `Les conditions tournent en rond entre «\u00a0${question}\u00a0» et «\u00a0${r.question}\u00a0».`,
        },
      ]
    const impossible = r.valeurs.find((v) => !peutValoir(trouvee, v))
    return impossible === undefined
      ? []
      : [{ chemin, message: `«\u00a0${r.question}\u00a0» ne peut pas valoir «\u00a0${impossible}\u00a0».` }]
  })
}

type Reference = { question: string; valeurs: (string | number | boolean)[] }

const references = (c: Condition | undefined): Reference[] => {
  if (c === undefined) return []
  if ('et' in c) return c.et.flatMap(references)
  if ('ou' in c) return c.ou.flatMap(references)
  if ('non' in c) return references(c.non)
  return [{ question: c.question, valeurs: 'egal' in c ? [c.egal] : 'parmi' in c ? c.parmi : [] }]
}

function revient(
  q: Question,
  section: Section,
  but: string,
  question: string,
  appel: AppelEcrit,
  vus = new Set<string>(),
): boolean {
  if (section.id === but && q.id === question) return true
  const ici = `${section.id}.${q.id}`
  if (vus.has(ici)) return false
  vus.add(ici)
  return references(q.si).some((r) => {
    const cible = cibler(r.question, section.id)
    const s = appel.formulaire.find((x) => x.id === cible.section)
    const suivante = s?.questions.find((x) => x.id === cible.question)
    return s && suivante ? revient(suivante, s, but, question, appel, vus) : false
  })
}

const peutValoir = (q: Question, valeur: string | number | boolean): boolean => {
  if (q.type === 'oui_non') return typeof valeur === 'boolean'
  if (CHIFFRES.includes(q.type)) return typeof valeur === 'number'
  if (A_CHOIX.includes(q.type) && q.choix) return q.choix.some((c) => c.valeur === valeur)
  return typeof valeur === 'string'
}
