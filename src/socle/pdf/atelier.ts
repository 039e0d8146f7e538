import { type ChildProcess, fork } from 'node:child_process'
import type { Commande, Reponse } from './ouvrier.ts'
import { programme } from './racine.ts'

/** Typst keeps about 1.3 MB per document: a process serves a hundred, then gives its memory back. */
const documentsParOuvrier = 100
const attenteMaximale = 1000
const essais = 2

type Tache = {
  commande: Commande
  delai: number
  essai: number
  tenir: (octets: Buffer) => void
  rompre: (erreur: Error) => void
}
type Ouvrier = {
  processus: ChildProcess
  servis: number
  tache: Tache | undefined
  minuterie: NodeJS.Timeout | undefined
}

const file: Tache[] = []
let ouvrier: Ouvrier | undefined
let dernierId = 0

/**
 * Has one document made by the worker, in order of arrival. Rejects when the template is wrong, when the delay (ms)
 * is over, or when the worker died twice on it: the other documents never suffer.
 */
export function commander(commande: Omit<Commande, 'id'>, delai: number): Promise<Buffer> {
  if (file.length >= attenteMaximale) return Promise.reject(new Error('Too many PDF documents are waiting.'))
  return new Promise((tenir, rompre) => {
    file.push({ commande: { id: ++dernierId, ...commande }, delai, essai: 1, tenir, rompre })
    avancer()
  })
}

/** Ends the worker process; what still waits is refused. The next order starts a new one. */
export function fermerAtelier(): void {
  for (const tache of file.splice(0)) tache.rompre(new Error('The PDF workshop is closing.'))
  ouvrier?.tache?.rompre(new Error('The PDF workshop is closing.'))
  if (ouvrier) liberer(ouvrier)
}

/** The worker's process id, when there is one. */
export const numeroDeLOuvrier = (): number | undefined => ouvrier?.processus.pid

function avancer(): void {
  if (ouvrier?.tache) return
  const tache = file.shift()
  if (!tache) return
  if (ouvrier && ouvrier.servis >= documentsParOuvrier) liberer(ouvrier)
  ouvrier ??= embaucher()
  const present = ouvrier
  present.tache = tache
  present.servis++
  retenir(present.processus, true)
  present.minuterie = setTimeout(() => depasser(present), tache.delai)
  present.processus.send(tache.commande, (erreur) => erreur && perdre(present))
}

function embaucher(): Ouvrier {
  const processus = fork(programme('ouvrier'), {
    execArgv: [],
    // Neither passwords nor proxies: a template has no use for the server's settings.
    env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const nouveau: Ouvrier = { processus, servis: 0, tache: undefined, minuterie: undefined }
  processus.on('message', (reponse: Reponse) => recevoir(nouveau, reponse))
  processus.on('error', () => perdre(nouveau))
  processus.on('exit', () => perdre(nouveau))
  return nouveau
}

function recevoir(de: Ouvrier, reponse: Reponse): void {
  const tache = achever(de)
  if ('octets' in reponse) tache?.tenir(Buffer.from(reponse.octets))
  else tache?.rompre(new Error(`Document impossible\u00a0: ${reponse.erreur}`))
  avancer()
}

function depasser(de: Ouvrier): void {
  const tache = achever(de)
  liberer(de)
  tache?.rompre(new Error(`Document abandonné après ${tache.delai} ms.`))
  avancer()
}

/** The process died under a document: another one tries again, once. */
function perdre(de: Ouvrier): void {
  const tache = achever(de)
  liberer(de)
  if (tache && tache.essai < essais) file.unshift({ ...tache, essai: tache.essai + 1 })
  else tache?.rompre(new Error('The PDF worker died on this document.'))
  avancer()
}

function achever(de: Ouvrier): Tache | undefined {
  clearTimeout(de.minuterie)
  const { tache } = de
  de.tache = undefined
  // An idle worker does not keep the server, nor a test, from ending.
  retenir(de.processus, false)
  return tache
}

function liberer(de: Ouvrier): void {
  clearTimeout(de.minuterie)
  de.tache = undefined
  if (ouvrier === de) ouvrier = undefined
  de.processus.removeAllListeners('message').removeAllListeners('exit')
  de.processus.kill('SIGKILL')
}

function retenir(processus: ChildProcess, oui: boolean): void {
  if (oui) {
    processus.ref()
    processus.channel?.ref()
  } else {
    processus.unref()
    processus.channel?.unref()
  }
}
