import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE, VOIRON } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
const reponses = async (qui = p.maire) => (await qui.api('GET', `/api/v1/dossiers/${id}/reponses`)).json
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  id = (await p.maire.api('POST', `/api/v1/appels/${PILOTE}/dossiers`, { organisme: VOIRON.siren })).json.id
  for (const uai of [ECOLES.ferry, ECOLES.brunerie]) await p.maire.envoyer(`/dossiers/${id}/ecoles`, { ajouter: uai })
})
afterAll(() => m.fermer())

const COMMUNE =
  'contact_nom,contact_fonction,contact_courriel,contact_telephone,signataire_nom,signataire_fonction,nombre_ecoles'

test('une réponse fausse est dite, et tout le reste est enregistré', async () => {
  const page = `/dossiers/${id}/commune`
  expect((await p.maire.page(page)).html).toContain('Prénom et nom de la personne à contacter')
  const r = await p.maire.envoyer(page, {
    questions: COMMUNE,
    revision: '0',
    contact_nom: 'Camille Essai',
    contact_courriel: 'pas une adresse',
    nombre_ecoles: '5',
  })
  expect(r.statut).toBe(422)
  expect(r.html).toContain('value="pas une adresse"')
  expect(r.html).toContain('href="#contact_courriel"')
  expect(r.html).not.toContain('href="#contact_telephone"')
  expect(await reponses()).toMatchObject({
    commune: { contact_nom: 'Camille Essai', contact_courriel: 'pas une adresse', nombre_ecoles: 5 },
  })
})

test('une page juste mène à la suivante, qui dit ce qui vient d’être enregistré', async () => {
  const r = await p.maire.envoyer(`/dossiers/${id}/commune`, {
    questions: 'contact_courriel',
    contact_courriel: 'mairie@exemple.fr',
  })
  expect([r.statut, r.vers]).toEqual([303, `/dossiers/${id}/financement?enregistre=commune`])
  expect((await p.maire.page(r.vers ?? '')).html).toMatch(/enregistré à \d+\u00a0h/)
  expect((await reponses()).commune.contact_nom).toBe('Camille Essai')
})

test('deux champs qui reçoivent la même phrase se distinguent par leur nom dans le résumé', async () => {
  const faux = { nb_classes: 'trois', nb_eleves: 'beaucoup', debit_par_classe: '30' }
  const r = await p.directrice.envoyer(`/dossiers/${id}/ecoles/${ECOLES.ferry}/presentation`, {
    questions: Object.keys(faux).join(','),
    ...faux,
  })
  expect(r.statut).toBe(422)
  const resume = r.html.slice(r.html.indexOf('id="erreurs"'), r.html.indexOf('<h1'))
  expect(resume).toContain('Nombre de classes\u00a0: indiquez un nombre entier')
  expect(resume).toContain('Nombre d’élèves\u00a0: indiquez un nombre entier')
  await p.directrice.envoyer(`/dossiers/${id}/ecoles/${ECOLES.ferry}/presentation`, {
    questions: 'nb_classes,nb_eleves,debit_par_classe',
  })
})

test('un texte immense est refusé avec sa phrase, les autres réponses de la page restent', async () => {
  const r = await p.directrice.envoyer(`/dossiers/${id}/ecoles/${ECOLES.ferry}/projet`, {
    questions: 'description,objectifs',
    description: 'x'.repeat(20_001),
    objectifs: 'Lire mieux, et le mesurer en juin.',
  })
  expect(r.statut).toBe(422)
  expect(r.html).toContain('raccourcissez-le')
  expect(r.html).toContain('x'.repeat(20_001))
  expect((await reponses()).ecoles[ECOLES.ferry].projet).toEqual({ objectifs: 'Lire mieux, et le mesurer en juin.' })
})

test('l’enregistrement automatique répond sans page', async () => {
  const jeton = /name="jeton-csrf" content="([^"]+)"/.exec((await p.directrice.page('/mon-espace')).html)?.[1] ?? ''
  const auto = (payload: string) =>
    m.app.inject({
      method: 'POST',
      url: `/dossiers/${id}/ecoles/${ECOLES.ferry}/presentation`,
      headers: {
        cookie: p.directrice.cookie,
        'x-jeton-csrf': jeton,
        'x-enregistrement': 'auto',
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload,
    })
  expect((await auto('questions=nb_classes&nb_classes=5')).statusCode).toBe(204)
  expect((await auto('questions=nb_classes&nb_classes=cinq')).statusCode).toBe(422)
  expect((await reponses()).ecoles[ECOLES.ferry].presentation.nb_classes).toBe('cinq')
})

test('sans jeton, rien n’est reçu', async () => {
  const r = await m.app.inject({
    method: 'POST',
    url: `/dossiers/${id}/commune`,
    headers: { cookie: p.maire.cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'questions=contact_nom&contact_nom=Pirate',
  })
  expect(r.statusCode).toBe(403)
  expect((await reponses()).commune.contact_nom).toBe('Camille Essai')
})

test('deux personnes dans la même page : la seconde lit les deux textes et choisit', async () => {
  const page = `/dossiers/${id}/commune`
  const { revision } = await m.base
    .selectFrom('reponse')
    .select('revision')
    .where('dossier_id', '=', id)
    .where('section', '=', 'commune')
    .executeTakeFirstOrThrow()
  await p.secretaire.envoyer(page, {
    questions: 'contact_fonction,signataire_nom',
    revision: String(revision),
    contact_fonction: 'Secrétaire',
    signataire_nom: 'Dominique',
  })
  const r = await p.maire.envoyer(page, {
    questions: 'contact_fonction,signataire_nom',
    revision: String(revision),
    contact_fonction: 'Maire',
    signataire_nom: 'Camille',
  })
  expect(r.statut).toBe(409)
  expect(r.html).toContain('Secrétaire')
  expect((await reponses()).commune.contact_fonction).toBe('Secrétaire')
  const choisi = await p.maire.envoyer(page, {
    questions: 'contact_fonction,signataire_nom',
    revision: String(revision + 1),
    contact_fonction: 'Maire',
    signataire_nom: 'Camille',
    'choix.contact_fonction': 'autre',
    'choix.signataire_nom': 'moi',
  })
  expect(choisi.statut).toBe(303)
  expect((await reponses()).commune).toMatchObject({ contact_fonction: 'Secrétaire', signataire_nom: 'Camille' })
})

test('une table se remplit sans JavaScript : une ligne de plus, une de moins, copiée vers l’autre école', async () => {
  const page = `/dossiers/${id}/ecoles/${ECOLES.ferry}/equipements`
  const ligne = (n: number, article: string) => ({
    [`lignes.${n}.article`]: article,
    [`lignes.${n}.quantite`]: '2',
    [`lignes.${n}.prix_unitaire_ht`]: '1 000,00 €',
  })
  const ajout = await p.directrice.envoyer(page, { questions: 'lignes', ...ligne(0, 'visualiseur'), ajouter: 'lignes' })
  expect(ajout.vers).toBe(`${page}?ajout=lignes#lignes-1-article`)
  expect((await p.directrice.page(ajout.vers ?? '')).html).toContain('name="lignes.1.article"')
  await p.directrice.envoyer(page, {
    questions: 'lignes',
    ...ligne(0, 'visualiseur'),
    ...ligne(1, 'stylo_lecteur'),
    retirer: 'lignes.0',
  })
  expect((await reponses()).ecoles[ECOLES.ferry].equipements.lignes).toEqual([
    { article: 'stylo_lecteur', quantite: 2, prix_unitaire_ht: 100000 },
  ])
  await p.maire.envoyer(page, { questions: 'lignes', ...ligne(0, 'stylo_lecteur'), copier_vers: ECOLES.brunerie })
  expect((await reponses()).ecoles[ECOLES.brunerie].equipements.lignes).toHaveLength(1)
})

test('les totaux se calculent pendant la saisie, sans rien enregistrer', async () => {
  await p.maire.api('PATCH', `/api/v1/dossiers/${id}/reponses`, {
    ecoles: { [ECOLES.ferry]: { presentation: { nb_classes: 5, nb_classes_concernees: 5 } } },
  })
  const r = await p.maire.envoyer(`/dossiers/${id}/ecoles/${ECOLES.ferry}/equipements/calcul`, {
    questions: 'lignes',
    'lignes.0.article': 'visualiseur',
    'lignes.0.quantite': '10',
    'lignes.0.prix_unitaire_ht': '300',
  })
  expect(r.statut).toBe(200)
  expect(r.html).toContain('id="calcul"')
  expect(r.html).toContain('3\u202f000,00')
  expect((await reponses()).ecoles[ECOLES.ferry].equipements.lignes[0].article).toBe('stylo_lecteur')
})

test('une directrice n’ouvre pas la partie de la mairie, ni une école qui n’est pas la sienne', async () => {
  expect((await p.directrice.page(`/dossiers/${id}/commune`)).statut).toBe(404)
  expect((await p.autre.page(`/dossiers/${id}/commune`)).statut).toBe(404)
  expect((await p.maire.page(`/dossiers/${id}/ecoles/${ECOLES.crolles}/projet`)).statut).toBe(404)
  expect((await p.maire.page(`/dossiers/${id}/inconnue`)).statut).toBe(404)
})

test('une session expirée ne perd pas le texte : après la connexion, il est encore là', async () => {
  const page = `/dossiers/${id}/ecoles/${ECOLES.ferry}/projet`
  const r = await m.app.inject({
    method: 'POST',
    url: page,
    headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({
      questions: 'description',
      description: 'Un texte écrit pendant la nuit',
    }).toString(),
  })
  expect(r.statusCode).toBe(303)
  expect(r.headers.location).toContain('/connexion?retour=')
  const temoin = /texte_garde=([^;]+)/.exec(String(r.headers['set-cookie']))?.[1]
  const revenue = await m.app.inject({
    method: 'GET',
    url: page,
    headers: { cookie: `${p.directrice.cookie}; texte_garde=${temoin}` },
  })
  expect(revenue.body).toContain('Un texte écrit pendant la nuit')
  expect(revenue.body).toContain('retrouvé')
  expect(
    (await m.app.inject({ method: 'GET', url: page, headers: { cookie: p.directrice.cookie } })).body,
  ).not.toContain('pendant la nuit')
})
