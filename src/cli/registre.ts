import { sql } from 'kysely'
import { verifierJournal } from '../registre/journal.ts'
import { type Commande, lecture, refuser } from './commande.ts'
import { commandeRestaurer, commandeSauvegarder } from './sauvegarder.ts'

export const COMMANDES_REGISTRE: readonly Commande[] = [
  {
    nom: ['journal', 'verifier'],
    usage: 'journal verifier',
    aide: 'Parcourt toute la chaîne du journal ; code 1 et l’endroit si elle est rompue.',
    lire: lecture(0),
    faire: async (_, { porte }) => {
      const v = await verifierJournal(porte.base)
      if ('rupture' in v) return refuser(`Le journal est rompu : ${v.rupture}`)
      console.log(`Journal intact : ${v.lignes} lignes, ${v.chaines} chaînes.`)
      return 0
    },
  },
  {
    nom: ['sauvegarder'],
    usage: 'sauvegarder <fichier>',
    aide: 'Écrit un fichier : toutes les tables d’un même instant, et tous les fichiers.',
    lire: lecture(1),
    faire: async ({ mots }, f) => {
      console.log(await commandeSauvegarder(f, mots[0] ?? ''))
      return 0
    },
  },
  {
    nom: ['restaurer'],
    usage: 'restaurer <fichier>',
    aide: 'Relit une sauvegarde dans une base vide de la même version.',
    lire: lecture(1),
    faire: async ({ mots }, f) => {
      console.log(await commandeRestaurer(f, mots[0] ?? ''))
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
        select id, a, objet, modele, dossier_id as dossier, acte, cree_le as le, case etat when 'recapitulatif' then 'attente' else etat end as etat, raison from courriel where cree_le >= ${depuis} order by cree_le, id`.execute(
        porte.base,
      )
      const lignes = rows.map(({ raison, ...r }) => ({ ...r, le: r.le.toISOString(), ...(raison ? { raison } : {}) }))
      if (options.json === true) console.log(JSON.stringify(lignes))
      else for (const l of lignes) console.log(`${l.le}\t${l.etat}\t${l.a.join(', ')}\t${l.objet}`)
      return 0
    },
  },
]
