import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE } from '../../test/maison.ts'
import { fermerAtelier } from '../socle/pdf/atelier.ts'
import { texteDuPdf } from '../socle/pdf/texte-du-pdf.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
beforeAll(async () => {
  m = await maisonDEssai()
})
afterAll(async () => {
  await m.fermer()
  await fermerAtelier()
})
const page = async (suite: string) => m.app.inject({ method: 'GET', url: `/appels/${suite}` })
const lire = async (suite = '') => (await page(`${PILOTE}${suite}`)).body.replaceAll('\u00a0', ' ')

describe('la page d’un appel', () => {
  it('dit en un écran quoi, qui, quand et combien, et mène à la candidature', async () => {
    m.alleAu('2025-01-15T10:00:00+01:00')
    const html = await lire()
    expect(html).toContain('<h1 class="govuk-heading-xl">Accessibilité des apprentissages')
    for (const mot of [
      'jusqu’au <time',
      '21 février 2025',
      'à 23 h 59, il reste 37 jours',
      'La commune ou l’intercommunalité',
    ])
      expect(html).toContain(mot)
    expect(html).toContain('Jusqu’à 70 %')
    expect(html).toContain(`href="/appels/${PILOTE}/candidater"`)
    expect(html).toContain('href="mailto:contact.tne38@isere.fr"')
    expect(html).toContain(`<link rel="canonical" href="http://localhost:3000/appels/${PILOTE}"`)
    expect(html).toContain('property="og:title"')
    expect(html).not.toContain('name="robots"')
  })
  it('avant l’ouverture, elle dit quand venir et ne propose pas de candidater', async () => {
    m.alleAu('2024-12-01T10:00:00+01:00')
    const html = await lire()
    expect(html).toContain('Ouvre bientôt')
    expect(html).toContain('dans 12 jours')
    expect(html).not.toContain('/candidater"')
  })
  it('après la clôture, à la seconde près, elle le dit', async () => {
    m.alleAu('2025-02-21T23:59:59+01:00')
    expect(await lire()).toContain('/candidater"')
    m.alleAu('2025-02-22T00:00:00+01:00')
    const html = await lire()
    expect(html).toContain('closes le')
    expect(html).not.toContain('/candidater"')
    expect(html).toContain('Suivre mon dossier')
  })
  it('prolongé, l’appel et son guide montrent la nouvelle date, et rappellent l’ancienne', async () => {
    m.alleAu('2025-01-15T10:00:00+01:00')
    const admin = await m.compte('prolonge@exemple.fr', `administrateur_appel@${PILOTE}`)
    const r = await admin.api('POST', `/api/v1/appels/${PILOTE}/actes/prolonger_delai`, {
      jusqua: '2025-02-28T23:00:00.000Z',
      motif: 'panne_plateforme',
      accordDepartement: true,
      accordRectorat: true,
    })
    expect(r.statut).toBe(200)
    const html = await lire()
    expect(html).toContain('Ouvert, prolongé')
    expect(html).toContain('clôture d’abord prévue le 21 février 2025')
    expect(await lire('/guide')).toContain('au 28 février 2025')
  })
  it.each([
    'inconnu',
    'inconnu/guide',
    'inconnu/mon-ecole',
    'inconnu/simulateur',
    '..%2f',
    '%F0%9F%98%80',
    'x'.repeat(200),
  ])('l’adresse %s ne mène nulle part : 404', async (slug) => expect((await page(slug)).statusCode).toBe(404))
  it('les dates entrent dans un agenda', async () => {
    const r = await page(`${PILOTE}/calendrier.ics`)
    expect(r.headers['content-type']).toContain('text/calendar')
    expect(r.body).toContain('DTSTART;VALUE=DATE:20241213')
    expect(r.body.match(/BEGIN:VEVENT/g)).toHaveLength(2)
  })
  it('le formulaire vierge porte chaque question de l’appel', async () => {
    const r = await page(`${PILOTE}/formulaire.pdf`)
    expect(r.headers['content-type']).toBe('application/pdf')
    const texte = await texteDuPdf(r.rawPayload)
    for (const mot of ['Nombre d’écoles concernées', 'Attestation de débit', 'Actions envisagées', 'Casque antibruit'])
      expect(texte).toContain(mot)
  })
})

describe('« Mon école est-elle concernée ? »', () => {
  const chercher = (recherche: string) => lire(`/mon-ecole?${recherche}`)
  it('sans rien taper, la page dit ce qui est demandé', async () => {
    expect(await chercher('')).toContain('Ce qui est demandé')
  })
  it('une commune donne sa réponse et ses écoles', async () => {
    const html = await chercher('q=Voiron')
    expect(html).toContain('Oui, cette commune peut candidater')
    expect(html).toContain('École Jules Ferry')
    expect(html).toContain(`mon-ecole?uai=${ECOLES.brunerie}`)
  })
  it('une école par son numéro UAI, tapé comme on veut', async () => {
    const html = await chercher(`q=${ECOLES.privee.toLowerCase().replace(/(....)/, '$1+')}`)
    expect(html).toContain('Oui, cette école est concernée')
    expect(html).toContain('privée sous contrat d’association')
    expect(html).toContain('20 Mb/s')
  })
  it('une commune sans école n’entend pas « oui », et sait qui candidate', async () => {
    const html = await chercher('q=Le+Gua')
    expect(html).not.toContain('peut candidater')
    expect(html).not.toContain('/candidater"')
    expect(html).toContain('Nous ne connaissons aucune école dans cette commune')
    expect(html).toContain('commune voisine')
  })
  it('hors du territoire, c’est non, avec la raison', async () => {
    expect(await chercher('q=Paris')).toContain('Non, cette commune ne peut pas candidater')
  })
  it('un numéro faux dit ce qui serait juste', async () => {
    expect(await chercher('uai=0389901A')).toContain('la lettre est F et non A')
  })
  it('une école déjà dans un dossier est à vérifier, sans nommer le dossier', async () => {
    m.alleAu('2025-01-15T10:00:00+01:00')
    await unDossier(m, await parties(m), { ecoles: [ECOLES.ferry], jusquau: 'complet' })
    const html = await chercher(`uai=${ECOLES.ferry}`)
    expect(html).toContain('À vérifier avant de candidater')
    expect(html).not.toMatch(/TNE38-\d|PILOTE-\d|2025-000/)
    expect(await chercher('commune=38563')).not.toContain('figure déjà')
  })
  it('ne trouve rien avec une phrase, et dit quoi faire', async () => {
    expect(await chercher('q=zzzz+inconnue')).toContain('Aucune commune et aucune école trouvées')
  })
  it.each([
    "q='%3B--",
    'q=%25',
    'q=_',
    'q=%3Cscript%3E',
    'q=a&q=b',
    `q=${'é'.repeat(500)}`,
    'page=-1&q=ecole',
    'page=1e9&q=ecole',
    'commune=%2F..',
    'uai=%F0%9F%98%80',
  ])('une recherche hostile (%s) est inoffensive', async (recherche) => {
    const r = await page(`${PILOTE}/mon-ecole?${recherche}`)
    expect(r.statusCode).toBe(200)
    expect(r.body).not.toContain('<script>')
  })
})

describe('le simulateur', () => {
  it('dit ce qu’il n’a pas compris à côté du total, au lieu de compter zéro en silence', async () => {
    const faux = await lire(
      '/simulateur?ecoles.0.equipement.0.article=ecran_interactif&ecoles.0.equipement.0.prix=1.250,5O',
    )
    const carte = faux.slice(faux.indexOf('id="simulation"'))
    expect(carte).toContain('Le calcul laisse de côté ce qu’il ne comprend pas')
    expect(carte).toContain('indiquez un prix hors taxes')
    expect(carte).toContain('Préparer ma candidature')
    expect(await lire(`/simulateur?${PROJET}`)).not.toContain('laisse de côté')
  })
  const PROJET =
    'ecoles.0.classes=5&ecoles.0.concernees=3&ecoles.0.eleves=120&ecoles.0.equipement.0.article=ecran_interactif&ecoles.0.equipement.0.quantite=5&ecoles.0.ressources.0.article=ent&ecoles.0.ressources.0.quantite=120&ecoles.0.ressources.0.prix=5,50'
  it('calcule depuis l’adresse et explique chaque ligne', async () => {
    const html = (await lire(`/simulateur?${PROJET}`)).replaceAll('\u202f', ' ')
    // 5 × 2 600 = 13 000 held to 3 × 3 500 = 10 500, at 70 %; 120 × 5,50 = 660 at 50 %.
    expect(html).toContain('3 classes × 3 500 € = 10 500,00 €')
    expect(html).toContain('10 500,00 € × 70 % = 7 350,00 €')
    expect(html).toContain('660,00 € × 50 % = 330,00 €')
    expect(html).toContain('7 680,00 €')
    expect(html).toContain('5 980,00 €')
  })
  it('« Ajouter un article » et « Ajouter une école » changent la page sans rien perdre', async () => {
    const html = await lire(`/simulateur?${PROJET}&ajouter=ecoles.0.equipement`)
    expect(html).toContain('name="ecoles.0.equipement.1.article"')
    const deux = await lire(`/simulateur?${PROJET}&ajouter=ecoles`)
    expect(deux).toContain('name="ecoles.1.classes"')
    expect(deux).toContain('value="5,50"')
    expect(await lire(`/simulateur?${PROJET}&retirer=ecoles.0.ressources.0`)).not.toContain('value="5,50"')
  })
  it('le lien à partager redonne la même estimation', async () => {
    const html = await lire(`/simulateur?${PROJET}`)
    const lien = /href="http:\/\/localhost:3000\/appels\/[^/]+(\/simulateur\?[^"]+)"/
      .exec(html)?.[1]
      ?.replaceAll('&amp;', '&')
    expect(await lire(lien)).toContain('7\u202f680,00 €')
  })
  it('dit ce qui manque plutôt que de donner zéro sans un mot', async () => {
    const html = await lire('/simulateur?ecoles.0.equipement.0.article=ecran_interactif')
    expect(html).toContain('Indiquez le nombre de classes concernées')
  })
  it('suit la frappe : le même calcul, en un morceau de page', async () => {
    const accueil = await m.app.inject({ method: 'GET', url: `/appels/${PILOTE}/simulateur` })
    const jeton = /name="jeton-csrf" content="([^"]+)"/.exec(accueil.body)?.[1] ?? ''
    const cookie = accueil.cookies.map((c) => `${c.name}=${c.value}`).join('; ')
    const r = await m.app.inject({
      method: 'POST',
      url: `/appels/${PILOTE}/simulateur`,
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-jeton-csrf': jeton, cookie },
      payload: PROJET,
    })
    expect(r.statusCode).toBe(200)
    expect(r.body).toMatch(/^<div id="simulation">/)
    expect(r.body).toContain('7\u202f680,00')
  })
  it.each([
    'ecoles.0.eleves=-5',
    'ecoles.0.eleves=99999999999999999999',
    'ecoles.0.equipement.0.article=__proto__&ecoles.0.equipement.0.prix=1e400',
    'ecoles.0.equipement.0.article=ecran_interactif&ecoles.0.equipement.0.quantite=5000&ecoles.0.equipement.0.prix=9999999',
    'ecoles.9.nom=%3Cscript%3Ealert(1)%3C%2Fscript%3E&ajouter=ecoles',
    'ecoles.0.classes=5&ecoles.0.classes=6',
    'ajouter=%3Cscript%3E&retirer=ecoles.0',
    '__proto__=1&constructor=2&toString=3',
    'autres=abc',
  ])('une adresse hostile (%s) est inoffensive', async (recherche) => {
    const r = await page(`${PILOTE}/simulateur?${recherche}`)
    expect(r.statusCode).toBe(200)
    expect(r.body).not.toContain('<script>alert')
    expect(r.body).not.toContain('NaN')
  })
})
