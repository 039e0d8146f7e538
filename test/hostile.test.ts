import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toutesLesUrls } from '../src/urls.ts'
import { parties, unDossier } from './dossier.ts'
import { ECOLES, maisonDEssai, PILOTE, VOIRON } from './maison.ts'

const PIEGE = `"'><script>alert(1)</script><img src=x onerror=alert(1)> javascript:alert(1) \${7*7} {{x}} #*$`
const HOSTILE = `?${new URLSearchParams({ q: PIEGE, tri: '__proto__', etat: 'constructor', vue: 'constructor', fait: 'constructor', retour: '//ailleurs.example', invite: PIEGE, nature: PIEGE, ajoutee: PIEGE, organisme: PIEGE, commune: "'", uai: "'", apres: 'zzz', de: 'x', onglet: '__proto__' })}&q=b&onglet=b&page=x`

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  await sql`update ecole set nom = ${`École ${PIEGE}`} where uai = ${ECOLES.ferry}`.execute(m.base)
  await sql`update personne set nom = ${PIEGE}`.execute(m.base)
  id = await unDossier(m, p, { jusquau: 'valide' })
  await p.maire.api('PATCH', `/api/v1/dossiers/${id}/reponses`, { commune: { contact_nom: PIEGE } })
  await p.maire.acte(id, 'deposer', { engagements: true, signataire: { nom: PIEGE, qualite: PIEGE } })
  await p.instructeur.acte(id, 'demander_complements', {
    elements: [{ element: 'debit', manque: PIEGE }],
    avant: '2025-02-10',
    commentaire: PIEGE,
  })
}, 60_000)
afterAll(() => m.fermer())

const remplir = (chemin: string): string => {
  const valeurs: Record<string, string> = {
    id,
    slug: PILOTE,
    siren: VOIRON.siren,
    uai: ECOLES.ferry,
    section: chemin.includes('/ecoles/') ? 'projet' : 'commune',
    question: 'lignes',
    acte: 'examiner',
    format: 'csv',
  }
  return chemin.replace(/:([a-zA-Z]+)/g, (_, nom: string) => valeurs[nom] ?? '01990000-0000-7000-8000-000000000000')
}

/** What must never come out of a page: an error of ours, a text that becomes markup, a link or a redirection that runs or leaves. */
const faute = (r: { statut: number; html: string; vers: unknown }): string | undefined => {
  if (r.statut >= 500) return `erreur ${r.statut}`
  if (/<script>alert|<img src=x/.test(r.html)) return 'le texte devient du balisage'
  if (/(?:href|src|action)="javascript:/i.test(r.html)) return 'un lien exécute'
  return /^(?:https?:)?\/\/ailleurs/.test(String(r.vers ?? '')) ? `renvoie vers ${String(r.vers)}` : undefined
}

const PERSONNES = ['maire', 'directrice', 'erun', 'instructeur', 'presidente', 'paiement'] as const

test('aucune page ne se casse ni ne se laisse écrire par un texte hostile', async () => {
  const fautes: string[] = []
  for (const qui of PERSONNES)
    for (const [nom, u] of toutesLesUrls.filter(([n, x]) => x.methodes.includes('GET') && n !== 'mesDonnees'))
      for (const suite of ['', HOSTILE]) {
        const f = faute(await p[qui].page(remplir(u.chemin) + suite))
        if (f) fautes.push(`${qui} ${nom}${suite && ' ?'} : ${f}`)
      }
  expect(fautes).toEqual([])
}, 120_000)

const LAISSES = ['deconnexion', 'fermerCompte', 'sessions']
const ENVOIS: Record<string, string | string[]>[] = [
  {},
  {
    version: 'x',
    motif: PIEGE,
    q: PIEGE,
    courriel: PIEGE,
    retour: '//ailleurs.example',
    texte: PIEGE,
    date: '2025-99-99',
    montant: '1e400',
    action: '__proto__',
    acte: '__proto__',
  },
  { version: ['1', '2'], motif: ['a', 'b'], texte: ['a', 'b'], courriel: ['a', 'b'], q: ['a', 'b'], acte: ['a', 'b'] },
]

test('aucun formulaire ne se casse sur un envoi absurde', async () => {
  const fautes: string[] = []
  for (const qui of ['maire', 'instructeur', 'presidente', 'paiement'] as const)
    for (const [nom, u] of toutesLesUrls.filter(([n, x]) => x.methodes.includes('POST') && !LAISSES.includes(n)))
      for (const champs of ENVOIS) {
        const f = faute(await p[qui].envoyer(remplir(u.chemin), champs))
        if (f) fautes.push(`${qui} ${nom} ${JSON.stringify(champs).slice(0, 40)} : ${f}`)
      }
  expect(fautes).toEqual([])
}, 120_000)
