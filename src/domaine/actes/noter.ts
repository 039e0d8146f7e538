import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { ecolesVivantes, type Faits } from '../faits.ts'
import { exactsDe, lecturesDe } from '../lectures.ts'
import { moyenne, type NoteSaisie, noteMoyenne, scorer } from '../notation.ts'
import { deEcole } from '../organismes.ts'
import { comparer, lireRationnel } from '../rationnel.ts'
import { refus, saisieInvalide } from '../refus.ts'
import { motif } from '../saisies.ts'
import { erreursDesNotes, notesCompletes } from './notes-donnees.ts'

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
        ? refus('deja_deporte', 'Votre déport de ce dossier est déjà enregistré.')
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
            .map((e) => notation(faits, e.uai, restantes.filter((n) => n.ecole === e.uai).map(notesDe))),
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
        return refus('deporte', 'Votre déport de ce dossier est enregistré : vous ne pouvez plus le noter.', 403)
      const { commission } = faits.appel
      const autres = faits.notes.filter((n) => n.ecole === sur && n.personne_id !== acteur.personne)
      const { seconde } = lecturesDe(commission, exactsDe(faits, sur ?? ''))
      const donnee = faits.notes.some((n) => n.ecole === sur && n.personne_id === acteur.personne)
      // Who gave a score has seen the others': blind ends there, so the score stands until a second reading is asked.
      if (commission.notationAveugle && donnee && autres.length > 0 && !seconde)
        return refus(
          'note_donnee',
          'Votre note est donnée, et vous avez lu celles des autres : dans cet appel, elle ne change plus, sauf si une seconde lecture est demandée.',
        )
      if (!donnee && autres.length >= commission.notateursParProjet + (seconde ? 1 : 0))
        return refus(
          'deja_note',
          `Ce projet est déjà noté par ${autres.map((n) => n.par).join(', ')}. Dans cet appel, ${commission.notateursParProjet === 1 ? 'une seule personne note' : `${commission.notateursParProjet} personnes notent`} chaque projet.`,
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
          notation(faits, sur, [...autres, { exact, notes }]),
          meilleur(faits, { [sur]: moyenne([...autres, { exact }].map((n) => n.exact)).score }),
        ],
        resultat: {
          score,
          exact,
          secondeLecture: lecturesDe(faits.appel.commission, [...autres.map((n) => n.exact), exact]).seconde,
        },
      }
    },
    attendu: ({ faits }) =>
      ecolesVivantes(faits).flatMap((e) => {
        const { complete, seconde } = lecturesDe(faits.appel.commission, exactsDe(faits, e.uai))
        return complete
          ? []
          : {
              role: 'membre_commission' as const,
              depuis: faits.dossier.etat_depuis,
              ecole: e.uai,
              quoi: `${seconde ? 'la seconde lecture' : 'l’étude'} du projet ${deEcole(e.nom)} par la commission`,
            }
      }),
  }),
} satisfies Record<string, Acte>

/** The dossier carries its best school's score, for lists and filters. */
const meilleur = (f: Faits, neufs: Record<string, number>) => {
  const scores = ecolesVivantes(f).flatMap((e) => neufs[e.uai] ?? e.score ?? [])
  return { dans: 'dossier' as const, ou: {}, mettre: { score: Math.max(...scores) } }
}

type Notes = { exact: string; notes: NoteSaisie[] }
const notesDe = (n: Faits['notes'][number]): Notes => n.contenu as Notes // as `noter` wrote it

/** The school's score: the mean of its scorers', kept exact for the ranking with the scores it is the mean of. */
const notation = (f: Pick<Faits, 'appel'>, uai: string, toutes: Notes[]) => {
  if (toutes.length === 0)
    return {
      dans: 'projet_ecole' as const,
      ou: { uai },
      mettre: { score: null, contenu: { interne: { notation: null } } },
    }
  const m = moyenne(toutes.map((n) => n.exact))
  const criteres = [...new Set(toutes.flatMap((n) => n.notes.map((x) => x.critere)))]
  const moyenneDe = (critere: string) =>
    noteMoyenne(toutes.flatMap((n) => n.notes.filter((x) => x.critere === critere).map((x) => x.valeur)))
  const { complete, seconde } = lecturesDe(
    f.appel.commission,
    toutes.map((n) => n.exact),
  )
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
            // Each scorer's, in the order of their value: nobody is told apart.
            scores: toutes.map((n) => n.exact).sort((a, b) => comparer(lireRationnel(a), lireRationnel(b))),
            complete,
            secondeLecture: seconde,
            notes: Object.fromEntries(criteres.map((x) => [x, moyenneDe(x)])),
          },
        },
      },
    },
  }
}
