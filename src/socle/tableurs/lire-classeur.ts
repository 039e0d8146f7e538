import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { Refus } from '../../domaine/refus.ts'
import { ressource } from '../ressources.ts'
import type { Demande } from './classeur.ts'
import { refusDeLecture, type Tableau } from './lecture.ts'

/** Has `classeur.ts` read an XLSX or an ODS in a thread of its own, stopped after `delai` milliseconds or 512 MB (413). */
export const lireClasseur = (demande: Demande, delai = 20_000): Promise<Tableau | Refus> =>
  new Promise((tenir, rompre) => {
    const fil = new Worker(programme(), {
      workerData: demande,
      env: {},
      execArgv: [],
      stdout: true,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    })
    const minuterie = setTimeout(() => {
      tenir(tropLong(demande.nom))
      void fil.terminate()
    }, delai)
    fil.once('message', (lu: Tableau | Refus) => {
      tenir(lu)
      void fil.terminate()
    })
    // Out of memory, mostly: the thread dies, the server does not.
    fil.once('error', (erreur: NodeJS.ErrnoException) =>
      erreur.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tenir(tropLong(demande.nom)) : rompre(erreur),
    )
    fil.once('exit', () => clearTimeout(minuterie))
  })

/** Bundled in a build, straight from its source otherwise. */
const programme = (): string => {
  const source = ressource('src/socle/tableurs/classeur.ts')
  return existsSync(source) ? source : ressource('src/socle/tableurs/classeur.js')
}

const tropLong = (nom: string): Refus =>
  refusDeLecture(
    413,
    'classeur_trop_long',
    `«\u00a0${nom}\u00a0» est trop long à lire. N’y gardez que le tableau, sans colonnes ni lignes vides, et enregistrez-le de nouveau.`,
  )
