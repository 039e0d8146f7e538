import { sql } from 'kysely'
import type { Acteur } from '../domaine/faits.ts'
import { introuvable, type Refus, refus } from '../domaine/refus.ts'
import type { Role } from '../domaine/roles.ts'
import type { Fichiers } from '../socle/fichiers/ouvrir.ts'
import { lireSeance } from './accomplir-seance.ts'
import { composerUn } from './composer-documents.ts'
import { nouvelId } from './identifiants.ts'
import type { Lecteur } from './lire.ts'
import { type FichierRecu, PIECE_INFECTEE } from './pieces.ts'
import { enTransaction, type Porte } from './porte.ts'
import { estDedans } from './seances.ts'

const PEUVENT: readonly Role[] = ['president_commission', 'instructeur', 'secretaire_assemblee']

/** A paper of a session: it shows nowhere until an act names it (the signed minutes). */
export type PieceDeSeance = { id: string; nom: string; octets: number; sha256: string }
type Demande = { seance: string; acteur: Acteur; recuLe?: Date }

/** May this person attach a paper to this session? Asked before a single byte is stored. Refusals: 404, 403. */
export const pieceDeSeanceRefusee = async (base: Lecteur, d: Demande): Promise<Refus | undefined> => {
  const faits = await lireSeance(base, d.seance)
  if (!faits || !estDedans(d.acteur, faits.seance.appel)) return introuvable()
  return d.acteur.habilitations.some((h) => h.portee === faits.seance.appel && PEUVENT.includes(h.role))
    ? undefined
    : refus('role_insuffisant', 'Vous pouvez lire cette séance, pas y joindre de pièce.', 403)
}

/** Keeps a stored file beside a session. */
export const ajouterPieceDeSeance = (
  porte: Porte,
  d: Demande & { fichier: FichierRecu },
): Promise<PieceDeSeance | Refus> =>
  enTransaction(porte, async (tx) => {
    const non = await pieceDeSeanceRefusee(tx, d)
    if (non) return non
    const id = nouvelId()
    const { nom, octets, sha256, type, cle, antivirus } = d.fichier
    await sql`
      insert into document (id, seance_id, genre, nom, type, cle, octets, sha256, etat, visible, contenu, cree_le)
      values (${id}, ${d.seance}, 'piece_de_seance', ${nom}, ${type}, ${cle}, ${octets}, ${sha256}, 'pret', false,
              ${JSON.stringify({ antivirus, par: d.acteur.nom, personne: d.acteur.personne })}::jsonb, ${d.recuLe ?? porte.maintenant()})`.execute(
      tx,
    )
    return { id, nom, octets, sha256 }
  })

type Moyens = { porte: Porte; fichiers: Fichiers }

/** Where the bytes of a document of a session are; composed now if it was not yet. Who may read it was checked before.
 * Refused (409 `piece_infectee`) for a paper in which the antivirus found a virus. */
export const lireDocumentDeSeance = async (m: Moyens, id: string): Promise<{ cle: string; type: string } | Refus> => {
  const { rows } = await sql<{
    cle: string | null
    type: string
    antivirus: string | null
  }>`select cle, type, contenu->>'antivirus' as antivirus from document where id = ${id}`.execute(m.porte.base)
  if (rows[0]?.antivirus === 'infecte') return PIECE_INFECTEE
  return { cle: rows[0]?.cle ?? (await composerUn(m, id)), type: rows[0]?.type ?? 'application/pdf' }
}
