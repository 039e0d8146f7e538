import { type Refus, refus } from '../domaine/refus.ts'

/** Constraints of the schema that two people at once may meet, and the sentence each deserves. */
const DOUBLONS: Record<string, Refus> = {
  dossier_vivant: refus('dossier_existant', 'Votre organisme a déjà un dossier en cours pour cet appel.'),
  projet_ecole_vivant: refus('ecole_prise', 'Cette école est déjà dans un autre dossier de cet appel.'),
  note_dossier_id_ecole_personne_id_key: refus('deja_note', 'Vous avez déjà noté ce projet.'),
  journal_chaine_rang_key: refus(
    'version_perimee',
    'Quelqu’un vient d’agir en même temps que vous. Rechargez la page pour voir où en est le dossier.',
  ),
}

/** The refusal for a unique violation of PostgreSQL (23505), or undefined when it is a bug. */
export const refusDeDoublon = (e: unknown): Refus | undefined =>
  typeof e === 'object' && e !== null && 'code' in e && e.code === '23505' && 'constraint' in e
    ? DOUBLONS[String(e.constraint)]
    : undefined
