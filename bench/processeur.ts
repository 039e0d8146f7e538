import { readdirSync, readFileSync } from 'node:fs'

/** Processor time (ms) spent so far by a server and by its PostgreSQL, read in /proc: unlike requests per second, it does not
 * depend on what else the machine does. Zero where there is no /proc. */
export const processeur = (pid: number): { node: number; postgres: number } => {
  const parents = new Map(tous().map((p) => [p, lire(p)] as const))
  const enfants = new Set([pid])
  for (let avant = 0; avant < enfants.size; ) {
    avant = enfants.size
    for (const [p, l] of parents) if (l && enfants.has(l.parent)) enfants.add(p)
  }
  enfants.delete(pid)
  return {
    node: parents.get(pid)?.ms ?? 0,
    postgres: [...enfants].reduce((t, p) => t + (parents.get(p)?.ms ?? 0), 0),
  }
}

const tous = (): number[] => {
  try {
    return readdirSync('/proc')
      .filter((n) => /^\d+$/.test(n))
      .map(Number)
  } catch {
    return []
  }
}

const lire = (pid: number): { parent: number; ms: number } | undefined => {
  try {
    const texte = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const champs = texte.slice(texte.lastIndexOf(')') + 2).split(' ')
    return { parent: Number(champs[1]), ms: (Number(champs[11]) + Number(champs[12])) * 10 }
  } catch {
    return undefined
  }
}
