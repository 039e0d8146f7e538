import { expect, test } from '@playwright/test'
import { dossiersDuMonde } from './env.ts'
import { dernierCourriel, personnage, SANS_SCRIPT } from './personnages.ts'

const BUREAU = '/bureau/tne38-pac-2025'

test('un dossier est examiné, noté, retenu en séance, et la commune ne l’apprend qu’à la publication', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const agent = (await personnage(browser, SANS_SCRIPT, 'instruction')).page
  await agent.goto(`${BUREAU}?liste=a_examiner`)
  await agent.locator(`main a[href*="${BUREAU}/dossiers/"]`).first().click()
  const id = /dossiers\/([0-9a-f-]{36})/.exec(agent.url())?.[1] ?? ''
  const commune = ((await agent.getByRole('heading', { level: 1 }).textContent()) ?? '').replace(
    /^.*?(de |d’|du |des )/,
    '',
  )

  await test.step('le service examine et déclare conforme', async () => {
    await agent.goto(`${BUREAU}/dossiers/${id}?onglet=examen`)
    for (const radio of await agent.getByRole('radio', { name: 'Conforme', exact: true }).all()) await radio.check()
    await agent.getByRole('button', { name: 'Enregistrer l’examen' }).click()
    await agent.getByRole('link', { name: 'Déclarer le dossier conforme' }).first().click()
    await agent.getByRole('button', { name: 'Déclarer le dossier conforme' }).click()
    await expect(agent.getByText('Conforme', { exact: true }).first()).toBeVisible()
  })

  const ecoles: string[] = []
  await test.step('une membre de la commission note chaque école', async () => {
    const membre = (await personnage(browser, SANS_SCRIPT, 'commission')).page
    await membre.goto(`${BUREAU}/notation`)
    const projets = membre.locator(`main a[href*="${BUREAU}/notation/${id}/"]`)
    const adresses = await projets.evaluateAll((liens) => liens.map((l) => l.getAttribute('href') ?? ''))
    expect(adresses.length).toBeGreaterThan(0)
    for (const adresse of new Set(adresses)) {
      ecoles.push(adresse.split('/').at(-1) ?? '')
      await membre.goto(adresse)
      for (const note of await membre.getByLabel(/^Note de 0 à 5/).all()) await note.fill('4')
      for (const texte of await membre.getByLabel('Justification').all()) await texte.fill('Besoins bien décrits.')
      await membre.getByRole('button', { name: 'Enregistrer la note' }).click()
      await expect(membre.getByText('Il y a un problème')).toHaveCount(0)
    }
  })

  const presidente = (await personnage(browser, SANS_SCRIPT, 'presidente')).page
  await test.step('la présidente prépare une séance, l’ouvre, retient le projet, la clôt', async () => {
    await presidente.goto(`${BUREAU}/seances`)
    const demain = new Date(Date.now() + 86_400_000)
    const date = presidente.getByRole('group', { name: /date/i }).first()
    await date.getByLabel('Jour').fill(String(demain.getDate()))
    await date.getByLabel('Mois').fill(String(demain.getMonth() + 1))
    await date.getByLabel('Année').fill(String(demain.getFullYear()))
    await presidente.getByRole('button', { name: 'Préparer la séance' }).click()
    await presidente.getByRole('button', { name: /^Ouvrir la séance/ }).click()
    await presidente.getByRole('link', { name: 'Ouvrir l’écran de la salle' }).click()
    // Project after project, until those of this dossier are decided.
    for (let i = 0; i < 40; i++) {
      const projet = (await presidente.locator('input[name=projet]').first().getAttribute('value')) ?? ''
      if (!projet.startsWith(id)) {
        const suivant = presidente.getByRole('link', { name: 'Projet suivant' })
        if ((await suivant.count()) === 0) break
        await suivant.click()
        continue
      }
      await presidente.getByRole('button', { name: 'Retenir', exact: true }).click()
      const suivant = presidente.getByRole('link', { name: 'Projet suivant' })
      if ((await suivant.count()) === 0) break
      await suivant.click()
    }
    await presidente.getByRole('link', { name: 'La séance' }).first().click()
    await presidente.getByRole('button', { name: 'Clore la séance' }).click()
    await expect(presidente.getByRole('link', { name: 'Publier les résultats' })).toBeVisible()
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
