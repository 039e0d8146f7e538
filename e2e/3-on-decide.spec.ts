import { expect, test } from '@playwright/test'
import {
  clore,
  deciderEnSalle,
  declarerConforme,
  examiner,
  noter,
  ouvrirSalle,
  preparerSeance,
  projetsANoter,
} from './decider.ts'
import { dossiersDuMonde } from './env.ts'
import { dernierCourriel, personnage, SANS_SCRIPT } from './personnages.ts'

const SLUG = 'tne38-pac-2025'
const BUREAU = `/bureau/${SLUG}`

test('un dossier est examiné, noté, retenu en séance, et la commune ne l’apprend qu’à la publication', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const instructrice = await personnage(browser, SANS_SCRIPT, 'instruction')
  const agent = instructrice.page
  await agent.goto(`${BUREAU}?liste=a_examiner`)
  await agent.locator(`main a[href*="${BUREAU}/dossiers/"]`).first().click()
  const id = /dossiers\/([0-9a-f-]{36})/.exec(agent.url())?.[1] ?? ''
  const commune = ((await agent.getByRole('heading', { level: 1 }).textContent()) ?? '').replace(
    /^.*?(de |d’|du |des )/,
    '',
  )

  await test.step('le service examine et déclare conforme', async () => {
    await examiner(instructrice, SLUG, id)
    await declarerConforme(instructrice)
  })

  const ecoles: string[] = []
  await test.step('une membre de la commission note chaque école', async () => {
    const membre = await personnage(browser, SANS_SCRIPT, 'commission')
    const adresses = await projetsANoter(membre, SLUG, id)
    expect(adresses.length).toBeGreaterThan(0)
    for (const adresse of adresses) {
      ecoles.push(adresse.split('/').at(-1) ?? '')
      await noter(membre, adresse)
    }
  })

  const qui = await personnage(browser, SANS_SCRIPT, 'presidente')
  const presidente = qui.page
  await test.step('la présidente prépare une séance, l’ouvre, retient le projet, la clôt', async () => {
    await preparerSeance(qui, SLUG)
    await ouvrirSalle(qui)
    await deciderEnSalle(qui, async (projet) => (projet.startsWith(id) ? 'Retenir' : undefined))
    await clore(qui)
  })

  const visiteur = (await personnage(browser, SANS_SCRIPT)).page
  await visiteur.goto('/appels/tne38-pac-2025/laureats')
  await expect(visiteur.locator('main')).not.toContainText(commune)

  await test.step('les résultats sont publiés : chacun les lit', async () => {
    await presidente.getByRole('link', { name: 'Publier les résultats' }).click()
    await presidente.getByLabel('Maintenant').check()
    await presidente.getByRole('button', { name: 'Publier les résultats' }).click()
    await expect(presidente.getByText('Résultats publiés').first()).toBeVisible()
    await visiteur.reload()
    await expect(visiteur.locator('main')).toContainText(commune)
  })

  await test.step('la commune, chaque école et le Rectorat trouvent leur lettre', async () => {
    const dossier = dossiersDuMonde().find((d) => d.id === id)
    const numero = dossier?.numero ?? ''
    const mairie = `mairie.${dossier?.organisme.siren}@demo.example`
    const commune = await dernierCourriel(
      visiteur,
      mairie,
      new RegExp(`dossier ${numero} est retenu par la commission`),
    )
    expect(commune.texte).toMatch(/ne vaut pas attribution|n’est pas une attribution|ne commandez rien/i)
    expect(commune.liens.some((l) => l.includes(`/dossiers/${id}`))).toBe(true)
    for (const uai of ecoles) {
      const ecole = await dernierCourriel(visiteur, `ecole.${uai.toLowerCase()}@demo.example`, /^Le résultat pour/)
      expect(ecole.texte).toContain('projet retenu')
    }
    const rectorat = await dernierCourriel(visiteur, 'rectorat@demo.example', /^Résultats publiés/)
    expect(rectorat.texte).toContain(numero)
  })
})
