import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { estRefus } from '../domaine/refus.ts'
import type { Fichiers } from '../socle/fichiers/ouvrir.ts'
import { composer } from '../socle/pdf/composer.ts'
import type { DocumentMaison } from '../socle/pdf/document.ts'
import type { Porte } from './porte.ts'

/** Composes the PDFs that acts asked for. Their content was fixed with the act: composing again gives the same record. */
export const composerDocuments = async (f: { porte: Porte; fichiers: Fichiers }): Promise<void> => {
  for (;;) {
    const { rows } = await sql<{ id: string; contenu: DocumentMaison }>`
      select id, contenu from document where etat = 'a_composer' and type = 'application/pdf' order by cree_le, id limit 20`.execute(
      f.porte.base,
    )
    for (const d of rows) await composerUn(f, d.id, d.contenu)
    if (rows.length < 20) return
  }
}

const composerUn = async (
  f: { porte: Porte; fichiers: Fichiers },
  id: string,
  contenu: DocumentMaison,
): Promise<void> => {
  try {
    const octets = await composer('maison', contenu)
    const ecrit = await f.fichiers.ecrire(Readable.from([octets]))
    if (estRefus(ecrit)) return
    await sql`update document set etat = 'pret', cle = ${ecrit.cle}, octets = ${ecrit.octets}, sha256 = ${ecrit.sha256} where id = ${id} and etat = 'a_composer'`.execute(
      f.porte.base,
    )
  } catch (e) {
    await sql`update document set etat = 'echec' where id = ${id}`.execute(f.porte.base)
    throw e
  }
}
