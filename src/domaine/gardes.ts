import type { Situation } from './acte.ts'
import { appelOuvert, clotureDe, ecolesVivantes, type Faits, type Piece } from './faits.ts'
import { reponse } from './formulaire/reponses.ts'
import { dateHeure } from './francais.ts'
import { type Refus, refus, saisieInvalide } from './refus.ts'

/** 409 before the call opens and after it closes for this dossier (its own extension counted). */
export const ouvert = ({ faits, maintenant }: Situation): Refus | undefined =>
  appelOuvert(faits, maintenant)
    ? undefined
    : maintenant < new Date(faits.calendrier.ouverture)
      ? refus('appel_pas_ouvert', `L’appel ouvre le ${dateHeure(new Date(faits.calendrier.ouverture))}.`)
      : refus(
          'appel_clos',
          `L’appel a fermé le ${dateHeure(new Date(clotureDe(faits).getTime() - 1000))}. Votre texte est conservé. En cas de difficulté, écrivez à ${faits.appel.contact.courriel}.`,
        )

/** 422 for each named file that is not in the dossier. */
export const piecesAbsentes = (
  f: Faits,
  noms: readonly (readonly [chemin: string, id: string | undefined])[],
): Refus | undefined => {
  const erreurs = noms
    .filter(([, id]) => id !== undefined && !pieceDe(f, id))
    .map(([chemin]) => ({ chemin, message: 'Cette pièce n’est pas dans le dossier : envoyez-la d’abord.' }))
  return erreurs.length > 0 ? saisieInvalide(erreurs) : undefined
}

/** The file of the dossier that bears this identifier, whatever its case. */
export const pieceDe = (f: Faits, id: string | undefined): Piece | undefined =>
  f.pieces.find((p) => p.id === id?.toLowerCase())

/** Schools that said they have no ENT. */
export const sansEnt = (f: Faits, uai: string): boolean =>
  reponse(f.reponses, 'presentation', 'ent_existant', uai) === false

/** The school that takes part under this UAI, whatever its case. */
export const ecoleVivante = (f: Faits, uai: string) => ecolesVivantes(f).find((e) => e.uai === uai.toUpperCase())
