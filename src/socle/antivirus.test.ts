import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, expect, test } from 'vitest'
import { ouvrirAntivirus } from './antivirus.ts'

const dossier = await mkdtemp(join(tmpdir(), 'laureat-clamd-'))
const serveurs: Server[] = []
const prises = new Set<Socket>()
afterAll(async () => {
  for (const p of prises) p.destroy()
  for (const s of serveurs) s.close()
  await rm(dossier, { recursive: true })
})

/** A clamd that speaks INSTREAM: reads chunks up to the zero length, then answers. */
async function faux(repondre: (contenu: Buffer) => string | null, { limite = Number.POSITIVE_INFINITY } = {}) {
  const serveur = createServer((prise) => {
    prises.add(prise)
    let recu = Buffer.alloc(0)
    prise.on('error', () => {})
    prise.on('data', (b) => {
      recu = Buffer.concat([recu, Buffer.from(b)])
      if (recu.toString('latin1').startsWith('zPING\0')) return prise.end('PONG\0')
      const lu = lire(recu.subarray('zINSTREAM\0'.length))
      if (lu.octets > limite) return prise.end('INSTREAM size limit exceeded. ERROR\0')
      const reponse = lu.fini ? repondre(lu.contenu) : null
      if (reponse !== null) prise.end(`${reponse}\0`)
    })
  })
  serveurs.push(serveur)
  const chemin = join(dossier, `clamd-${serveurs.length}.sock`)
  await new Promise<void>((ok) => serveur.listen(chemin, ok))
  return { chemin }
}

function lire(b: Buffer) {
  const morceaux: Buffer[] = []
  let place = 0
  while (place + 4 <= b.length) {
    const longueur = b.readUInt32BE(place)
    if (longueur === 0) return { contenu: Buffer.concat(morceaux), octets: place, fini: true }
    morceaux.push(b.subarray(place + 4, place + 4 + longueur))
    place += 4 + longueur
  }
  return { contenu: Buffer.concat(morceaux), octets: place, fini: false }
}

const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

test('un fichier sain est dit sain, et arrive entier à l’antivirus', async () => {
  const contenu = randomBytes(1_000_000)
  let vu: Buffer | undefined
  const clamd = await faux((c) => {
    vu = c
    return 'stream: OK'
  })
  expect(await ouvrirAntivirus(clamd).analyser(Readable.from([contenu.subarray(0, 3), contenu.subarray(3)]))).toEqual({
    etat: 'sain',
  })
  expect(vu?.equals(contenu)).toBe(true)
})

test('le fichier d’essai EICAR est dit infecté, avec le nom du virus', async () => {
  const clamd = await faux((c) => (c.includes('EICAR') ? 'stream: Win.Test.EICAR_HDB-1 FOUND' : 'stream: OK'))
  const analyse = await ouvrirAntivirus(clamd).analyser(Readable.from([EICAR]))
  expect(analyse).toEqual({ etat: 'infecte', detail: 'Win.Test.EICAR_HDB-1' })
})

test('sans antivirus configuré, l’administratrice le voit', async () => {
  const antivirus = ouvrirAntivirus(undefined)
  expect(await antivirus.analyser(Readable.from(['a']))).toMatchObject({ etat: 'non_analyse' })
  expect(await antivirus.etat()).toContain('Aucun antivirus n’est configuré')
})

test('un antivirus arrêté n’empêche pas d’envoyer : le fichier est dit non analysé', async () => {
  const antivirus = ouvrirAntivirus({ chemin: join(dossier, 'absent.sock') })
  expect(await antivirus.analyser(Readable.from(['a']))).toMatchObject({
    etat: 'non_analyse',
    detail: expect.stringContaining('ENOENT'),
  })
  expect(await antivirus.etat()).toContain('ne répond pas')
})

test('un antivirus muet est abandonné après son délai', async () => {
  const clamd = await faux(() => null)
  const analyse = await ouvrirAntivirus(clamd, { delai: 50 }).analyser(Readable.from(['a']))
  expect(analyse).toMatchObject({ etat: 'non_analyse', detail: expect.stringContaining('pas de réponse') })
})

test('un fichier trop gros pour l’antivirus est dit non analysé, avec ce qu’il a répondu', async () => {
  const clamd = await faux(() => 'stream: OK', { limite: 100_000 })
  const gros = Readable.from(Array.from({ length: 100 }, () => Buffer.alloc(65_536)))
  expect(await ouvrirAntivirus(clamd).analyser(gros)).toMatchObject({
    etat: 'non_analyse',
    detail: expect.stringContaining('size limit'),
  })
})

test('un fichier dont la lecture échoue est dit non analysé', async () => {
  const clamd = await faux(() => 'stream: OK')
  const casse = new Readable({
    read() {
      this.destroy(new Error('EIO'))
    },
  })
  expect(await ouvrirAntivirus(clamd).analyser(casse)).toMatchObject({
    etat: 'non_analyse',
    detail: expect.stringContaining('EIO'),
  })
})

test('un antivirus en marche répond', async () => {
  expect(await ouvrirAntivirus(await faux(() => 'stream: OK')).etat()).toBeNull()
})
