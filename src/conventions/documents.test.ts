import { writeFileSync } from 'node:fs'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { menerJusqua } from '../../test/argent.ts'
import { parties } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai } from '../../test/maison.ts'
import { composerUn } from '../registre/composer-documents.ts'
import { lireFaits } from '../registre/lire.ts'
import { modeleDeliberation } from './deliberation.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
const PIEGE = 'École #1 *Jules* $Ferry$ {{nom}}'
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  m.alleAu('2025-01-16T10:00:00+01:00')
  await sql`update ecole set nom = ${PIEGE} where uai = ${ECOLES.ferry}`.execute(m.base)
  ;({ id } = await menerJusqua(m, p, 'notifie'))
}, 60_000)
afterAll(() => m.fermer())

test('la convention, le modèle de délibération et la notification s’écrivent, et un nom piégé reste un nom', async () => {
  const { rows } = await sql<{ id: string; genre: string; nom: string; contenu: unknown }>`
    select id, genre, nom, contenu from document where dossier_id = ${id} and genre <> 'accuse' order by cree_le, id`.execute(
    m.base,
  )
  expect(rows.map((r) => r.genre)).toEqual(['convention', 'modele_deliberation', 'notification'])
  for (const r of rows) {
    const cle = await composerUn({ porte: m.porte, fichiers: m.fichiers }, r.id)
    const lu = await m.fichiers.lire(cle)
    const octets: Buffer[] = []
    for await (const o of lu as AsyncIterable<Buffer>) octets.push(o)
    if (process.env.ECRIRE) writeFileSync(`${process.env.ECRIRE}/${r.nom}`, Buffer.concat(octets))
    expect(Buffer.concat(octets).subarray(0, 4).toString('latin1')).toBe(
      r.nom.endsWith('.docx') ? 'PK\u0003\u0004' : '%PDF',
    )
    expect(JSON.stringify(r.contenu)).toContain(PIEGE)
  }
})

test('le modèle de délibération nomme l’article qui vaut pour l’assemblée, et la convention ENT s’il en faut une', async () => {
  const f = await lireFaits(m.base, id)
  if (!f) throw new Error('The dossier exists')
  const dit = (x: typeof f) => JSON.stringify(modeleDeliberation(x).blocs).replace(/[\u00a0\u202f]/g, ' ')
  expect(dit(f)).toContain('notamment son article L. 2121-29')
  expect(dit(f)).toContain('approuve la convention de subvention annexée ;')
  expect(dit(f)).toContain('autorise le maire à la signer')
  const sans = { ecoles: Object.fromEntries(f.ecoles.map((e) => [e.uai, { presentation: { ent_existant: false } }])) }
  const epci = dit({ ...f, organisme: { ...f.organisme, type: 'epci' }, reponses: { ...f.reponses, ...sans } })
  expect(epci).toContain('L. 5211-1')
  expect(epci).toContain('sur les données des élèves, annexées ;')
  expect(epci).toContain('autorise le président à les signer')
})
