import type { Section } from '../domaine/appel/schema-formulaire.ts'
import { sectionsOuvertes } from '../domaine/ecriture.ts'
import { type EcoleDuDossier, ecolesVivantes, type Trace } from '../domaine/faits.ts'
import { etatSection, manquantsSection } from '../domaine/formulaire/completude.ts'
import { sectionVisible } from '../domaine/formulaire/conditions.ts'
import { reponsesDe } from '../domaine/formulaire/reponses.ts'
import { accorder, enumerer } from '../domaine/francais.ts'
import { eurosCourts } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import { lignesDe, totalTable } from '../domaine/questions/table.ts'
import { estVide } from '../domaine/questions/type.ts'
import type { Tache } from '../ui/liste-taches.tsx'
import { urls } from '../urls.ts'
import { type Ecran, ecritPourLePorteur } from './ecran.ts'
import { genreOrganisme } from './mots.ts'
import type { Personne } from './queries.ts'

/** One group of tasks: the applicant's part, then one per school. */
export type Partie = { id: string; titre: string; precision: string; taches: Tache[]; ecole?: EcoleDuDossier }

/** The tasks of a dossier by part, with their states in words, who writes each and what is missing. */
export const partiesDuDossier = (e: Ecran, entourage: Personne[]): Partie[] => {
  const { traces, appel } = e.faits
  const { formulaire } = appel
  const ecoles = ecolesVivantes(e.faits).map((ecole) => ({
    id: `ecole-${ecole.uai}`,
    titre: typographier(ecole.nom),
    precision: precisionEcole(ecole, traces, entourage),
    ecole,
    taches: formulaire
      .filter((s) => s.par === 'ecole' && sectionVisible(s, portee(e, ecole.uai)))
      .map((s) => tache(e, s, traces, ecole.uai)),
  }))
  if (e.profil === 'ecole' || e.profil === 'circonscription' || e.profil === 'partenaire') return ecoles
  const commun: Partie = {
    id: 'collectivite',
    titre: genreOrganisme(e.faits.organisme).replace(/^./u, (l) => l.toUpperCase()),
    precision: precisionCommune(traces),
    taches: [
      ...(e.faits.dossier.etat === 'brouillon' ? [tachePreparation(e), tacheEcoles(e)] : []),
      ...formulaire.filter((s) => s.par === 'dossier' && sectionVisible(s, portee(e))).map((s) => tache(e, s, traces)),
    ],
  }
  return [commun, ...ecoles]
}

const portee = (e: Ecran, uai?: string) => ({ appel: e.faits.appel, reponses: e.faits.reponses, uai })

export const lienSection = (e: Pick<Ecran, 'faits'>, section: string, uai?: string): string =>
  uai === undefined
    ? urls.section.href({ id: e.faits.dossier.id, section })
    : urls.sectionEcole.href({ id: e.faits.dossier.id, uai, section })

const tache = (e: Ecran, s: Section, traces: Trace[], uai?: string): Tache => {
  const etat = etatSection(e.faits, s, uai)
  const reponses = reponsesDe(e.faits.reponses, s.id, uai)
  const vide = Object.values(reponses).every(estVide)
  const commun = { libelle: s.titre, href: lienSection(e, s.id, uai) }
  const ouverte = sectionsOuvertes(e.faits, e.qualites, s.id, uai ?? '') === undefined
  if (!ouverte && e.faits.dossier.etat !== 'brouillon')
    return { ...commun, etat: 'a_commencer', mot: 'Lire', ...resume(s, reponses) }
  if (etat === 'complete')
    return vide
      ? { ...commun, etat: 'a_commencer', mot: 'Facultatif' }
      : { ...commun, etat: 'termine', ...resume(s, reponses) }
  const manquants = manquantsSection(e.faits, s, uai)
  const aide =
    manquants.length === 1 ? manquants[0]?.message : `Il reste ${accorder(manquants.length, 'point')} à compléter.`
  const parEcole =
    uai !== undefined && ecritPourLePorteur(e) && traces.some((t) => t.ecole === uai && t.section === s.id)
  if (etat === 'vide' && vide) return { ...commun, etat: 'a_commencer' }
  return {
    ...commun,
    etat: parEcole ? 'en_cours' : 'a_completer',
    ...(parEcole ? { mot: 'En cours' } : {}),
    ...(aide ? { aide } : {}),
  }
}

/** « 6 articles, 14 320 € HT », when the section holds a table with its total. */
const resume = (s: Section, reponses: ReturnType<typeof reponsesDe>): { aide?: string } => {
  const table = s.questions.find((q) => q.type === 'table' && q.total && lignesDe(reponses[q.id]).length > 0)
  if (!table) return {}
  const valeur = reponses[table.id]
  const catalogue = table.colonnes?.some((c) => c.catalogue) === true
  return {
    aide: `${accorder(lignesDe(valeur).length, catalogue ? 'article' : 'ligne')}, ${eurosCourts(totalTable(valeur, table))}${catalogue ? '\u00a0HT' : ''}`,
  }
}

const tachePreparation = (e: Ecran): Tache => {
  const reunion = e.faits.dossier.contenu.reunion
  return {
    libelle: 'Préparer le projet avec l’école',
    href: urls.preparation.href({ id: e.faits.dossier.id }),
    etat: reunion ? 'termine' : 'a_commencer',
    ...(reunion
      ? {}
      : { aide: 'La réunion entre l’école et la mairie, et les quatre points du guide.', mot: 'Conseillé' }),
  }
}

const tacheEcoles = (e: Ecran): Tache => {
  const n = ecolesVivantes(e.faits).length
  return {
    libelle: 'Écoles du projet',
    href: urls.ecoles.href({ id: e.faits.dossier.id }),
    etat: n > 0 ? 'termine' : 'a_commencer',
    aide: n > 0 ? accorder(n, 'école') : 'Choisissez les écoles de votre territoire.',
  }
}

const precisionCommune = (traces: Trace[]): string => {
  const noms = [...new Set(traces.filter((t) => t.ecole === '').map((t) => t.par))]
  return noms.length > 0 ? `Écrit par ${enumerer(noms)}` : ''
}

const precisionEcole = (ecole: EcoleDuDossier, traces: Trace[], entourage: Personne[]): string => {
  const direction = entourage.filter((p) => p.role === 'directeur' && p.portee === ecole.uai).map((p) => p.nom)
  const plumes = [...new Set(traces.filter((t) => t.ecole === ecole.uai).map((t) => t.par))]
  const qui =
    plumes.length > 0
      ? `Écrit par ${enumerer(plumes)}`
      : direction.length > 0
        ? `À écrire par ${enumerer(direction)} (direction de l’école)`
        : 'À écrire par la direction de l’école'
  const chiffres = [
    ecole.classes > 0 ? ` · ${accorder(ecole.classes, 'classe')}` : '',
    ecole.eleves > 0 ? `, ${accorder(ecole.eleves, 'élève')}` : '',
  ].join('')
  return `${qui}${chiffres}`
}
