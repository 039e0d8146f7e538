import { sql } from 'kysely'
import { estRole, type Role } from '../domaine/roles.ts'
import { empreinteSecret } from '../registre/acteurs.ts'
import type { Lecteur } from '../registre/lire.ts'

export type InvitationLue = {
  dossier: string
  courriel: string
  role: Role
  etat: 'envoyee' | 'acceptee'
  personne: string | null
  par: string
  ecole: string | null
  organisme: string
  appel: string
  slug: string
  cloture: Date
}

/**
 * What an invitation's link tells to whoever holds it: who invites, for which dossier, until when. Nothing else of the dossier.
 * Its id tells the same to the person signed in with the invited address (`courriel`), and to nobody else.
 */
export const lireInvitation = async (
  base: Lecteur,
  cle: string,
  courriel: string | undefined,
): Promise<InvitationLue | undefined> => {
  const { rows } = await sql<Omit<InvitationLue, 'role'> & { role: string }>`
    select i.dossier_id as dossier, i.courriel, i.role, i.etat, i.personne_id as personne, i.par, e.nom as ecole, o.nom as organisme,
      v.contenu->>'titre' as appel, a.slug, coalesce(d.cloture_particuliere, a.cloture) as cloture
    from invitation i join dossier d on d.id = i.dossier_id join organisme o on o.siren = d.organisme
      join appel a on a.slug = d.appel join appel_version v on v.appel = d.appel and v.numero = d.appel_version
      left join ecole e on e.uai = i.uai
    where (i.jeton = ${empreinteSecret(cle)} or (i.id::text = ${cle} and i.courriel = ${courriel ?? null})) and i.etat <> 'retiree'`.execute(
    base,
  )
  const i = rows[0]
  return i && estRole(i.role) ? { ...i, role: i.role } : undefined
}
