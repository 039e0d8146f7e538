import { sql } from 'kysely'
import type { Appel } from '../domaine/appel/schema.ts'
import type { Lecteur } from './lire.ts'

export type EtatEnveloppe = { total: number; propose: number; vote: number; engage: number; reste: number }

/** The envelope of a call: what the commission proposes and what is voted, on live dossiers. Cents. */
export const lireEnveloppe = async (
  base: Lecteur,
  appel: Pick<Appel, 'slug' | 'financement'>,
): Promise<EtatEnveloppe> => {
  const { rows } = await sql<{ propose: number; vote: number }>`
    select coalesce(sum(case when montant_vote > 0 then 0 else montant_propose end), 0)::bigint as propose,
      coalesce(sum(montant_vote), 0)::bigint as vote
    from dossier where appel = ${appel.slug} and vivant and etat not in ('brouillon', 'depose', 'a_completer')`.execute(
    base,
  )
  const { propose = 0, vote = 0 } = rows[0] ?? {}
  const total = appel.financement.enveloppe
  return { total, propose, vote, engage: propose + vote, reste: total - propose - vote }
}
