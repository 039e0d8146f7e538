// Makes dist/: the server, the command line and the PDF worker in one file each, what they read beside them under the same
// paths as in the project, and the browser's part (Vite). Does nothing when nothing changed; two builds never mix.

import { createHash } from 'node:crypto'
import { constants, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { access, copyFile, readdir, readFile } from 'node:fs/promises'
import { dirname, extname, join, relative } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { sousVerrou } from '../src/socle/base/verrou.ts'
import { executer } from './executer.ts'

const racine = join(import.meta.dirname, '..')
const dist = join(racine, 'dist')
const empreinteRacine = createHash('sha256').update(racine).digest('hex').slice(0, 16)

// Each program keeps in dist/ the place it has in the project, except the two that people start.
const PROGRAMMES = {
  server: 'src/server.ts',
  cli: 'src/cli.ts',
  'src/socle/pdf/ouvrier': 'src/socle/pdf/ouvrier.ts',
  'src/socle/pdf/lecteur': 'src/socle/pdf/lecteur.ts',
  'src/socle/tableurs/classeur': 'src/socle/tableurs/classeur.ts',
}
const CODE = new Set(['.ts', '.tsx', '.md', '.scss', '.css'])

const sources = await lister(['src', 'db', 'appels'])
const communes = ['scripts/build.ts', 'package-lock.json', 'tsconfig.json']
const navigateur = [
  ...sources.filter((f) => f.startsWith('src/client/') || /\.(?:s?css|svg)$/.test(f)),
  'vite.config.ts',
]

await faire(
  'serveur',
  sources.filter((f) => !f.startsWith('src/client/')),
  'construit.json',
  construireServeur,
)
// The command line (--commande) does without the browser's part.
if (existsSync(join(racine, 'vite.config.ts')) && !process.argv.includes('--commande'))
  await faire('navigateur', navigateur, 'construit-navigateur.json', construireNavigateur)

async function faire(quoi: string, fichiers: string[], temoin: string, construire: () => Promise<void>): Promise<void> {
  const chemin = join(dist, temoin)
  const empreinte = await empreinteDe([...fichiers, ...communes])
  const aJour = (): boolean => existsSync(chemin) && JSON.parse(readFileSync(chemin, 'utf8')).empreinte === empreinte
  if (aJour()) return
  await access(existsSync(dist) ? dist : racine, constants.W_OK).catch(() => {
    console.error(
      `Le dossier ${dist} n’est pas accessible en écriture : lancez une fois « npm run build » depuis le compte qui a installé Lauréat.`,
    )
    process.exit(1)
  })
  await sousVerrou(`build-${empreinteRacine}`, async () => {
    if (aJour()) return
    const debut = performance.now()
    await construire()
    ecrire(chemin, JSON.stringify({ empreinte }))
    if (!process.argv.includes('--commande'))
      console.error(`Construction (${quoi}) : ${Math.round(performance.now() - debut)} ms`)
  })
}

async function construireServeur(): Promise<void> {
  const { build } = await import('esbuild')
  const entrees = Object.entries(PROGRAMMES).filter(([, source]) => existsSync(join(racine, source)))
  const { outputFiles } = await build({
    absWorkingDir: racine,
    entryPoints: Object.fromEntries(entrees),
    outdir: dist,
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    packages: 'external',
    sourcemap: 'linked',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
  })
  for (const fichier of outputFiles) ecrire(fichier.path, fichier.contents)
  await copier()
}

// What the programs read while they run: migrations, calls, letters' templates, fonts.
async function copier(): Promise<void> {
  const lus = sources.filter((f) => !f.startsWith('src/client/') && (f.startsWith('appels/') || !CODE.has(extname(f))))
  for (const dossier of ['db', 'appels']) {
    const gardes = new Set(lus)
    const presents = await lister([`dist/${dossier}`])
    for (const f of presents) if (!gardes.has(relative('dist', f))) rmSync(join(racine, f))
  }
  for (const f of lus) {
    mkdirSync(dirname(join(dist, f)), { recursive: true })
    await copyFile(join(racine, f), join(dist, f))
  }
}

async function construireNavigateur(): Promise<void> {
  const vite = join(racine, 'node_modules/vite/bin/vite.js')
  const { code, sortie } = await executer(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: racine })
  if (code === 0) return comprimer()
  console.error(sortie)
  process.exit(1)
}

// Compressed once, at the best level: a server has no time for it at each request.
async function comprimer(): Promise<void> {
  for (const f of await lister(['dist/client/actifs'])) {
    if (!/\.(?:css|js|svg)$/.test(f)) continue
    const contenu = readFileSync(join(racine, f))
    writeFileSync(join(racine, `${f}.br`), brotliCompressSync(contenu))
    writeFileSync(join(racine, `${f}.gz`), gzipSync(contenu, { level: 9 }))
  }
}

/** Files of these folders, tests left out, as sorted paths from the project's root. */
async function lister(dossiers: string[]): Promise<string[]> {
  const listes = await Promise.all(
    dossiers.map(async (dossier) => {
      const entrees = await readdir(join(racine, dossier), { recursive: true, withFileTypes: true }).catch(() => [])
      return entrees.filter((e) => e.isFile()).map((e) => relative(racine, join(e.parentPath, e.name)))
    }),
  )
  return listes
    .flat()
    .filter((f) => !/\.test\.tsx?$/.test(f))
    .sort()
}

async function empreinteDe(fichiers: string[]): Promise<string> {
  const contenus = await Promise.all(fichiers.map((f) => readFile(join(racine, f)).catch(() => '')))
  const empreinte = createHash('sha256').update(process.version)
  fichiers.forEach((f, i) => {
    empreinte.update(`\0${f}\0`).update(contenus[i] ?? '')
  })
  return empreinte.digest('hex')
}

// Written beside then renamed: a command that starts meanwhile reads the old file or the new one, never half of it.
function ecrire(chemin: string, contenu: string | Uint8Array): void {
  mkdirSync(dirname(chemin), { recursive: true })
  writeFileSync(`${chemin}.${process.pid}`, contenu)
  renameSync(`${chemin}.${process.pid}`, chemin)
}
