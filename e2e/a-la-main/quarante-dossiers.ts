/** Forty town halls file through the pages; the Département, the Rectorat, the district and the commission, each in a browser of his
 * or her own, take their dossiers to published results; then each town hall, each school and the Rectorat finds the right letter.
 *   node scripts/build.ts && node e2e/a-la-main/quarante-dossiers.ts [how many: 40]
 * A server of its own on port 3499 (PORT=…), in a temporary folder. Prints durations; stops with an error if anything is wrong. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, expect } from '@playwright/test'
import { trouverNavigateur } from '../navigateur.ts'
import { personnage, SANS_SCRIPT } from '../personnages.ts'
import preparer, { commande } from '../preparer.ts'
import { chrono, parGroupes } from './chrono.ts'
import { noterTout, proposer, publier, tenirSeance } from './commission-vague.ts'
import { completer, deposer, mairieDe, SLUG } from './deposer-vague.ts'
import { attribuer, entrer, recueillirAvis, viderSaListe } from './instruire-vague.ts'
import { lireDansLeDossier, verifierLettres } from './lettres-vague.ts'
import { demarrer } from './serveur.ts'
import { annuaire, type Village, villages } from './villages.ts'

const COLLEGUE = 'collegue@essai.example'
const nombre = Number(process.argv[2] ?? 40)
const depuis = Number(process.argv[3] ?? 0)
const { mesurer, rapport } = chrono()
const arreter = await demarrer()
const browser = await chromium.launch({
  executablePath: trouverNavigateur(),
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-background-networking'],
})
try {
  const vague = villages(nombre, depuis)
  await mesurer('Les écoles et les comptes arrivent', 1, async () => {
    await preparer()
    peupler(vague)
  })
  await mesurer('Les communes déposent', nombre, () => parGroupes(vague, 2, (v) => deposer(browser, v)))
  const agent = await personnage(browser, SANS_SCRIPT, 'instruction')
  const collegue = await entrer(browser, COLLEGUE)
  const agents = [agent, collegue]
  await mesurer('Tout est attribué, en deux lots', 1, () => attribuer(agent, ['Julie Vidal', 'Dominique Parcours']))
  await mesurer('Deux agents examinent', nombre, async () => {
    await Promise.all(agents.map((a) => viderSaListe(a, vague, 'a_examiner')))
  })
  const incomplets = vague.filter((v) => v.incident === 'debit')
  await mesurer('Les communes complètent', incomplets.length, () =>
    parGroupes(incomplets, 2, (v) => completer(browser, v)),
  )
  await mesurer('Les compléments sont lus', incomplets.length, async () => {
    await Promise.all(agents.map((a) => viderSaListe(a, vague, 'complements_recus')))
  })
  await mesurer('ERUN, IEN et Rectorat donnent leur avis', 1, () => recueillirAvis(browser, agent, vague))
  const presentes = vague.filter((v) => v.incident !== 'hors')
  await mesurer('Deux membres notent', presentes.length, async () =>
    expect(await noterTout(browser)).toBe(presentes.length),
  )
  const presidente = await personnage(browser, SANS_SCRIPT, 'presidente')
  await mesurer('Un scénario devient la proposition', 1, () => proposer(presidente, Math.ceil(nombre / 10)))
  const decisions = await mesurer('La séance se tient', presentes.length, () => tenirSeance(presidente))
  expect(decisions.size).toBe(presentes.length)
  const [premier] = vague
  if (!premier) throw new Error('Nobody')
  const mairie = await mairieDe(browser, premier)
  await mesurer('Les résultats sont publiés à leur instant', 1, () => publier(presidente, mairie, premier))
  await mesurer('Chaque lettre est lue dans sa boîte', nombre, () => verifierLettres(vague, decisions))
  await mesurer('Chaque commune la retrouve dans son dossier', nombre, () =>
    parGroupes(vague, 2, (v) => lireDansLeDossier(browser, v, decisions.get(v.uai) ?? 'hors')),
  )
  rapport()
  const compter = (d: string) => [...decisions.values()].filter((x) => x === d).length
  console.log(
    `${compter('Retenir')} retenus, ${compter('Liste d’attente')} en liste d’attente, ${compter('Ne pas retenir')} non retenus, ${nombre - presentes.length} non conformes.`,
  )
} catch (e) {
  for (const page of browser.contexts().flatMap((c) => c.pages())) {
    console.error(page.url())
    for (const titre of await page.locator('h1, .govuk-error-summary, .laureat-avis').allTextContents())
      console.error(`  ${titre}`)
  }
  throw e
} finally {
  await browser.close()
  await arreter()
}

function creer(courriel: string, nom: string, role: string) {
  commande('compte', 'creer', courriel, '--nom', nom, '--habilitation', role)
}

function peupler(vague: readonly Village[]) {
  const fichier = join(mkdtempSync(join(tmpdir(), 'laureat-annuaire-')), 'ecoles.csv')
  writeFileSync(fichier, annuaire(vague))
  commande('importer', 'ecoles', fichier)
  creer(COLLEGUE, 'Dominique Parcours', `instructeur@${SLUG}`)
  for (const v of vague) creer(v.mairie, 'Camille Parcours', `signataire@${v.siren}`)
}
