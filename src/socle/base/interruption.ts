const fermetures = new Set<() => Promise<unknown>>()
let enCours = false

/**
 * Until `lacher()`, a process that nobody taught to stop (a command, a server still starting) closes properly on Ctrl-C,
 * then leaves; whoever else listens to the signal decides instead. A second signal leaves at once.
 */
export function fermerSurInterruption(fermer: () => Promise<unknown>): { lacher(): void } {
  if (fermetures.size === 0) for (const signal of SIGNAUX) process.on(signal, interrompre)
  fermetures.add(fermer)
  return {
    lacher: () => {
      fermetures.delete(fermer)
      if (fermetures.size === 0) for (const signal of SIGNAUX) process.off(signal, interrompre)
    },
  }
}

/** Is this process leaving on a signal? What fails then is no news, and the exit is already on its way. */
export const arretDemande = (): boolean => enCours

const SIGNAUX = ['SIGINT', 'SIGTERM'] as const

function interrompre(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return
  const code = signal === 'SIGINT' ? 130 : 143
  if (enCours) process.exit(code)
  enCours = true
  void Promise.allSettled([...fermetures].map((fermer) => fermer())).then(() => process.exit(code))
}
