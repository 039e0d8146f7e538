import { estRefus, introuvable, type Refus } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { type AppelPublie, lireAppelPublie } from '../registre/appels.ts'
import type { ContenuLu } from '../registre/formulaire-fichiers.ts'
import type { Requete } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import type { Colonne } from '../socle/tableurs/colonnes.ts'
import { ecrireCsv } from '../socle/tableurs/ecrire-csv.ts'
import { cadreDuBureau } from '../ui/bureau.ts'
import { urls } from '../urls.ts'
import { executerResultats } from './executer-resultats.ts'
import { type EtatLigne, ImportPage, LIGNES_MONTREES } from './import-page.tsx'
import { type ImportPaiements, type LigneImport, lireImports, lireLignesImport } from './imports-queries.ts'
import { lecteurDe } from './paiements-queries.ts'
import { recevoirResultats } from './recevoir-resultats.ts'

/** Rows that a request does by itself; more are the job's. */
const TOUT_DE_SUITE = 20

/** A file of results that arrives from the page: kept, then done at once when it is small, or by the job. Answers its report's address. */
export const importer = async (maison: Maison, requete: Requete, lu: ContenuLu): Promise<{ vers: string } | Refus> => {
  const slug = requete.params.slug ?? ''
  const recu = await recevoirResultats(
    maison,
    { slug, contenu: lu.octets, nom: lu.nom, type: lu.type, acteur: acteurDe(requete), recuLe: requete.recuLe },
    (tx) => maison.lancer(tx, 'resultats_paiement'),
  )
  if (estRefus(recu)) return recu
  if (recu.lignes <= TOUT_DE_SUITE) await executerResultats(maison)
  return { vers: urls.importPaiements.href({ slug, import: recu.id }) }
}

/** The reports of the imports, their files, and what does not match as a file to correct. */
export const routesImports: Slice = ({ pages, maison }) => {
  const { base } = maison.porte
  pages.get(urls.importPaiements, async (requete) => {
    const lu = await ouvrir(maison, requete)
    if (!lu) return introuvable()
    const { x, publie } = lu
    const total: Record<EtatLigne, number> = { ecart: x.ecarts, fait: x.faites, deja: x.deja, attente: x.attente }
    const ordre = Object.keys(total) as EtatLigne[] // the keys of a constant object
    const etat = ordre.find((e) => e === requete.query.etat) ?? ordre.find((e) => total[e] > 0) ?? 'ecart'
    const page = Math.max(1, /^\d{1,4}$/.test(requete.query.page ?? '') ? Number(requete.query.page) : 1)
    return {
      page: (
        <ImportPage
          cadre={cadreDuBureau(maison.cadre(requete), publie.appel, 'paiements')}
          slug={publie.slug}
          x={x}
          etat={etat}
          page={page}
          lignes={
            await lireLignesImport(base, x.id, {
              etat,
              depuis: (page - 1) * LIGNES_MONTREES,
              limite: LIGNES_MONTREES,
            })
          }
        />
      ),
    }
  })
  pages.get(urls.fichierImport, async (requete) => {
    const lu = await ouvrir(maison, requete)
    if (!lu) return introuvable()
    const { x } = lu
    if (requete.params.fichier === 'recu')
      return { texte: await maison.fichiers.lire(x.contenu.cle), type: x.contenu.type, nom: x.contenu.nom }
    if (requete.params.fichier !== 'ecarts.csv') return introuvable()
    const lignes = await lireLignesImport(base, x.id, { etat: 'ecart' })
    return {
      texte: ecrireCsv(COLONNES_ECARTS, lignes),
      type: 'text/csv; charset=utf-8',
      nom: 'ecarts.csv',
    }
  })
}

/** The import of the address, for those who work on the call. */
const ouvrir = async (
  maison: Maison,
  requete: Requete,
): Promise<{ x: ImportPaiements; publie: AppelPublie } | undefined> => {
  const slug = requete.params.slug ?? ''
  const publie = await lireAppelPublie(maison.porte.base, slug)
  if (!publie || !lecteurDe(acteurDe(requete), slug)) return undefined
  const [x] = await lireImports(maison.porte.base, slug, { id: requete.params.import ?? '' })
  return x && { x, publie }
}

// The columns that the import reads, so that the corrected file comes back as it is.
const COLONNES_ECARTS: readonly Colonne<LigneImport>[] = [
  { titre: 'Référence', valeur: (l) => l.contenu.reference },
  { titre: 'Dossier', valeur: (l) => l.contenu.dossier },
  { titre: 'Mandat', valeur: (l) => l.contenu.mandat },
  { titre: 'Date du mandat', valeur: (l) => l.contenu.mandateLe },
  { titre: 'Bordereau', valeur: (l) => l.contenu.bordereau },
  { titre: 'Montant', valeur: (l) => l.contenu.montant },
  { titre: 'Payé le', valeur: (l) => l.contenu.payeLe },
  { titre: 'Ligne du fichier', valeur: (l) => String(l.ligne) },
  { titre: 'Raison', valeur: (l) => l.raison },
]
