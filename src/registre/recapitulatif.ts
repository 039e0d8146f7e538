import { sql } from 'kysely'
import { jourParis } from '../domaine/calendrier.ts'
import type { Lettre } from './courriels.ts'
import { nouvelId } from './identifiants.ts'
import type { Lecteur } from './lire.ts'
import type { Porte } from './porte.ts'

/** Adds one line to somebody's letter of the day, written at the first line and sent once, in the evening. `blocs`: the whole letter
 * around its list, which is the block of type `liste`. */
export const ajouterAuRecapitulatif = async (
  tx: Lecteur,
  l: Omit<Lettre, 'cle' | 'a'> & { a: string; ligne: string },
): Promise<void> => {
  const cle = `recapitulatif:${l.modele}:${jourParis(l.le)}:${l.a}`
  const { rows } = await sql<{ id: string; blocs: Lettre['blocs'] }>`
    select id, blocs from courriel where cle = ${cle} and etat = 'recapitulatif' for update`.execute(tx)
  const deja = rows[0]
  if (deja) {
    const blocs = deja.blocs.map((b) => (b.type === 'liste' ? { ...b, elements: [...b.elements, l.ligne] } : b))
    await sql`update courriel set blocs = ${JSON.stringify(blocs)}::jsonb where id = ${deja.id}`.execute(tx)
    return
  }
  await sql`
    insert into courriel (id, cle, a, objet, modele, dossier_id, acte, blocs, etat, cree_le)
    values (${nouvelId()}, ${cle}, ${[l.a]}, ${l.objet}, ${l.modele}, ${l.dossier}, ${l.acte}, ${JSON.stringify(l.blocs)}::jsonb, 'recapitulatif', ${l.le})
    on conflict (cle) do nothing`.execute(tx)
}

/** Every evening: the letters of the day join those that leave. */
export const envoyerRecapitulatifs = async ({ porte }: { porte: Porte }): Promise<void> => {
  await sql`update courriel set etat = 'attente' where etat = 'recapitulatif'`.execute(porte.base)
}
