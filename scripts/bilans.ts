import { relative } from 'node:path'
import { z } from 'zod'

/** What a run of tests says: how many passed, how many failed, and one line for each failure. */
export type Bilan = { reussis: number; rates: number; plaintes: string[] }

/** Reads the JSON report of vitest; a file that does not even load counts as one failed test. */
export function bilanVitest(rapport: unknown): Bilan {
  const { testResults, numPassedTests } = RapportVitest.parse(rapport)
  const plaintes = testResults.flatMap(({ name, status, message, assertionResults }) => {
    const fichier = relative(process.cwd(), name)
    const rates = assertionResults.filter((a) => a.status === 'failed')
    if (status === 'failed' && rates.length === 0) return [`${fichier} : ${premiereLigne(message)}`]
    return rates.map((a) => `${fichier} › ${a.title} : ${premiereLigne(a.failureMessages[0])}`)
  })
  return { reussis: numPassedTests, rates: plaintes.length, plaintes }
}

/** Reads the JSON report of playwright; a test that passes at its second attempt is a failure here. */
export function bilanPlaywright(rapport: unknown): Bilan {
  const { suites, stats, errors } = RapportPlaywright.parse(rapport)
  const plaintes = [...errors.map((e) => premiereLigne(e.message)), ...suites.flatMap(rates)]
  return { reussis: stats.expected, rates: Math.max(plaintes.length, stats.unexpected + stats.flaky), plaintes }
}

const rates = ({ title, specs, suites }: Suite): string[] => [
  ...specs.flatMap(({ title: titre, tests }) =>
    tests
      .filter((t) => t.status === 'unexpected' || t.status === 'flaky')
      .map((t) => `${title} › ${titre} : ${premiereLigne(t.results.flatMap((r) => r.errors)[0]?.message)}`),
  ),
  ...(suites ?? []).flatMap(rates),
]

// biome-ignore lint/suspicious/noControlCharactersInRegex: the reports colour their messages.
const premiereLigne = (texte = 'sans message'): string => texte.replace(/\u001b\[\d+m/g, '').split('\n')[0] ?? ''

const RapportVitest = z.object({
  numPassedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({ title: z.string(), status: z.string(), failureMessages: z.array(z.string()).default([]) }),
      ),
    }),
  ),
})

const Plainte = z.object({ message: z.string().optional() })

type Suite = {
  title: string
  specs: { title: string; tests: { status: string; results: { errors: { message?: string | undefined }[] }[] }[] }[]
  suites?: Suite[] | undefined
}
const Suite: z.ZodType<Suite> = z.object({
  title: z.string(),
  specs: z.array(
    z.object({
      title: z.string(),
      tests: z.array(
        z.object({ status: z.string(), results: z.array(z.object({ errors: z.array(Plainte).default([]) })) }),
      ),
    }),
  ),
  get suites() {
    return z.array(Suite).optional()
  },
})
const RapportPlaywright = z.object({
  suites: z.array(Suite),
  errors: z.array(Plainte).default([]),
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
})
