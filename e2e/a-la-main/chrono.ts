/** How long each step took, printed as it ends and again at the end. */
export const chrono = () => {
  const etapes: { nom: string; ms: number; fois: number }[] = []
  const mesurer = async <T>(nom: string, fois: number, faire: () => Promise<T>): Promise<T> => {
    const debut = performance.now()
    const fait = await faire()
    const ms = performance.now() - debut
    etapes.push({ nom, ms, fois })
    console.log(ligne({ nom, ms, fois }))
    return fait
  }
  const rapport = () => {
    const total = etapes.reduce((t, e) => t + e.ms, 0)
    console.log(`\n${etapes.map(ligne).join('\n')}\n${ligne({ nom: 'En tout', ms: total, fois: 1 })}`)
  }
  return { mesurer, rapport }
}

const ligne = ({ nom, ms, fois }: { nom: string; ms: number; fois: number }) =>
  `${(ms / 1000).toFixed(1).padStart(8)} s  ${nom}${fois > 1 ? ` (${fois}, ${(ms / fois / 1000).toFixed(1)} s chacun)` : ''}`

/** The same thing for each, a few at a time: the machine is small, and people do not wait for each other. */
export const parGroupes = async <T>(liste: readonly T[], taille: number, faire: (x: T) => Promise<void>) => {
  const reste = [...liste]
  const ouvrier = async () => {
    for (let x = reste.shift(); x !== undefined; x = reste.shift()) await faire(x)
  }
  await Promise.all(Array.from({ length: taille }, ouvrier))
}
