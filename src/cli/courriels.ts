import { sql } from 'kysely'
import { estRefus } from '../domaine/refus.ts'
import { recevoirReponse } from '../registre/recevoir-reponse.ts'
import { type Commande, lecture, refuser } from './commande.ts'

export const COMMANDES_COURRIELS: readonly Commande[] = [
  {
    // Before `courriels`: the first command whose words are all there is the one that runs.
    nom: ['courriels', 'recevoir'],
    usage: 'courriels recevoir [--a <adresse>] < message',
    aide: 'Lit un courriel (RFC 822) sur l’entrée standard, par exemple d’un «\u00a0pipe\u00a0» de Postfix, et l’écrit dans son dossier. Code 1 quand il est refusé sans lettre de réponse.',
    lire: lecture(0, { a: { type: 'string', multiple: true } }),
    faire: async ({ options }, f) => {
      const a = [options.a ?? []].flat().map(String)
      const recue = await recevoirReponse(f, process.stdin, a)
      if (estRefus(recue) && !recue.repondu) return refuser(recue.detail)
      console.error(estRefus(recue) ? `${recue.detail} Une lettre le dit à l’expéditeur.` : recue.note)
      return 0
    },
  },
  {
    nom: ['courriels'],
    usage: 'courriels [--depuis <instant>] [--json]',
    aide: 'Ce qui est parti, à qui, et dans quel état.',
    lire: lecture(0, { depuis: { type: 'string' }, json: { type: 'boolean' } }),
    faire: async ({ options }, { porte }) => {
      const depuis = options.depuis === undefined ? new Date(0) : new Date(String(options.depuis))
      if (Number.isNaN(depuis.getTime()))
        return refuser('--depuis attend un instant, par exemple 2025-02-21T10:00:00+01:00.')
      const { rows } = await sql<{
        id: string
        a: string[]
        objet: string
        modele: string
        dossier: string | null
        acte: string | null
        le: Date
        etat: string
        raison: string | null
      }>`
        select id, a, objet, modele, coalesce(cite.dossier, dossier_id::text) as dossier, acte, cree_le as le, case etat when 'recapitulatif' then 'attente' else etat end as etat, raison
        from courriel left join lateral (select distinct m[1] as dossier from regexp_matches(blocs::text, '/dossiers/([0-9a-f-]{36})', 'g') m) cite on modele = 'recapitulatif'
        where cree_le >= ${depuis} order by cree_le, id`.execute(porte.base)
      const lignes = rows.map(({ raison, ...r }) => ({ ...r, le: r.le.toISOString(), ...(raison ? { raison } : {}) }))
      if (options.json === true) console.log(JSON.stringify(lignes))
      else for (const l of lignes) console.log(`${l.le}\t${l.etat}\t${l.a.join(', ')}\t${l.objet}`)
      return 0
    },
  },
]
