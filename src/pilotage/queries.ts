import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import type { Lecteur } from '../registre/lire.ts'

/** What the machine room holds now; sizes in bytes, instants in UTC. */
export type EtatDesServices = {
  version: string
  tailleBase: number
  migration: string
  lettres: { attente: number; refusees: number; plusAncienne: Date | null }
  documents: { attente: number; echecs: number }
  pieces: { nombre: number; octets: number; nonAnalysees: number; infectees: number }
  travauxEchoues: { nom: string; nombre: number }[]
  comptes: number
  organismes: number
  dossiers: { appel: string; titre: string; brouillons: number; deposes: number }[]
}

/** `depuis`: refusals and failures older than this are history. */
export const lireEtatDesServices = async (base: Lecteur, depuis: Date): Promise<EtatDesServices> => {
  const { rows } = await sql<Omit<EtatDesServices, 'travauxEchoues'>>`
    select current_setting('server_version') as version, pg_database_size(current_database()) as "tailleBase",
      (select max(nom) from migration) as migration,
      (select json_build_object('attente', count(*) filter (where etat = 'attente'), 'refusees', count(*) filter (where etat = 'refuse' and cree_le > ${depuis}),
        'plusAncienne', min(cree_le) filter (where etat = 'attente')) from courriel where etat = 'attente' or cree_le > ${depuis}) as lettres,
      (select json_build_object('attente', count(*) filter (where etat = 'a_composer'), 'echecs', count(*) filter (where etat = 'echec'))
        from document where etat <> 'pret') as documents,
      (select json_build_object('nombre', count(*), 'octets', coalesce(sum(octets), 0), 'nonAnalysees', count(*) filter (where antivirus = 'non_analyse'),
        'infectees', count(*) filter (where antivirus = 'infecte')) from piece where retiree_le is null) as pieces,
      (select count(*)::int from personne where anonymisee_le is null) as comptes,
      (select count(*)::int from organisme) as organismes,
      (select coalesce(json_agg(x order by x.titre), '[]') from (
        select a.slug as appel, v.contenu->>'titre' as titre, count(d.id) filter (where d.depose_le is null) as brouillons,
          count(d.id) filter (where d.depose_le is not null) as deposes
        from appel a join appel_version v on v.appel = a.slug and v.numero = a.version_courante
          left join dossier d on d.appel = a.slug group by a.slug, v.contenu) x) as dossiers`.execute(base)
  const etat = rows[0]
  if (!etat) throw new Error('A query without a table answers one row')
  const { plusAncienne } = etat.lettres
  return {
    ...etat,
    lettres: { ...etat.lettres, plusAncienne: plusAncienne === null ? null : new Date(plusAncienne) },
    travauxEchoues: await lireTravauxEchoues(base),
  }
}

// The queues come with the first job process: before it, nothing has failed.
const lireTravauxEchoues = async (base: Lecteur): Promise<EtatDesServices['travauxEchoues']> => {
  const { rows } = await sql<{ la: boolean }>`select to_regclass('pgboss.job') is not null as la`.execute(base)
  if (!rows[0]?.la) return []
  const echecs = await sql<{ nom: string; nombre: number }>`
    select name as nom, count(*)::int as nombre from pgboss.job
    where state = 'failed' and completed_on > now() - interval '1 day' group by name order by name`.execute(base)
  return echecs.rows
}

/** Room left on the disk of the data folder, in bytes; undefined where the system does not say. */
export const placeLibre = (dossier: string): Promise<{ libre: number; total: number } | undefined> =>
  statfs(dossier).then(
    (s) => ({ libre: s.bavail * s.bsize, total: s.blocks * s.bsize }),
    () => undefined,
  )
