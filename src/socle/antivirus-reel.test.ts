import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as attendre } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { ouvrirAntivirus } from './antivirus.ts'

/** Debian's `clamav-daemon`, or the program that CLAMD_PROGRAMME names. It ships no signatures: the test writes one. */
const PROGRAMME = process.env.CLAMD_PROGRAMME ?? '/usr/sbin/clamd'
const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}', '$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

const dossier = await mkdtemp(join(tmpdir(), 'laureat-clamd-reel-'))
let arreter = () => {}
afterAll(async () => {
  arreter()
  await rm(dossier, { recursive: true, force: true })
})

test.skipIf(!existsSync(PROGRAMME))(
  'un vrai clamd reconnaît EICAR et laisse passer un devis (sauté si clamav-daemon n’est pas installé)',
  async () => {
    const chemin = await demarrer()
    const antivirus = ouvrirAntivirus({ chemin })
    await expect.poll(() => antivirus.etat(), { timeout: 15_000, interval: 100 }).toBeNull()
    expect(await antivirus.analyser(Readable.from([EICAR]))).toEqual({
      etat: 'infecte',
      detail: expect.stringContaining('Eicar'),
    })
    expect(await antivirus.analyser(Readable.from([Buffer.alloc(500_000, 'devis ')]))).toEqual({ etat: 'sain' })
    const gros = Readable.from(Array.from({ length: 30 }, () => Buffer.alloc(100_000)))
    expect(await antivirus.analyser(gros)).toMatchObject({
      etat: 'non_analyse',
      detail: expect.stringContaining('size limit'),
    })
  },
)

async function demarrer(): Promise<string> {
  const signatures = join(dossier, 'signatures')
  const chemin = join(dossier, 'clamd.sock')
  await chmod(dossier, 0o755)
  await mkdir(signatures)
  const md5 = createHash('md5').update(EICAR).digest('hex')
  await writeFile(join(signatures, 'local.hdb'), `${md5}:${EICAR.length}:Eicar-Essai\n`)
  const reglages = [
    `LocalSocket ${chemin}`,
    `DatabaseDirectory ${signatures}`,
    'Foreground yes',
    'StreamMaxLength 1M',
    'User root',
  ]
  await writeFile(join(dossier, 'clamd.conf'), `${reglages.slice(0, process.getuid?.() === 0 ? 5 : 4).join('\n')}\n`)
  const clamd = spawn(PROGRAMME, ['-c', join(dossier, 'clamd.conf')], { stdio: 'ignore' })
  arreter = () => clamd.kill('SIGKILL')
  for (let i = 0; i < 150 && !existsSync(chemin) && clamd.exitCode === null; i++) await attendre(100)
  return chemin
}
