import type { Appel } from '../src/domaine/appel/schema.ts'
import type { Hasard } from './hasard.ts'

/** What an invented town hall answers about itself. */
export const reponsesCommune = (h: Hasard, nom: string, courriel: string, maire: string, ecoles: number) => ({
  contact_nom: `${h.parmi(PRENOMS)} ${h.parmi(NOMS)}`,
  contact_fonction: h.parmi([
    'Secrétaire de mairie',
    'Directrice de l’éducation',
    'Responsable des affaires scolaires',
  ]),
  contact_courriel: courriel,
  contact_telephone: `046571${String(h.entier(0, 9999)).padStart(4, '0')}`,
  signataire_nom: maire,
  signataire_fonction: nom.startsWith('CC ') || nom.startsWith('CA ') ? 'Présidente' : 'Maire',
  nombre_ecoles: ecoles,
})

export const reponsesFinancement = (h: Hasard, date: string) => ({
  cofinancements: h.reel() < 0.3 ? [{ financeur: h.parmi(FINANCEURS), montant: h.entier(3, 20) * 10_000 }] : [],
  date_deliberation_prevue: date,
})

/** What an invented school answers: whole numbers, a project, lines of the call's catalogue. */
export const reponsesEcole = (h: Hasard, appel: Appel, ecole: { eleves: number | null; nom: string }) => {
  const eleves = ecole.eleves ?? 90
  const classes = Math.max(1, Math.round(eleves / 24))
  const ent = h.reel() < 0.65
  return {
    presentation: {
      nb_classes: classes,
      nb_classes_concernees: h.entier(Math.max(1, Math.ceil(classes / 2)), classes),
      nb_eleves: eleves,
      debit_par_classe: h.parmi([20, 24, 30, 45, 60, 100, 300]),
      ent_existant: ent,
      ...(ent ? { ent_nom: 'Un ENT d’exemple' } : {}),
    },
    projet: {
      description: `${h.parmi(PROJETS)} ${h.parmi(SUITES_DU_PROJET)}`,
      publics: h.tirage(['dys', 'ulis', 'attention', 'sensoriel', 'allophones'], h.entier(1, 3)),
      objectifs: h.parmi(OBJECTIFS),
    },
    ressources: { lignes: lignes(h, appel, 'ressources', h.entier(0, 2), Math.ceil(eleves / 12)) },
    equipements: { lignes: lignes(h, appel, 'equipement', h.entier(3, 7), Math.ceil(eleves / 6)) },
    formation: {
      themes: h.tirage(THEMES, h.entier(1, 3)),
      nb_enseignants: h.entier(1, classes + 1),
      ...(h.reel() < 0.4
        ? { besoins: 'Une demi-journée dans l’école, avec les AESH, avant les vacances d’hiver.' }
        : {}),
    },
    parentalite:
      h.reel() < 0.6
        ? {
            besoins: 'Des familles demandent comment aider leur enfant « dys » à la maison.',
            actions: 'Un café des parents par trimestre.',
          }
        : {},
  }
}

/** Lines priced near the ceiling of each article, sometimes above it: the excess stays with the commune. Cents. */
const lignes = (h: Hasard, appel: Appel, volet: string, combien: number, quantite: number) =>
  h
    .tirage(
      appel.catalogue.filter((a) => a.volet === volet),
      combien,
    )
    .map((article) => ({
      article: article.id,
      quantite: PAR_ECOLE.test(article.id) ? h.entier(1, 4) : h.entier(2, Math.max(3, quantite)),
      prix_unitaire_ht: Math.round(((article.plafond ?? 10_000) * h.entier(78, 106)) / 10_000) * 100,
    }))

const PAR_ECOLE = /ecran|meuble|sonorisation|micro_hf|pictogrammes|loupe/

export const PRENOMS = ['Camille', 'Dominique', 'Claude', 'Alix', 'Sacha', 'Lou', 'Maxime', 'Noor', 'Andrea', 'Eden']
export const NOMS = ['Exemple', 'Modèle', 'Essai', 'Maquette', 'Spécimen', 'Fictif', 'Témoin', 'Gabarit', 'Ébauche']
const FINANCEURS = ['Région Auvergne-Rhône-Alpes', 'Intercommunalité', 'État (DSIL)']
const THEMES = [
  'conception_universelle',
  'lecture_ecriture',
  'troubles_apprentissage',
  'prise_en_main',
  'ent',
  'pictogrammes',
]

const PROJETS = [
  'Chaque classe disposera d’un coin calme équipé, et les élèves qui lisent difficilement écouteront leurs textes avant de les travailler.',
  'Nous voulons que tous les élèves écrivent seuls : dictée vocale, prédiction de mots et supports mis en page pour eux.',
  'Le dispositif ULIS et les classes ordinaires partageront les mêmes outils, pour que les allers-retours ne coûtent plus d’effort.',
  'Les leçons seront préparées une fois, sous plusieurs formes : lue, écoutée, illustrée, manipulée.',
  'Les enfants qui arrivent sans parler français communiqueront dès le premier jour, avec des pictogrammes et une tablette.',
]
const SUITES_DU_PROJET = [
  'Les enseignants se formeront ensemble et l’ERUN viendra trois fois dans l’année observer ce qui change.',
  'La mairie équipe les classes dans l’ordre choisi par l’école, et une famille référente accompagne les autres.',
  'Un bilan sera présenté au conseil d’école en juin, avec les familles et la mairie.',
]
const OBJECTIFS = [
  'Que chaque élève lise seul une consigne en fin d’année ; nous le vérifierons par une observation en octobre, février et juin.',
  'Que les élèves « dys » produisent autant d’écrits que les autres : nous compterons les textes terminés chaque trimestre.',
  'Que tous participent à l’oral : chaque enseignant note une semaine par période qui a pris la parole.',
]
