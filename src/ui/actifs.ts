import type { Actifs } from './page.tsx'

/** What the build's manifest says of one entry. */
type Entree = { file: string }

/** Addresses of the browser files from the build's manifest (`dist/client/.vite/manifest.json`, parsed). A missing entry is a build bug. */
export function lireActifs(manifeste: Record<string, Entree>): Actifs {
  const adresse = (fin: string): string => {
    const cle = Object.keys(manifeste).find((k) => k.endsWith(fin))
    const fichier = cle ? manifeste[cle]?.file : undefined
    if (!fichier) throw new Error(`The browser build has no ${fin}: run the build again.`)
    return `/${fichier}`
  }
  return {
    css: adresse('laureat.scss'),
    js: adresse('laureat.ts'),
    police: adresse('next-latin-wght-normal.woff2'),
  }
}
