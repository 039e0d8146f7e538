import { type APIRequestContext, request } from '@playwright/test'
import { env } from './env.ts'
import { commande } from './preparer.ts'

export type Village = {
  nom: string
  siren: string
  uai: string
  courriel: string
  dossier: string
  api: APIRequestContext
}

/** A town hall with an account made by the command line, and its draft with one school, made by the API. */
export const village = async (nom: string): Promise<Village> => {
  const lire = await request.newContext({ baseURL: env().adresse })
  const communes = await (await lire.get(`/api/v1/communes?q=${encodeURIComponent(nom)}`)).json()
  const commune = communes.elements.find(
    (c: { nom: string; departement: string }) => c.nom === nom && c.departement === '38',
  )
  const ecoles = await (await lire.get(`/api/v1/ecoles?commune=${commune.insee}`)).json()
  const { siren } = commune
  const uai: string = ecoles.elements[0].uai
  const courriel = `mairie.${commune.insee}@essai.example`
  const jeton = compte(courriel, 'Camille Parcours', siren)
  const api = await request.newContext({
    baseURL: env().adresse,
    extraHTTPHeaders: { authorization: `Bearer ${jeton}` },
  })
  const cree = await (await api.post('/api/v1/appels/demo-ouvert/dossiers', { data: { organisme: siren } })).json()
  const acte = await api.post(`/api/v1/dossiers/${cree.id}/actes/inscrire_ecole`, {
    data: { version: cree.version, uai },
  })
  if (!acte.ok()) throw new Error(await acte.text())
  return { nom, siren, uai, courriel, dossier: cree.id, api }
}

/** A person of the town hall; answers an API token. */
export const compte = (courriel: string, nom: string, siren: string): string => {
  const roles = ['signataire', 'redacteur'].flatMap((r) => ['--habilitation', `${r}@${siren}`])
  commande('compte', 'creer', courriel, '--nom', nom, ...roles)
  return commande('jeton', courriel).trim().split('\n').at(-1) ?? ''
}
