import { sql } from 'kysely'
import { CE_QU_IL_FAUT, estGenre } from '../domaine/convention/avenants.ts'
import { lireMontant } from '../domaine/montants.ts'
import { estRefus, introuvable, type Refus, saisieInvalide } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { agir, lireEnvoi, type Regard, regarder, sousPrefixe } from '../registre/formulaire-fichiers.ts'
import { type Corps, texteDe } from '../socle/http/corps.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { cadreArgent } from '../ui/cadre-argent.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { urls } from '../urls.ts'
import { AvenantDemandePage } from './avenant-demande-page.tsx'
import { AvenantPage } from './avenant-page.tsx'
import { AvenantsPage } from './avenants-page.tsx'
import { comparerSigne } from './comparer-convention.ts'

const texte = (c: Corps, nom: string, cle = nom) => (texteDe(c, nom) ? { [cle]: texteDe(c, nom) } : {})
const jour = (c: Corps, nom: string, cle = nom) => {
  const d = dateSaisie(c, nom)
  return d ? { [cle]: d } : {}
}
const montant = (c: Corps) =>
  texteDe(c, 'montant') ? { montant: lireMontant(texteDe(c, 'montant')) ?? texteDe(c, 'montant') } : {}
const personne = (c: Corps) => ({
  signataire: { nom: texteDe(c, 'signataire.nom'), qualite: texteDe(c, 'signataire.qualite') },
})

/** The acts of the page of one amendment, and how their inputs are read. */
const GESTES: Record<string, (c: Corps) => Record<string, unknown>> = {
  instruire_avenant: (c) => ({ ...texte(c, 'avis'), ...montant(c) }),
  voter_avenant: (c) => ({
    ...jour(c, 'date'),
    ...texte(c, 'deliberation'),
    ...texte(c, 'rapport'),
    ...montant(c),
    ...jour(c, 'transmiseLe'),
    ...jour(c, 'publieeLe'),
    ...texte(c, 'piece'),
  }),
  retourner_avenant_signe: (c) => ({
    ...texte(c, 'piece'),
    ...jour(c, 'date'),
    ...personne(c),
    deliberation: {
      ...jour(c, 'deliberation.date', 'date'),
      ...texte(c, 'deliberation.numero', 'numero'),
      ...texte(c, 'deliberation.piece', 'piece'),
    },
  }),
  conclure_avenant: (c) => ({
    ...jour(c, 'date'),
    ...texte(c, 'piece'),
    ...(texteDe(c, 'signataire.nom') ? personne(c) : {}),
  }),
  refuser_avenant: (c) => texte(c, 'motif'),
}
const NATURES = { piece: 'avenant', 'retourner_avenant_signe.deliberation.piece': 'deliberation' }

/** Changes to a signed agreement: asked by kind, followed one by one. */
export const routesAvenants: Slice = ({ pages, maison }) => {
  pages.get(urls.avenants, async (requete) => {
    const r = await entier(maison, requete)
    return estRefus(r)
      ? r
      : { page: <AvenantsPage {...commun(maison, requete, r)} documents={await documents(maison, r)} /> }
  })
  pages.get(urls.avenantDemande, (requete) => demander(maison, requete))
  pages.post(urls.avenantDemande, async (requete) => {
    const { corps, erreurs } = await lireEnvoi(maison, requete, NATURES)
    const r = await entier(maison, requete)
    const { genre } = requete.params
    if (estRefus(r)) return r
    if (!estGenre(genre)) return introuvable()
    if (erreurs.length > 0) return demander(maison, requete, saisieInvalide(erreurs), corps)
    const nouveau = (nom: string, cle: string) =>
      texteDe(corps, `${nom}.nom`) || texteDe(corps, `${nom}.${cle}`)
        ? { [nom]: { nom: texteDe(corps, `${nom}.nom`), [cle]: texteDe(corps, `${nom}.${cle}`).replace(/\s/g, '') } }
        : {}
    const saisie = {
      genre,
      ...texte(corps, 'motif'),
      ...texte(corps, 'objet'),
      ...jour(corps, 'jusqua'),
      ...montant(corps),
      ...nouveau('fournisseur', 'siret'),
      ...nouveau('beneficiaire', 'siren'),
      ...texte(corps, 'piece'),
    }
    const fait = await agir(maison, r, 'demander_avenant', saisie, texteDe(corps, 'version'))
    if (estRefus(fait)) return fait.statut === 404 ? fait : demander(maison, requete, fait, corps)
    return {
      vers: urls.avenant.href({ id: r.faits.dossier.id, avenant: String(fait.resultat.avenant) }, { fait: 'demande' }),
    }
  })
  pages.get(urls.avenant, (requete) => montrer(maison, requete))
  pages.post(urls.avenant, async (requete) => {
    const { corps, erreurs } = await lireEnvoi(maison, requete, NATURES)
    const geste = texteDe(corps, 'geste')
    const lire = Object.hasOwn(GESTES, geste) ? GESTES[geste] : undefined
    const r = await entier(maison, requete)
    if (estRefus(r)) return r
    if (!lire) return introuvable()
    if (erreurs.length > 0) return montrer(maison, requete, saisieInvalide(erreurs), corps)
    const sur = requete.params.avenant
    const fait = await agir(maison, r, geste, { sur, ...lire(corps) }, texteDe(corps, 'version'))
    if (estRefus(fait)) return fait.statut === 404 ? fait : montrer(maison, requete, fait, corps)
    return { vers: urls.avenant.href({ id: r.faits.dossier.id, avenant: sur ?? '' }, { fait: geste }) }
  })
}

/** The dossier for somebody who sees it whole: a school or a district sees no agreement. */
const entier = async (maison: Maison, requete: Requete): Promise<Regard | Refus> => {
  const r = await regarder(maison, requete)
  return !estRefus(r) && r.qualites.every((q) => q.ecoles !== null) ? introuvable() : r
}

const commun = (maison: Maison, requete: Requete, r: Regard) => ({
  cadre: cadreArgent(maison.cadre(requete), r.faits, 'convention', r.qualites),
  r,
})

const documents = async (maison: Maison, r: Regard, depuis?: string) =>
  (
    await sql<{ id: string; genre: string; nom: string; le: Date }>`
      select id, genre, nom, cree_le as le from document where dossier_id = ${r.faits.dossier.id} and visible
        and genre in ('avenant', 'convention_consolidee') and cree_le >= ${depuis ?? '1970-01-01'}::timestamptz
      order by cree_le, id`.execute(maison.porte.base)
  ).rows

const demander = async (maison: Maison, requete: Requete, non?: Refus, corps: Corps = {}): Promise<Sortie> => {
  const r = await entier(maison, requete)
  const { genre } = requete.params
  if (estRefus(r)) return r
  if (!estGenre(genre)) return introuvable()
  return {
    statut: non?.statut ?? 200,
    page: (
      <AvenantDemandePage
        {...commun(maison, requete, r)}
        genre={genre}
        dit={CE_QU_IL_FAUT[genre]}
        corps={corps}
        non={non}
      />
    ),
  }
}

const montrer = async (maison: Maison, requete: Requete, non?: Refus, corps: Corps = {}): Promise<Sortie> => {
  const r = await entier(maison, requete)
  if (estRefus(r)) return r
  const a = r.faits.avenants.find((x) => x.id === requete.params.avenant)
  if (!a) return introuvable()
  const nomAvenant = `-${String(a.contenu.numero ?? '')}.pdf`
  const signe = (a.contenu.signatureBeneficiaire as { piece?: string } | undefined)?.piece // as `retourner_avenant_signe` wrote it
  const { id, numero } = r.faits.dossier
  const comparaison =
    signe && a.etat === 'signe'
      ? await comparerSigne(maison, {
          dossier: id,
          numero,
          piece: signe.toLowerCase(),
          genre: 'avenant',
          fin: nomAvenant,
        })
      : undefined
  return {
    statut: non?.statut ?? 200,
    page: (
      <AvenantPage
        {...commun(maison, requete, r)}
        a={a}
        comparaison={comparaison}
        corps={corps}
        erreurs={sousPrefixe(non?.erreurs ?? [], corps)}
        refus={non?.detail}
        fait={requete.query.fait}
        documents={(await documents(maison, r, a.cree_le)).filter(
          (d) => d.genre === 'convention_consolidee' || d.nom.endsWith(nomAvenant),
        )}
      />
    ),
  }
}
