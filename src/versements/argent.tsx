import type { Appel } from '../domaine/appel/schema.ts'
import { introuvable } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { lireAppelPublie } from '../registre/appels.ts'
import { selonJournal } from '../registre/selon-journal.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import type { Colonne } from '../socle/tableurs/colonnes.ts'
import { ecrireCsv } from '../socle/tableurs/ecrire-csv.ts'
import { ecrireXlsx } from '../socle/tableurs/ecrire-xlsx.ts'
import { cadreDuBureau } from '../ui/bureau.ts'
import { urls } from '../urls.ts'
import { LIGNES_MONTREES, type LigneArgent, lireListe } from './argent-liste.ts'
import { ArgentListePage, titreDeListe } from './argent-liste-page.tsx'
import { ArgentPage } from './argent-page.tsx'
import { type Argent, lireArgent } from './argent-queries.ts'
import { lecteurDe } from './paiements-queries.ts'

/** The money of a call, for its staff and its auditors: the figures, and the list behind each (`?liste=`). */
export const routesArgent: Slice = ({ pages, maison }) => {
  pages.get(urls.argent, async (requete) => {
    const slug = requete.params.slug ?? ''
    const appel = await lireAppelPublie(maison.porte.base, slug)
    if (!appel || !lecteurDe(acteurDe(requete), slug)) return introuvable()
    const cle = requete.query.liste
    if (cle !== undefined) return liste(maison, requete, appel.appel, cle)
    const argent = await selonJournal(maison.porte.base, `argent ${slug}`, () => lireArgent(maison.porte.base, slug))
    const { format } = requete.query
    if (format === 'csv' || format === 'xlsx')
      return exporter(format, `argent-${slug}`, colonnesFigures(appel.appel), figures(argent))
    return {
      page: (
        <ArgentPage
          cadre={cadreDuBureau(maison.cadre(requete), appel.appel, 'argent')}
          appel={appel.appel}
          argent={argent}
        />
      ),
    }
  })
}

const liste = async (maison: Maison, requete: Requete, appel: Appel, cle: string): Promise<Sortie> => {
  const { format } = requete.query
  const entiere = format === 'csv' || format === 'xlsx'
  const lue = await lireListe(maison.porte.base, appel.slug, cle, entiere ? 1_000_000 : LIGNES_MONTREES)
  if (!lue) return introuvable()
  if (entiere) return exporter(format, `argent-${appel.slug}-${cle.replaceAll(':', '-')}`, COLONNES_LISTE, lue.lignes)
  return {
    page: (
      <ArgentListePage
        cadre={cadreDuBureau(maison.cadre(requete), appel, 'argent')}
        appel={appel}
        cle={cle}
        liste={lue}
      />
    ),
  }
}

const COLONNES_LISTE: readonly Colonne<LigneArgent>[] = [
  { titre: 'Dossier', valeur: (l) => l.numero },
  { titre: 'Bénéficiaire', valeur: (l) => l.organisme },
  { titre: 'Précision', valeur: (l) => l.precision },
  { titre: 'Montant', type: 'montant', valeur: (l) => l.montant },
]

type Figure = { cle: string; montant: number }

/** Every figure of the page, one per row, each with the key of its list. */
const figures = (a: Argent): Figure[] => [
  ...(['propose', 'vote', 'engage', 'commande', 'livre', 'liquide', 'paye', 'reste', 'annule'] as const).map((cle) => ({
    cle,
    montant: a.totaux[cle],
  })),
  ...a.parts.flatMap((x) =>
    (['vote', 'liquide', 'paye', 'reste'] as const).map((quoi) => ({
      cle: `part:${x.volet}:${x.source}:${quoi}`,
      montant: x[quoi],
    })),
  ),
  ...a.mois.map((m) => ({ cle: `mois:${m.mois}`, montant: m.montant })),
]

const colonnesFigures = (appel: Appel): Colonne<Figure>[] => [
  { titre: 'Chiffre', valeur: (l) => titreDeListe(appel, l.cle) },
  { titre: 'Montant', type: 'montant', valeur: (l) => l.montant },
]

const exporter = <L,>(
  format: 'csv' | 'xlsx',
  nom: string,
  colonnes: readonly Colonne<L>[],
  lignes: readonly L[],
): Sortie => ({
  texte: format === 'xlsx' ? ecrireXlsx(colonnes, lignes, { feuille: 'Argent' }) : ecrireCsv(colonnes, lignes),
  type:
    format === 'xlsx' ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'text/csv; charset=utf-8',
  nom: `${nom}.${format}`,
})
