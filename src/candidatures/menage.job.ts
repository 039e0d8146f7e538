import { sql } from 'kysely'
import type { Porte } from '../registre/porte.ts'
import { nettoyerEnvois, ouvrirEnvois } from '../socle/fichiers/envois.ts'

/** Forgets the sendings that nobody continued for a day, and the kept texts that nobody came back for. */
export const nettoyerCandidatures = async (f: { porte: Porte; config: { donnees: string } }): Promise<void> => {
  await nettoyerEnvois(await ouvrirEnvois(f.config.donnees))
  await sql`delete from texte_garde where expire_le < ${f.porte.maintenant()}`.execute(f.porte.base)
}
