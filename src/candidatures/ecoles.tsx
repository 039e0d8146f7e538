import { estRefus, type Refus } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { urls } from '../urls.ts'
import { agir } from './agir.ts'
import { EcolesPage } from './ecoles-page.tsx'
import { ouvrirDossier } from './ecran.ts'
import { champ } from './formulaire-poste.ts'
import { lireEcolesDuTerritoire } from './territoire.ts'

/** The schools of the dossier: search in the territory, add, take out. */
export const routesEcoles: Slice = ({ pages, maison }) => {
  pages.get(urls.ecoles, async (requete) => afficher(maison, requete))
  pages.post(urls.ecoles, async (requete) => {
    const e = await ouvrirDossier(maison, requete)
    if (estRefus(e)) return e
    const [ajoutee, retiree] = [champ(requete.body ?? {}, 'ajouter'), champ(requete.body ?? {}, 'retirer')]
    const fait =
      retiree !== ''
        ? await agir(e, 'retirer_ecole', { uai: retiree })
        : await agir(e, 'inscrire_ecole', { uai: ajoutee })
    if (estRefus(fait)) return fait.statut === 404 ? fait : afficher(maison, requete, fait)
    const q = champ(requete.body ?? {}, 'q')
    return {
      vers: urls.ecoles.href(
        { id: e.faits.dossier.id },
        { q: q || undefined, ...(retiree !== '' ? { retiree } : { ajoutee }) },
      ),
    }
  })
}

const afficher = async (maison: Maison, requete: Requete, refus?: Refus): Promise<Sortie> => {
  const e = await ouvrirDossier(maison, requete)
  if (estRefus(e)) return e
  const q = champ(requete.body ?? {}, 'q') || (requete.query.q ?? '')
  const proposees = await lireEcolesDuTerritoire(e.base, e.faits, q)
  return { statut: refus?.statut ?? 200, page: <EcolesPage {...{ e, q, refus }} {...proposees} /> }
}
