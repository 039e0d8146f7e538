import { sql } from 'kysely'
import { jourParis } from '../domaine/calendrier.ts'
import { accorder } from '../domaine/francais.ts'
import type { Role } from '../domaine/roles.ts'
import type { Lecteur } from './lire.ts'
import { selonJournal } from './selon-journal.ts'
import { COMPTEURS } from './travail-compteurs.ts'

/** What awaits somebody on a call: in words, until when, and where it is done. */
export type TravailAttendu = { libelle: string; avant: string | null; href: string }

/** What awaits these roles on a call, the empty ones left out. Counted once for as long as no act is written. */
export const lireTravail = async (
  base: Lecteur,
  slug: string,
  roles: readonly Role[],
  maintenant: Date,
): Promise<TravailAttendu[]> => {
  const siens = COMPTEURS.filter((c) => c.roles.some((r) => roles.includes(r)))
  if (siens.length === 0) return []
  const jour = jourParis(maintenant)
  const ids = siens.map((c) => c.id)
  const comptes = await selonJournal(base, `travail ${slug} ${jour} ${ids.join()}`, async () => {
    const { rows } = await sql<Record<string, number | string | null>>`
      select ${sql.join(
        siens.flatMap((c) => [
          sql`${c.nombre(jour, slug)} as ${sql.ref(c.id)}`,
          sql`${c.avant?.(jour, slug) ?? sql`null`} as ${sql.ref(`${c.id}_avant`)}`,
        ]),
      )}`.execute(base)
    return rows[0] ?? {}
  })
  return siens.flatMap((c) => {
    const nombre = Number(comptes[c.id] ?? 0)
    const avant = comptes[`${c.id}_avant`]
    if (nombre === 0) return []
    return [
      { libelle: accorder(nombre, ...c.mots), avant: typeof avant === 'string' ? avant : null, href: c.href(slug) },
    ]
  })
}
