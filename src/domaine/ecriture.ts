import type { Qualite } from './droits.ts'
import { ETATS } from './etats.ts'
import type { Faits } from './faits.ts'
import { type Refus, refus } from './refus.ts'

/** May these capacities write this section now? In a draft: a town hall everything, a head the parts of his or her school, an
 * agent a paper application; in a request for completion: only what was asked. An ERUN writes none. Refusals: 403, 409. */
export const sectionsOuvertes = (f: Faits, qualites: Qualite[], section: string, ecole: string): Refus | undefined => {
  const ecrit = qualites.some(
    (q) =>
      q.role === 'redacteur' ||
      q.role === 'signataire' ||
      (q.role === 'instructeur' && f.dossier.papier) ||
      (q.role === 'directeur' &&
        ecole !== '' &&
        (q.ecoles?.includes(ecole) ?? false) &&
        sectionDe(f, section)?.redacteurs.includes('directeur')),
  )
  if (!ecrit) return refus('role_insuffisant', 'Vous pouvez lire cette partie du dossier, pas l’écrire.', 403)
  const { etat } = f.dossier
  if (etat === 'brouillon') return undefined
  if (etat !== 'a_completer')
    return refus('etat_incompatible', `Ce dossier est « ${ETATS[etat].libelle} » : ses réponses ne se modifient plus.`)
  const demandees = sectionsDemandees(f)
  return demandees.length === 0 || demandees.includes(section)
    ? undefined
    : refus(
        'section_fermee',
        'Cette partie n’est pas concernée par la demande de complément : elle reste telle que déposée.',
      )
}

/** The sections reopened by the current request for completion; empty: all of them. */
export const sectionsDemandees = (f: Faits): string[] => {
  const demande = f.complements.findLast((c) => c.etat === 'demande')
  const elements = Array.isArray(demande?.contenu.elements) ? (demande.contenu.elements as { element: string }[]) : [] // as `demander_complements` wrote it
  return [...new Set(elements.flatMap((e) => f.appel.controle.find((c) => c.id === e.element)?.sections ?? []))]
}

const sectionDe = (f: Faits, id: string) => f.appel.formulaire.find((s) => s.id === id)
