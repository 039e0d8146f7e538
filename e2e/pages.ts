import type { APIRequestContext } from '@playwright/test'
import { type NomUrl, toutesLesUrls } from '../src/urls.ts'

export type PageVue = { nom: NomUrl; adresse: string; html: string }

/** How many pages of one kind are read; one when it is not here. */
const COMBIEN: Partial<Record<NomUrl, number>> = {
  dossier: 2,
  section: 2,
  sectionEcole: 6,
  bureauDossier: 7,
  bureauActe: 9,
  seanceActe: 3,
  seance: 3,
  salle: 2,
}
const SLUGS = ['tne38-pac-2025', 'demo-ouvert']
const MAX = 130

/** Every page of TABLE 1 that this visitor reaches by its links, from the home pages and the call's: one or a few of each kind. */
export const pagesVisibles = async (api: APIRequestContext, noms = /./): Promise<PageVue[]> => {
  const file = departs()
  const vues = new Set<string>()
  const comptes = new Map<NomUrl, number>()
  const pages: PageVue[] = []
  while (file.length > 0 && pages.length < MAX) {
    const adresse = file.shift() ?? ''
    const nom = nomDe(adresse)
    if (!nom || vues.has(adresse) || (comptes.get(nom) ?? 0) >= (COMBIEN[nom] ?? 1)) continue
    vues.add(adresse)
    const r = await api.get(adresse, { maxRedirects: 0 })
    if (r.status() !== 200 || !r.headers()['content-type']?.includes('text/html')) continue
    comptes.set(nom, (comptes.get(nom) ?? 0) + 1)
    const html = await r.text()
    pages.push({ nom, adresse, html })
    file.push(...liensDe(html))
  }
  return pages.filter((p) => noms.test(p.nom))
}

/** Addresses without parameter, then those of the two calls. */
const departs = (): string[] => {
  const lisibles = toutesLesUrls.map(([, u]) => u).filter((u) => u.methodes.includes('GET'))
  const remplies = lisibles.flatMap((u) => {
    if (!u.chemin.includes(':')) return [u.chemin]
    return /^[^:]*:slug[^:]*$/.test(u.chemin) ? SLUGS.map((slug) => u.chemin.replace(':slug', slug)) : []
  })
  return ['/mon-espace', ...remplies]
}

const liensDe = (html: string): string[] =>
  [...html.matchAll(/href="(\/[^"#]*)/g)]
    .map(([, href]) => (href ?? '').replaceAll('&amp;', '&'))
    .filter((href) => !href.startsWith('/actifs/') && !href.includes('/deconnexion'))

/** The row of the table that an address belongs to: the one with the fewest parameters. */
const nomDe = (adresse: string): NomUrl | undefined => {
  const chemin = adresse.split('?')[0] ?? ''
  return FORMES.find(({ forme }) => forme.test(chemin))?.nom
}

const FORMES = toutesLesUrls
  .filter(([, u]) => u.methodes.includes('GET'))
  .map(([nom, u]) => ({
    nom,
    parametres: u.chemin.split(':').length,
    forme: new RegExp(`^${u.chemin.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/]+')}$`),
  }))
  .sort((a, b) => a.parametres - b.parametres)
