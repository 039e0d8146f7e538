import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { menerJusqua, SIRET_2 } from '../../test/argent.ts'
import { parties } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai } from '../../test/maison.ts'
import { champsDe, envoyerFichiers } from '../../test/multipart.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
let devis: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  m.alleAu('2025-01-16T10:00:00+01:00')
  ;({ id, devis = '' } = await menerJusqua(m, p, 'notifie', { ecoles: [ECOLES.ferry, ECOLES.brunerie] }))
}, 60_000)
afterAll(() => m.fermer())

const date = (nom: string, j: string, mois: string, a: string) => ({
  [`${nom}.jour`]: j,
  [`${nom}.mois`]: mois,
  [`${nom}.annee`]: a,
})
const photo = () =>
  sharp({ create: { width: 2400, height: 1800, channels: 3, background: '#808080' } })
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '45/1 21/1 50/1' } })
    .jpeg()
    .toBuffer()
const receptions = async () =>
  (await m.base.selectFrom('reception').selectAll().where('dossier_id', '=', id).orderBy('cree_le').execute()) as {
    id: string
    tout_livre: boolean
    lignes: { designation: string; quantite: number; numerosSerie?: string[] }[]
    contenu: { photos: string[]; reserves: string | null; visas?: { sens: string; texte: string }[] }
  }[]

test('sans JavaScript, une commande part du devis, change de fournisseur et de lignes, et dit pourquoi', async () => {
  const page = `/dossiers/${id}/achats/commande?devis=${devis}`
  const vide = await p.secretaire.page(page)
  const champs = champsDe(vide.html, page)
  expect([champs['lignes.0.designation'], champs['lignes.0.quantite'], champs['lignes.0.ecole']]).toEqual([
    'Tablette',
    '10',
    ECOLES.ferry,
  ])
  const ajout = await envoyerFichiers(m, p.secretaire, page, { ...champs, ajouter: 'lignes' })
  expect([ajout.statut, ajout.html.includes('name="lignes.4.quantite"')]).toEqual([200, true])
  const change = {
    ...champs,
    autre: 'oui',
    fournisseur: 'Papeterie du Val',
    siret: SIRET_2,
    'lignes.0.quantite': '8',
    'lignes.0.prixUnitaireHt': '5l0,00',
  }
  const faux = await envoyerFichiers(m, p.secretaire, page, change)
  expect(faux.statut).toBe(422)
  expect(faux.html).toContain('Ligne 1\u00a0: indiquez un prix hors taxes')
  expect(faux.html).toContain('href="#lignes-0-prixUnitaireHt"')
  expect(faux.html.indexOf('href="#lignes-0-prixUnitaireHt"')).toBeLessThan(faux.html.indexOf('href="#motif"'))
  expect(faux.html).toContain('value="Papeterie du Val"')
  expect(faux.html).not.toContain('_csrf=')
  const bon = await envoyerFichiers(m, p.secretaire, page, {
    ...change,
    'lignes.0.prixUnitaireHt': '510,00',
    'lignes.3.quantite': '0',
    motif: 'Modèle en rupture',
  })
  expect([bon.statut, bon.vers]).toEqual([303, `/dossiers/${id}/achats?fait=passer_commande`])
  const liste = (await p.maire.page(`/dossiers/${id}/achats`)).html
  expect(liste).toContain('Papeterie du Val au lieu de Fournisseur d’essai')
  expect(liste).toMatch(/Tablette\s: 8 à 510,00\s€ HT au lieu de 10 à 499,99\s€ HT/)
  expect(liste).toMatch(/Licence\s: pas commandé/)
  expect(liste).toContain('Modèle en rupture')
})

test('une directrice déclare une partie, avec numéros de série, réserves et photos sans leur lieu', async () => {
  const page = `/dossiers/${id}/achats/livraison?ecole=${ECOLES.ferry}`
  expect((await p.autre.page(page)).statut).toBe(404)
  expect((await p.ien.page(page)).statut).toBe(404)
  const champs = champsDe((await p.directrice.page(page)).html, page)
  expect([champs['recu.0'], champs['recu.1']]).toEqual(['8', '10'])
  const rien = await envoyerFichiers(m, p.directrice, page, { ...champs, 'recu.0': 'huit', autres: 'des housses' })
  expect(rien.html).toContain('Tablette\u00a0: indiquez combien sont arrivés')
  expect(rien.html).toContain('Ligne 1\u00a0: commencez')
  const point = await envoyerFichiers(m, p.directrice, page, { ...champs, autres: '2. housses' })
  expect([point.statut, point.html.includes('Ligne 1\u00a0: commencez')]).toEqual([422, true])
  const coupee = (await photo()).subarray(0, 3000)
  const recu = {
    ...champs,
    ...date('date', '1', '9', '2025'),
    'recu.0': '5',
    'recu.1': '0',
    'serie.0': 'SN1\nSN2, SN3',
  }
  const abimee = await envoyerFichiers(m, p.directrice, page, recu, [
    { champ: 'photo', nom: 'colis.jpg', type: 'image/jpeg', contenu: await photo() },
    { champ: 'photo', nom: 'coupee.jpg', type: 'image/jpeg', contenu: coupee },
  ])
  expect([abimee.statut, abimee.html.includes('incomplète ou abîmée')]).toEqual([422, true])
  const deja = champsDe(abimee.html, page)
  const bon = await envoyerFichiers(
    m,
    p.directrice,
    page,
    { ...recu, photo: deja.photo ?? '', reserves: 'Un écran fêlé' },
    [{ champ: 'photo', nom: 'ecran.jpg', type: 'image/jpeg', contenu: await photo() }],
  )
  expect([bon.statut, bon.vers]).toEqual([303, `/dossiers/${id}/achats?fait=declarer_reception`])
  const [r] = await receptions()
  expect([r?.tout_livre, r?.lignes, r?.contenu.photos.length, r?.contenu.reserves]).toEqual([
    false,
    [{ article: 'tablette_stylet', designation: 'Tablette', quantite: 5, numerosSerie: ['SN1', 'SN2', 'SN3'] }],
    2,
    'Un écran fêlé',
  ])
  const vue = (await p.ien.page(`/dossiers/${id}/achats`)).html
  expect(vue).toContain(`/pieces/${r?.contenu.photos[0]}?vignette=1`)
  const octets = await m.app.inject({
    url: `/dossiers/${id}/pieces/${r?.contenu.photos[1]}`,
    headers: { cookie: p.ien.cookie },
  })
  const gardee = await sharp(octets.rawPayload).metadata()
  expect([gardee.width, gardee.exif]).toEqual([1600, undefined])
  const vignette = await m.app.inject({
    url: `/dossiers/${id}/pieces/${r?.contenu.photos[1]}?vignette=1`,
    headers: { cookie: p.ien.cookie },
  })
  expect((await sharp(vignette.rawPayload).metadata()).width).toBe(240)
  expect(champsDe((await p.directrice.page(page)).html, page)['recu.0']).toBe('3')
})

test('l’IEN signale un problème : la commune et l’école le lisent ; l’ERUN dit que tout va', async () => {
  const page = `/dossiers/${id}/achats`
  const [r] = await receptions()
  const { version } = (await p.ien.api('GET', `/api/v1/dossiers/${id}`)).json
  const geste = {
    geste: 'viser_livraison',
    prefixe: r?.id ?? '',
    sur: ECOLES.ferry,
    reception: r?.id ?? '',
    version: String(version),
  }
  const muet = await p.ien.envoyer(page, { ...geste, sens: 'probleme' })
  expect([muet.statut, muet.html.includes(`href="#${r?.id}-texte"`)]).toEqual([422, true])
  const dit = await p.ien.envoyer(page, { ...geste, sens: 'probleme', [`${r?.id}.texte`]: 'Les stylets manquent' })
  expect(dit.statut).toBe(303)
  const lus = (await m.courriels()).filter((c) => c.modele === 'probleme_livraison').flatMap((c) => c.a)
  expect(lus).toEqual(expect.arrayContaining(['mairie@exemple.fr', 'directrice@exemple.fr']))
  await p.erun.envoyer(page, { ...geste, version: String(version + 1), sens: 'vu' })
  const vue = (await p.maire.page(page)).html
  expect(vue).toContain('Problème signalé\u00a0: Les stylets manquent')
  expect(vue).toContain('Vu, rien à signaler')
  expect((await p.maire.envoyer(page, { ...geste, version: String(version + 2), sens: 'vu' })).statut).toBe(403)
})

test('une image quelconque ne sert pas de photo de livraison par l’API', async () => {
  const { joindre } = await import('../../test/dossier.ts')
  const autre = await joindre(m, p.directrice, id, 'autre')
  const r = await p.directrice.acte(id, 'declarer_reception', {
    sur: ECOLES.brunerie,
    date: '2025-09-02',
    toutLivre: true,
    photos: [autre],
  })
  expect([r.statut, r.json.erreurs[0].chemin]).toEqual([422, 'photos.0'])
})
