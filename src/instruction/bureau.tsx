import type { FastifyReply } from 'fastify'
import { jourParis } from '../domaine/calendrier.ts'
import { introuvable, type Refus } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { type AppelPublie, lireAppelPublie } from '../registre/appels.ts'
import { lireEnveloppe } from '../registre/enveloppe.ts'
import { estDedans } from '../registre/seances.ts'
import { selonTete, teteDuJournal } from '../registre/selon-journal.ts'
import type { Requete } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { cadreDuBureau } from '../ui/bureau.ts'
import { urls } from '../urls.ts'
import { BureauPage } from './bureau-page.tsx'
import { retenirListe } from './liste-suivie.ts'
import { type Contexte, compterBureau, compterListes, lireChoix, listerBureau, schemaRecherche } from './queries.ts'
import { lireTete } from './tete-bureau.ts'
import { changerVue, lireVues, requeteEcrite } from './vues.ts'

const PAR_PAGE = 50

/** The agents' desk: what is expected of the service, searched, filtered, sorted, page by page. */
export const routesBureau: Slice = ({ pages, maison }) => {
  const { base } = maison.porte

  const montrer = async (requete: Requete, reponse: FastifyReply, non?: Refus) => {
    const publie = await appelDuBureau(maison, requete)
    if (!publie) return introuvable()
    const recherche = schemaRecherche.parse(
      non ? Object.fromEntries(new URLSearchParams(requeteEcrite(requete.body))) : requete.query,
    )
    const acteur = acteurDe(requete)
    const contexte = contexteDe(requete, publie)
    const { jour } = contexte
    retenirListe(maison, reponse, publie.slug, recherche)
    const [page, tete, vues] = await Promise.all([
      listerBureau(base, recherche, { ...contexte, limite: PAR_PAGE }),
      teteDuJournal(base),
      lireVues(base, contexte),
    ])
    const { apres: _, tri: __, ...filtre } = recherche
    const [total, [comptes, choix, resume, enveloppe]] = await Promise.all([
      selonTete(base, tete, `total ${JSON.stringify([filtre, contexte])}`, () =>
        compterBureau(base, recherche, contexte),
      ),
      selonTete(base, tete, `bureau ${publie.slug} ${jour}`, () =>
        Promise.all([
          compterListes(base, contexte),
          lireChoix(base, publie.slug),
          lireTete(base, publie.slug, jour),
          lireEnveloppe(base, publie.appel),
        ]),
      ),
    ])
    return {
      statut: non?.statut ?? 200,
      page: (
        <BureauPage
          cadre={cadreDuBureau(maison.cadre(requete), publie.appel, 'dossiers')}
          appel={publie.appel}
          maintenant={requete.recuLe}
          agent={acteur.habilitations.some((h) => h.role === 'instructeur' && h.portee === publie.slug)}
          {...{ recherche, page, total, comptes, choix, enveloppe, vues }}
          tete={resume}
          adresse={maison.config.adressePublique}
          erreurs={non?.erreurs ?? []}
        />
      ),
    }
  }

  pages.get(urls.bureau, (requete, reponse) => montrer(requete, reponse))
  pages.post(urls.bureau, async (requete, reponse) => {
    const publie = await appelDuBureau(maison, requete)
    if (!publie) return introuvable()
    const qui = { slug: publie.slug, personne: acteurDe(requete).personne, le: requete.recuLe }
    const non = await changerVue(base, qui, requete.body)
    if (non) return montrer(requete, reponse, non)
    return { vers: `${urls.bureau.href({ slug: publie.slug })}?${requeteEcrite(requete.body)}` }
  })
}

/** Who reads the desk of this call, and on which day. */
export const contexteDe = (requete: Requete, { slug, appel }: Pick<AppelPublie, 'slug' | 'appel'>): Contexte => {
  const { personne, habilitations } = acteurDe(requete)
  return {
    slug,
    jour: jourParis(requete.recuLe),
    personne,
    aveugle:
      appel.commission.notationAveugle &&
      habilitations.some((h) => h.role === 'membre_commission' && h.portee === slug),
  }
}

/** The call of the address when this person works on it; undefined otherwise (the same 404). */
export const appelDuBureau = async (
  maison: Parameters<Slice>[0]['maison'],
  requete: Requete,
): Promise<AppelPublie | undefined> => {
  const slug = requete.params.slug ?? ''
  return estDedans(acteurDe(requete), slug) ? lireAppelPublie(maison.porte.base, slug) : undefined
}
