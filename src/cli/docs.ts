import { readFile, writeFile } from 'node:fs/promises'
import { type Commande, lecture, refuser } from './commande.ts'
import { documentsEngendres } from './docs-actes.ts'

export const COMMANDES_DOCS: readonly Commande[] = [
  {
    nom: ['docs'],
    usage: 'docs [--verifier]',
    aide: 'Écrit docs/actes.md et docs/etats.svg à partir des tables\u202f; --verifier échoue s’ils sont périmés.',
    lire: lecture(0, { verifier: { type: 'boolean' } }),
    sansBase: true,
    faire: async ({ options }) => {
      for (const { chemin, texte } of documentsEngendres()) {
        const actuel = await readFile(chemin, 'utf8').catch(() => '')
        if (options.verifier === true && actuel !== texte)
          return refuser(`${chemin} est périmé\u00a0: lancez «\u00a0bin/laureat docs\u00a0».`)
        if (actuel !== texte) await writeFile(chemin, texte)
      }
      return 0
    },
  },
]
