import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { gunzipSync, gzipSync } from 'node:zlib'
import { getConstructionPlans } from 'pg-boss'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { baseDeTest } from '../../../test/base-de-test.ts'
import { restaurer } from './restaurer.ts'
import { type Fichiers, sauvegarder } from './sauvegarder.ts'

const dossier = mkdtempSync(join(tmpdir(), 'sauvegarde-'))
const archive = join(dossier, 'tout.laureat')
const ouvertes: Awaited<ReturnType<typeof baseDeTest>>[] = []
const ouvrir = async () => {
  const ouverture = await baseDeTest()
  ouvertes.push(ouverture)
  await ouverture.pool.query(TABLES)
  return ouverture.pool
}
afterAll(async () => {
  for (const { fermer } of ouvertes) await fermer()
  rmSync(dossier, { recursive: true })
})

// Everything that a copy could lose, in tables that point at each other.
const TABLES = `
  create table essai_parent (id bigserial primary key, enfant bigint, jour date, nom text);
  create table essai_enfant (
    id bigint generated always as identity primary key, parent bigint not null references essai_parent,
    contenu jsonb, octets bytea, instant timestamptz, taux numeric, double bigint generated always as (id * 2) stored,
    liste text[]
  );
  alter table essai_parent add foreign key (enfant) references essai_enfant deferrable initially deferred;
  create function essai_trouble() returns trigger language plpgsql as $$ begin new.nom := 'troublé'; return new; end $$;
  create trigger essai_trouble before insert on essai_parent for each row execute function essai_trouble();`

const magasin = (contenus: Map<string, Buffer>): Fichiers => ({
  async *lister() {
    for (const cle of contenus.keys()) yield { cle }
  },
  lire: (cle) => Readable.from([contenus.get(cle) ?? Buffer.alloc(0)]),
  ecrire: async (cle, contenu) => contenus.set(cle, await buffer(contenu)),
})

const FICHIERS = new Map([
  ['ab/devis.pdf', Buffer.alloc(3_000_000, 'été ')],
  ['vide', Buffer.alloc(0)],
])
const LECTURE = `select p.*, e.id as no, e.contenu, e.octets, e.instant::text, e.taux, e.double, e.liste
  from essai_parent p left join essai_enfant e on e.parent = p.id order by p.id, e.id`

let origine: unknown[]
beforeAll(async () => {
  const pool = await ouvrir()
  await pool.query(getConstructionPlans('pgboss'))
  await pool.query('alter table essai_parent disable trigger user')
  await pool.query(
    `insert into essai_parent (jour, nom) select date '2024-02-29', 'É « \\n ' || chr(9) || i from generate_series(1, 2000) i`,
  )
  await pool.query(`insert into essai_enfant (parent, contenu, octets, instant, taux, liste) values
    (1, '{"b": [1, null, "é\\n"], "a": 12345678901234567890}', '\\x00ff0a5c', '2026-02-28 12:00:00.123456+01', 1.2300, '{a,NULL,"x,y"}'),
    (2, null, null, null, null, null)`)
  await pool.query('update essai_parent set enfant = 2 where id = 1')
  await pool.query('alter table essai_parent enable trigger user')
  await sauvegarder(pool, magasin(FICHIERS), archive)
  origine = (await pool.query(LECTURE)).rows
}, 60_000)

const creerTravaux = (pool: { query(sql: string): Promise<unknown> }) => pool.query(getConstructionPlans('pgboss'))

test('tout ce qui est sauvegardé revient : lignes, octets, microsecondes, fichiers, travaux', async () => {
  const pool = await ouvrir()
  const recus = new Map<string, Buffer>()
  const bilan = await restaurer(pool, magasin(recus), archive, { creerTravaux })
  expect(bilan.fichiers).toBe(2)
  expect(recus).toEqual(FICHIERS)
  const { rows } = await pool.query(LECTURE)
  expect(rows).toEqual(origine)
  expect(rows[0]).toMatchObject({
    nom: 'É « \\n \t1',
    instant: '2026-02-28 11:00:00.123456+00',
    taux: '1.2300',
    double: 2,
  })
  const suivants = await pool.query("insert into essai_parent (nom) values ('x') returning id, nom")
  expect(suivants.rows[0]).toEqual({ id: 2001, nom: 'troublé' })
  const enfant = await pool.query('insert into essai_enfant (parent) values (1) returning id')
  expect(enfant.rows[0]).toEqual({ id: 3 })
  await expect(pool.query('insert into essai_enfant (parent) values (99999)')).rejects.toThrow(/foreign key/)
})

test('la sauvegarde n’est lisible que par son propriétaire', () => {
  expect(statSync(archive).mode & 0o777).toBe(0o600)
})

test('une base qui sert déjà n’est jamais écrasée', async () => {
  const pool = await ouvrir()
  await pool.query("insert into essai_parent (nom) values ('déjà là')")
  await expect(restaurer(pool, magasin(new Map()), archive, { creerTravaux })).rejects.toThrow(
    /n’est pas vide \(essai_parent\)/,
  )
})

test('les annuaires chargés au démarrage ne gênent pas la restauration', async () => {
  const pool = await ouvrir()
  await pool.query("insert into essai_parent (nom) values ('annuaire')")
  await restaurer(pool, magasin(new Map()), archive, { creerTravaux, reference: ['essai_parent'] })
  expect((await pool.query('select count(*) n from essai_parent')).rows).toEqual([{ n: 2000 }])
})

const remplacer = (octets: Buffer, place: number, texte: string): Buffer =>
  Buffer.concat([octets.subarray(0, place), Buffer.from(texte), octets.subarray(place + texte.length)])

test('un dossier n’est pas un fichier où sauvegarder, et rien n’y est laissé', async () => {
  const avant = readdirSync(dossier)
  const pool = await ouvrir()
  await expect(sauvegarder(pool, magasin(FICHIERS), dossier)).rejects.toThrow(
    /est un dossier\u00a0: indiquez le fichier/,
  )
  expect(readdirSync(dossier)).toEqual(avant)
})

test('une sauvegarde abîmée, coupée ou étrangère ne restaure rien', async () => {
  const pool = await ouvrir()
  const octets = gunzipSync(readFileSync(archive))
  const place = octets.lastIndexOf('été')
  const variantes = {
    abimee: gzipSync(Buffer.concat([octets.subarray(0, place), Buffer.from('x'), octets.subarray(place + 1)])),
    colonnes: gzipSync(remplacer(octets, octets.indexOf('2024-02-29'), '2024-92-29')),
    coupee: readFileSync(archive).subarray(0, 2000),
    etrangere: Buffer.from('bonjour'),
  }
  for (const [nom, contenu] of Object.entries(variantes)) {
    const chemin = join(dossier, nom)
    writeFileSync(chemin, contenu)
    await expect(restaurer(pool, magasin(new Map()), chemin, { creerTravaux }), nom).rejects.toThrow(/abîmé/)
    expect((await pool.query('select count(*) n from essai_parent')).rows, nom).toEqual([{ n: 0 }])
  }
  await restaurer(pool, magasin(new Map()), archive, { creerTravaux })
})

test('une sauvegarde d’une autre version est refusée avec le nom de cette version', async () => {
  const pool = await ouvrir()
  const chemin = join(dossier, 'autre')
  const texte = gunzipSync(readFileSync(archive)).toString('latin1')
  writeFileSync(chemin, gzipSync(Buffer.from(texte.replace(/"nom":"\d{4}_\w+"/, '"nom":"0000_ancienne"'), 'latin1')))
  await expect(restaurer(pool, magasin(new Map()), chemin, { creerTravaux })).rejects.toThrow(/autre version/)
})
