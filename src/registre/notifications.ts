import { sql } from 'kysely'
import type { BlocTexte } from '../domaine/blocs.ts'
import { genreDuModele, type ModeNotification, modeDe, type Preferences } from '../domaine/notifications.ts'
import { urls } from '../urls.ts'
import type { Lecteur } from './lire.ts'

/** How a letter of this model reaches each of these addresses, as its holder chose. An address without account, and a letter that
 * nobody chooses, leave at once. */
export const modesPour = async (
  tx: Lecteur,
  modele: string,
  adresses: readonly string[],
): Promise<(adresse: string) => ModeNotification> => {
  const genre = genreDuModele(modele)
  if (!genre) return () => 'aussitot'
  const { rows } = await sql<{ courriel: string; preferences: Preferences }>`
    select courriel, preferences from personne where courriel = any(${adresses})`.execute(tx)
  const choix = new Map(rows.map((r) => [r.courriel, modeDe(r.preferences, genre)]))
  return (adresse) => choix.get(adresse) ?? 'aussitot'
}

/** The end of every optional reminder: how to stop them. */
export const arreterLesRappels = (adresse: string): BlocTexte => ({
  type: 'paragraphe',
  texte: [
    'Ce rappel est facultatif. Pour ne plus en recevoir, ou les recevoir en un seul courriel par jour : ',
    { lien: `${adresse}${urls.compte.href()}#courriels`, texte: 'choisir mes courriels' },
    '.',
  ],
})
