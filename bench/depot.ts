// Filing: the real transaction (rulebook, journal, letters, jobs) by 8 clients, beside pgbench with the same statements on the same
// database. Run by hand: node bench/depot.ts [filings]. It makes a database of its own and removes it.
import { Kysely, type LogEvent, PostgresDialect, sql } from 'kysely'
import { estRefus } from '../src/domaine/refus.ts'
import { accomplir } from '../src/registre/accomplir.ts'
import type { Schema } from '../src/socle/base/schema.ts'
import { dire, machine } from './banc.ts'
import { unBrouillon } from './brouillon.ts'
import { ouvrirMaisonDeBanc } from './maison.ts'
import { ecrireSql, mesurerPgbench, pgbenchPresent } from './pgbench.ts'
import { copierBrouillons } from './semer.ts'

const CLIENTS = 8
const N = Number(process.argv[2] ?? 3000)
const maison = await ouvrirMaisonDeBanc()
try {
  const { id, maire } = await unBrouillon(maison)
  const ids = await copierBrouillons(maison.porte.base, id, N * 2 + 50)
  const deposer = (dossier: string, porte = maison.porte) =>
    accomplir(porte, {
      dossier,
      acte: 'deposer',
      acteur: { ...maire, habilitations: habilitationsDe.get(dossier) ?? [] },
      saisie: { version: VERSION, engagements: true },
    })
  const { rows } = await sql<{
    id: string
    siren: string
    version: number
  }>`select b.id, b.siren, d.version from banc b join dossier d on d.id = b.id`.execute(maison.porte.base)
  const VERSION = rows[0]?.version ?? 1
  const habilitationsDe = new Map(rows.map((r) => [r.id, [{ role: 'signataire' as const, portee: r.siren }]]))

  const statements = await enregistrer(ids[0] ?? '', deposer)
  await file(ids.slice(1, 51), deposer)
  const debut = performance.now()
  await file(ids.slice(51, 51 + N), deposer)
  const reel = N / ((performance.now() - debut) / 1000)

  console.log(`Dépôt de dossiers, ${CLIENTS} clients, ${N} dépôts ; ${machine()}`)
  console.log(`${statements.length} instructions par dépôt`)
  if (pgbenchPresent) {
    const script = versPgbench(statements, ids[0] ?? '')
    const limite = mesurerPgbench(maison, script, { clients: CLIENTS, transactions: N, variables: { deja: N } })
    dire('pgbench, mêmes instructions', limite, 'dépôts/s')
    dire('Lauréat', reel, 'dépôts/s', limite, 0.25)
  } else {
    console.log('pgbench n’est pas installé : pas de rapport.')
    dire('Lauréat', reel, 'dépôts/s')
  }
} finally {
  await maison.fermer()
}

type Deposer = (dossier: string, porte?: typeof maison.porte) => ReturnType<typeof accomplir>

async function file(ids: string[], deposer: Deposer): Promise<void> {
  let suivant = 0
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      for (let id = ids[suivant++]; id; id = ids[suivant++]) {
        const r = await deposer(id)
        if (estRefus(r)) throw new Error(r.detail + JSON.stringify(r.erreurs))
      }
    }),
  )
}

/** The statements of one filing, with their parameters written in. */
async function enregistrer(id: string, deposer: Deposer): Promise<string[]> {
  const vues: string[] = []
  const base = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: maison.pool }),
    log: (e: LogEvent) => {
      vues.push(ecrireSql(e.query))
    },
  })
  const r = await deposer(id, { ...maison.porte, base })
  if (estRefus(r)) throw new Error(r.detail)
  return vues.filter((s) => !/^(begin|commit|start|rollback)/i.test(s))
}

/** The same statements on other drafts: ids taken in turn from the bench's table, fresh keys for what is created. */
function versPgbench(statements: string[], modele: string): string {
  const creees = new Set(
    statements
      .filter((s) => /^\s*insert/i.test(s))
      .flatMap((s) => [...s.matchAll(/'([0-9a-f]{8}-[0-9a-f-]{27})'/g)].map((m) => m[1] ?? '')),
  )
  return [
    "select nextval('banc_tour') + 51 + :deja as tour \\gset",
    'select id as d, siren as s from banc where n = :tour \\gset',
    'begin;',
    ...statements.map((s) => `${surUnAutre(s, modele, creees)};`),
    'commit;',
  ].join('\n')
}

function surUnAutre(s: string, modele: string, creees: Set<string>): string {
  return (
    s
      .replaceAll('\n', ' ')
      .replace(/'([0-9a-f]{8}-[0-9a-f-]{27})'/g, (tout, u: string) =>
        u === modele ? "':d'" : creees.has(u) ? 'gen_random_uuid()' : tout,
      )
      // « dossier::d » would read as a cast.
      .replaceAll(`'dossier:${modele}'`, "'dossier:' || ':d'")
      .replaceAll(modele, ':d')
      .replace(/'60000\d{4}'/g, "':s'")
  )
}
