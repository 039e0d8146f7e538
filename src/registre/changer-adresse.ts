import { sql } from 'kysely'
import { type Refus, refus } from '../domaine/refus.ts'
import { empreinteSecret, nouveauSecret } from './acteurs.ts'
import type { Lecteur } from './lire.ts'
import { enTransaction, type Porte } from './porte.ts'

const DUREE = 24 * 3_600_000

/** Keeps a change of address that waits for its link; the former one that waited is forgotten. `libre` is false when somebody has
 * this address already: only its mailbox is told, no link leaves. */
export const demanderAdresse = async (
  tx: Lecteur,
  d: { personne: string; courriel: string; le: Date },
): Promise<{ secret: string; empreinte: string; libre: boolean }> => {
  const { secret, empreinte } = nouveauSecret()
  const { rows } = await sql`select 1 from personne where courriel = ${d.courriel}`.execute(tx)
  const libre = rows.length === 0
  await sql`delete from changement_courriel where personne_id = ${d.personne} and utilise_le is null`.execute(tx)
  if (libre)
    await sql`
      insert into changement_courriel (empreinte, personne_id, courriel, cree_le, expire_le)
      values (${empreinte}, ${d.personne}, ${d.courriel}, ${d.le}, ${new Date(d.le.getTime() + DUREE)})`.execute(tx)
  return { secret, empreinte, libre }
}

/** The address that a link would give to its account, while it is still good. Reading it uses nothing: mail scanners follow links. */
export const lireChangement = async (
  base: Lecteur,
  secret: string,
  le: Date,
): Promise<{ courriel: string } | undefined> => {
  const { rows } = await sql<{ courriel: string }>`
    select c.courriel from changement_courriel c join personne p on p.id = c.personne_id and p.anonymisee_le is null
    where c.empreinte = ${empreinteSecret(secret)} and c.utilise_le is null and c.expire_le > ${le}`.execute(base)
  return rows[0]
}

export type AdresseChangee = { personne: string; nom: string; ancien: string; nouveau: string }

/** Changes the address, once: rights, dossiers and invitations follow the person, other sessions and every API token end. `dire` writes the letter to the
 * former address. Refusals: 410 as 404 when the link was used or is too old, 409 when somebody took the address meanwhile. */
export const confirmerAdresse = (
  porte: Porte,
  d: { secret: string; le: Date; session: string | undefined },
  dire: (tx: Lecteur, a: AdresseChangee) => Promise<void>,
): Promise<AdresseChangee | Refus> =>
  enTransaction(porte, async (tx) => {
    const { rows } = await sql<{ personne: string; nouveau: string }>`
      update changement_courriel set utilise_le = ${d.le}
      where empreinte = ${empreinteSecret(d.secret)} and utilise_le is null and expire_le > ${d.le}
      returning personne_id as personne, courriel as nouveau`.execute(tx)
    const c = rows[0]
    const { rows: personnes } = await sql<{ nom: string; ancien: string }>`
      select nom, courriel as ancien from personne where id = ${c?.personne ?? null} and anonymisee_le is null for update`.execute(
      tx,
    )
    const p = personnes[0]
    if (!c || !p) return refus('lien_mort', 'Ce lien a déjà servi, ou il a plus de vingt-quatre heures.', 404)
    const { rows: prise } = await sql`select 1 from personne where courriel = ${c.nouveau}`.execute(tx)
    if (prise.length > 0) return refus('adresse_prise', 'Un autre compte utilise maintenant cette adresse.')
    await sql`
      update personne set courriel = ${c.nouveau}, nom = case when nom = courriel then ${c.nouveau} else nom end where id = ${c.personne}`.execute(
      tx,
    )
    await sql`
      update invitation set courriel = ${c.nouveau} where courriel = ${p.ancien} and (personne_id is null or personne_id = ${c.personne})`.execute(
      tx,
    )
    await sql`update courriel set a = array[${c.nouveau}] where etat = 'recapitulatif' and a = array[${p.ancien}]`.execute(
      tx,
    )
    await sql`delete from jeton_connexion where courriel = ${p.ancien}`.execute(tx)
    await sql`delete from session where personne_id = ${c.personne} and empreinte <> ${d.session ?? ''}`.execute(tx)
    // Whoever held a token of the account before its new address has no business in it now.
    await sql`update jeton_api set revoque_le = ${d.le} where personne_id = ${c.personne} and revoque_le is null`.execute(
      tx,
    )
    const changee = { ...p, personne: c.personne, nouveau: c.nouveau }
    await dire(tx, changee)
    return changee
  })
