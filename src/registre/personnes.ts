import { sql } from 'kysely'
import type { Preferences } from '../domaine/notifications.ts'
import { type Refus, refus } from '../domaine/refus.ts'
import { nouveauSecret } from './acteurs.ts'
import type { Lecteur } from './lire.ts'
import { enTransaction, type Porte } from './porte.ts'

/** Changes one's name. */
export const renommer = async (base: Lecteur, personne: string, nom: string): Promise<void> => {
  await sql`update personne set nom = ${nom} where id = ${personne} and anonymisee_le is null`.execute(base)
}

/** Changes one's choices; those not named stay. */
export const choisir = async (
  base: Lecteur,
  personne: string,
  courriels: NonNullable<Preferences['courriels']>,
): Promise<void> => {
  const reste = courriels.rappels ? { rappels: courriels.rappels !== 'application' } : {}
  await sql`
    update personne set preferences = preferences || ${JSON.stringify(reste)}::jsonb
      || jsonb_build_object('courriels', coalesce(preferences -> 'courriels', '{}') || ${JSON.stringify(courriels)}::jsonb)
    where id = ${personne}`.execute(base)
}

/** A new API token of this person, with a name to recognise it; the secret is told once. */
export const creerJetonNomme = async (
  base: Lecteur,
  j: { personne: string; nom: string; jours: number; le: Date },
): Promise<string> => {
  const { secret, empreinte } = nouveauSecret()
  const expire = new Date(j.le.getTime() + j.jours * 86_400_000)
  await sql`
    insert into jeton_api (empreinte, personne_id, nom, expire_le, cree_le)
    values (${empreinte}, ${j.personne}, ${j.nom}, ${expire}, ${j.le})`.execute(base)
  return secret
}

/** Revokes one's own token; nothing when it is somebody else's or already revoked. */
export const revoquerJeton = async (base: Lecteur, personne: string, empreinte: string, le: Date): Promise<void> => {
  await sql`
    update jeton_api set revoque_le = ${le} where empreinte = ${empreinte} and personne_id = ${personne} and revoque_le is null`.execute(
    base,
  )
}

/** Closes an account: rights, sessions, tokens and letters end, the name and the address go; what the person did in files stays
 * in their history. Refused to the last person in charge of the access of an organisation where others still work, unless `meme`: somebody who has not
 * come for three years is in charge of nothing. */
export const anonymiser = (
  porte: Porte,
  personne: string,
  le: Date,
  { meme }: { meme?: 'dernier_responsable' } = {},
): Promise<{ fait: true } | Refus> =>
  enTransaction(porte, async (tx) => {
    const { rows } = await sql<{ courriel: string }>`
      select courriel from personne where id = ${personne} and anonymisee_le is null for update`.execute(tx)
    const courriel = rows[0]?.courriel
    if (!courriel) return refus('compte_ferme', 'Ce compte est déjà fermé.')
    if (meme !== 'dernier_responsable' && (await derniereResponsable(tx, personne, le)))
      return refus(
        'dernier_gestionnaire',
        'Vous êtes la dernière personne responsable des accès d’un organisme où d’autres travaillent encore. Donnez d’abord ce rôle à l’une d’elles.',
      )
    await sql`update habilitation set jusqua = ${le} where personne_id = ${personne} and (jusqua is null or jusqua > ${le})`.execute(
      tx,
    )
    await sql`update rattachement set etat = 'refuse' where personne_id = ${personne} and etat = 'demande'`.execute(tx)
    await sql`update jeton_api set revoque_le = ${le} where personne_id = ${personne} and revoque_le is null`.execute(
      tx,
    )
    await sql`delete from session where personne_id = ${personne}`.execute(tx)
    await sql`delete from identite where personne_id = ${personne}`.execute(tx)
    await sql`delete from jeton_connexion where courriel = ${courriel}`.execute(tx)
    await sql`delete from changement_courriel where personne_id = ${personne}`.execute(tx)
    await sql`delete from courriel where dossier_id is null and a = array[${courriel}]`.execute(tx)
    await sql`
      update personne set courriel = 'compte-' || id || '@ferme.invalid', nom = 'Compte fermé', preferences = '{}', anonymisee_le = ${le}
      where id = ${personne}`.execute(tx)
    return { fait: true }
  })

const derniereResponsable = async (tx: Lecteur, personne: string, le: Date): Promise<boolean> => {
  const { rows } = await sql`
    select 1 from habilitation h
    where h.personne_id = ${personne} and h.role = 'gestionnaire_organisme' and h.depuis <= ${le} and (h.jusqua is null or h.jusqua > ${le})
      and exists (select 1 from habilitation a where a.portee = h.portee and a.personne_id <> h.personne_id and (a.jusqua is null or a.jusqua > ${le}))
      and not exists (select 1 from habilitation g where g.portee = h.portee and g.personne_id <> h.personne_id and g.role = h.role
        and g.depuis <= ${le} and g.jusqua is null)`.execute(tx)
  return rows.length > 0
}
