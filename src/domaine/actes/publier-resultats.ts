import { z } from 'zod'
import { type ActeSeance, acteSeance, type FaitsSeance } from '../acte.ts'
import { dateHeure } from '../francais.ts'
import { refus, saisieInvalide } from '../refus.ts'
import { instant, vide } from '../saisies.ts'
import { mettreSeance } from './tete-de-seance.ts'

/** The results of a closed session are published, now or at a chosen time. Source: actes.md « Décider ». */
export const PUBLIER_RESULTATS = {
  publier_resultats: acteSeance({
    libelle: 'Publier les résultats',
    fait: 'a publié les résultats de la commission',
    etape: 'decider',
    source: 'G',
    de: ['close'],
    par: ['president_commission'],
    saisie: z.strictObject({ publicationLe: instant.optional() }),
    garde: ({ faits, saisie, maintenant }) => {
      if (faits.seance.genre !== 'technique')
        return refus('genre_de_seance', 'Seuls les résultats de la commission technique se publient ainsi.')
      const le = saisie.publicationLe ? new Date(saisie.publicationLe) : undefined
      return le && le.getTime() < maintenant.getTime() - 60_000
        ? saisieInvalide([
            {
              chemin: 'publicationLe',
              message: `L’instant de publication est passé : il est ${dateHeure(maintenant)}. Choisissez un instant à venir, ou publiez maintenant.`,
            },
          ])
        : undefined
    },
    effet: ({ faits, saisie, maintenant, acteur }) => {
      const le = saisie.publicationLe ? new Date(saisie.publicationLe) : maintenant
      if (le > maintenant)
        return {
          changements: [
            mettreSeance(faits, {
              publication_le: le,
              contenu: { publicationPar: { personne: acteur.personne, nom: acteur.nom, courriel: acteur.courriel } },
            }),
          ],
          resultat: { publicationLe: le.toISOString() },
        }
      const refuses = faits.dossiers.filter((d) => d.etat === 'non_retenu').map((d) => d.id)
      const decides = faits.dossiers.filter((d) => decidesIci(faits, d)).map((d) => d.id)
      return {
        changements: [
          mettreSeance(faits, { etat: 'publiee', publiee_le: maintenant, publication_le: null }),
          // What the publication tells begins with it: the time to send quotes, the two months to appeal (CJA R421-1).
          ...(decides.length > 0
            ? [{ dans: 'dossier' as const, ou: { id: decides }, mettre: { etat_depuis: maintenant } }]
            : []),
          ...(refuses.length > 0
            ? [
                { dans: 'dossier' as const, ou: { id: refuses }, mettre: { vivant: false } },
                { dans: 'projet_ecole' as const, ou: { dossier_id: refuses }, mettre: { vivant: false } },
              ]
            : []),
        ],
        resultat: { publieeLe: maintenant.toISOString(), dossiers: faits.dossiers.length },
      }
    },
  }),
  deprogrammer_publication: acteSeance({
    libelle: 'Annuler la publication programmée',
    fait: 'a annulé la publication programmée',
    etape: 'decider',
    source: 'F',
    de: ['close'],
    par: ['president_commission'],
    saisie: vide,
    possible: ({ faits }) =>
      faits.seance.publication_le === null
        ? refus('pas_programmee', 'Aucune publication n’est programmée pour cette séance.')
        : undefined,
    effet: ({ faits }) => ({ changements: [mettreSeance(faits, { publication_le: null })] }),
  }),
} satisfies Record<string, ActeSeance>

/** Did this session alone decide every school of the dossier? */
const decidesIci = (f: FaitsSeance, d: FaitsSeance['dossiers'][number]): boolean =>
  ['retenu', 'liste_attente', 'non_retenu'].includes(d.etat) &&
  d.ecoles.every((e) => e.decision !== null && e.seance_id === f.seance.id)
