import type { ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Erreur } from '../domaine/refus.ts'
import { BackLink } from './govuk/back-link.tsx'
import { Breadcrumbs } from './govuk/breadcrumbs.tsx'
import { SkipLink } from './govuk/skip-link.tsx'
import { EnTete, type LienDeNavigation, type Utilisateur } from './page-entete.tsx'
import { type Lien, PiedDePage } from './page-pied.tsx'
import { Tete } from './page-tete.tsx'

/**
 * Hashed addresses of the browser files, read once from the build's manifest by whoever assembles the pages (`lireActifs`).
 * `couleurs`: the operator's own style sheet, when there is one.
 */
export type Actifs = { css: string; js: string; police: string; couleurs?: string }

/** Who runs this instance. `ligne` is the grey line beside the logo; `couleur` was already refused when unreadable. */
export type Operateur = { nom: string; ligne?: string; logo?: { src: string; alt: string }; adresse?: string }

/** What every page of one request shares: build it once, then `<Page {...cadre} titre="…">`. */
export type Cadre = {
  operateur: Operateur
  actifs: Actifs
  pied: Lien[]
  utilisateur?: Utilisateur | null | undefined
  navigation?: LienDeNavigation[] | undefined
  /** Where the logo, « Se connecter » and « Se déconnecter » lead. */
  liens?: { accueil: string; connexion: string; deconnexion: string; compte?: string } | undefined
  demo?: boolean | undefined
  csrf?: string | undefined
}

export type PageProps = Cadre & {
  titre: string
  description?: string | undefined
  canonique?: string | undefined
  /** The last item, without `href`, is this page. */
  filAriane?: { libelle: string; href?: string }[] | undefined
  retour?: { href: string; libelle?: string } | undefined
  /** Working tables take the whole screen. */
  large?: boolean | undefined
  /** Adds « Erreur : » before the title; the summary itself is `<ResumeErreurs>`. */
  erreurs?: Erreur[] | undefined
  /** A full-width quiet band at the top of main, with the page's h1 (a public call). */
  bandeau?: ComponentChildren
  /** Full width, after the content. */
  apres?: ComponentChildren
  /** Not for search engines: everything behind a sign-in. */
  prive?: boolean | undefined
  children?: ComponentChildren
}

export function Page(p: PageProps) {
  const largeur = p.large ? 'laureat-largeur laureat-largeur--pleine' : 'laureat-largeur'
  return (
    <html lang="fr" class="govuk-template">
      <Tete {...p} />
      <body class="govuk-template__body">
        <SkipLink href="#contenu" text="Aller au contenu" />
        <EnTete {...p} largeur={largeur} />
        <main id="contenu" class="laureat-contenu" tabindex={-1}>
          {p.bandeau ? (
            <div class="laureat-bandeau">
              <div class={largeur}>{p.bandeau}</div>
            </div>
          ) : null}
          <div class={`${largeur} laureat-corps`}>
            {p.filAriane ? (
              <Breadcrumbs collapseOnMobile items={p.filAriane.map(({ libelle, href }) => ({ text: libelle, href }))} />
            ) : null}
            {p.retour ? <BackLink href={p.retour.href} text={p.retour.libelle ?? 'Retour'} /> : null}
            {p.children}
          </div>
          {p.apres}
        </main>
        <PiedDePage operateur={p.operateur} liens={p.pied} largeur={largeur} />
      </body>
    </html>
  )
}

/** The whole document as text. */
export const rendre = (page: VNode): string => `<!DOCTYPE html>\n${renderToString(page)}`

/** A piece of page as text, for the answers that live totals fetch. */
export const rendreFragment = (fragment: VNode): string => renderToString(fragment)
