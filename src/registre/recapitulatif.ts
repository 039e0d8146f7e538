import { sql } from 'kysely'
import type { Texte } from '../domaine/blocs.ts'
import { jourParis } from '../domaine/calendrier.ts'
import type { Lettre } from './courriels.ts'
import { nouvelId } from './identifiants.ts'
import type { Lecteur } from './lire.ts'
import type { Porte } from './porte.ts'

/** Adds one line to somebody's letter of the day: begun at the first line, sent once, in the evening. A line written after the
 * sending begins the letter of the next day. The row names the dossier and the act of its first line. */
export const ajouterAuRecapitulatif = async (
  tx: Lecteur,
  l: Pick<Lettre, 'objet' | 'blocs' | 'ligne' | 'le' | 'dossier' | 'acte'>,
  a: string,
): Promise<void> => {
  const ligne = ligneDe(l)
  // Two first lines at once would begin two letters; a letter that is leaving takes no line any more.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`recapitulatif:${a}`}, 0))`.execute(tx)
  const { rows } = await sql<{ id: string; blocs: Lettre['blocs'] }>`
    select id, blocs from courriel where etat = 'recapitulatif' and a = array[${a}] for update`.execute(tx)
  const deja = rows[0]
  const blocs = (deja?.blocs ?? LETTRE).map((b) =>
    b.type === 'liste' ? { ...b, elements: [...b.elements, ligne] } : b,
  )
  if (deja) await sql`update courriel set blocs = ${JSON.stringify(blocs)}::jsonb where id = ${deja.id}`.execute(tx)
  else {
    const id = nouvelId()
    await sql`
      insert into courriel (id, cle, a, objet, modele, dossier_id, acte, blocs, etat, cree_le)
      values (${id}, ${`recapitulatif:${jourParis(l.le)}:${id}`}, ${[a]}, 'Votre journée sur Lauréat', 'recapitulatif', ${l.dossier}, ${l.acte},
              ${JSON.stringify(blocs)}::jsonb, 'recapitulatif', ${l.le})`.execute(tx)
  }
}

const LETTRE: Lettre['blocs'] = [
  { type: 'paragraphe', texte: 'Bonjour,' },
  { type: 'paragraphe', texte: 'Voici ce qui s’est passé aujourd’hui dans vos dossiers :' },
  { type: 'liste', elements: [] },
  {
    type: 'paragraphe',
    texte: 'Vous recevez au plus un message de ce genre par jour. Vous le réglez sur votre page « Mon compte ».',
  },
]

/** What the letter would have said, in one line, with the link of its button. */
const ligneDe = (l: Pick<Lettre, 'objet' | 'blocs' | 'ligne'>): Texte => {
  const texte = l.ligne ?? l.objet
  const bouton = l.blocs.find((b) => b.type === 'bouton')
  return bouton ? [{ lien: bouton.href, texte }] : texte
}

/** Every evening: the letters of the day join those that leave. */
export const envoyerRecapitulatifs = async ({ porte }: { porte: Porte }): Promise<void> => {
  await sql`update courriel set etat = 'attente' where etat = 'recapitulatif'`.execute(porte.base)
}
