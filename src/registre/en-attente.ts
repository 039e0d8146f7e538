import { sql } from 'kysely'
import { typographier } from '../domaine/organismes.ts'
import type { Lecteur } from './lire.ts'

export type DemandeEnCours = { id: string; nom: string }
export type InvitationRecue = { id: string; par: string; organisme: string; ecole: string | null; appel: string }

/** Requests of this person that nobody has answered yet, with the name of the organisation or the school. */
export const demandesEnCours = async (base: Lecteur, personne: string, le: Date): Promise<DemandeEnCours[]> =>
  (
    await sql<DemandeEnCours>`
      select r.id, coalesce(
        (select nom from organisme where siren = r.organisme),
        (select nom from commune where siren = r.organisme and actuelle),
        (select nom from epci where siren = r.organisme),
        (select nom from ecole where uai = r.organisme),
        r.contenu -> 'organisme' ->> 'nom', r.organisme) as nom
      from rattachement r
      where r.personne_id = ${personne} and r.etat = 'demande' and (r.expire_le is null or r.expire_le > ${le})
      order by r.cree_le desc, r.id desc limit 20`.execute(base)
  ).rows.map((d) => ({ ...d, nom: typographier(d.nom) }))

/** Invitations sent to this address, proved by signing in, and not answered: the letter may be lost, the invitation is not. */
export const invitationsRecues = async (base: Lecteur, courriel: string): Promise<InvitationRecue[]> =>
  (
    await sql<InvitationRecue>`
      select i.id, i.par, o.nom as organisme, e.nom as ecole, v.contenu->>'titre' as appel
      from invitation i join dossier d on d.id = i.dossier_id join organisme o on o.siren = d.organisme
        join appel_version v on v.appel = d.appel and v.numero = d.appel_version left join ecole e on e.uai = i.uai
      where i.courriel = ${courriel} and i.etat = 'envoyee' and d.etat <> 'desiste'
      order by i.cree_le desc, i.id desc limit 20`.execute(base)
  ).rows
