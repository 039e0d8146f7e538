import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest'
import { baseVide } from '../../../test/base-de-test.ts'
import { migrer } from './migrer.ts'
import { ouvrirPool } from './pool.ts'

const dossier = mkdtempSync(join(tmpdir(), 'migrations-'))
const ecrire = (nom: string, sql: string): void => writeFileSync(join(dossier, nom), sql)
afterAll(() => rmSync(dossier, { recursive: true }))

let pool: pg.Pool
beforeEach(async () => {
  ecrire('0001_debut.sql', 'create table ecole (uai text primary key);')
  ecrire('0002_suite.sql', "insert into ecole values ('0381234A');")
  pool = ouvrirPool({ ...(await baseVide()), max: 5 })
})
afterEach(async () => {
  await pool.end()
  rmSync(join(dossier, '0003_faute.sql'), { force: true })
})

test('deux processus qui démarrent ensemble ne migrent qu’une fois', async () => {
  const faites = await Promise.all([migrer(pool, dossier), migrer(pool, dossier)])
  expect(faites.flat().sort()).toEqual(['0001_debut', '0002_suite'])
  expect((await pool.query('select count(*) n from ecole')).rows).toEqual([{ n: 1 }])
  expect(await migrer(pool, dossier)).toEqual([])
})

test('une migration qui échoue ne laisse rien derrière elle, et celles d’avant restent', async () => {
  ecrire('0003_faute.sql', 'create table a_moitie (n int); select faute;')
  await expect(migrer(pool, dossier)).rejects.toThrow(/0003_faute failed/)
  expect((await pool.query("select to_regclass('a_moitie') t, to_regclass('ecole')::text e")).rows).toEqual([
    { t: null, e: 'ecole' },
  ])
})

test('une migration modifiée après coup est refusée d’une phrase', async () => {
  await migrer(pool, dossier)
  ecrire('0002_suite.sql', 'select 1;')
  await expect(migrer(pool, dossier)).rejects.toThrow(/«\u00a00002_suite\u00a0» a changé/)
})

test('un programme plus ancien que la base refuse de s’en servir', async () => {
  ecrire('0003_faute.sql', 'select 1;')
  await migrer(pool, dossier)
  rmSync(join(dossier, '0003_faute.sql'))
  await expect(migrer(pool, dossier)).rejects.toThrow(/plus récente que ce programme/)
})
