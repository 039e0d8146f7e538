import type { APIRequestContext } from '@playwright/test'
import { type NomUrl, toutesLesUrls } from '../src/urls.ts'
import { dossiersDuMonde } from './env.ts'

/** What the parameters of addresses may be for somebody: each combination is tried, the first that answers 200 is the page. */
const valeursDe = (parametre: string, chemin: string): string[] => {
  const dossiers = dossiersDuMonde()
  const de = (siren: string) => dossiers.filter((d) => d.organisme.siren === siren).map((d) => d.id)
  const parEtat = [...new Map(dossiers.map((d) => [d.etat, d.id])).values()]
  switch (parametre) {
    case 'slug':
      return ['tne38-pac-2025', 'demo-ouvert']
    case 'id':
      return chemin.includes('/dossiers/') ? [...de('213805633'), ...parEtat] : []
    case 'siren':
      return ['213805633']
    case 'uai':
      return ['0387000C', '0387001D']
    case 'section':
      return chemin.includes('/ecoles/') ? ['presentation', 'projet', 'equipements'] : ['commune', 'financement']
    default:
      return []
  }
}

/** The addresses of a path with its parameters filled in every way that this world allows. */
const combinaisons = (chemin: string): string[] => {
  const nom = /:([a-zA-Z]+)/.exec(chemin)?.[1]
  if (!nom) return [chemin]
  return valeursDe(nom, chemin).flatMap((v) => combinaisons(chemin.replace(`:${nom}`, v)))
}

export type PageVue = { nom: NomUrl; adresse: string; html: string }

/** Every page of TABLE 1 that this visitor may open, one address for each; draft addresses of the visitor's own dossiers first. */
export const pagesVisibles = async (api: APIRequestContext, siens: string[] = [], noms = /./): Promise<PageVue[]> => {
  const pages: PageVue[] = []
  for (const [nom, adresse] of toutesLesUrls) {
    if (!adresse.methodes.includes('GET') || !noms.test(nom)) continue
    const candidats = [
      ...siens.flatMap((id) => combinaisons(adresse.chemin.replace('/dossiers/:id', `/dossiers/${id}`))),
      ...combinaisons(adresse.chemin),
    ]
    for (const candidat of [...new Set(candidats)].slice(0, 24)) {
      const r = await api.get(candidat, { maxRedirects: 0 })
      if (r.status() !== 200) continue
      if (r.headers()['content-type']?.includes('text/html'))
        pages.push({ nom, adresse: candidat, html: await r.text() })
      break
    }
  }
  return pages
}

/** The dossiers that this visitor's home links to: drafts among them. */
export const siensDe = async (api: APIRequestContext): Promise<string[]> => {
  const html = await (await api.get('/mon-espace')).text()
  return [...new Set([...html.matchAll(/\/dossiers\/([0-9a-f-]{36})/g)].flatMap(([, id]) => (id ? [id] : [])))]
}
