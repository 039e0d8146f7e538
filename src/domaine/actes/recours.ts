import { z } from 'zod'
import { type Acte, acte, type Changement, type Effet } from '../acte.ts'
import { ajouterMois, jourParis } from '../calendrier.ts'
import { ETATS, type Etat } from '../etats.ts'
import { type Faits, resultatsPublies } from '../faits.ts'
import { type Refus, refus, saisieInvalide } from '../refus.ts'
import { jour, motif, personneNommee, piece, texteCourt, texteLong } from '../saisies.ts'

const CONTESTABLES: Etat[] = ['non_conforme', 'non_retenu', 'accord_refuse', 'classe_sans_suite']

/** Appeals against decisions, and decisions taken back. Sources: actes.md « Décider » and §3,
 * CJA R421-1 to R421-5. */
export const RECOURS = {
  former_recours: acte({
    libelle: 'Former un recours',
    fait: 'a formé un recours',
    etape: 'decider',
    source: 'F',
    discret: true,
    de: CONTESTABLES,
    par: ['signataire', 'redacteur', 'instructeur', 'presidence'],
    saisie: z.strictObject({
      genre: z
        .enum(['gracieux', 'contentieux'], { error: 'Choisissez : recours gracieux ou contentieux.' })
        .default('gracieux'),
      date: jour.optional(),
      texte: texteLong.optional(),
      piece: piece.optional(),
      auteur: personneNommee.optional(),
      reference: texteCourt.optional(),
    }),
    possible: ({ faits }) => pasEncorePublie(faits),
    garde: ({ saisie, maintenant }) =>
      saisie.date !== undefined && saisie.date > jourParis(maintenant)
        ? saisieInvalide([{ chemin: 'date', message: 'La date du recours ne peut pas être à venir.' }])
        : undefined,
    // A late appeal is recorded, flagged, and answered « irrecevable »: never blocked.
    effet: ({ faits, saisie, id, acteur, maintenant }) => {
      const date = saisie.date ?? jourParis(maintenant)
      return {
        changements: [
          {
            dans: 'recours',
            creer: {
              id: id(),
              etat: 'depose',
              genre: saisie.genre,
              date,
              contenu: {
                texte: saisie.texte,
                piece: saisie.piece,
                auteur: saisie.auteur ?? { nom: acteur.nom },
                reference: saisie.reference,
                contre: faits.dossier.etat,
                tardif: date > limite(faits),
                reponseAvant: ajouterMois(date, 2),
              },
              cree_le: maintenant,
            },
          },
        ],
        resultat: { recours: id(), tardif: date > limite(faits), reponseAvant: ajouterMois(date, 2) },
      }
    },
  }),
  statuer_recours: acte({
    libelle: 'Statuer sur le recours',
    fait: 'a statué sur le recours',
    etape: 'decider',
    source: 'F',
    sur: 'recours',
    discret: true,
    de: CONTESTABLES,
    vers: ['depose', 'conforme', 'retenu', 'a_completer'],
    par: ['presidence', 'secretaire_assemblee'],
    saisie: z.strictObject({
      sens: z.enum(['accueilli', 'rejete', 'irrecevable'], {
        error: 'Choisissez : accueilli, rejeté ou irrecevable.',
      }),
      motifs: motif,
      date: jour.optional(),
      piece: piece.optional(),
    }),
    possible: ({ faits }) =>
      faits.recours.some((r) => r.etat === 'depose')
        ? undefined
        : refus('aucun_recours', 'Aucun recours n’attend de réponse sur ce dossier.'),
    garde: ({ faits, sur }) =>
      faits.recours.find((r) => r.id === sur)?.etat === 'depose'
        ? undefined
        : refus('deja_statue', 'Ce recours a déjà reçu sa réponse.'),
    effet: ({ faits, saisie, sur, maintenant }) => {
      const retour = saisie.sens === 'accueilli' ? restaurer(faits) : { changements: [] }
      return {
        ...(retour.vers ? { vers: retour.vers } : {}),
        changements: [
          {
            dans: 'recours',
            ou: { id: sur },
            mettre: {
              etat: saisie.sens,
              contenu: {
                reponse: { motifs: saisie.motifs, date: saisie.date ?? jourParis(maintenant), piece: saisie.piece },
              },
            },
          },
          ...retour.changements,
        ],
        resultat: { sens: saisie.sens, ...(retour.vers ? { etat: retour.vers } : {}) },
      }
    },
    attendu: ({ faits }) =>
      faits.recours
        .filter((r) => r.etat === 'depose')
        .map((r) => ({
          role: 'presidence' as const,
          depuis: r.cree_le,
          avant: ajouterMois(r.date, 2),
          quoi: 'la réponse au recours (sans réponse à cette date, il est rejeté)',
        })),
  }),
  rapporter_decision: acte({
    libelle: 'Rapporter la décision',
    fait: 'a rapporté la décision',
    etape: 'decider',
    source: 'F',
    discret: true,
    de: CONTESTABLES,
    vers: ['depose', 'conforme', 'retenu', 'a_completer'],
    par: ['presidence'],
    saisie: z.strictObject({ motif, piece: piece.optional() }),
    possible: ({ faits }) => pasEncorePublie(faits),
    effet: ({ faits, saisie, maintenant }) => {
      const retour = restaurer(faits)
      return {
        ...retour,
        changements: [
          ...retour.changements,
          {
            dans: 'dossier',
            ou: {},
            mettre: {
              contenu: {
                rapport: { motif: saisie.motif, etat: faits.dossier.etat, le: maintenant.toISOString() },
              },
            },
          },
        ],
        resultat: { etat: retour.vers },
      }
    },
  }),
} satisfies Record<string, Acte>

/** Two months from the notification of the decision contested (CJA R421-1). */
const limite = (f: Faits): string => ajouterMois(jourParis(new Date(f.dossier.etat_depuis)), 2)

const pasEncorePublie = (f: Faits): Refus | undefined =>
  resultatsPublies(f) ? undefined : refus('pas_publie', 'Les résultats de la commission ne sont pas encore publiés.')

/** The state that an act wrote down before it changed it. */
export const etatEcrit = (x: unknown): Etat | undefined => {
  const c = x as { etat?: string; etatAvant?: string } | null | undefined // as `desister` and `classer_sans_suite` wrote it
  const etat = c?.etat ?? c?.etatAvant
  return etat !== undefined && Object.hasOwn(ETATS, etat) ? (etat as Etat) : undefined // checked just before
}

/** The state before a refusal; the commission's decisions about refused schools are open again. */
export const restaurer = (f: Faits): Effet => {
  const rouvrir: Changement = {
    dans: 'projet_ecole',
    ou: { decision: 'non_retenu' },
    mettre: { decision: null, seance_id: null, motif: null, rang: null },
  }
  switch (f.dossier.etat) {
    case 'non_conforme':
      return { vers: 'depose', changements: [] }
    case 'non_retenu':
      return { vers: 'conforme', changements: [rouvrir] }
    case 'accord_refuse':
      return { vers: 'retenu', changements: [] }
    default:
      return { vers: etatEcrit(f.dossier.contenu.classement) ?? 'depose', changements: [] }
  }
}
