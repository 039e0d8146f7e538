import { sql } from 'kysely'
import { typographier } from '../domaine/organismes.ts'
import { ROLES, type Role } from '../domaine/roles.ts'
import type { Lecteur } from '../registre/lire.ts'

/** The names of what rights bear on: an organisation, a school, a district, a call, the platform. Unknown ones keep their code. */
export const nommerPortees = async (
  base: Lecteur,
  droits: readonly { role: Role; portee: string }[],
): Promise<(d: { role: Role; portee: string }) => string> => {
  const de = (type: string) => [...new Set(droits.filter((d) => ROLES[d.role].portee === type).map((d) => d.portee))]
  const { rows } = await sql<{ type: string; code: string; nom: string }>`
    select 'organisme' as type, siren as code, nom from organisme where siren = any(${de('organisme')})
    union all select 'organisme', siren, nom from commune where siren = any(${de('organisme')}) and actuelle
    union all select 'organisme', siren, nom from epci where siren = any(${de('organisme')})
    union all (select 'organisme', organisme, contenu -> 'organisme' ->> 'nom' from rattachement where organisme = any(${de('organisme')}) and contenu ? 'organisme' order by cree_le)
    union all select 'ecole', e.uai, e.nom || ', ' || c.nom from ecole e join commune c on c.insee = e.commune where uai = any(${de('ecole')})
    union all (select distinct 'circonscription', circonscription_code, 'Circonscription ' || circonscription_nom from ecole where circonscription_code = any(${de('circonscription')}))
    union all select 'appel', a.slug, v.contenu->>'titre' from appel a join appel_version v on v.appel = a.slug and v.numero = a.version_courante where slug = any(${de('appel')})`.execute(
    base,
  )
  // The first name found is the right one: what somebody proposed comes last.
  const noms = new Map(rows.toReversed().map((r) => [`${r.type}:${r.code}`, typographier(r.nom ?? r.code)]))
  return ({ role, portee }) => {
    const type = ROLES[role].portee
    return type === 'plateforme' ? 'Toute la plateforme' : (noms.get(`${type}:${portee}`) ?? portee)
  }
}
