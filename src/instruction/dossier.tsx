import { estDeLAppel } from '../domaine/droits.ts'
import { type Erreur, introuvable } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { lireChangements } from '../registre/changements.ts'
import { lireChronologie } from '../registre/chronologie.ts'
import { lireDossier } from '../registre/lire.ts'
import type { Requete } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { cadreDuBureau } from '../ui/bureau.ts'
import { urls } from '../urls.ts'
import { contexteDe } from './bureau.tsx'
import { DossierPage, estOnglet, type Onglet } from './dossier-page.tsx'
import {
  lireAidesPassees,
  lireDocuments,
  lireEnvois,
  lireLettres,
  lireMessages,
  lireVersions,
  marquerVisite,
} from './dossier-queries.ts'
import type { Ecran } from './ecran.ts'
import { listeSuivie } from './liste-suivie.ts'

/** One dossier at the desk: what is asked, for whom, how much, what is wrong, what next; then its tabs. */
export const routesDossierBureau: Slice = ({ pages, maison }) => {
  pages.get(urls.bureauDossier, async (requete) => {
    const e = await ecranDe(maison, requete)
    if (!e) return introuvable()
    return pageDossier(maison, requete, e, estOnglet(requete.query.onglet) ? requete.query.onglet : 'synthese')
  })
}

/** The page of a tab; `refusee`: the message that could not be sent, with what is wrong. */
export const pageDossier = async (
  maison: Maison,
  requete: Requete,
  e: Ecran,
  onglet: Onglet,
  refusee?: { erreurs: Erreur[]; statut: number; champs: Record<string, string> },
) => {
  const { base } = maison.porte
  const id = e.faits.dossier.id
  const fait = requete.query.fait
  const [visite, aides, versions, lettres, documents, messages, chrono, envois, liste] = await Promise.all([
    marquerVisite(base, { dossier: id, personne: acteurDe(requete).personne, le: requete.recuLe }),
    lireAidesPassees(
      base,
      e.faits.organisme.siren,
      e.faits.ecoles.map((x) => x.uai),
    ),
    lireVersions(base, id),
    onglet === 'messages' ? lireLettres(base, id) : [],
    onglet === 'pieces' ? lireDocuments(base, id) : [],
    onglet === 'messages' ? lireMessages(base, id, e.qualites) : [],
    lireChronologie(base, e, { limite: 500, derniers: true }),
    fait ? lireEnvois(base, id, fait) : [],
    listeSuivie(maison, requete, id, contexteDe(requete, { slug: e.slug, appel: e.faits.appel })),
  ])
  const neuf =
    onglet === 'synthese' && visite.precedente
      ? await lireChangements(base, e, { depuis: visite.precedente })
      : undefined
  return {
    statut: refusee?.statut ?? 200,
    page: (
      <DossierPage
        {...{ e, onglet, visite, aides, versions, lettres, documents, messages, envois, liste }}
        lignes={chrono.lignes}
        neuf={neuf}
        comparer={{ de: Number(requete.query.de) || undefined, a: Number(requete.query.a) || undefined }}
        fait={fait}
        moi={acteurDe(requete).personne}
        erreurs={refusee?.erreurs}
        saisie={refusee?.champs ?? {}}
      />
    ),
  }
}

/** The dossier of the address, for those who work on its call; undefined otherwise (404). */
export const ecranDe = async (maison: Maison, requete: Requete): Promise<Ecran | undefined> => {
  const vue = await lireDossier(maison.porte.base, requete.params.id ?? '', acteurDe(requete))
  if (!vue || vue.faits.dossier.appel !== requete.params.slug || !estDeLAppel(vue.qualites)) return undefined
  return {
    cadre: cadreDuBureau(maison.cadre(requete), vue.faits.appel, 'dossiers'),
    faits: vue.faits,
    qualites: vue.qualites,
    aveugles: vue.aveugles ?? [],
    personne: acteurDe(requete).personne,
    maintenant: requete.recuLe,
    slug: vue.faits.dossier.appel,
  }
}
