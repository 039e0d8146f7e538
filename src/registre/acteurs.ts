import { createHash, randomBytes } from 'node:crypto'
import { CompiledQuery, sql } from 'kysely'
import type { Acteur } from '../domaine/faits.ts'
import { estUuid } from './identifiants.ts'
import { garderFaits, type Lecteur, type Lue, texteDesFaits } from './lire.ts'

/** A fresh secret for a link, a session or a token (256 bits), and the hash that is kept of it. */
export const nouveauSecret = (): { secret: string; empreinte: string } => {
  const secret = randomBytes(32).toString('base64url')
  return { secret, empreinte: empreinteSecret(secret) }
}
/** What is kept of a secret: its SHA-256. */
export const empreinteSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')

const HABILITATIONS = sql`(
  select coalesce(jsonb_agg(distinct jsonb_build_object('role', h.role, 'portee', h.portee)), '[]') from habilitation h
  where h.personne_id = p.id and h.depuis <= now_ and (h.jusqua is null or h.jusqua > now_))`

type Ligne = { id: string; nom: string; courriel: string; habilitations: Acteur['habilitations'] }
const enActeur = (l: Ligne): Acteur => ({
  personne: l.id,
  nom: l.nom,
  courriel: l.courriel,
  habilitations: l.habilitations,
})

/** Who holds this API token, or undefined (unknown, expired or revoked). */
export const acteurParJeton = async (base: Lecteur, jeton: string, maintenant: Date): Promise<Acteur | undefined> => {
  const { rows } = await sql<Ligne & { vu_le: Date | null }>`
    select p.id, p.nom, p.courriel, j.vu_le, ${HABILITATIONS} as habilitations
    from jeton_api j join personne p on p.id = j.personne_id, lateral (select ${maintenant}::timestamptz as now_) n
    where j.empreinte = ${empreinteSecret(jeton)} and j.revoque_le is null and (j.expire_le is null or j.expire_le > ${maintenant})`.execute(
    base,
  )
  const l = rows[0]
  if (l && (l.vu_le === null || maintenant.getTime() - l.vu_le.getTime() > JOUR))
    await marquerJeton(base, jeton, l.id, maintenant)
  return l && enActeur(l)
}

const JOUR = 86_400_000

/** Written at most once a day: an account that only speaks by the API is not unused. */
const marquerJeton = async (base: Lecteur, jeton: string, personne: string, le: Date): Promise<void> => {
  await sql`update jeton_api set vu_le = ${le} where empreinte = ${empreinteSecret(jeton)}`.execute(base)
  await sql`update personne set vue_le = ${le} where id = ${personne}`.execute(base)
}

type DeSession = Ligne & { contenu: Record<string, unknown>; vue_le: Date }
const SESSION = `
  select p.id, p.nom, p.courriel, s.contenu, s.vue_le, (
    select coalesce(jsonb_agg(distinct jsonb_build_object('role', h.role, 'portee', h.portee)), '[]') from habilitation h
    where h.personne_id = p.id and h.depuis <= $2 and (h.jusqua is null or h.jusqua > $2)) as habilitations
  from session s join personne p on p.id = s.personne_id where s.empreinte = $1 and s.expire_le > $2::timestamptz`

/** Who is behind this session cookie, or undefined. A page of a dossier names it: its facts come in the same round trip
 * (half of what such a page asks of the database), and `lireDossier` gives them. */
export const acteurParSession = async (
  base: Lecteur,
  cookie: string,
  maintenant: Date,
  dossier?: string,
): Promise<{ acteur: Acteur; empreinte: string; contenu: Record<string, unknown>; vueLe: Date } | undefined> => {
  const empreinte = empreinteSecret(cookie)
  const avec = dossier !== undefined && estUuid(dossier)
  // The facts in one column: fifteen would be described, then read, one by one at each page.
  const { rows } = await base.executeQuery<DeSession & { faits?: Lue | null }>(
    avec
      ? CompiledQuery.raw(
          `select s.*, row_to_json(f) as faits from (${SESSION}) s left join (${texteDesFaits(dossier)}) f on true`,
          [empreinte, maintenant, dossier],
        )
      : CompiledQuery.raw(SESSION, [empreinte, maintenant]),
  )
  const l = rows[0]
  if (!l) return undefined
  const { contenu, vue_le: vueLe, faits } = l
  const acteur = enActeur(l)
  if (faits) await garderFaits(base, acteur, faits)
  return { acteur, empreinte, contenu, vueLe }
}

/** A person by id with the rights of this instant. */
export const acteurParId = async (base: Lecteur, id: string, maintenant: Date): Promise<Acteur | undefined> => {
  const { rows } = await sql<Ligne>`
    select p.id, p.nom, p.courriel, ${HABILITATIONS} as habilitations
    from personne p, lateral (select ${maintenant}::timestamptz as now_) n where p.id = ${id}`.execute(base)
  return rows[0] && enActeur(rows[0])
}

/** The machine, for schedules and restorations: no person, no right; acts that it does are declared to it. */
export const MACHINE: Acteur = { personne: null, nom: 'Lauréat (automatique)', courriel: '', habilitations: [] }
