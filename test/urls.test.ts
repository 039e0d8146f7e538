import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ACTES } from '../src/domaine/actes.ts'
import { lireFaits } from '../src/registre/lire.ts'
import { toutesLesUrls } from '../src/urls.ts'
import { parties, unDossier } from './dossier.ts'
import { ECOLES, maisonDEssai, PILOTE, VOIRON } from './maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let depose: string
let brouillon: string

beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  depose = await unDossier(m, p, { jusquau: 'depose' })
  const crolles = await m.compte('crolles@exemple.fr', 'signataire@213801400')
  brouillon = (await crolles.api('POST', `/api/v1/appels/${PILOTE}/dossiers`, { organisme: '213801400' })).json.id
}, 60_000)
afterAll(() => m.fermer())

/** An address with plausible parameters; `id` is the filed dossier's. */
const remplir = (chemin: string): string => {
  const valeurs: Record<string, string> = {
    id: depose,
    slug: PILOTE,
    siren: VOIRON.siren,
    uai: ECOLES.ferry,
    section: chemin.includes('/ecoles/') ? 'projet' : 'commune',
    question: 'lignes',
    acte: 'desister',
    onglet: 'pieces',
  }
  return chemin.replace(/:([a-zA-Z]+)/g, (_, nom: string) => valeurs[nom] ?? '01990000-0000-7000-8000-000000000000')
}

const appeler = (method: 'GET' | 'POST' | 'PUT', url: string, cookie?: string) =>
  m.app.inject({
    method,
    url,
    ...(cookie ? { headers: { cookie } } : {}),
    ...(method === 'POST'
      ? {
          headers: { ...(cookie ? { cookie } : {}), 'content-type': 'application/x-www-form-urlencoded' },
          payload: 'a=b',
        }
      : {}),
  })

const ROUTES = toutesLesUrls.flatMap(([nom, u]) => u.methodes.map((methode) => ({ nom, methode, ...u })))
/** A page still to be written is named by the first test, once. */
const EXISTANTES = () => ROUTES.filter((r) => m.app.hasRoute({ method: r.methode, url: r.chemin }))
const nommer = (r: { nom: string; methode: string }) => `${r.methode} ${r.nom}`

test('chaque adresse de la table mène quelque part', () => {
  const perdues = ROUTES.filter((r) => !m.app.hasRoute({ method: r.methode, url: r.chemin }))
  expect(perdues.map(nommer)).toEqual([])
})

test('aucune page n’existe en dehors de la table', () => {
  const declarees = new Set(toutesLesUrls.map(([, u]) => u.chemin.replace(/:\w+/g, ':x')))
  const arbre = m.app.printRoutes({ commonPrefix: false, includeHooks: false })
  const chemins = cheminsDe(arbre).filter((c) => !c.startsWith('/api/') && !/^\/(actifs|sante|\*|\.vite)/.test(c))
  expect(chemins.filter((c) => !declarees.has(c.replace(/:\w+/g, ':x')))).toEqual([])
})

test('sans se connecter, une page privée renvoie à la connexion et rien d’autre', async () => {
  const fautes: string[] = []
  for (const r of EXISTANTES().filter((x) => x.acces === 'connecte' && x.methode !== 'PUT')) {
    const { statusCode, headers } = await appeler(r.methode, remplir(r.chemin))
    const bien =
      r.methode === 'GET'
        ? statusCode === 303 && headers.location?.startsWith('/connexion')
        : statusCode === 403 || (statusCode === 303 && headers.location?.startsWith('/connexion'))
    if (!bien) fautes.push(`${nommer(r)} : ${statusCode}`)
  }
  expect(fautes).toEqual([])
})

test('une personne étrangère au dossier ne voit rien : toutes ses adresses sont introuvables', async () => {
  const fautes: string[] = []
  for (const r of ROUTES.filter((x) => x.chemin.includes('/dossiers/:id') && x.methode === 'GET')) {
    const { statusCode } = await appeler('GET', remplir(r.chemin), p.autre.cookie)
    if (statusCode !== 404) fautes.push(`${nommer(r)} : ${statusCode}`)
  }
  expect(fautes).toEqual([])
})

test('une personne étrangère au dossier n’y écrit rien, même avec son jeton', async () => {
  const fautes: string[] = []
  for (const r of ROUTES.filter((x) => x.chemin.includes('/dossiers/:id') && x.methode === 'POST')) {
    const { statut } = await p.autre.envoyer(remplir(r.chemin), { a: 'b' })
    // A request that means nothing (422) gets the same answer for a dossier that does not exist.
    const inconnu = await p.autre.envoyer(remplir(r.chemin).replace(depose, '01990000-0000-7000-8000-000000000001'), {
      a: 'b',
    })
    if (![404, 422].includes(statut) || statut !== inconnu.statut) fautes.push(`${nommer(r)} : ${statut}`)
  }
  expect(fautes).toEqual([])
})

test('sans jeton anti-falsification, aucun formulaire n’est reçu', async () => {
  const fautes: string[] = []
  for (const r of ROUTES.filter((x) => x.methode === 'POST')) {
    const { statusCode } = await appeler('POST', remplir(r.chemin), p.maire.cookie)
    if (statusCode !== 403) fautes.push(`${nommer(r)} : ${statusCode}`)
  }
  expect(fautes).toEqual([])
})

const QUI = {
  maire: ['signataire', 'gestionnaire_organisme'],
  secretaire: ['redacteur'],
  directrice: ['directeur'],
  erun: ['erun'],
  ien: ['ien'],
  instructeur: ['instructeur'],
  rectorat: ['rectorat'],
  membre: ['membre_commission'],
  presidente: ['president_commission'],
  assemblee: ['secretaire_assemblee'],
  presidence: ['presidence'],
  paiement: ['gestionnaire_paiement'],
  validation: ['valideur_paiement'],
  administration: ['administrateur_appel'],
} as const satisfies Partial<Record<keyof typeof p, readonly string[]>>

describe('chaque acte répond à chaque rôle comme la table le dit', () => {
  // An old version: what a role may do is then refused by its state or its inputs, and changes nothing.
  const demander = async (qui: keyof typeof QUI, dossier: string, acte: string) =>
    p[qui].api('POST', `/api/v1/dossiers/${dossier}/actes/${acte}`, { version: 999_999 })

  for (const qui of Object.keys(QUI) as (keyof typeof QUI)[]) // the keys of a constant object
    test(`dossier déposé : ${qui}`, async () => {
      const faits = await lireFaits(m.base, depose)
      if (!faits) throw new Error('The filed dossier exists')
      const roles: readonly string[] = QUI[qui]
      const fautes: string[] = []
      for (const [nom, acte] of Object.entries(ACTES)) {
        const permis = (acte.parSelon?.(faits) ?? acte.par).some((role) => roles.includes(role))
        const { statut, json } = await demander(qui, depose, nom)
        const bien = permis ? [409, 422].includes(statut) : statut === 403 && json.code === 'role_insuffisant'
        if (!bien) fautes.push(`${nom} : ${statut} ${json?.code}`)
      }
      expect(fautes).toEqual([])
    })

  test('brouillon d’une autre commune : personne ne le voit, agents compris', async () => {
    const fautes: string[] = []
    for (const qui of Object.keys(QUI) as (keyof typeof QUI)[]) // the keys of a constant object
      for (const nom of ['deposer', 'inviter', 'attribuer', 'noter', 'accorder', 'liquider']) {
        const { statut } = await demander(qui, brouillon, nom)
        if (statut !== 404) fautes.push(`${qui} ${nom} : ${statut}`)
      }
    expect(fautes).toEqual([])
  })

  test('sans jeton, l’API refuse tout acte', async () => {
    for (const nom of Object.keys(ACTES)) {
      const r = await m.app.inject({ method: 'POST', url: `/api/v1/dossiers/${depose}/actes/${nom}`, payload: {} })
      expect([nom, r.statusCode]).toEqual([nom, 401])
    }
  })
})

/** The paths of Fastify's printed tree. */
const cheminsDe = (arbre: string): string[] => {
  const pile: string[] = []
  return arbre.split('\n').flatMap((ligne) => {
    const lu = /^([│ ├└─]*)(\S+)(?: \(([A-Z, ]+)\))?/.exec(ligne)
    if (!lu?.[2]) return []
    const niveau = Math.floor((lu[1]?.length ?? 0) / 4)
    pile.length = niveau
    pile[niveau] = lu[2]
    return lu[3]
      ? [
          pile
            .slice(0, niveau + 1)
            .join('')
            .replace(/\/+/g, '/'),
        ]
      : []
  })
}
