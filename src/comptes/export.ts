import { sql } from 'kysely'
import type { Lecteur } from '../registre/lire.ts'

/** Everything that Lauréat keeps about a person, by name: GDPR article 20. Secrets and hashes stay out. */
export const donneesDe = async (base: Lecteur, personne: string): Promise<unknown> => {
  const lire = async (requete: ReturnType<typeof sql>) => (await requete.execute(base)).rows
  const [identite] = await lire(
    sql`select nom, courriel, preferences, cree_le as compte_ouvert_le from personne where id = ${personne}`,
  )
  return {
    identite,
    habilitations: await lire(
      sql`select role, portee, depuis, jusqua, origine from habilitation where personne_id = ${personne} order by depuis`,
    ),
    sessions: await lire(
      sql`select appareil, cree_le, vue_le, expire_le from session where personne_id = ${personne} order by cree_le`,
    ),
    jetons: await lire(
      sql`select nom, cree_le, expire_le, revoque_le, vu_le from jeton_api where personne_id = ${personne} order by cree_le`,
    ),
    proconnect: await lire(
      sql`select idp_id, sub, siret, cree_le, vue_le from identite where personne_id = ${personne} order by cree_le`,
    ),
    rattachements: await lire(
      sql`select organisme, role, voie, etat, cree_le from rattachement where personne_id = ${personne} order by cree_le`,
    ),
    invitations: await lire(sql`
      select d.numero as dossier, i.role, i.uai, i.etat, i.par, i.cree_le from invitation i join dossier d on d.id = i.dossier_id
      where i.personne_id = ${personne} or i.courriel = (select courriel from personne where id = ${personne}) order by i.cree_le`),
    actes: await lire(sql`
      select j.acte, j.le, j.qualite, d.numero as dossier from journal j left join dossier d on d.id = j.dossier_id
      where j.personne_id = ${personne} order by j.id`),
    lettres: await lire(sql`
      select objet, cree_le, envoye_le from courriel
      where a = array[(select courriel from personne where id = ${personne})] order by cree_le`),
  }
}
