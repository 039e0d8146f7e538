import { type APIRequestContext, type Browser, expect, request } from '@playwright/test'
import type { Decision } from '../decider.ts'
import { env } from '../env.ts'
import { mairieDe } from './deposer-vague.ts'
import type { Village } from './villages.ts'

/** What each letter must say, by the decision; what it must not say is what the others do. */
const LETTRES: Record<Decision | 'hors', { objet: (n: string) => string; dit: RegExp[]; tait: RegExp; ecole: string }> =
  {
    Retenir: {
      objet: (n) => `Votre dossier ${n} est retenu par la commission`,
      dit: [/Subvention proposée, au plus/, /Envoyez vos devis/, /n’est pas une attribution de subvention/],
      tait: /Comment contester/,
      ecole: 'projet retenu',
    },
    'Liste d’attente': {
      objet: (n) => `Votre dossier ${n} est en liste d’attente`,
      dit: [/Rang sur la liste : \d+/, /Comment contester cette décision/],
      tait: /Subvention proposée/,
      ecole: 'projet en liste d’attente',
    },
    'Ne pas retenir': {
      objet: (n) => `Votre dossier ${n} n’est pas retenu`,
      dit: [/Ce qui a compté/, /classé \d+ sur \d+|crédits/, /Comment contester/, /tribunal administratif de Grenoble/],
      tait: /Subvention proposée|liste d’attente/,
      ecole: 'projet non retenu',
    },
    hors: {
      objet: (n) => `Le dossier ${n} n’est pas conforme`,
      dit: [/Les raisons/, /Mb\/s/, /Comment contester cette décision/],
      tait: /Subvention proposée|liste d’attente/,
      ecole: '',
    },
  }
const RESULTAT = /est retenu par|est en liste d’attente|n’est pas retenu|n’est pas conforme/

/** Each town hall reads its letter in its mailbox (once) and in its dossier; each school its own; the Rectorat reads them all. */
export const verifierLettres = async (vague: readonly Village[], decisions: Map<string, Decision>) => {
  const boite = await request.newContext({ baseURL: env().adresse })
  const erreurs: string[] = []
  for (const v of vague) {
    const decision = v.incident === 'hors' ? 'hors' : decisions.get(v.uai)
    if (!decision) erreurs.push(`${v.numero}: no decision`)
    else erreurs.push(...(await deLaMairie(boite, v, decision)), ...(await deLEcole(boite, v, decision)))
  }
  erreurs.push(...(await duRectorat(boite, vague, decisions)))
  await boite.dispose()
  expect(erreurs).toEqual([])
}

/** The same letter in the dossier, on the page of the town hall that signs in to read it. */
export const lireDansLeDossier = async (browser: Browser, v: Village, decision: Decision | 'hors') => {
  const { page, mains } = await mairieDe(browser, v)
  await page.goto(`/dossiers/${v.dossier}/courriers`)
  await mains.activer(page.getByRole('link', { name: LETTRES[decision].objet(v.numero) }))
  const lu = simple((await page.locator('main').textContent()) ?? '')
  for (const phrase of LETTRES[decision].dit) expect(lu).toMatch(phrase)
  await page.context().close()
}

const deLaMairie = async (boite: APIRequestContext, v: Village, decision: Decision | 'hors'): Promise<string[]> => {
  const attendu = LETTRES[decision]
  const recues = (await lettresDe(boite, v.mairie)).filter((l) => RESULTAT.test(l.objet))
  const [lettre] = recues
  if (recues.length !== 1 || !lettre || lettre.objet !== attendu.objet(v.numero))
    return [`${v.numero}: ${decision}, received ${JSON.stringify(recues.map((l) => l.objet))}`]
  const texte = await contenu(boite, lettre.href)
  return [
    ...attendu.dit.filter((r) => !r.test(texte)).map((r) => `${v.numero}: the letter does not say ${r}`),
    ...(attendu.tait.test(texte) ? [`${v.numero}: the letter says ${attendu.tait}`] : []),
  ]
}

const deLEcole = async (boite: APIRequestContext, v: Village, decision: Decision | 'hors'): Promise<string[]> => {
  const recues = (await lettresDe(boite, v.boite)).filter((l) => l.objet.startsWith('Le résultat pour'))
  if (decision === 'hors') return recues.length === 0 ? [] : [`${v.ecole}: a result without a commission`]
  const [lettre] = recues
  if (recues.length !== 1 || !lettre) return [`${v.ecole}: ${recues.length} letters`]
  const texte = await contenu(boite, lettre.href)
  const { ecole } = LETTRES[decision]
  return texte.includes(`: ${ecole}.`) && texte.includes(v.nom.replaceAll("'", '’'))
    ? []
    : [`${v.ecole}: the letter does not say ${ecole}`]
}

const TITRES = [
  ['Retenir', 'Retenues'],
  ['Liste d’attente', 'En liste d’attente'],
  ['Ne pas retenir', 'Non retenues'],
] as const

/** Its one letter names every school under the right title. */
const duRectorat = async (boite: APIRequestContext, vague: readonly Village[], decisions: Map<string, Decision>) => {
  const recues = (await lettresDe(boite, 'rectorat@demo.example')).filter((l) =>
    l.objet.startsWith('Résultats publiés'),
  )
  const [lettre] = recues
  if (recues.length !== 1 || !lettre) return [`Rectorat: ${recues.length} letters of results`]
  const texte = await contenu(boite, lettre.href)
  const places = TITRES.map(([decision, titre]) => ({ decision, ou: texte.indexOf(` ${titre} `) })).filter(
    (p) => p.ou >= 0,
  )
  return vague.flatMap((v) => {
    const decision = decisions.get(v.uai)
    const ou = texte.indexOf(v.numero)
    if (!decision) return ou === -1 ? [] : [`Rectorat: ${v.numero} was not decided`]
    const sous = places.filter((p) => p.ou < ou).at(-1)?.decision
    return sous === decision ? [] : [`Rectorat: ${v.numero} is under « ${sous ?? 'nothing'} », not « ${decision} »`]
  })
}

const lettresDe = async (boite: APIRequestContext, adresse: string) => {
  const liste = await (await boite.get(`/demo/courriels?a=${encodeURIComponent(adresse)}`)).text()
  const trouvees = [...liste.matchAll(/href="(\/demo\/courriels\/[0-9a-f-]{36})"[^>]*>([^<]*)</g)]
  return trouvees.map(([, href = '', objet = '']) => ({ href, objet: objet.replaceAll(' ', ' ').trim() }))
}

const contenu = async (boite: APIRequestContext, href: string): Promise<string> =>
  simple((await (await boite.get(href)).text()).replace(/<[^>]+>/g, ' ').replace(/&nbsp;/g, ' '))

/** A text with single spaces, none of them no-break. */
const simple = (texte: string): string => texte.replace(/\s+/g, ' ').replaceAll(' .', '.')
