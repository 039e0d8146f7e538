import { z } from 'zod'
import { type Acte, acte, type Cas } from '../acte.ts'
import { noteCalculee } from '../appel/bareme.ts'
import type { Critere } from '../appel/schema-instruction.ts'
import { ecolesVivantes, type Faits } from '../faits.ts'
import { moyenne, type NoteSaisie, scorer, verifierNotes } from '../notation.ts'
import { deEcole } from '../organismes.ts'
import { type Erreur, refus, saisieInvalide } from '../refus.ts'
import { motif } from '../saisies.ts'

/** Scoring of school projects. Source: actes.md « Instruire ». */
export const NOTER = {
  se_deporter: acte({
    libelle: 'Se déporter',
    fait: 's’est déporté',
    etape: 'instruire',
    source: 'F',
    interne: true,
    discret: true,
    de: ['depose', 'a_completer', 'conforme', 'retenu', 'liste_attente', 'non_retenu'],
    par: ['membre_commission'],
    saisie: z.strictObject({ motif }),
    garde: ({ faits, acteur }) =>
      faits.deports.some((d) => d.personne_id === acteur.personne)
        ? refus('deja_deporte', 'Vous vous êtes déjà déporté de ce dossier.')
        : undefined,
    effet: ({ faits, saisie, acteur, id, maintenant }) => {
      const restantes = faits.notes.filter((n) => n.personne_id !== acteur.personne)
      return {
        changements: [
          {
            dans: 'deport',
            creer: {
              id: id(),
              personne_id: acteur.personne,
              par: acteur.nom,
              motif: saisie.motif,
              cree_le: maintenant,
            },
          },
          { dans: 'note', ou: { personne_id: acteur.personne }, supprimer: true },
          ...faits.ecoles
            .filter((e) => faits.notes.some((n) => n.ecole === e.uai && n.personne_id === acteur.personne))
            .map((e) => notation(e.uai, restantes.filter((n) => n.ecole === e.uai).map(notesDe))),
        ],
      }
    },
  }),
  noter: acte({
    libelle: 'Noter le projet',
    fait: 'a noté un projet',
    etape: 'instruire',
    source: 'G',
    sur: 'ecole',
    interne: true,
    discret: true,
    de: ['conforme'],
    par: ['membre_commission'],
    saisie: z.strictObject({
      notes: z
        .array(
          z.strictObject({
            critere: z.string().max(60),
            valeur: z.number({ error: 'Donnez une note en nombre.' }),
            justification: z.string().trim().max(4000, { error: '4 000 caractères au plus.' }).optional(),
          }),
          { error: 'Donnez une note par critère.' },
        )
        .max(100),
    }),
    besoins: ['donneesEcole'],
    garde: (c) => {
      const { faits, acteur, sur } = c
      if (faits.deports.some((d) => d.personne_id === acteur.personne))
        return refus('deporte', 'Vous vous êtes déporté de ce dossier : vous ne pouvez pas le noter.', 403)
      const autres = faits.notes.filter((n) => n.ecole === sur && n.personne_id !== acteur.personne)
      if (autres.length >= faits.appel.commission.notateursParProjet)
        return refus(
          'deja_note',
          `Ce projet est déjà noté par ${autres.map((n) => n.par).join(', ')}. Dans cet appel, ${faits.appel.commission.notateursParProjet === 1 ? 'une seule personne note' : `${faits.appel.commission.notateursParProjet} personnes notent`} chaque projet.`,
        )
      const erreurs = erreursDesNotes(c)
      return erreurs.length > 0 ? saisieInvalide(erreurs) : undefined
    },
    effet: (c) => {
      const { faits, sur = '', acteur, id, maintenant } = c
      const notes = notesCompletes(c)
      const { score, exact } = scorer(faits.appel.grille, notes)
      const autres = faits.notes.filter((n) => n.ecole === sur && n.personne_id !== acteur.personne).map(notesDe)
      return {
        changements: [
          { dans: 'note', ou: { ecole: sur, personne_id: acteur.personne }, supprimer: true },
          {
            dans: 'note',
            creer: {
              id: id(),
              ecole: sur,
              personne_id: acteur.personne,
              par: acteur.nom,
              score,
              contenu: { notes, exact },
              cree_le: maintenant,
            },
          },
          notation(sur, [...autres, { exact, notes }]),
          meilleur(faits, { [sur]: moyenne([...autres, { exact }].map((n) => n.exact)).score }),
        ],
        resultat: { score, exact },
      }
    },
    attendu: ({ faits }) =>
      ecolesVivantes(faits)
        .filter((e) => faits.notes.filter((n) => n.ecole === e.uai).length < faits.appel.commission.notateursParProjet)
        .map((e) => ({
          role: 'membre_commission' as const,
          depuis: faits.dossier.etat_depuis,
          ecole: e.uai,
          quoi: `l’étude du projet ${deEcole(e.nom)} par la commission`,
        })),
  }),
} satisfies Record<string, Acte>

type NoteComplete = NoteSaisie & { source?: string; date?: string | null }

/** The mark that an official datum gives to a criterion, with its source; undefined when no datum says it. */
const noteOfficielle = (c: Cas<{ notes: NoteSaisie[] }>, critere: Critere): NoteComplete | undefined => {
  const lue = critere.calcule && c.autour.donneesEcole[critere.calcule.source]
  const valeur = lue && noteCalculee(critere, lue.donnee)
  return valeur === undefined
    ? undefined
    : { critere: critere.id, valeur, calculee: true, source: lue?.source ?? '', date: lue?.date ?? null }
}

/** The marks that a person gave, with those that official data give. A computed criterion without its datum keeps the mark that
 * the person gives; without one it takes the grid's value for that case, else the bottom of its scale: never required. */
const notesCompletes = (c: Cas<{ notes: NoteSaisie[] }>): NoteComplete[] =>
  c.faits.appel.grille.criteres.flatMap((critere) => {
    const connue = noteOfficielle(c, critere) ?? c.saisie.notes.find((n) => n.critere === critere.id)
    if (connue || !critere.calcule) return connue ? [connue] : []
    const { min, max } = critere.echelle
    const valeur = critere.calcule.absente ?? Math.min(max, Math.max(min, 0))
    return [{ critere: critere.id, valeur, calculee: true, source: 'Donnée absente', date: null }]
  })

/** A typed mark that contradicts an official datum is refused: the computed one stands. */
const contredites = (c: Cas<{ notes: NoteSaisie[] }>): Erreur[] =>
  c.saisie.notes.flatMap((note, i) => {
    const critere = c.faits.appel.grille.criteres.find((x) => x.id === note.critere)
    const officielle = critere && noteOfficielle(c, critere)
    return critere && officielle && officielle.valeur !== note.valeur
      ? [
          {
            chemin: `notes.${i}.valeur`,
            message: `La note de «\u00a0${critere.libelle}\u00a0» est calculée : ${officielle.valeur} (${officielle.source}). Ne la saisissez pas.`,
          },
        ]
      : []
  })

/** What is wrong with the marks given, then with those still missing; paths are those of the input. */
const erreursDesNotes = (c: Cas<{ notes: NoteSaisie[] }>): Erreur[] => {
  const { grille } = c.faits.appel
  const typees = verifierNotes(grille, c.saisie.notes).filter((e) => /^notes\.\d+\.(critere|valeur)$/.test(e.chemin))
  const donnees = [...typees, ...contredites(c).filter((e) => !typees.some((t) => t.chemin === e.chemin))]
  const completes = notesCompletes(c)
  const restantes = verifierNotes(grille, completes).map((e) => {
    const [, rang, champ] = /^notes\.(\d+)\.(.+)$/.exec(e.chemin) ?? []
    const critere = completes[Number(rang)]?.critere
    return champ ? { ...e, chemin: `notes.${c.saisie.notes.findIndex((n) => n.critere === critere)}.${champ}` } : e
  })
  return [...donnees, ...restantes.filter((e) => !donnees.some((d) => d.chemin === e.chemin))]
}

/** The dossier carries its best school's score, for lists and filters. */
const meilleur = (f: Faits, neufs: Record<string, number>) => {
  const scores = ecolesVivantes(f).flatMap((e) => neufs[e.uai] ?? e.score ?? [])
  return { dans: 'dossier' as const, ou: {}, mettre: { score: Math.max(...scores) } }
}

type Notes = { exact: string; notes: NoteSaisie[] }
const notesDe = (n: Faits['notes'][number]): Notes => n.contenu as Notes // as `noter` wrote it

/** The school's score: the mean of its scorers', kept exact for the ranking. */
const notation = (uai: string, toutes: Notes[]) => {
  if (toutes.length === 0)
    return {
      dans: 'projet_ecole' as const,
      ou: { uai },
      mettre: { score: null, contenu: { interne: { notation: null } } },
    }
  const m = moyenne(toutes.map((n) => n.exact))
  const criteres = [...new Set(toutes.flatMap((n) => n.notes.map((x) => x.critere)))]
  const moyenneDe = (critere: string) => {
    const valeurs = toutes.flatMap((n) => n.notes.filter((x) => x.critere === critere).map((x) => x.valeur))
    return valeurs.reduce((t, v) => t + v, 0) / valeurs.length
  }
  return {
    dans: 'projet_ecole' as const,
    ou: { uai },
    mettre: {
      score: m.score,
      contenu: {
        interne: {
          notation: {
            exact: m.exact,
            ecart: m.ecart,
            notateurs: toutes.length,
            notes: Object.fromEntries(criteres.map((x) => [x, moyenneDe(x)])),
          },
        },
      },
    },
  }
}
