import type { Erreur } from '../domaine/refus.ts'

/** The errors in the order of the fields of a page. `ordre`: beginnings of paths, as they follow on the page; ranks inside follow
 * their numbers; what is not named comes last. */
export const dansLOrdre = (erreurs: readonly Erreur[], ordre: readonly string[]): Erreur[] => {
  const cle = (e: Erreur): number[] => {
    const sans = e.chemin.replace(/\.\d+/g, '.*')
    const place = ordre.reduce(
      (trouve, o, i) =>
        (sans === o || sans.startsWith(`${o}.`)) && o.length > (ordre[trouve]?.length ?? 0) ? i : trouve,
      -1,
    )
    const rang = Number(/\.(\d+)/.exec(e.chemin)?.[1] ?? 0)
    const bloc = ordre.findIndex((o) => o.split('.*')[0] === sans.split('.*')[0])
    return [bloc < 0 ? ordre.length : bloc, rang, place < 0 ? ordre.length : place]
  }
  return [...erreurs].sort((a, b) => {
    const [x, y] = [cle(a), cle(b)]
    const i = x.findIndex((v, k) => v !== y[k])
    return i < 0 ? 0 : (x[i] ?? 0) - (y[i] ?? 0)
  })
}
