import { introuvable } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { listerAppels } from '../registre/appels.ts'
import type { Requete } from '../socle/http/pages.ts'
import { lirePage, lireTexte } from '../ui/adresse.ts'
import { typographie } from '../ui/typographie.ts'
import { type Adresse, urls } from '../urls.ts'
import { AccueilPage } from './accueil-page.tsx'
import { Cookies } from './cookies.tsx'
import { CourrielPage, CourrielsPage } from './courriels-page.tsx'
import { courrielGarde, courrielsGardes } from './courriels-queries.ts'
import { fluxAtom } from './flux.ts'
import { adressesPubliques, robots, sitemap } from './plan.ts'
import { PlanPage } from './plan-page.tsx'
import { appelsDuFlux } from './queries.ts'
import { siteDe } from './site.ts'
import type { Texte } from './texte.ts'
import { accessibilite } from './texte-accessibilite.ts'
import { TextePage } from './texte-page.tsx'
import { donneesPersonnelles, mentionsLegales } from './textes.ts'

/** The home page, what every public site owes its visitors, and the letters of a demonstration. */
export const accueil: Slice = ({ pages, app, maison }) => {
  const { config, porte } = maison
  const adresse = config.adressePublique
  const site = siteDe(config)
  const existe = (url: string) => app.hasRoute({ method: 'GET', url })

  pages.get(urls.accueil, async (requete) => ({
    page: (
      <AccueilPage
        cadre={maison.cadre(requete)}
        adresse={adresse}
        appels={await listerAppels(porte.base)}
        maintenant={requete.recuLe}
      />
    ),
  }))
  pages.get(urls.planDuSite, async (requete) => ({
    page: (
      <PlanPage
        cadre={maison.cadre(requete)}
        adresse={adresse}
        appels={await listerAppels(porte.base)}
        laureats={existe(urls.laureats.chemin)}
      />
    ),
  }))

  const texte = (
    url: Adresse<string>,
    titre: string,
    description: string,
    contenu: Texte,
    suite?: () => preact.VNode,
  ) =>
    pages.get(url, (requete: Requete) => ({
      page: (
        <TextePage
          cadre={maison.cadre(requete)}
          titre={titre}
          description={description}
          canonique={adresse + url.chemin}
          markdown={typographie(contenu(site))}
        >
          {suite?.()}
        </TextePage>
      ),
    }))
  texte(urls.mentionsLegales, 'Mentions légales', `Qui publie et qui héberge le site ${site.duNom}.`, mentionsLegales)
  texte(
    urls.donneesPersonnelles,
    'Données personnelles',
    `Ce que ${site.leNom} fait de vos données, et vos droits.`,
    donneesPersonnelles,
    Cookies,
  )
  texte(urls.accessibilite, 'Déclaration d’accessibilité', 'Accessibilité\u00a0: non conforme.', accessibilite)

  pages.get(urls.fluxAppels, async () => ({
    texte: fluxAtom({ adresse, operateur: site.nom, contact: site.contact, appels: await appelsDuFlux(porte.base) }),
    type: 'application/atom+xml; charset=utf-8',
  }))
  pages.get(urls.sitemap, async () => {
    const slugs = (await listerAppels(porte.base)).map((a) => a.slug)
    return { texte: sitemap(adresse, adressesPubliques(slugs, existe)), type: 'application/xml; charset=utf-8' }
  })
  pages.get(urls.robots, () => ({ texte: robots(adresse), type: 'text/plain; charset=utf-8' }))

  if (!config.demo) return
  pages.get(urls.demoCourriels, async (requete) => {
    const [a, page] = [lireTexte(requete.query.a), lirePage(requete.query.page)]
    const lettres = await courrielsGardes(porte.base, { a, page })
    return { page: <CourrielsPage cadre={maison.cadre(requete)} a={a} page={page} {...lettres} /> }
  })
  pages.get(urls.demoCourriel, async (requete) => {
    const courriel = await courrielGarde(porte.base, requete.params.id ?? '')
    const expediteur = config.courriel.expediteur
    return courriel
      ? { page: <CourrielPage cadre={maison.cadre(requete)} courriel={courriel} expediteur={expediteur} /> }
      : introuvable()
  })
}
