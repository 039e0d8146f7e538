import { expect, test } from '@playwright/test'
import { ecrireProjet, repondreCommune } from './deposer.ts'
import { dossiersDuMonde } from './env.ts'
import {
  dernierCourriel,
  type Facon,
  type Personnage,
  personnage,
  seConnecterParCourriel,
  suivreLien,
} from './personnages.ts'
import { commande } from './preparer.ts'

/** Each way of using the pages has its own village near Voiron, in the ERUN's district. */
const FACONS: (Facon & { commune: string; siren: string })[] = [
  { nom: 'avec JavaScript', script: true, largeur: 1280, clavier: false, commune: 'Voreppe', siren: '213805658' },
  { nom: 'sans JavaScript', script: false, largeur: 1280, clavier: false, commune: 'Coublevie', siren: '213801335' },
  { nom: 'à 320 pixels', script: true, largeur: 320, clavier: false, commune: 'Rives', siren: '213803372' },
  { nom: 'au clavier seul', script: true, largeur: 1280, clavier: true, commune: 'Moirans', siren: '213802390' },
]

for (const facon of FACONS)
  test(`une mairie, son école et l’ERUN vont de l’accueil à l’accusé de réception, ${facon.nom}`, async ({
    browser,
  }) => {
    test.setTimeout(240_000)
    const { commune, siren } = facon
    const cle = commune.toLowerCase()
    const [maire, direction] = [`mairie.${cle}@essai.example`, `ecole.${cle}@essai.example`]
    commande(
      'compte',
      'creer',
      maire,
      '--nom',
      'Camille Parcours',
      '--habilitation',
      `signataire@${siren}`,
      '--habilitation',
      `redacteur@${siren}`,
    )
    const mairie = await personnage(browser, facon)

    await test.step('la mairie découvre l’appel et commence', async () => {
      const { page, mains } = mairie
      await page.goto('/')
      await mains.activer(page.getByRole('link', { name: 'Découvrir l’appel' }))
      await mains.activer(page.getByRole('link', { name: 'Préparer ma candidature' }).first())
      await seConnecterParCourriel(mairie, maire)
      await mains.activer(page.getByRole('button', { name: 'Commencer le dossier' }))
      await expect(page.getByRole('heading', { level: 1, name: 'Votre candidature' })).toBeVisible()
    })
    const dossier = /\/dossiers\/([0-9a-f-]{36})/.exec(mairie.page.url())?.[1] ?? ''
    expect(dossiersDuMonde().some((d) => d.id === dossier)).toBe(false)

    await test.step('elle ajoute son école et y invite la direction et l’ERUN', async () => {
      const { page, mains } = mairie
      await mains.activer(page.getByRole('link', { name: 'Ajouter une école' }).first())
      await mains.activer(page.getByRole('button', { name: 'Ajouter' }).first())
      await expect(page.getByText('est dans votre dossier')).toBeVisible()
      await inviter(mairie, dossier, { courriel: direction, role: 'Direction d’école', ecole: true })
      await inviter(mairie, dossier, { courriel: 'erun.voiron@demo.example', role: /^ERUN/ })
    })

    await test.step('elle répond pour la commune', async () => {
      await repondreCommune(mairie, dossier)
    })

    const ecole = await personnage(browser, facon)
    await test.step('l’école accepte l’invitation et écrit son projet', async () => {
      await accepterInvitation(ecole, direction)
      const { page, mains } = ecole
      await mains.activer(page.getByRole('link', { name: 'L’école', exact: true }).first())
      await ecrireProjet(ecole)
      await expect(page.getByRole('heading', { level: 1, name: 'Le projet de votre école' })).toBeVisible()
    })

    await test.step('l’ERUN donne un conseil', async () => {
      const erun = await personnage(browser, facon, 'erun')
      await erun.page.goto(`/dossiers/${dossier}`)
      await erun.mains.activer(erun.page.getByRole('link', { name: 'Donner un conseil' }).first())
      await erun.mains.cocher(erun.page.getByRole('radio', { name: /^Favorable/ }))
      await erun.mains.ecrire(
        erun.page.getByLabel('Votre conseil'),
        'Prévoyez le rangement et la charge des tablettes.',
      )
      await erun.mains.activer(erun.page.getByRole('button', { name: 'Envoyer le conseil' }))
      await expect(erun.page.getByRole('heading', { level: 1 })).toBeVisible()
    })

    await test.step('l’école valide son projet', async () => {
      await ecole.page.goto(`/dossiers/${dossier}`)
      await ecole.mains.activer(ecole.page.getByRole('link', { name: /valider le projet/ }).first())
      await ecole.mains.activer(ecole.page.getByRole('button', { name: /Valider le projet/ }))
      await expect(ecole.page.getByText(/validé/i).first()).toBeVisible()
    })

    await test.step('la mairie relit et dépose', async () => {
      const { page, mains } = mairie
      await page.goto(`/dossiers/${dossier}/relecture`)
      await mains.activer(page.getByRole('link', { name: 'Continuer vers le dépôt' }).first())
      await mains.cocher(page.getByRole('checkbox').last())
      await mains.activer(page.getByRole('button', { name: 'Déposer la candidature' }))
      await expect(page.getByRole('heading', { level: 1, name: 'Votre candidature est déposée' })).toBeVisible()
      await expect(page.getByText(/DEMO-\d{4}/).first()).toBeVisible()
    })

    await test.step('chacun reçoit l’accusé de réception', async () => {
      const accuse = await dernierCourriel(mairie.page, maire, /Accusé de réception/)
      expect(accuse.texte).toContain(commune)
      await dernierCourriel(mairie.page, direction, /est déposé/)
      await dernierCourriel(mairie.page, 'rectorat@demo.example', new RegExp(`déposé par .*${commune}`))
    })
  })

const inviter = async (
  { page, mains }: Personnage,
  dossier: string,
  p: { courriel: string; role: string | RegExp; ecole?: boolean },
) => {
  await page.goto(`/dossiers/${dossier}/personnes`)
  await mains.ecrire(page.getByLabel('Son adresse électronique'), p.courriel)
  await mains.cocher(page.getByRole('radio', { name: p.role }))
  const ecoles = page.getByLabel('Quelle école ?')
  if (p.ecole) await mains.choisir(ecoles, (await ecoles.locator('option').last().textContent())?.trim() ?? '')
  await mains.activer(page.getByRole('button', { name: 'Envoyer l’invitation' }))
  await expect(page.getByText('L’invitation est envoyée.')).toBeVisible()
}

const accepterInvitation = async (qui: Personnage, adresse: string) => {
  const { page, mains } = qui
  const { liens } = await dernierCourriel(page, adresse, /^Invitation/)
  await page.goto(liens.find((l) => l.includes('/invitations/')) ?? '')
  await mains.activer(page.getByRole('button', { name: /Recevoir mon lien/ }))
  await suivreLien(qui, adresse)
  await mains.ecrire(page.getByLabel('Prénom et nom'), 'Noor Parcours')
  await mains.activer(page.getByRole('button', { name: 'Continuer' }))
  await mains.activer(page.getByRole('button', { name: 'Accepter l’invitation' }))
  await expect(page.getByRole('heading', { level: 1, name: 'Le projet de votre école' })).toBeVisible()
}
