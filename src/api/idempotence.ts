import { setTimeout as attendre } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import { estRefus, type Refus, refus } from '../domaine/refus.ts'
import { canonique, sha256 } from '../registre/journal.ts'
import type { Schema } from '../socle/base/schema.ts'
import type { Appelant, Resultat } from './contexte.ts'

/** `corps`: the answer as text, since JSON kept by PostgreSQL loses the order of its keys. */
type Connue = { empreinte: string; statut: number; reponse: { corps: string; etag?: string }; abandonnee: boolean }
const EN_COURS = 0

/** `Idempotency-Key`: the same key and body give the same answer; the same key with another body is 422. Two at once: the
 * second waits for the first without holding a connection. A call whose process died is done again after a minute. Failures of
 * the server are not kept. */
export const executerUneFois = async (
  a: Appelant,
  cle: string,
  faire: () => Promise<Resultat>,
  contenu: unknown = a.requete.body,
): Promise<Resultat> => {
  if (cle.length > 200) return refus('cle_invalide', 'La clé d’idempotence fait 200 caractères au plus.', 422)
  const empreinte = sha256(canonique([a.requete.url, contenu]))
  for (let essai = 0; essai < 200; essai++) {
    if (await reserver(a, cle, empreinte)) return accomplirEtGarder(a, cle, faire)
    const connue = await relire(a, cle)
    if (!connue) continue
    if (connue.empreinte !== empreinte)
      return refus('cle_reutilisee', 'Cette clé d’idempotence a déjà servi avec un autre contenu.', 422)
    if (connue.statut !== EN_COURS) return rejouer(connue)
    if (connue.abandonnee) await oublier(a, cle)
    else await attendre(100)
  }
  return refus('requete_en_cours', 'La même demande est encore en cours\u00a0: réessayez dans un instant.', 409)
}

/** Calls that a stopped server left unfinished may be made again at once. Only where one process holds the base: at its start, none
 * can be under way. */
export const oublierInterrompus = (base: Kysely<Schema>) =>
  sql`delete from idempotence where statut = ${EN_COURS}`.execute(base)

const accomplirEtGarder = async (a: Appelant, cle: string, faire: () => Promise<Resultat>): Promise<Resultat> => {
  try {
    const r = await faire()
    const { statut, reponse } = estRefus(r)
      ? { statut: r.statut, reponse: { corps: JSON.stringify(r) } }
      : { statut: r.statut ?? 200, reponse: { corps: JSON.stringify(r.corps), ...(r.etag ? { etag: r.etag } : {}) } }
    await sql`update idempotence set statut = ${statut}, reponse = ${JSON.stringify(reponse)}::jsonb where personne_id = ${a.acteur.personne} and cle = ${cle}`.execute(
      a.maison.porte.base,
    )
    return r
  } catch (e) {
    await oublier(a, cle)
    throw e
  }
}

const rejouer = ({ statut, reponse }: Connue): Resultat =>
  statut >= 400 ? (JSON.parse(reponse.corps) as Refus) : { ...reponse, corps: JSON.parse(reponse.corps), statut } // kept as it was answered

const reserver = async (a: Appelant, cle: string, empreinte: string): Promise<boolean> =>
  (
    await sql`
      insert into idempotence (personne_id, cle, empreinte, statut, reponse, cree_le)
      values (${a.acteur.personne}, ${cle}, ${empreinte}, ${EN_COURS}, '{}', now()) on conflict do nothing returning 1`.execute(
      a.maison.porte.base,
    )
  ).rows.length === 1

const relire = async (a: Appelant, cle: string): Promise<Connue | undefined> =>
  (
    await sql<Connue>`
      select empreinte, statut, reponse, cree_le < now() - interval '1 minute' as abandonnee
      from idempotence where personne_id = ${a.acteur.personne} and cle = ${cle}`.execute(a.maison.porte.base)
  ).rows[0]

const oublier = (a: Appelant, cle: string) =>
  sql`delete from idempotence where personne_id = ${a.acteur.personne} and cle = ${cle} and statut = ${EN_COURS}`.execute(
    a.maison.porte.base,
  )
