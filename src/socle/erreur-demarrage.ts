/** A start that cannot succeed: `message` is the one French sentence that says what is wrong and what to do. */
export class ErreurDemarrage extends Error {
  override name = 'ErreurDemarrage'
}

/** The system's code of a failure (`EACCES`, `ENOENT`, `57P03`…), or an empty string. */
export const codeErreur = (e: unknown): string =>
  typeof e === 'object' && e !== null && 'code' in e && typeof e.code === 'string' ? e.code : ''

/** Why the server cannot listen there, as the sentence to show; any other failure comes back as it is. */
export function erreurEcoute(
  e: unknown,
  { port, hote }: { port: number; hote: string },
  nom: { port: string; hote: string } = { port: 'PORT', hote: 'HOST' },
): unknown {
  switch (codeErreur(e)) {
    case 'EADDRINUSE':
      return new ErreurDemarrage(
        `Le port ${port} est déjà pris\u00a0: arrêtez le programme qui l’occupe, ou choisissez-en un autre, par exemple ${nom.port}=${port + 1}.`,
      )
    case 'EACCES':
      return new ErreurDemarrage(
        `Le port ${port} est réservé à root\u00a0: choisissez-en un au-dessus de 1023 dans ${nom.port}.`,
      )
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ErreurDemarrage(
        `L’adresse ${hote} n’est pas une adresse de cette machine\u00a0: corrigez ${nom.hote}.`,
      )
    default:
      return e
  }
}
