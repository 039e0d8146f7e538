import { sql } from 'kysely'
import type { Faits } from '../domaine/faits.ts'
import type { Lecteur } from '../registre/lire.ts'
import { contient } from '../socle/annuaires/recherche.ts'

export type EcoleProposee = {
  uai: string
  nom: string
  commune: string
  secteur: string
  eleves: number | null
  /** Number of another live dossier of the call in which it stands. */
  ailleurs: string | null
}

export const MAX_PROPOSEES = 40

/** The schools that this applicant may add: its territory (its commune, or its members), open, public or under contract, not
 * yet in the dossier; narrowed by the words of a name, a commune or a UAI. */
export const lireEcolesDuTerritoire = async (
  base: Lecteur,
  f: Faits,
  q: string,
): Promise<{ ecoles: EcoleProposee[]; total: number }> => {
  const siren = f.dossier.organisme
  const { rows } = await sql<EcoleProposee & { total: number }>`
    with territoire as (
      select insee from epci_membre where epci = ${siren} union select insee from commune where siren = ${siren})
    select e.uai, e.nom, c.nom as commune, e.secteur, e.eleves,
      (select d.numero from projet_ecole p join dossier d on d.id = p.dossier_id
        where p.uai = e.uai and p.appel = ${f.dossier.appel} and p.vivant limit 1) as ailleurs,
      count(*) over ()::int as total
    from ecole e join commune c on c.insee = e.commune
    where e.etat <> 'ferme' and (e.secteur = 'public' or e.contrat in ('association', 'simple'))
      and (e.commune in (select insee from territoire) or not exists (select 1 from territoire))
      and e.type = any(${f.appel.ecoles.natures}) and e.secteur = any(${f.appel.ecoles.secteurs})
      and not exists (select 1 from projet_ecole p where p.dossier_id = ${f.dossier.id} and p.uai = e.uai and p.etat <> 'retire')
      and (${contient('e.recherche', q)} or ${contient('c.recherche', q)} or e.uai = ${q.trim().toUpperCase()})
    order by c.recherche, e.recherche, e.uai limit ${MAX_PROPOSEES}`.execute(base)
  return { ecoles: rows, total: rows[0]?.total ?? 0 }
}
