// Everything that bin/ci checks, in order, then one line: « N passed, N failed ». A new check is a row of ETAPES.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Bilan, bilanPlaywright, bilanVitest } from './bilans.ts'
import { executer } from './executer.ts'

type Etape = {
  nom: string
  commande: string[]
  env?: Record<string, string>
  /** Reads how many tests passed and failed; without it, the step itself is one test. */
  bilan?: (rapport: unknown) => Bilan
  /** The sentence to print instead, when the step cannot run here. */
  absente?: string | false
}

const temporaire = mkdtempSync(join(tmpdir(), 'laureat-ci-'))
const rapport = join(temporaire, 'rapport.json')
const LIGNES = 40
const POSTGRES_15 = '/usr/lib/postgresql/15'
const vitest = ['vitest', 'run', '--reporter=json', `--outputFile=${rapport}`]

const ETAPES: Etape[] = [
  { nom: 'Mise en forme et règles d’écriture (biome)', commande: ['biome', 'check', '.'] },
  { nom: 'Types (tsc)', commande: ['tsc', '--noEmit'] },
  { nom: 'Code mort (knip)', commande: ['knip', '--no-progress'] },
  { nom: 'Construction', commande: ['node', 'scripts/build.ts'] },
  { nom: 'Types de la base à jour', commande: ['node', 'scripts/types-base.ts', '--verifier'] },
  {
    nom: 'Documents engendrés à jour (docs/actes.md, docs/etats.svg)',
    commande: ['node', 'dist/cli.js', 'docs', '--verifier'],
  },
  { nom: 'Règles, pages et API (vitest)', commande: vitest, bilan: bilanVitest },
  {
    nom: 'Migrations et tranche de tests sur PostgreSQL 15',
    commande: [...vitest, 'src/socle/base/pool', 'src/socle/sauvegarde', 'src/socle/annuaires', 'src/registre'],
    env: { LAUREAT_POSTGRES_DE_TEST: POSTGRES_15 },
    bilan: bilanVitest,
    absente: !existsSync(join(POSTGRES_15, 'bin/postgres')) && 'PostgreSQL 15 n’est pas installé ici (postgresql-15)',
  },
  {
    nom: 'Parcours dans le navigateur (playwright)',
    commande: ['playwright', 'test', '--reporter=json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: rapport, PLAYWRIGHT_JSON_OUTPUT_NAME: rapport },
    bilan: bilanPlaywright,
    absente: !existsSync('playwright.config.ts') && 'aucun parcours n’est encore écrit (playwright.config.ts)',
  },
]

const total: Bilan = { reussis: 0, rates: 0, plaintes: [] }
try {
  for (const etape of ETAPES) {
    const { reussis, rates } = await passer(etape)
    total.reussis += reussis
    total.rates += rates
  }
} finally {
  rmSync(temporaire, { recursive: true, force: true })
}
console.log(`${total.reussis} passed, ${total.rates} failed`)
process.exitCode = total.rates > 0 ? 1 : 0

async function passer({ nom, commande, env, bilan, absente }: Etape): Promise<Bilan> {
  if (absente) {
    console.log(`– ${nom} : passé, ${absente}.`)
    return { reussis: 0, rates: 0, plaintes: [] }
  }
  const debut = performance.now()
  rmSync(rapport, { force: true })
  const [programme = '', ...args] = commande
  const { code, sortie } = await executer(programme, args, { env: { ...process.env, ...env, CI: '1', NO_COLOR: '1' } })
  const resultat = bilan
    ? lireBilan(bilan, code)
    : { reussis: code === 0 ? 1 : 0, rates: code === 0 ? 0 : 1, plaintes: [] }
  const compte = bilan ? ` : ${resultat.reussis} réussis, ${resultat.rates} ratés` : ''
  const secondes = ((performance.now() - debut) / 1000).toLocaleString('fr-FR', { maximumFractionDigits: 1 })
  console.log(`${resultat.rates === 0 ? '✓' : '✗'} ${nom}${compte} (${secondes} s)`)
  if (resultat.rates > 0) montrer(resultat.plaintes.length > 0 ? resultat.plaintes : sortie.trimEnd().split('\n'))
  return resultat
}

function lireBilan(lire: (rapport: unknown) => Bilan, code: number): Bilan {
  const lu = existsSync(rapport)
    ? lire(JSON.parse(readFileSync(rapport, 'utf8')))
    : { reussis: 0, rates: 0, plaintes: [] }
  // A run that fails without a failed test (nothing found, a crash) is a failure.
  return code !== 0 && lu.rates === 0 ? { ...lu, rates: 1 } : lu
}

function montrer(lignes: string[]): void {
  const gardees = lignes.length > LIGNES ? ['…', ...lignes.slice(-LIGNES)] : lignes
  for (const ligne of gardees) console.log(`    ${ligne}`)
}
