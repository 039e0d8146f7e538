import { type APIRequestContext, type Browser, request } from '@playwright/test'
import { dossiersDuMonde, env } from './env.ts'
import { type Facon, type Personnage, personnage, seConnecterParCourriel } from './personnages.ts'
import { commande } from './preparer.ts'

export type Ecole = { uai: string; nom: string; circonscription: string }
export type DossierDecide = { id: string; numero: string; slug: string; nom: string; siren: string; ecoles: Ecole[] }
export type Troupe = Awaited<ReturnType<typeof troupe>>

/** The API as this person, by a token of the command line. */
export const apiDe = async (courriel: string): Promise<APIRequestContext> => {
  const jeton = commande('jeton', courriel).trim().split('\n').at(-1) ?? ''
  return request.newContext({ baseURL: env().adresse, extraHTTPHeaders: { authorization: `Bearer ${jeton}` } })
}

/** The first dossier of the pilot call with this many schools, whose results are published and whose quotes are awaited; `sansEnt`:
 * its schools have no ENT yet. */
export const dossierDecide = async (
  api: APIRequestContext,
  ecoles: number,
  { sansEnt = false } = {},
): Promise<DossierDecide> => {
  const slug = 'tne38-pac-2025'
  const retenus = dossiersDuMonde().filter((d) => d.appel === slug && d.etat === 'retenu')
  for (const { id, numero, organisme } of retenus.sort((a, b) => a.numero.localeCompare(b.numero))) {
    const d = await (await api.get(`/api/v1/dossiers/${id}`)).json()
    if (d.devis.length > 0 || d.ecoles.length !== ecoles || d.enAttenteDe[0]?.acte !== 'envoyer_devis') continue
    if (sansEnt && !(await estSansEnt(api, id))) continue
    const trouvees = await Promise.all(d.ecoles.map((e: { uai: string }) => lireEcole(api, e.uai)))
    return { id, numero, slug, nom: organisme.nom, siren: organisme.siren, ecoles: trouvees }
  }
  throw new Error(`No published dossier with ${ecoles} schools waits for its quotes`)
}

/** What the kept schools asked, as the application says it. Unit prices in cents HT. */
export const lignesDemandees = async (
  api: APIRequestContext,
  d: DossierDecide,
): Promise<{ article: string; quantite: number; prix_unitaire_ht: number }[]> => {
  const { ecoles } = await (await api.get(`/api/v1/dossiers/${d.id}/reponses`)).json()
  return d.ecoles.flatMap((e) =>
    ['ressources', 'equipements'].flatMap((section) => ecoles[e.uai]?.[section]?.lignes ?? []),
  )
}

const estSansEnt = async (api: APIRequestContext, id: string): Promise<boolean> => {
  const { ecoles } = await (await api.get(`/api/v1/dossiers/${id}/reponses`)).json()
  return Object.values<{ presentation?: { ent_existant?: boolean } }>(ecoles).every(
    (e) => e.presentation?.ent_existant === false,
  )
}

const lireEcole = async (api: APIRequestContext, uai: string): Promise<Ecole> => {
  const { elements } = await (await api.get(`/api/v1/ecoles?q=${uai}`)).json()
  const e = elements.find((x: { uai: string }) => x.uai === uai)
  return { uai, nom: e.nom, circonscription: e.circonscription.code }
}

/** The town hall, the head of the first school and its district, each in a browser of his or her own. Accounts that the world has
 * not are made by the command line. */
export const troupe = async (browser: Browser, facon: Facon, d: DossierDecide) => {
  const [ecole] = d.ecoles
  if (!ecole) throw new Error(`${d.numero} has no school`)
  const adresses = {
    mairie: `mairie.${d.siren}@demo.example`,
    directrice: `directrice.${ecole.uai.toLowerCase()}@essai.example`,
    erun: `erun.${ecole.uai.toLowerCase()}@essai.example`,
    ien: `ien.${ecole.uai.toLowerCase()}@essai.example`,
  }
  const creer = (courriel: string, nom: string, role: string) =>
    commande('compte', 'creer', courriel, '--nom', nom, '--habilitation', role)
  creer(adresses.directrice, 'Noor Parcours', `directeur@${ecole.uai}`)
  creer(adresses.erun, 'Sacha Parcours', `erun@${ecole.circonscription}`)
  creer(adresses.ien, 'Lou Parcours', `ien@${ecole.circonscription}`)
  const entrer = async (qui: keyof typeof adresses): Promise<Personnage> => {
    const p = await personnage(browser, facon)
    await p.page.goto('/connexion')
    await seConnecterParCourriel(p, adresses[qui])
    return p
  }
  return { adresses, ecole, entrer }
}
