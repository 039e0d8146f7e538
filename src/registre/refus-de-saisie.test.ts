import { afterAll, beforeAll, expect, test } from 'vitest'
import { joindre, parties, unDossier } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  id = await unDossier(m, p, { jusquau: 'complet' })
})
afterAll(() => m.fermer())

const chemins = (r: { json: { erreurs?: { chemin: string }[] } }) => r.json.erreurs?.map((e) => e.chemin)
const acte = (nom: string, saisie: object) => p.maire.acte(id, nom, saisie)

test('un SIREN mal écrit est une saisie à corriger, pas un organisme qui manque', async () => {
  const r = await p.maire.api('POST', `/api/v1/appels/${PILOTE}/dossiers`, { organisme: '123' })
  expect([r.statut, chemins(r)]).toEqual([422, ['organisme']])
})

test('une réponse du mauvais genre n’est pas dite absente', async () => {
  const faute = async (saisie: object) => (await acte('consigner_reunion', saisie)).json.erreurs?.[0]?.message
  expect(await faute({ date: '2025-01-10', participants: 12 })).toBe('Cette valeur n’a pas la forme attendue.')
  expect(await faute({})).toMatch(/le jour, le mois et l’année/)
})

test('l’en-tête If-Match et la version du corps disent la même version', async () => {
  const { version } = (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json
  const reunir = (v: number) =>
    p.maire.api(
      'POST',
      `/api/v1/dossiers/${id}/actes/consigner_reunion`,
      { version, date: '2025-01-10' },
      { 'if-match': `"${v}"` },
    )
  expect((await reunir(version - 1)).statut).toBe(409)
  expect((await reunir(version)).statut).toBe(200)
})

test('une réunion se consigne après avoir eu lieu', async () => {
  expect(chemins(await acte('consigner_reunion', { date: '2025-01-16' }))).toEqual(['date'])
})

test('la mairie n’atteste l’accord que des écoles de son dossier', async () => {
  const r = await acte('deposer', { engagements: true, accordDirection: [ECOLES.ferry, ECOLES.crolles] })
  expect([r.statut, chemins(r)]).toEqual([422, ['accordDirection.1']])
})

test('l’attestation d’une école dit de quelle école', async () => {
  await expect(joindre(m, p.maire, id, 'attestation_debit')).rejects.toThrow('Indiquez l’école')
})

test('un dossier jamais déposé se prolonge par l’appel, qui ne le lit pas, et jamais dans le passé', async () => {
  m.alleAu('2025-03-01T10:00:00+01:00')
  const { version } = (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json
  const prolonger = (jusqua: string, qui = p.administration) =>
    qui.api('POST', `/api/v1/dossiers/${id}/actes/prolonger_delai`, {
      version,
      jusqua,
      motif: 'force_majeure',
      accordDepartement: true,
      accordRectorat: true,
    })
  expect((await prolonger('2025-03-10T23:59:59+01:00', p.instructeur)).statut).toBe(404)
  expect(chemins(await prolonger('2025-02-28T23:59:59+01:00'))).toEqual(['jusqua'])
  const r = await prolonger('2025-03-10T23:59:59+01:00')
  expect([r.statut, r.json.dossier]).toEqual([200, { id }])
  expect((await p.administration.api('GET', `/api/v1/dossiers/${id}`)).statut).toBe(404)
  const accordDirection = [ECOLES.ferry, ECOLES.brunerie]
  expect((await acte('deposer', { engagements: true, accordDirection })).statut).toBe(200)
})

test('ce qu’un agent enregistre pour un autre : une faute se dit, un transfert vers un mauvais compte se refuse', async () => {
  const piece = await joindre(m, p.instructeur, id, 'courrier')
  const compte = { piece, recuLe: '2025-02-27', nom: 'Dominique Essai', qualite: 'maire' }
  const desister = (pourLeCompteDe: object) =>
    p.instructeur.acte(id, 'desister', { motif: 'Refus du conseil', pourLeCompteDe })
  expect(chemins(await desister({ ...compte, recuLe: '27/02/2025' }))).toEqual(['pourLeCompteDe.recuLe'])
  expect(chemins(await desister({ ...compte, recuLe: '2025-12-01' }))).toEqual(['pourLeCompteDe.recuLe'])
  const transfert = { siren: '213801871', arrete: '2025-12', date: '2025-02-20', iban: 'FR00' }
  expect(chemins(await p.instructeur.acte(id, 'transferer_dossier', transfert))).toEqual(['iban'])
})

test('à compléter : un fichier remplace le précédent où on l’a demandé, et la version déposée garde le sien', async () => {
  const pieces = async () =>
    (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json.pieces.filter(
      (x: { nature: string; ecole: string }) => x.nature === 'attestation_debit' && x.ecole === ECOLES.ferry,
    )
  const [deposee] = await pieces()
  const demander = (element: string) =>
    p.instructeur.acte(id, 'demander_complements', {
      elements: [{ element, manque: 'Pièce illisible' }],
      avant: '2025-03-20',
    })
  expect((await demander('projet')).statut).toBe(200)
  await expect(joindre(m, p.maire, id, 'attestation_debit', ECOLES.ferry)).rejects.toThrow('section_fermee')
  expect((await acte('completer', {})).statut).toBe(200)
  expect((await demander('pieces')).statut).toBe(200)
  const neuve = await joindre(m, p.maire, id, 'attestation_debit', ECOLES.ferry)
  expect((await pieces()).map((x: { id: string }) => x.id)).toEqual([neuve])
  const lire = (qui: { api: typeof p.maire.api }) =>
    qui.api('GET', `/api/v1/dossiers/${id}/pieces/${deposee.id}`).then((r) => r.statut)
  expect([await lire(p.instructeur), await lire(p.autre)]).toEqual([200, 404])
})
