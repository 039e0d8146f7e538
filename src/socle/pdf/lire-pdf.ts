import { Worker } from 'node:worker_threads'
import type { Refus } from '../../domaine/refus.ts'
import type { Demande, Lecture } from './lecteur.ts'
import { programme } from './racine.ts'

type Lu<Quoi> = Extract<Lecture, { quoi: Quoi }>

/** Has `lecteur.ts` read a PDF in a thread of its own, stopped after `delai` milliseconds or 512 MB. */
export async function lirePdf<Quoi extends Demande['quoi']>(
  demande: Demande & { quoi: Quoi },
  delai: number,
): Promise<Lu<Quoi> | Refus> {
  const lecture = await demander(demande, delai)
  // The thread answers what it was asked.
  return 'refus' in lecture ? refusDe(lecture.refus) : (lecture as Lu<Quoi>)
}

function demander(demande: Demande, delai: number): Promise<Lecture | { refus: 'trop_long' }> {
  return new Promise((tenir, rompre) => {
    const fil = new Worker(programme('lecteur'), {
      workerData: demande,
      env: {},
      execArgv: [],
      stdout: true,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    })
    const minuterie = setTimeout(() => {
      tenir({ refus: 'trop_long' })
      void fil.terminate()
    }, delai)
    fil.once('message', (lecture: Lecture) => {
      tenir(lecture)
      void fil.terminate()
    })
    // Out of memory, mostly: the thread dies, the server does not.
    fil.once('error', (erreur: NodeJS.ErrnoException) =>
      erreur.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tenir({ refus: 'trop_long' }) : rompre(erreur),
    )
    fil.once('exit', () => clearTimeout(minuterie))
  })
}

function refusDe(cause: 'illisible' | 'protege' | 'trop_de_pages' | 'trop_long'): Refus {
  const details = {
    illisible: 'Ce fichier PDF est abîmé. Ouvrez-le, enregistrez-le de nouveau, puis envoyez-le.',
    protege: 'Ce fichier PDF est protégé par un mot de passe. Envoyez-le sans protection.',
    trop_de_pages: 'Ce fichier PDF compte plus de 500 pages. Partagez-le en plusieurs fichiers.',
    trop_long: 'Ce fichier PDF est trop lourd à lire. Envoyez une version plus légère.',
  }
  return { refus: true, statut: 422, code: `pdf_${cause}`, detail: details[cause] }
}
