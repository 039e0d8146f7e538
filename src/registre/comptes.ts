import { sql } from 'kysely'
import { verifierSiren } from '../domaine/identifiants/siren.ts'
import { verifierUai } from '../domaine/identifiants/uai.ts'
import { type Refus, saisieInvalide } from '../domaine/refus.ts'
import { estRole, ROLES, type Role } from '../domaine/roles.ts'
import { nouveauSecret } from './acteurs.ts'
import { nouvelId } from './identifiants.ts'
import type { Lecteur } from './lire.ts'
import { inscrireOrganisme, lireOrganisme } from './organismes.ts'

export type Octroi = { role: Role; portee: string }

/** « signataire@213805633 » → role and scope, checked for shape; or 422 with the sentence. */
export const lireOctroi = (texte: string): Octroi | Refus => {
  const [role = '', ...reste] = texte.split('@')
  const portee = reste.join('@')
  if (!estRole(role))
    return saisieInvalide([
      {
        chemin: 'habilitation',
        message: `«\u00a0${role}\u00a0» n’est pas un rôle. Rôles\u00a0: ${Object.keys(ROLES).join(', ')}.`,
      },
    ])
  const attendu = FORMES[ROLES[role].portee]
  if (!attendu.forme.test(portee))
    return saisieInvalide([
      {
        chemin: 'habilitation',
        message: `Le rôle ${role} porte sur ${attendu.dit}, par exemple ${role}@${attendu.exemple}.`,
      },
    ])
  const juste = ROLES[role].portee === 'ecole' ? portee.toUpperCase() : portee
  const faute = CLES[ROLES[role].portee]?.(juste)
  return faute ? saisieInvalide([{ chemin: 'habilitation', message: faute }]) : { role, portee: juste }
}

/** Numbers that carry a check key. */
const CLES: Partial<Record<keyof typeof FORMES, (numero: string) => string | undefined>> = {
  organisme: verifierSiren,
  ecole: verifierUai,
}

const FORMES = {
  organisme: { forme: /^\d{9}$/, dit: 'le SIREN d’un organisme', exemple: '213805633' },
  ecole: { forme: /^\d{7}[A-Za-z]$/, dit: 'l’UAI d’une école', exemple: '0380032D' },
  circonscription: { forme: /^\w{4,12}$/, dit: 'le code d’une circonscription', exemple: '0380999E' },
  appel: { forme: /^[a-z0-9-]{1,60}$/, dit: 'le nom d’un appel', exemple: 'tne38-pac-2025' },
  plateforme: { forme: /^plateforme$/, dit: 'la plateforme', exemple: 'plateforme' },
}

/** Finds or creates the person of this address. A name already known stays, unless it was only the address. */
export const creerPersonne = async (tx: Lecteur, courriel: string, nom: string, maintenant: Date): Promise<string> => {
  const { rows } = await sql<{ id: string }>`
    insert into personne (id, courriel, nom, cree_le) values (${nouvelId()}, ${courriel.trim().toLowerCase()}, ${nom.trim()}, ${maintenant})
    on conflict (courriel) do update set nom = case when personne.nom = personne.courriel then excluded.nom else personne.nom end returning id`.execute(
    tx,
  )
  const id = rows[0]?.id
  if (!id) throw new Error('A person was not created')
  return id
}

/** Gives a right, once; the organisation it names enters the register. */
export const habiliter = async (
  tx: Lecteur,
  personne: string,
  o: Octroi,
  maintenant: Date,
  { par = null, origine = 'commande' }: { par?: string | null; origine?: string } = {},
): Promise<void> => {
  if (ROLES[o.role].portee === 'organisme') {
    const organisme = await lireOrganisme(tx, o.portee, maintenant)
    if (organisme) await inscrireOrganisme(tx, organisme, maintenant)
  }
  await sql`
    insert into habilitation (id, personne_id, role, portee, depuis, donnee_par, origine)
    select ${nouvelId()}, ${personne}, ${o.role}, ${o.portee}, ${maintenant}, ${par}::uuid, ${origine}
    where not exists (select 1 from habilitation where personne_id = ${personne} and role = ${o.role} and portee = ${o.portee} and (jusqua is null or jusqua > ${maintenant}))`.execute(
    tx,
  )
}

/** A new API token for this address; only its hash is kept. Undefined: nobody has this address. */
export const creerJeton = async (
  tx: Lecteur,
  courriel: string,
  maintenant: Date,
  jours?: number,
): Promise<string | undefined> => {
  const { rows } = await sql<{
    id: string
  }>`select id from personne where courriel = ${courriel.trim().toLowerCase()}`.execute(tx)
  if (!rows[0]) return undefined
  const { secret, empreinte } = nouveauSecret()
  const expire = jours === undefined ? null : new Date(maintenant.getTime() + jours * 86_400_000)
  await sql`insert into jeton_api (empreinte, personne_id, expire_le, cree_le) values (${empreinte}, ${rows[0].id}, ${expire}, ${maintenant})`.execute(
    tx,
  )
  return secret
}
