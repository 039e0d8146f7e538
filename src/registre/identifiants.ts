import { randomBytes } from 'node:crypto'

/** A UUID version 7 (RFC 9562): ordered by time, so that indexes grow at their end. */
export const nouvelId = (): string => {
  const o = randomBytes(16)
  o.writeUIntBE(Date.now(), 0, 6)
  o[6] = ((o[6] ?? 0) & 0x0f) | 0x70
  o[8] = ((o[8] ?? 0) & 0x3f) | 0x80
  const h = o.toString('hex')
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`
}

/** Has this text the shape of our identifiers? PostgreSQL fails on anything else. */
export const estUuid = (texte: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(texte)

/** Fresh identifiers for one act: `id(n)` always answers the same one for the same n. */
export const fabriqueIds = (): ((rang?: number) => string) => {
  const connus: string[] = []
  return (rang = 0) => {
    connus[rang] ??= nouvelId()
    return connus[rang]
  }
}
