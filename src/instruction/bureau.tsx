import { sql } from 'kysely'
import { jourParis } from '../domaine/calendrier.ts'
import { introuvable } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { type AppelPublie, lireAppelPublie } from '../registre/appels.ts'
import { lireEnveloppe } from '../registre/enveloppe.ts'
import { nouvelId } from '../registre/identifiants.ts'
import { estDedans } from '../registre/seances.ts'
import { selonTete, teteDuJournal } from '../registre/selon-journal.ts'
import type { Requete } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { cadreDuBureau } from '../ui/bureau.ts'
import { urls } from '../urls.ts'
import { BureauPage } from './bureau-page.tsx'
import { compterBureau, compterListes, lireChoix, listerBureau, schemaRecherche } from './queries.ts'
import { lireTete } from './tete-bureau.ts'

const PAR_PAGE = 50

/** The agents' desk: what is expected of the service, searched, filtered, sorted, page by page. */
export const routesBureau: Slice = ({ pages, maison }) => {
  const { base } = maison.porte

  pages.get(urls.bureau, async (requete) => {
    const publie = await appelDuBureau(maison, requete)
    if (!publie) return introuvable()
    const recherche = schemaRecherche.parse(requete.query)
    const acteur = acteurDe(requete)
    const jour = jourParis(requete.recuLe)
    const contexte = {
      slug: publie.slug,
      jour,
      personne: acteur.personne,
      aveugle:
        publie.appel.commission.notationAveugle &&
        acteur.habilitations.some((h) => h.role === 'membre_commission' && h.portee === publie.slug),
    }
    const [page, tete, vues] = await Promise.all([
      listerBureau(base, recherche, { ...contexte, limite: PAR_PAGE }),
      teteDuJournal(base),
      lireVues(base, publie.slug, acteur.personne ?? ''),
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
      page: (
        <BureauPage
          cadre={cadreDuBureau(maison.cadre(requete), publie.appel, 'dossiers')}
          appel={publie.appel}
          maintenant={requete.recuLe}
          agent={acteur.habilitations.some((h) => h.role === 'instructeur' && h.portee === publie.slug)}
          {...{ recherche, page, total, comptes, choix, enveloppe, vues }}
          tete={resume}
        />
      ),
    }
  })

  pages.post(urls.bureau, async (requete) => {
    const publie = await appelDuBureau(maison, requete)
    if (!publie) return introuvable()
    const nom = String(requete.body.nom ?? '')
      .trim()
      .slice(0, 80)
    const requeteUrl = new URLSearchParams(String(requete.body.requete ?? '').slice(0, 1000)).toString()
    if (nom)
      await sql`insert into vue_enregistree (id, appel, personne_id, nom, requete, cree_le)
        values (${nouvelId()}, ${publie.slug}, ${acteurDe(requete).personne}, ${nom}, ${requeteUrl}, ${requete.recuLe})`.execute(
        base,
      )
    const retirer = String(requete.body.retirer ?? '')
    if (/^[0-9a-f-]{36}$/.test(retirer))
      await sql`delete from vue_enregistree where id = ${retirer} and personne_id = ${acteurDe(requete).personne}`.execute(
        base,
      )
    return { vers: `${urls.bureau.href({ slug: publie.slug })}?${requeteUrl}` }
  })
}

/** The call of the address when this person works on it; undefined otherwise (the same 404). */
export const appelDuBureau = async (
  maison: Parameters<Slice>[0]['maison'],
  requete: Requete,
): Promise<AppelPublie | undefined> => {
  const slug = requete.params.slug ?? ''
  return estDedans(acteurDe(requete), slug) ? lireAppelPublie(maison.porte.base, slug) : undefined
}

export type VueEnregistree = { id: string; nom: string; requete: string }

const lireVues = async (base: Parameters<Slice>[0]['maison']['porte']['base'], slug: string, personne: string) =>
  (
    await sql<VueEnregistree>`
      select id, nom, requete from vue_enregistree where appel = ${slug} and personne_id::text = ${personne} order by nom, id`.execute(
      base,
    )
  ).rows
