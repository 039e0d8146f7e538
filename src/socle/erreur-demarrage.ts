/** A start that cannot succeed: `message` is the one French sentence that says what is wrong and what to do. */
export class ErreurDemarrage extends Error {
  override name = 'ErreurDemarrage'
}

/** The system's code of a failure (`EACCES`, `ENOENT`, `57P03`…), or an empty string. */
export const codeErreur = (e: unknown): string =>
  typeof e === 'object' && e !== null && 'code' in e && typeof e.code === 'string' ? e.code : ''
