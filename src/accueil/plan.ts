import { type Adresse, toutesLesUrls, urls } from '../urls.ts'
import { enXml } from './xml.ts'

/** The public pages that search engines may keep: those of the site, then those of each call. `existe`: is the page served? */
export const adressesPubliques = (appels: readonly string[], existe: (chemin: string) => boolean): string[] => {
  const pages = toutesLesUrls.map(([, u]): Adresse => u).filter((u) => u.sitemap && existe(u.chemin))
  return [
    ...pages.filter((u) => !u.chemin.includes(':')).map((u) => u.chemin),
    ...appels.flatMap((slug) =>
      pages
        .filter((u) => u.chemin.includes(':slug') && u.chemin.split(':').length === 2)
        .map((u) => u.chemin.replace(':slug', encodeURIComponent(slug))),
    ),
  ]
}

/** sitemap.xml of these paths. */
export const sitemap = (adresse: string, chemins: readonly string[]): string =>
  `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${chemins.map((c) => `  <url><loc>${enXml(adresse + c)}</loc></url>`).join('\n')}
</urlset>
`

/** What robots may read: everything public, nothing of people's dossiers. */
export const robots = (adresse: string): string =>
  [
    'User-agent: *',
    ...[
      ...new Set([
        '/api/',
        '/demo/',
        // The sign-in page itself is public; not its links, nor each page that it leads back to.
        `${urls.connexion.href()}?`,
        ...toutesLesUrls
          .map(([, u]): Adresse => u)
          .filter(reservee)
          .map(motif),
      ]),
    ].map((c) => `Disallow: ${c}`),
    '',
    `Sitemap: ${adresse}${urls.sitemap.href()}`,
    '',
  ].join('\n')

const reservee = (u: Adresse): boolean =>
  u.methodes.includes('GET') && (u.acces === 'connecte' || u.chemin.startsWith('/connexion/'))

// `/dossiers/:id/depot` → `/dossiers/`; where a public page starts the same way, the whole path with a star.
const motif = ({ chemin }: Adresse): string => {
  const racine = `/${chemin.split('/')[1]}`
  const partagee = toutesLesUrls.some(([, u]) => u.sitemap && u.chemin.startsWith(`${racine}/`))
  return partagee ? chemin.replace(/:[a-zA-Z]+/g, '*') : chemin === racine ? racine : `${racine}/`
}
