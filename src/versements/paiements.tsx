import { accorder } from '../domaine/francais.ts'
import { estRefus, introuvable, type Refus, saisieInvalide } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { accomplir } from '../registre/accomplir.ts'
import { lireAppelPublie } from '../registre/appels.ts'
import { lireDepuisLecture } from '../registre/depuis-lecture.ts'
import { lireEnvoi } from '../registre/formulaire-fichiers.ts'
import { lireValideurs } from '../registre/valideurs.ts'
import { texteDe } from '../socle/http/corps.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { ecrireCsv } from '../socle/tableurs/ecrire-csv.ts'
import { ecrireXlsx } from '../socle/tableurs/ecrire-xlsx.ts'
import { cadreDuBureau } from '../ui/bureau.ts'
import { urls } from '../urls.ts'
import { COLONNES_PAIEMENT } from './fichier-paiement.ts'
import { importer, routesImports } from './imports.tsx'
import { lireImports } from './imports-queries.ts'
import { PaiementsPage, type Validees } from './paiements-page.tsx'
import { lecteurDe, lirePaiements, tient } from './paiements-queries.ts'
import { fixerSeuil } from './seuils.tsx'

const ONGLETS: Record<string, readonly string[]> = {
  calculer: ['deposee'],
  valider: ['liquidee'],
  mandater: ['validee'],
  payer: ['mandatee'],
  payees: ['payee'],
  autres: ['a_completer', 'rejetee'],
}

/** The payment desk: each claim where it stands, validation in batches, the file for the finance software and its results. */
export const routesPaiements: Slice = (outils) => {
  const { pages, maison } = outils
  routesImports(outils)
  pages.get(urls.paiements, (requete) => montrer(maison, requete))
  pages.post(urls.paiements, async (requete) => {
    const { corps, contenus } = await lireEnvoi(maison, requete, { resultats: 'lu' })
    const slug = requete.params.slug ?? ''
    const acteur = acteurDe(requete)
    if (texteDe(corps, 'geste') === 'fixer_seuil') {
      const fait = await fixerSeuil(maison.porte, requete, corps)
      if (!estRefus(fait)) return { vers: urls.paiements.href({ slug }, { fait: 'seuil' }) }
      return fait.statut === 404
        ? fait
        : montrer(maison, requete, fait.erreurs || fait.code === 'version_perimee' ? undefined : fait.detail, fait)
    }
    if (contenus.resultats || texteDe(corps, 'geste') === 'importer') {
      if (!tient(acteur, slug, 'gestionnaire_paiement')) return introuvable()
      const parti = contenus.resultats ? await importer(maison, requete, contenus.resultats) : SANS_FICHIER
      return estRefus(parti) ? montrer(maison, requete, undefined, surLeFichier(parti)) : parti
    }
    const choisis = [corps.choisis ?? []].flat()
    if (choisis.length === 0) return montrer(maison, requete, 'Cochez au moins une demande à valider.')
    const lignes = (await lirePaiements(maison.porte.base, slug, ['liquidee'])).filter((l) => choisis.includes(l.id))
    const bilan: Validees = { valides: 0, refus: [] }
    // Somebody else approved it, or sent it back, since the page was shown.
    const parties = choisis.length - lignes.length
    if (parties > 0)
      bilan.refus.push(
        `${accorder(parties, 'demande cochée n’est plus', 'demandes cochées ne sont plus')} à valider\u00a0: une autre personne s’en est occupée.`,
      )
    for (const l of lignes) {
      const rows = await maison.porte.base.selectFrom('dossier').select('version').where('id', '=', l.dossier).execute()
      const fait = await accomplir(maison.porte, {
        dossier: l.dossier,
        acte: 'valider_liquidation',
        saisie: { version: rows[0]?.version ?? 0, sur: l.id },
        acteur,
        recuLe: requete.recuLe,
      })
      if (estRefus(fait)) bilan.refus.push(`${l.numero} : ${fait.detail}`)
      else bilan.valides++
    }
    return montrer(maison, requete, bilan)
  })
  pages.get(urls.fichierPaiement, async (requete) => {
    const slug = requete.params.slug ?? ''
    if (!tient(acteurDe(requete), slug, 'gestionnaire_paiement', 'valideur_paiement')) return introuvable()
    const lignes = await lirePaiements(maison.porte.base, slug, ['validee'])
    const xlsx = requete.params.format === 'xlsx'
    return {
      texte: xlsx
        ? ecrireXlsx(COLONNES_PAIEMENT, lignes, { feuille: 'Paiements' })
        : ecrireCsv(COLONNES_PAIEMENT, lignes),
      type: xlsx ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'text/csv; charset=utf-8',
      nom: `paiements-${slug}.${xlsx ? 'xlsx' : 'csv'}`,
    }
  })
}

const SANS_FICHIER = saisieInvalide([
  { chemin: 'resultats', message: 'Choisissez le fichier que rend votre logiciel de finances.' },
])

/** What is wrong with the file is said beside the field that takes it. */
const surLeFichier = (non: Refus): Refus =>
  non.erreurs ? non : { ...non, erreurs: [{ chemin: 'resultats', message: non.detail }] }

const montrer = async (maison: Maison, requete: Requete, bilan?: Validees | string, non?: Refus): Promise<Sortie> => {
  const slug = requete.params.slug ?? ''
  const acteur = acteurDe(requete)
  const appel = await lireAppelPublie(maison.porte.base, slug)
  if (!appel || !lecteurDe(acteur, slug)) return introuvable()
  const valide = tient(acteur, slug, 'valideur_paiement')
  const onglet = Object.hasOwn(ONGLETS, requete.query.onglet ?? '')
    ? (requete.query.onglet ?? '')
    : valide
      ? 'valider'
      : 'calculer'
  const toutes = await lirePaiements(maison.porte.base, slug, Object.values(ONGLETS).flat())
  return {
    statut: non?.statut ?? (typeof bilan === 'string' ? 422 : 200),
    page: (
      <PaiementsPage
        cadre={cadreDuBureau(maison.cadre(requete), appel.appel, 'paiements')}
        slug={slug}
        version={appel.revision}
        change={
          await lireDepuisLecture(maison.porte.base, non, {
            chaine: `appel:${slug}`,
            lue: texteDe(requete.body, 'version'),
            version: appel.revision,
          })
        }
        titre={appel.appel.sigle ?? appel.appel.titre}
        onglet={onglet}
        nombres={Object.fromEntries(
          Object.entries(ONGLETS).map(([k, e]) => [k, toutes.filter((l) => e.includes(l.etat)).length]),
        )}
        lignes={toutes.filter((l) => ONGLETS[onglet]?.includes(l.etat))}
        valide={valide}
        gere={tient(acteur, slug, 'gestionnaire_paiement')}
        bilan={bilan}
        valideurs={await lireValideurs(maison.porte.base, slug, requete.recuLe)}
        administre={tient(acteur, slug, 'administrateur_appel')}
        saisi={
          non && texteDe(requete.body, 'champ')
            ? { champ: texteDe(requete.body, 'champ'), texte: texteDe(requete.body, texteDe(requete.body, 'champ')) }
            : undefined
        }
        erreurs={non?.erreurs ?? []}
        fait={requete.query.fait}
        imports={await lireImports(maison.porte.base, slug)}
      />
    ),
  }
}
