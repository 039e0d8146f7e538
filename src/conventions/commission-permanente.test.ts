import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bien, dossierRetenu, envoyerDevis } from '../../test/argent.ts'
import { parties } from '../../test/dossier.ts'
import { maisonDEssai, PILOTE } from '../../test/maison.ts'
import { texteDuPdf } from '../socle/pdf/texte-du-pdf.ts'
import { blocsDuWord } from '../socle/word/lire-word.ts'
import { dossiersChoisis } from './choix-dossier.tsx'
import type { LigneVote } from './vote-queries.ts'
import { seancesDuVote } from './vote-seances.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
const page = `/bureau/${PILOTE}/commission-permanente`
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  m.alleAu('2025-01-16T10:00:00+01:00')
  id = await dossierRetenu(m, p)
  bien(await envoyerDevis(m, p, id))
  const devis = (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json.devis[0].id
  bien(await p.instructeur.acte(id, 'declarer_devis_conforme', { sur: devis }))
}, 60_000)
afterAll(() => m.fermer())

const dossier = async () => (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json
const jour = { 'date.jour': '16', 'date.mois': '5', 'date.annee': '2025' }

test('qui ne décide pas lit la page sans formulaire vide : présidence, commission, paiement', async () => {
  for (const qui of ['presidente', 'membre', 'paiement', 'presidence', 'validation', 'rectorat'] as const) {
    const { html, statut } = await p[qui].page(page)
    expect([qui, statut]).toEqual([qui, 200])
    for (const [formulaire] of html.matchAll(/<form[\s\S]*?<\/form>/g)) expect(formulaire).toContain('type="submit"')
    expect(html).not.toContain('name="choisis"')
  }
})

test('le dossier est inscrit, et le rapport part en PDF, en Word et en tableur', async () => {
  const sans = await p.assemblee.envoyer(page, { prefixe: 'inscription', acte: 'inscrire_ordre_du_jour' })
  expect([sans.statut, sans.html.includes('Cochez au moins un dossier.')]).toEqual([409, true])
  const r = await p.assemblee.envoyer(page, {
    prefixe: 'inscription',
    acte: 'inscrire_ordre_du_jour',
    choisis: id,
    'inscription.date.jour': '16',
    'inscription.date.mois': '5',
    'inscription.date.annee': '2025',
  })
  expect([r.statut, r.vers]).toEqual([303, `${page}?faits=1`])
  const lire = async (format: string) => {
    const { rawPayload, statusCode } = await m.app.inject({
      url: `${page}/rapport/${format}`,
      headers: { cookie: p.assemblee.cookie },
    })
    expect(statusCode).toBe(200)
    if (process.env.ECRIRE) writeFileSync(`${process.env.ECRIRE}/rapport.${format}`, rawPayload)
    return rawPayload
  }
  const dits = ['16 mai 2025', 'Voiron', 'École Jules Ferry', '3 724,93 €', '5 449,90 €', '68,3 %']
  const pdf = String(await texteDuPdf(await lire('pdf'))).replace(/\s/gu, ' ')
  const word = JSON.stringify(blocsDuWord(await lire('docx'))).replace(/\s/gu, ' ')
  for (const dit of dits) expect([pdf.includes(dit), word.includes(dit), dit]).toEqual([true, true, dit])
  expect((await lire('xlsx')).subarray(0, 2).toString()).toBe('PK')
})

test('la date proposée est celle de la séance choisie, et chaque séance a sa liste', async () => {
  const ligne = (id: string, date: string | null) => ({ id, numero: id, date }) as LigneVote // the session is all that is read
  const inscrits = [ligne('a', '2025-05-16'), ligne('b', '2025-05-16'), ligne('c', '2025-06-20'), ligne('d', null)]
  const lire = (demandee?: string) => {
    const { seances, choisie } = seancesDuVote(inscrits, demandee)
    return [seances.map((s) => `${s.cle} ${s.lignes.length}`), choisie?.date, choisie?.lignes.map((l) => l.id)]
  }
  const listes = ['2025-05-16 2', '2025-06-20 1', 'a-fixer 1']
  expect(lire()).toEqual([listes, '2025-05-16', ['a', 'b']])
  expect(lire('2025-06-20')).toEqual([listes, '2025-06-20', ['c']])
  expect(lire('a-fixer')).toEqual([listes, undefined, ['d']])
  expect(lire('hier')).toEqual(lire())
  expect((await p.assemblee.page(page)).html).toMatch(/name="date\.jour"[^>]*value="16"/)
})

test('« tous » prend les dossiers que la page montrait, jamais un dossier ajouté depuis', () => {
  const corps = { tous: 'oui', proposes: 'a b', choisis: 'c' }
  expect([...dossiersChoisis(corps)]).toEqual(['a', 'b'])
  expect([...dossiersChoisis({ ...corps, tous: '' })]).toEqual(['c'])
})

test('un montant illisible, une délibération oubliée, un montant différent sans raison : une phrase, et rien de perdu', async () => {
  const lot = { acte: 'accorder', choisis: id, ...jour, deliberation: '2025-CP-12' }
  const illisible = await p.assemblee.envoyer(page, { ...lot, [`montant.${id}`]: 'trois mille' })
  expect([illisible.statut, illisible.html.includes('«\u00a0trois mille\u00a0» n’est pas un montant')]).toEqual([
    409,
    true,
  ])
  expect(illisible.html).toMatch(new RegExp(`id="choisi-${id}"[^>]*checked`))
  const sans = await p.assemblee.envoyer(page, { ...lot, deliberation: '' })
  expect([sans.statut, sans.html.includes('href="#deliberation"')]).toEqual([422, true])
  const autre = await p.assemblee.envoyer(page, { ...lot, [`montant.${id}`]: '3 000,00' })
  expect([autre.statut, autre.html.includes('indiquez pourquoi le vote est différent')]).toEqual([409, true])
  expect((await dossier()).etat).toBe('retenu')
  const bon = await p.assemblee.envoyer(page, {
    ...lot,
    choisis: [],
    tous: 'oui',
    proposes: id,
    [`montant.${id}`]: '3 000,00',
    [`motif.${id}`]: 'Arrondi de la commission',
    deports: 'Mme Exemple, M. Essai',
  })
  expect(bon.statut).toBe(303)
  expect([(await dossier()).etat, (await dossier()).montants.vote]).toEqual(['accorde', 300_000])
  expect((await p.maire.envoyer(page, lot)).statut).toBe(404)
})
