import { afterAll, beforeAll, expect, test } from 'vitest'
import { joindre, parties } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE, VOIRON } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
const PDF = Buffer.from(
  `%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n${'% remplissage\n'.repeat(200_000)}%%EOF`,
)
const jetonDe = async (cookie: string) => {
  const r = await m.app.inject({ method: 'GET', url: '/mon-espace', headers: { cookie } })
  return /name="jeton-csrf" content="([^"]+)"/.exec(r.body)?.[1] ?? ''
}
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  id = (await p.maire.api('POST', `/api/v1/appels/${PILOTE}/dossiers`, { organisme: VOIRON.siren })).json.id
  for (const uai of [ECOLES.ferry, ECOLES.brunerie]) await p.maire.acte(id, 'inscrire_ecole', { uai })
})
afterAll(() => m.fermer())

test('un fichier part par morceaux, s’arrête, reprend, et devient une pièce de l’école', async () => {
  const headers = { cookie: p.directrice.cookie, 'x-jeton-csrf': await jetonDe(p.directrice.cookie) }
  const base = `/dossiers/${id}/ecoles/${ECOLES.ferry}/pieces/envois`
  const debut = await m.app.inject({
    method: 'POST',
    url: base,
    headers,
    payload: { nom: 'debit.pdf', octets: PDF.length, nature: 'attestation_debit' },
  })
  expect(debut.statusCode).toBe(201)
  const envoi = `${base}/${debut.json().envoi}`
  const mettre = (depuis: number, fin: number) =>
    m.app.inject({
      method: 'PUT',
      url: `${envoi}?debut=${depuis}`,
      headers: { ...headers, 'content-type': 'application/octet-stream' },
      payload: PDF.subarray(depuis, fin),
    })
  expect((await mettre(0, 1_000_000)).json()).toEqual({ recu: 1_000_000 })
  expect((await mettre(0, 1000)).statusCode).toBe(409)
  expect((await m.app.inject({ method: 'GET', url: envoi, headers })).json()).toEqual({ recu: 1_000_000 })
  const autre = { ...headers, cookie: p.maire.cookie, 'x-jeton-csrf': await jetonDe(p.maire.cookie) }
  expect((await m.app.inject({ method: 'GET', url: envoi, headers: autre })).statusCode).toBe(404)
  await mettre(1_000_000, 2_000_000)
  const fin = await mettre(2_000_000, PDF.length)
  expect([fin.statusCode, fin.json().piece.octets]).toEqual([201, PDF.length])
  expect((await p.directrice.page(`/dossiers/${id}/ecoles/${ECOLES.ferry}/presentation`)).html).toContain('debit.pdf')
})

const formulaire = async (
  qui: typeof p.maire,
  url: string,
  champs: Record<string, string>,
  fichier?: { nom: string; champ: string; contenu: Buffer },
) => {
  const limite = 'limite'
  const morceaux: Buffer[] = Object.entries(champs).map(([n, v]) =>
    Buffer.from(`--${limite}\r\nContent-Disposition: form-data; name="${n}"\r\n\r\n${v}\r\n`),
  )
  if (fichier)
    morceaux.push(
      Buffer.from(
        `--${limite}\r\nContent-Disposition: form-data; name="${fichier.champ}"; filename="${fichier.nom}"\r\nContent-Type: application/pdf\r\n\r\n`,
      ),
      fichier.contenu,
      Buffer.from('\r\n'),
    )
  const payload = Buffer.concat([...morceaux, Buffer.from(`--${limite}--\r\n`)])
  return m.app.inject({
    method: 'POST',
    url: `${url}?_csrf=${encodeURIComponent(await jetonDe(qui.cookie))}`,
    headers: { cookie: qui.cookie, 'content-type': `multipart/form-data; boundary=${limite}` },
    payload,
  })
}

test('sans JavaScript, le fichier part avec la page ; s’il est refusé, les réponses de la page restent', async () => {
  const page = `/dossiers/${id}/ecoles/${ECOLES.brunerie}/presentation`
  const exe = { nom: 'debit.pdf', champ: 'attestation_debit', contenu: Buffer.from('MZ\x90\x00programme') }
  const r = await formulaire(p.maire, page, { questions: 'nb_classes', nb_classes: '4' }, exe)
  expect(r.statusCode).toBe(422)
  expect(r.body).toContain('href="#attestation_debit"')
  const reponses = (await p.maire.api('GET', `/api/v1/dossiers/${id}/reponses`)).json
  expect(reponses.ecoles[ECOLES.brunerie].presentation.nb_classes).toBe(4)
  const bon = await formulaire(p.maire, page, { questions: 'nb_classes', nb_classes: '4' }, { ...exe, contenu: PDF })
  expect(bon.statusCode).toBe(303)
})

test('une pièce se télécharge par ceux qui la voient, se retire, et se reprend sans être renvoyée', async () => {
  const pieces = async () =>
    (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json.pieces as { id: string; ecole: string; sha256: string }[]
  const piece = (await pieces()).find((x) => x.ecole === ECOLES.brunerie)
  const url = `/dossiers/${id}/pieces/${piece?.id}`
  expect((await m.app.inject({ method: 'GET', url, headers: { cookie: p.maire.cookie } })).rawPayload.length).toBe(
    PDF.length,
  )
  expect((await p.autre.page(url)).statut).toBe(404)
  await p.maire.envoyer(`/dossiers/${id}/pieces`, { retirer_piece: piece?.id ?? '' })
  expect((await pieces()).length).toBe(1)
  const seule = await joindre(m, p.maire, id, 'autre', undefined, 'releve.pdf')
  await p.maire.envoyer(`/dossiers/${id}/pieces`, { retirer_piece: seule })
  expect((await p.maire.page(`/dossiers/${id}/pieces`)).html).toContain('releve.pdf')
  expect((await p.directrice.page(`/dossiers/${id}/pieces`)).html).not.toContain('releve.pdf')
  const r = await p.maire.envoyer(`/dossiers/${id}/pieces`, {
    reprendre: seule,
    nature: 'attestation_debit',
    ecole: ECOLES.brunerie,
  })
  expect(r.statut).toBe(303)
  expect((await pieces()).filter((x) => x.ecole === ECOLES.brunerie)).toHaveLength(1)
  expect((await p.autre.envoyer(`/dossiers/${id}/pieces`, { reprendre: seule })).statut).toBe(404)
})

test('un tableur se lit : colonnes devinées, articles reconnus, le reste à choisir, rien d’enregistré avant l’accord', async () => {
  const page = `/dossiers/${id}/ecoles/${ECOLES.ferry}/equipements/lignes/importer`
  const csv = Buffer.from(
    'Matériel;Qté;Prix HT\nVisualiseur de documents;10;300,00\nCasque bleu ciel;2;40\ntablette stylet clavier;20;560,00 €\n',
  )
  const lu = await formulaire(p.directrice, page, {}, { nom: 'liste.csv', champ: 'fichier', contenu: csv })
  expect(lu.statusCode).toBe(200)
  const feuille = /name="feuille" value="([^"]+)"/.exec(lu.body)?.[1]?.replaceAll('&quot;', '"') ?? ''
  const r = await p.directrice.envoyer(page, {
    feuille,
    'colonne.article': '0',
    'colonne.quantite': '1',
    'colonne.prix_unitaire_ht': '2',
  })
  expect(r.html).toContain('Casque bleu ciel\u00a0» n’est pas reconnu')
  expect(r.html).toMatch(/<option value="tablette_stylet" selected/)
  expect(r.html).toContain('value="560,00"')
  expect(
    (await p.maire.api('GET', `/api/v1/dossiers/${id}/reponses`)).json.ecoles?.[ECOLES.ferry]?.equipements,
  ).toBeUndefined()
  const vide = await formulaire(
    p.directrice,
    page,
    {},
    { nom: 'liste.csv', champ: 'fichier', contenu: Buffer.from('') },
  )
  expect(vide.statusCode).toBe(422)
  expect((await p.erun.page(page)).statut).toBe(404)
})
