import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { calculDuDossier } from '../demande.ts'
import { type Devis, resultatsPublies } from '../faits.ts'
import { dateSimple } from '../francais.ts'
import { refus, saisieInvalide } from '../refus.ts'
import { jour, motif } from '../saisies.ts'
import { baseDuVote, inscription, montantsAttendus, ventiler } from '../vote.ts'
import { couvert, publie } from './avant-vote.ts'

/** The dossier goes on the agenda of the commission permanente. Source: actes.md « Accorder et conventionner ». */
export const ORDRE_DU_JOUR = {
  inscrire_ordre_du_jour: acte({
    libelle: 'Inscrire à l’ordre du jour',
    fait: 'a inscrit le dossier à l’ordre du jour de la commission permanente',
    etape: 'accorder',
    source: 'G',
    discret: true,
    de: ['retenu'],
    par: ['secretaire_assemblee', 'instructeur'],
    saisie: z.strictObject({
      seance: z.uuid({ error: 'Choisissez une séance.' }).optional(),
      date: jour.optional(),
      motif: motif.optional(),
    }),
    besoins: ['seances'],
    possible: (s) =>
      publie(s) ??
      couvert(s.faits) ??
      (inscription(s.faits) ? refus('deja_inscrit', 'Ce dossier est déjà à l’ordre du jour.') : undefined),
    garde: ({ saisie, autour }) => {
      const seance = autour.seances.find((x) => x.id === saisie.seance?.toLowerCase())
      if (saisie.seance && seance?.genre !== 'permanente')
        return saisieInvalide([
          { chemin: 'seance', message: 'Cette séance n’est pas une séance de la commission permanente de l’appel.' },
        ])
      return seance && seance.etat !== 'preparee' && seance.etat !== 'ouverte'
        ? refus('seance_close', 'Cette séance est close : choisissez-en une autre.')
        : undefined
    },
    effet: ({ faits, saisie, autour, id, maintenant }) => {
      const seance = autour.seances.find((x) => x.id === saisie.seance?.toLowerCase())
      const date = saisie.date ?? seance?.date ?? null
      const perimes = date
        ? faits.devis.filter((d) => d.etat === 'conforme').flatMap((d) => phraseValidite(d, date) ?? [])
        : []
      const montant = montantsAttendus(faits)[0] ?? calculDuDossier(faits).subvention
      return {
        changements: [
          {
            dans: 'vote',
            creer: {
              id: id(),
              etat: 'inscrit',
              date,
              seance_id: seance?.id ?? null,
              montant,
              par_volet: ventiler(faits, montant),
              contenu: { motif: saisie.motif ?? null, ...baseDuVote(faits) },
              cree_le: maintenant,
            },
          },
          ...(seance && !seance.dossiers.includes(faits.dossier.id)
            ? [
                {
                  dans: 'seance_dossier' as const,
                  creer: { seance_id: seance.id, dossier_id: faits.dossier.id, ordre: seance.dossiers.length },
                },
              ]
            : []),
        ],
        resultat: { avertissements: perimes },
      }
    },
    attendu: (s) =>
      resultatsPublies(s.faits) && !couvert(s.faits) && !inscription(s.faits)
        ? [
            {
              role: 'instructeur',
              depuis: s.faits.devis.at(-1)?.cree_le ?? s.faits.dossier.etat_depuis,
              quoi: 'le dossier est à inscrire à la commission permanente',
            },
          ]
        : [],
  }),
} satisfies Record<string, Acte>

/** What is said of a quote that expired before this day, or nothing: the vote is a maximum, an expired quote is warned. */
const phraseValidite = (d: Devis, le: string): string | undefined =>
  d.validite < le ? `Le devis ${d.numero} n’est plus valable depuis le ${dateSimple(d.validite)}.` : undefined
