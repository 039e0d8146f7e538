import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, request, test } from '@playwright/test'
import { HtmlValidate } from 'html-validate'
import { type NomUrl, urls } from '../src/urls.ts'
import type { NomActeur } from './acteurs.ts'
import { env, sessionDe } from './env.ts'
import { TAGS } from './loupe.ts'
import { pagesVisibles } from './pages.ts'

/** These walk through every page that they may open; the others through the few that change with the role. */
const PARTOUT: (NomActeur | 'anonyme')[] = [
  ...(['anonyme', 'mairie', 'ecole', 'erun', 'instruction', 'presidente', 'commission', 'paiement'] as const),
]
const AILLEURS: NomActeur[] = [
  ...(['epci', 'crolles', 'ien', 'rectorat', 'assemblee', 'presidence', 'validation', 'canope', 'ligue'] as const),
  ...(['administration', 'audit'] as const),
]
const CHANGEANTES = /^(monEspace|bureau|bureauDossier|dossier|chronologie|commission|administration.*|travaux.*)$/

/** Public pages are read by a visitor, the pages of an account by a town hall: they are the same for everybody. */
const aVoir = (nom: NomUrl, qui: string): boolean =>
  qui === 'anonyme' || (urls[nom].acces !== 'public' && (qui === 'mairie' || !DU_COMPTE.test(nom)))
const DU_COMPTE = /^(compte|sessions|jetons|mesDonnees|fermerCompte|rattachement|nouveauDossier)/

const html = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // The server writes void elements as HTML does, govuk-frontend writes roles that old readers need, names repeat in lists of
    // boxes, and its radio conditions and tables carry roles of their own.
    'void-style': 'off',
    'no-redundant-role': 'off',
    'form-dup-name': 'off',
    'presentation-role-style': 'off',
    'prefer-native-element': 'off',
    'long-title': 'off',
    'no-trailing-whitespace': 'off',
    'no-inline-style': 'error',
    'tel-non-breaking': 'off',
  },
})

for (const qui of [...PARTOUT, ...AILLEURS])
  test(`chaque page se lit sans obstacle : ${qui}`, async ({ browser }, info) => {
    test.setTimeout(300_000)
    const session = qui === 'anonyme' ? {} : { storageState: sessionDe(qui) }
    const api = await request.newContext({ baseURL: env().adresse, ...session })
    const partout = PARTOUT.includes(qui)
    const pages = (await pagesVisibles(api, partout ? /./ : CHANGEANTES)).filter(({ nom }) => aVoir(nom, qui))
    const contexte = await browser.newContext(session)
    const page = await contexte.newPage()
    const fautes: string[] = []
    for (const { nom, adresse, html: texte } of pages) {
      const rapport = await html.validateString(texte)
      for (const m of rapport.results.flatMap((r) => r.messages))
        fautes.push(`${nom} ${adresse} : ${m.ruleId} ${m.message} (${m.line}:${m.column})`)
      await page.goto(adresse)
      const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
      for (const v of violations) fautes.push(`${nom} ${adresse} : ${v.id} ${v.nodes[0]?.html.slice(0, 160)}`)
      fautes.push(...(await debordements(page, nom, adresse)))
    }
    info.annotations.push({ type: 'pages', description: `${pages.length} : ${pages.map((p) => p.nom).join(', ')}` })
    await contexte.close()
    await api.dispose()
    expect(pages.length).toBeGreaterThan(0)
    // The gate prints the first line of an error: it names the first faults.
    if (fautes.length > 0) throw new Error(`${fautes.length} : ${fautes.slice(0, 5).join(' | ')}`)
  })

/** At 320 pixels nothing scrolls sideways, except a table in its own box. */
const debordements = async (page: Page, nom: string, adresse: string): Promise<string[]> => {
  await page.setViewportSize({ width: 320, height: 800 })
  const large = await page.evaluate(() => document.documentElement.scrollWidth)
  await page.setViewportSize({ width: 1280, height: 900 })
  return large > 320 ? [`${nom} ${adresse} : ${large} pixels de large à 320`] : []
}
