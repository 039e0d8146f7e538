import { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { Acteur } from '../domaine/faits.ts'
import { estRefus, type Refus, refus } from '../domaine/refus.ts'
import { nouvelId } from '../registre/identifiants.ts'
import type { Lecteur } from '../registre/lire.ts'
import type { Porte } from '../registre/porte.ts'
import type { Antivirus } from '../socle/antivirus.ts'
import type { Fichiers } from '../socle/fichiers/ouvrir.ts'
import { recevoirFichier } from '../socle/fichiers/recevoir.ts'
import { lireTableur } from '../socle/tableurs/lire-tableur.ts'
import { cellulesDesResultats } from './colonnes-resultats.ts'

type Moyens = { porte: Porte; fichiers: Fichiers; antivirus: Antivirus }
type Envoi = { slug: string; contenu: Buffer; nom: string; type: string; acteur: Acteur; recuLe: Date }

/** What an import remembers of its file. */
export type FichierImporte = { nom: string; type: string; cle: string; octets: number }

/** Keeps a file of payment results and its rows, to be worked on: nothing is recorded yet, nothing can be lost any more. The same
 * bytes sent again while they are being worked on lead to that work. Refused (413, 415, 422) when the file cannot be read. */
export const recevoirResultats = async (
  m: Moyens,
  d: Envoi,
  lancer?: (tx: Lecteur) => Promise<void>,
): Promise<{ id: string; lignes: number } | Refus> => {
  const lu = await lireTableur(d.contenu, 'résultats de paiement', { lignes: 20_000 })
  if (estRefus(lu)) return lu
  const lignes = cellulesDesResultats(lu)
  if (estRefus(lignes)) return lignes
  if (lignes.length === 0) return refus('fichier_sans_ligne', 'Ce fichier n’a aucune ligne sous ses titres.', 422)
  const ecrit = await recevoirFichier(m, Readable.from([d.contenu]), d)
  if (estRefus(ecrit)) return ecrit
  const contenu: FichierImporte = { nom: ecrit.nom, type: ecrit.type, cle: ecrit.cle, octets: ecrit.octets }
  return m.porte.base.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`laureat:resultats:${d.slug}`}))`.execute(tx)
    const { rows } = await sql<{ id: string }>`
      select id from lot where appel = ${d.slug} and genre = 'resultats_paiement' and etat = 'en_cours' and contenu->>'cle' = ${ecrit.cle}`.execute(
      tx,
    )
    const enCours = rows[0]
    if (enCours) return { id: enCours.id, lignes: lignes.length }
    const id = nouvelId()
    await sql`insert into lot (id, appel, personne_id, genre, contenu, cree_le)
      values (${id}, ${d.slug}, ${d.acteur.personne}, 'resultats_paiement', ${JSON.stringify(contenu)}::jsonb, ${d.recuLe})`.execute(
      tx,
    )
    await sql`insert into lot_resultat (lot_id, ligne, contenu)
      select ${id}, (x->>'ligne')::int, x->'contenu' from jsonb_array_elements(${JSON.stringify(lignes)}::jsonb) x`.execute(
      tx,
    )
    await lancer?.(tx)
    return { id, lignes: lignes.length }
  })
}
