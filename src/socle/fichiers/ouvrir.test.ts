import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, open, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { finished } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Fichiers, ouvrirFichiers } from './ouvrir.ts'
import { recueillir } from './recueillir.ts'

const dossier = await mkdtemp(join(tmpdir(), 'laureat-fichiers-'))
const s3 = await demarrerS3()
afterAll(async () => {
  await s3.arreter()
  await rm(dossier, { recursive: true })
})

const sha256 = (b: Buffer | string) => createHash('sha256').update(b).digest('hex')
const tampon = (nom: string) => readdir(join(dossier, nom, 'fichiers', '.tampon'))

describe.each([
  ['dans un dossier', 'local', undefined],
  ['dans un stockage S3', 's3', s3.adresse],
] as const)('%s', (_, nom, adresse) => {
  let fichiers: Fichiers
  beforeAll(async () => {
    fichiers = await ouvrirFichiers({ donnees: join(dossier, nom), ...(adresse ? { s3: adresse } : {}) })
  })
  const clefs = async () => (await tous(fichiers)).map((f) => f.cle)

  test('une pièce envoyée est relue telle quelle, rangée sous son empreinte', async () => {
    const contenu = randomBytes(300_000)
    const ecrit = await fichiers.ecrire(Readable.from([contenu.subarray(0, 7), contenu.subarray(7)]))
    expect(ecrit).toEqual({ cle: sha256(contenu), sha256: sha256(contenu), octets: 300_000 })
    expect(await buffer(await fichiers.lire(sha256(contenu)))).toEqual(contenu)
    expect(await tous(fichiers)).toContainEqual({ cle: sha256(contenu), octets: 300_000 })
    expect(await tampon(nom)).toEqual([])
  })

  test('la même pièce envoyée deux fois à la fois n’est gardée qu’une fois', async () => {
    const envoyer = () => fichiers.ecrire(Readable.from([Buffer.from('la même délibération')]))
    const [un, deux] = await Promise.all([envoyer(), envoyer()])
    expect(un).toEqual(deux)
    expect((await clefs()).filter((c) => c === sha256('la même délibération'))).toHaveLength(1)
  })

  test('une grosse pièce passe par morceaux', async () => {
    const contenu = randomBytes(18_000_000)
    const ecrit = await fichiers.ecrire(Readable.from([contenu.subarray(0, 9_000_000), contenu.subarray(9_000_000)]))
    expect(ecrit).toMatchObject({ octets: 18_000_000 })
    expect(sha256(await buffer(await fichiers.lire(sha256(contenu))))).toBe(sha256(contenu))
  })

  test('un envoi trop gros est arrêté en route, et lu jusqu’au bout pour que la réponse parte', async () => {
    let lus = 0
    const flux = Readable.from(
      (function* () {
        for (; lus < 200; lus++) yield Buffer.alloc(1_000_000)
      })(),
    )
    expect(await fichiers.ecrire(flux, { max: 20_000_000 })).toMatchObject({ statut: 413, code: 'fichier_trop_gros' })
    await finished(flux)
    expect(lus).toBe(200)
    expect(await tampon(nom)).toEqual([])
  })

  test('un envoi vide, ou coupé en route, ne laisse rien', async () => {
    const avant = await clefs()
    expect(await fichiers.ecrire(Readable.from([]))).toMatchObject({ statut: 422, code: 'fichier_vide' })
    const coupe = new Readable({ read() {} })
    coupe.push(Buffer.from('%PDF-'))
    setImmediate(() => coupe.destroy(Object.assign(new Error('aborted'), { code: 'ECONNRESET' })))
    expect(await fichiers.ecrire(coupe)).toMatchObject({ statut: 422, code: 'envoi_interrompu' })
    expect(await clefs()).toEqual(avant)
    expect(await tampon(nom)).toEqual([])
  })

  test('un contenu que le contrôle refuse n’est pas gardé', async () => {
    const non = { refus: true, statut: 415, code: 'non', detail: 'Non.' } as const
    expect(await fichiers.ecrire(Readable.from(['un virus']), { controle: async () => non })).toEqual(non)
    expect(await clefs()).not.toContain(sha256('un virus'))
  })

  test('une restauration remet chaque contenu sous son empreinte, et refuse un autre contenu', async () => {
    const cle = sha256('restauré')
    expect(await fichiers.ecrireSous(cle, Readable.from(['autre chose']))).toMatchObject({
      code: 'empreinte_differente',
    })
    expect(await fichiers.ecrireSous(cle, Readable.from(['restauré']))).toMatchObject({ cle })
    await fichiers.supprimer(cle)
    await fichiers.supprimer(cle)
    expect(await clefs()).not.toContain(cle)
    await expect(fichiers.lire(cle)).rejects.toThrow()
  })

  test('une clé qui serait un chemin est une erreur de programme', async () => {
    await expect(fichiers.lire('../../../etc/passwd')).rejects.toThrow('not the key')
  })
})

test('un fichier coupé par la limite du formulaire n’est pas pris pour un fichier entier', async () => {
  const flux = Object.assign(Readable.from(['le début']), { truncated: true })
  expect(await recueillir(flux, dossier, 100)).toMatchObject({ statut: 413 })
})

test('un disque plein donne une phrase claire, et l’envoi est lu jusqu’au bout', async () => {
  const flux = Readable.from([Buffer.alloc(10), Buffer.alloc(10)])
  const reponse = await recueillir(flux, dossier, 100, () => open('/dev/full', 'w'))
  expect(reponse).toMatchObject({ statut: 503, code: 'disque_plein' })
  await finished(flux)
})

test('un stockage S3 qui ne répond pas donne une phrase claire', async () => {
  const adresse = { ...s3.adresse, adresse: 'http://127.0.0.1:9' }
  const fichiers = await ouvrirFichiers({ donnees: join(dossier, 'perdu'), s3: adresse })
  expect(await fichiers.ecrire(Readable.from(['a']))).toMatchObject({ statut: 503, code: 'stockage_indisponible' })
})

test('les restes d’un processus tué disparaissent au démarrage suivant, pas les envois en cours', async () => {
  const reste = join(dossier, 'local', 'fichiers', '.tampon', 'reste')
  await writeFile(reste, 'moitié')
  await writeFile(`${reste}-frais`, 'moitié')
  await utimes(reste, new Date('2020-01-01'), new Date('2020-01-01'))
  await ouvrirFichiers({ donnees: join(dossier, 'local') })
  expect(await tampon('local')).toEqual(['reste-frais'])
})

async function tous(fichiers: Fichiers) {
  const vus: { cle: string; octets: number }[] = []
  for await (const f of fichiers.lister()) vus.push(f)
  return vus
}

async function demarrerS3() {
  const { port, arreter } = await new Promise<{ port: number; arreter: () => Promise<void> }>((ok, non) => {
    // s3rver has no types of its own.
    const S3rver = createRequire(import.meta.url)('s3rver') as new (
      options: object,
    ) => {
      run(suite: (e: Error | null, adresse: { port: number }) => void): void
      close(suite: () => void): void
    }
    const serveur = new S3rver({
      port: 0,
      address: '127.0.0.1',
      silent: true,
      directory: join(dossier, 's3rver'),
      configureBuckets: [{ name: 'laureat' }],
    })
    const arret = () => new Promise<void>((fini) => serveur.close(fini))
    serveur.run((e, adresse) => (e ? non(e) : ok({ port: adresse.port, arreter: arret })))
  })
  const adresse = {
    adresse: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    compartiment: 'laureat',
    cle: 'S3RVER',
    secret: 'S3RVER',
  }
  return { adresse, arreter }
}
