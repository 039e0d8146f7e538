import { sql } from 'kysely'
import type { Faits } from '../domaine/faits.ts'
import { RESERVEE } from '../domaine/fils.ts'
import { introuvable, type Refus } from '../domaine/refus.ts'
import { estUuid } from '../registre/identifiants.ts'
import type { Lecteur } from '../registre/lire.ts'
import { ajouterPiece, type DepotPiece } from '../registre/pieces.ts'
import type { Porte } from '../registre/porte.ts'

export type PieceConnue = { id: string; nom: string; nature: string; octets: number; le: Date; sha256: string }

/** The library of an organisation: each content that it ever sent, once, the latest first; without those that stand in
 * `sauf` (SHA-256). For the people who write in its name. */
export const lireBibliotheque = async (
  base: Lecteur,
  f: Faits,
  o: { nature?: string; sauf?: string[] } = {},
): Promise<PieceConnue[]> =>
  (
    await sql<PieceConnue>`
      select id, nom, nature, octets::int as octets, le, sha256 from (
        select distinct on (sha256) id, nom, nature, octets, cree_le as le, sha256 from piece
        where organisme = ${f.dossier.organisme} and antivirus <> 'infecte' and not starts_with(nature, ${RESERVEE})
          and (${o.nature ?? null}::text is null or nature = ${o.nature ?? null})
          and not (sha256 = any(${o.sauf ?? []}))
        order by sha256, cree_le desc) x
      order by le desc, id limit 60`.execute(base)
  ).rows

/** Puts a file of the library in the dossier without sending it again. Refusals: those of a piece. */
export const reprendrePiece = async (
  porte: Porte,
  f: Faits,
  d: Omit<DepotPiece, 'fichier' | 'dossier'> & { piece: string },
): Promise<{ id: string } | Refus> => {
  if (!estUuid(d.piece)) return introuvable()
  const { rows } = await sql<DepotPiece['fichier']>`
    select cle, sha256, octets::int as octets, type, nom, antivirus from piece
    where id = ${d.piece} and organisme = ${f.dossier.organisme} and not starts_with(nature, ${RESERVEE})`.execute(
    porte.base,
  )
  const fichier = rows[0]
  return fichier ? ajouterPiece(porte, { ...d, dossier: f.dossier.id, fichier }) : introuvable()
}
