import { urls } from '../urls.ts'
import type { PageProps } from './page.tsx'

/** Title, description, sharing tags, the font first, then styles and the module. */
export function Tete(p: PageProps) {
  const titre = `${p.erreurs?.length ? 'Erreur\u00a0: ' : ''}${p.titre} – ${p.operateur.ligne ?? p.operateur.nom} – Lauréat`
  return (
    <head>
      <meta charset="utf-8" />
      <title>{titre}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="theme-color" content="#0b4f47" />
      {p.description ? <meta name="description" content={p.description} /> : null}
      {p.prive ? <meta name="robots" content="noindex" /> : null}
      {p.csrf ? <meta name="jeton-csrf" content={p.csrf} /> : null}
      {p.canonique ? <link rel="canonical" href={p.canonique} /> : null}
      {p.prive ? null : <Partage {...p} />}
      <link rel="preload" href={p.actifs.police} as="font" type="font/woff2" crossorigin="anonymous" />
      <link rel="stylesheet" href={p.actifs.css} />
      {p.actifs.couleurs ? <link rel="stylesheet" href={p.actifs.couleurs} /> : null}
      <link rel="icon" href="/actifs/favicon.svg" type="image/svg+xml" />
      <script type="module" src={p.actifs.js} />
    </head>
  )
}

function Partage({ titre, description, canonique, operateur }: PageProps) {
  return (
    <>
      <meta property="og:type" content="website" />
      <meta property="og:locale" content="fr_FR" />
      <meta property="og:site_name" content={`Lauréat, ${operateur.nom}`} />
      <meta property="og:title" content={titre} />
      {description ? <meta property="og:description" content={description} /> : null}
      {canonique ? <meta property="og:url" content={canonique} /> : null}
      <link rel="alternate" type="application/atom+xml" title="Appels à projets" href={urls.fluxAppels.href()} />
    </>
  )
}
