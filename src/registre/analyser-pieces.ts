import { sql } from 'kysely'
import type { Antivirus } from '../socle/antivirus.ts'
import type { Fichiers } from '../socle/fichiers/ouvrir.ts'
import type { Porte } from './porte.ts'

const A_LA_FOIS = 200

/** Every night: the files received while the antivirus was absent or too slow, pieces of dossiers and papers of sessions, are
 * analysed. An infected one stays where it is, so that the dossier keeps its memory, but is no longer given to anybody.
 * Answers how many were analysed. */
export const analyserPieces = async (f: {
  porte: Porte
  fichiers: Fichiers
  antivirus: Antivirus
}): Promise<number> => {
  let analysees = 0
  let apres = '00000000-0000-0000-0000-000000000000'
  while ((await f.antivirus.etat()) === null) {
    const { rows } = await sql<{ id: string; cle: string }>`
      select id, cle from piece where antivirus = 'non_analyse' and id > ${apres}::uuid
      union all select id, cle from document where genre = 'piece_de_seance' and contenu->>'antivirus' = 'non_analyse' and id > ${apres}::uuid
      order by id limit ${A_LA_FOIS}`.execute(f.porte.base)
    for (const p of rows) {
      const { etat } = await f.antivirus.analyser(await f.fichiers.lire(p.cle))
      if (etat === 'non_analyse') continue
      await retenir(f.porte.base, p.cle, etat)
      analysees++
    }
    const derniere = rows.at(-1)
    if (!derniere || rows.length < A_LA_FOIS) break
    apres = derniere.id
  }
  return analysees
}

/** The same content may stand in several rows. */
const retenir = async (base: Porte['base'], cle: string, etat: string): Promise<void> => {
  await sql`update piece set antivirus = ${etat} where cle = ${cle} and antivirus = 'non_analyse'`.execute(base)
  await sql`update document set contenu = contenu || jsonb_build_object('antivirus', ${etat}::text)
    where cle = ${cle} and genre = 'piece_de_seance' and contenu->>'antivirus' = 'non_analyse'`.execute(base)
}
