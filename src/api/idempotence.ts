import { sql } from 'kysely'
import { estRefus, refus } from '../domaine/refus.ts'
import { canonique, sha256 } from '../registre/journal.ts'
import type { Appelant, Resultat } from './contexte.ts'

/** `Idempotency-Key`: the same key and body give the same answer; the same key with another body is 422. Two at once: the
 * second waits for the first on the key's row. Only answers are kept, never failures of the server. */
export const executerUneFois = async (a: Appelant, cle: string, faire: () => Promise<Resultat>): Promise<Resultat> => {
  if (cle.length > 200) return refus('cle_invalide', 'La clé d’idempotence fait 200 caractères au plus.', 422)
  const { base } = a.maison.porte
  const empreinte = sha256(canonique([a.requete.url, a.requete.body]))
  return base.connection().execute(async (c) => {
    const verrou = `${a.acteur.personne}:${cle}`
    await sql`select pg_advisory_lock(hashtextextended(${verrou}, 7))`.execute(c)
    try {
      const { rows } = await sql<{ empreinte: string; statut: number; reponse: { corps: unknown; etag?: string } }>`
        select empreinte, statut, reponse from idempotence where personne_id = ${a.acteur.personne} and cle = ${cle}`.execute(
        c,
      )
      const connue = rows[0]
      if (connue && connue.empreinte !== empreinte)
        return refus('cle_reutilisee', 'Cette clé d’idempotence a déjà servi avec un autre contenu.', 422)
      if (connue)
        return connue.statut >= 400 ? (connue.reponse.corps as Resultat) : { ...connue.reponse, statut: connue.statut } // kept as it was answered
      const r = await faire()
      const garde = estRefus(r)
        ? { statut: r.statut, reponse: { corps: r } }
        : { statut: r.statut ?? 200, reponse: { corps: r.corps, ...(r.etag ? { etag: r.etag } : {}) } }
      await sql`
        insert into idempotence (personne_id, cle, empreinte, statut, reponse, cree_le)
        values (${a.acteur.personne}, ${cle}, ${empreinte}, ${garde.statut}, ${JSON.stringify(garde.reponse)}::jsonb, ${a.requete.recuLe})
        on conflict do nothing`.execute(c)
      return r
    } finally {
      await sql`select pg_advisory_unlock(hashtextextended(${verrou}, 7))`.execute(c)
    }
  })
}
