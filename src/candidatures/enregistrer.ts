import type { Section } from '../domaine/appel/schema-formulaire.ts'
import { manquantsSection } from '../domaine/formulaire/completude.ts'
import { type Champs, lireFormulaire } from '../domaine/formulaire/lire-formulaire.ts'
import { type ReponsesSection, reponsesDe } from '../domaine/formulaire/reponses.ts'
import { masquer } from '../domaine/masque.ts'
import { estVide } from '../domaine/questions/type.ts'
import { type Erreur, estRefus, type Refus } from '../domaine/refus.ts'
import { type Conflit, type Enregistre, repondre } from '../registre/repondre.ts'
import { dateSaisie } from '../ui/champ.tsx'
import type { Ecran } from './ecran.ts'
import { champ } from './formulaire-poste.ts'

export type Saisie = { section: Section; uai: string | undefined; champs: Champs }

export type Bilan =
  /** Saved; `erreurs` are what was filled and is wrong (never what is still empty). Paths are questions' ids. */
  | { issue: 'enregistre'; valeurs: ReponsesSection; erreurs: Erreur[]; revision: number }
  | { issue: 'conflit'; valeurs: ReponsesSection; conflit: Conflit }
  | { issue: 'refus'; valeurs: ReponsesSection; refus: Refus }

/** Saves what a page posts, whole or partial, right or wrong; an answer too big to be kept does not stop the others. */
export const enregistrer = async (e: Ecran, s: Saisie): Promise<Bilan> => {
  const presentes = champ(s.champs, 'questions').split(',')
  const gardees = presentes.filter((q) => champ(s.champs, `choix.${q}`) !== 'autre')
  const lu = lireFormulaire(avecDates(s), s.section, e.faits.appel.catalogue, gardees)
  const premier = await ecrire(e, s, lu.reponses)
  const trop =
    estRefus(premier) && premier.statut === 422
      ? (premier.erreurs ?? []).map((x) => ({ ...x, chemin: sansPrefixe(x.chemin, s) }))
      : []
  const sauvees =
    trop.length > 0
      ? sans(
          lu.reponses,
          trop.map((x) => x.chemin.split('.')[0] ?? ''),
        )
      : lu.reponses
  const fait = trop.length > 0 ? await ecrire(e, s, sauvees) : premier
  if (estRefus(fait)) {
    return estConflit(fait)
      ? { issue: 'conflit', valeurs: lu.reponses, conflit: fait }
      : { issue: 'refus', valeurs: lu.reponses, refus: fait }
  }
  const faits = masquer(fait.faits, fait.qualites)
  const illisibles = lu.erreurs.map((x) => ({ ...x, chemin: sansPrefixe(x.chemin, s) }))
  return {
    issue: 'enregistre',
    valeurs: lu.reponses,
    erreurs: uniques([...trop, ...illisibles, ...fausses(faits, s)]),
    revision: fait.revision,
  }
}

/** What is filled and wrong in a section: what is empty is for the review, not for now. Paths relative to the section. */
export const fausses = (faits: Parameters<typeof manquantsSection>[0], s: Omit<Saisie, 'champs'>): Erreur[] => {
  const reponses = reponsesDe(faits.reponses, s.section.id, s.uai)
  return manquantsSection(faits, s.section, s.uai)
    .map((m) => ({ ...m, chemin: sansPrefixe(m.chemin, s) }))
    .filter((m) => {
      const id = m.chemin.split('.')[0] ?? ''
      const q = s.section.questions.find((x) => x.id === id)
      // The number of schools is compared with the list of schools, which may come later: the review says it.
      const plusTard = q?.egaleNombreEcoles === true && typeof reponses[id] === 'number'
      return q?.type !== 'fichier' && !plusTard && !estVide(reponses[id])
    })
}

const estConflit = (r: Refus | Conflit): r is Conflit => r.code === 'section_modifiee' && 'autre' in r

const ecrire = (
  e: Ecran,
  { section, uai, champs }: Saisie,
  reponses: ReponsesSection,
): Promise<Enregistre | Refus | Conflit> => {
  const revision = champ(champs, 'revision')
  return repondre(e.maison.porte, {
    dossier: e.faits.dossier.id,
    fragment: uai === undefined ? { [section.id]: reponses } : { ecoles: { [uai]: { [section.id]: reponses } } },
    acteur: e.acteur,
    recuLe: e.maintenant,
    ...(/^\d{1,9}$/.test(revision) ? { siRevision: Number(revision) } : {}),
  })
}

/** A date arrives as three fields: they become the one text that the question reads. */
const avecDates = ({ section, champs }: Saisie): Champs => ({
  ...champs,
  ...Object.fromEntries(
    section.questions
      .filter((q) => q.type === 'date' && champs[q.id] === undefined)
      .map((q) => [q.id, dateSaisie(champs, q.id)]),
  ),
})

export const sansPrefixe = (chemin: string, { section, uai }: Omit<Saisie, 'champs'>): string => {
  const prefixe = uai === undefined ? `${section.id}.` : `ecoles.${uai}.${section.id}.`
  return chemin.startsWith(prefixe)
    ? chemin.slice(prefixe.length)
    : chemin.startsWith(`${section.id}.`)
      ? chemin.slice(section.id.length + 1)
      : chemin
}

const sans = (reponses: ReponsesSection, ids: string[]): ReponsesSection =>
  Object.fromEntries(Object.entries(reponses).filter(([q]) => !ids.includes(q)))

const uniques = (erreurs: Erreur[]): Erreur[] => [...new Map(erreurs.map((x) => [x.chemin, x])).values()]
