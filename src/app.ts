import { existsSync, readFileSync } from 'node:fs'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { routesApi } from './api/routes.ts'
import { fabriquerCadre } from './cadre.tsx'
import { type Fondations, repond } from './composition.ts'
import type { Maison } from './maison.ts'
import { fichiersOperateur } from './operateur.ts'
import { PageErreur } from './page-erreur.tsx'
import { acteurParSession } from './registre/acteurs.ts'
import { SLICES } from './slices.ts'
import { declarerPages } from './socle/http/pages.ts'
import { creerServeur } from './socle/http/serveur.ts'
import { ressource } from './socle/ressources.ts'
import { lireActifs } from './ui/actifs.ts'
import { rendre } from './ui/page.tsx'
import { urls } from './urls.ts'

/** Builds the whole application on its foundations; never listens. `pret`: is the world loaded? */
export const construireApp = async (
  f: Fondations,
  { pret = () => true, journaux = true }: { pret?: () => boolean; journaux?: boolean } = {},
): Promise<FastifyInstance> => {
  const operateur = fichiersOperateur(f.config.operateur)
  const cadre = fabriquerCadre(f.config, actifs(), operateur)
  const maison: Maison = {
    porte: f.porte,
    config: f.config,
    fichiers: f.fichiers,
    antivirus: f.antivirus,
    envoyerLettres: (tx) => f.travaux.enfiler(tx, 'courriels', {}),
    lancer: (tx, tache) => f.travaux.enfiler(tx, tache, {}),
    cadre,
  }
  const pageErreur = (requete: FastifyRequest, statut: number, detail?: string) =>
    rendre(PageErreur({ cadre: cadre(requete), statut, detail }))
  const app = await creerServeur({
    secret: f.config.secret,
    sur: f.config.adressePublique.startsWith('https:'),
    proxys: f.config.proxys,
    journaux,
    maintenant: f.porte.maintenant,
    lireSession: async (cookie, requete) => acteurParSession(f.porte.base, cookie, requete.recuLe, dossierLu(requete)),
    pageErreur,
  })
  app.get('/sante', async (_requete, reponse) => {
    const ok = pret() && (await repond(f.porte))
    return reponse.status(ok ? 200 : 503).send({ etat: ok ? 'ok' : 'indisponible' })
  })
  // A script or a font has no use for the policies of a page: 600 bytes less for each file of a first visit.
  app.addHook('onSend', async (requete, reponse) => {
    if (requete.url.startsWith('/actifs/')) for (const nom of ENTETES_DE_PAGE) reponse.removeHeader(nom)
  })
  const client = ressource('client')
  if (existsSync(client))
    await app.register(fastifyStatic, {
      root: client,
      prefix: '/',
      wildcard: false,
      index: false,
      immutable: true,
      maxAge: '1y',
      preCompressed: true,
    })
  for (const fichier of Object.values(operateur))
    app.get(fichier.adresse, (_requete, reponse) =>
      reponse.header('cache-control', 'public, max-age=31536000, immutable').type(fichier.type).send(fichier.contenu),
    )
  const pages = declarerPages(app, { rendre, pageErreur, connexion: (retour) => urls.connexion.href({}, { retour }) })
  for (const slice of SLICES) slice({ pages, app, maison })
  await routesApi(app, maison)
  return app
}

const ENTETES_DE_PAGE = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'origin-agent-cluster',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
]

const actifs = () => {
  const manifeste = ressource('client/.vite/manifest.json')
  return existsSync(manifeste)
    ? lireActifs(JSON.parse(readFileSync(manifeste, 'utf8')))
    : { css: '/actifs/laureat.css', js: '/actifs/laureat.js', police: '/actifs/police.woff2' }
}

/** The dossier that a page shows: its facts are read with the session. */
const dossierLu = ({ method, params, routeOptions }: FastifyRequest): string | undefined =>
  method === 'GET' &&
  routeOptions.url?.includes('/dossiers/:id') &&
  typeof params === 'object' &&
  params &&
  'id' in params
    ? String(params.id)
    : undefined
