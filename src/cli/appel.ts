import { listerAppels } from '../registre/appels.ts'
import { chargerAppel } from '../registre/charger-appel.ts'
import { publierAppel } from '../registre/publier-appel.ts'
import type { ErreurFichier } from '../socle/appels-yaml.ts'
import { type Commande, lecture } from './commande.ts'

export const COMMANDES_APPEL: readonly Commande[] = [
  {
    nom: ['appel', 'verifier'],
    usage: 'appel verifier <dossier>',
    aide: 'Vérifie un appel\u00a0: chaque erreur avec son fichier et sa ligne.',
    lire: lecture(1),
    sansBase: true,
    faire: async ({ mots }) => {
      const lu = await chargerAppel(mots[0] ?? '', new Date())
      if ('erreurs' in lu) return dire(lu.erreurs)
      console.log(`${lu.appel.slug}\u00a0: cet appel peut être publié.`)
      return 0
    },
  },
  {
    nom: ['appel', 'publier'],
    usage: 'appel publier <dossier>',
    aide: 'Publie une nouvelle version\u202f; les dossiers déposés gardent la leur.',
    lire: lecture(1),
    faire: async ({ mots }, { porte }) => {
      const lu = await chargerAppel(mots[0] ?? '', porte.maintenant())
      if ('erreurs' in lu) return dire(lu.erreurs)
      const p = await porte.base.transaction().execute((tx) => publierAppel(tx, lu.appel, porte.maintenant()))
      console.log(
        p.nouvelle
          ? `${p.slug}\u00a0: version ${p.version} publiée.`
          : `${p.slug}\u00a0: rien n’a changé, la version ${p.version} reste en vigueur.`,
      )
      if (p.clauses) console.log(direClauses(p.clauses))
      return 0
    },
  },
  {
    nom: ['appel', 'lister'],
    usage: 'appel lister',
    aide: 'Liste les appels publiés.',
    lire: lecture(0),
    faire: async (_, { porte }) => {
      for (const a of await listerAppels(porte.base))
        console.log(
          `${a.slug}\tversion ${a.version}\t${a.ouverture.toISOString()}\t${a.cloture.toISOString()}\t${a.appel.titre}`,
        )
      return 0
    },
  },
]

const direClauses = ({ numero, remplace }: { numero: number; remplace: number }): string =>
  `Conventions\u00a0: les clauses du dossier sont la version ${numero} du modèle.${
    remplace > 0 ? ` La version ${remplace} reste dans l’historique, où elle peut être rétablie.` : ''
  }`

const dire = (erreurs: ErreurFichier[]): number => {
  for (const e of erreurs)
    console.error(`${e.fichier}:${e.ligne}:${e.colonne} ${e.chemin ? `(${e.chemin}) ` : ''}${e.message}`)
  return 1
}
