import { accorder } from '../domaine/francais.ts'
import { verifierJournal } from '../registre/journal.ts'
import { type Commande, lecture, refuser } from './commande.ts'
import { commandeRestaurer, commandeSauvegarder } from './sauvegarder.ts'

export const COMMANDES_REGISTRE: readonly Commande[] = [
  {
    nom: ['journal', 'verifier'],
    usage: 'journal verifier',
    aide: 'Parcourt toute la chaîne du journal\u202f; code 1 et l’endroit si elle est rompue.',
    lire: lecture(0),
    faire: async (_, { porte }) => {
      const v = await verifierJournal(porte.base)
      if ('rupture' in v) return refuser(`Le journal est rompu\u00a0: ${v.rupture}`)
      console.log(`Journal intact\u00a0: ${accorder(v.lignes, 'ligne')}, ${accorder(v.chaines, 'chaîne')}.`)
      return 0
    },
  },
  {
    nom: ['sauvegarder'],
    usage: 'sauvegarder <fichier>',
    aide: 'Écrit un fichier\u00a0: toutes les tables d’un même instant, et tous les fichiers.',
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
]
