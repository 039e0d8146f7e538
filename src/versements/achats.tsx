import { estRefus, introuvable, type Refus, saisieInvalide } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { agir, lireEnvoi, regarder, sousPrefixe } from '../registre/formulaire-fichiers.ts'
import { type Corps, texteDe } from '../socle/http/corps.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { cadreArgent } from '../ui/cadre-argent.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { urls } from '../urls.ts'
import { AchatsPage } from './achats-page.tsx'

/** Orders and deliveries of a dossier: what takes one click. */
export const routesAchats: Slice = ({ pages, maison }) => {
  pages.get(urls.achats, (requete) => montrer(maison, requete))
  pages.post(urls.achats, async (requete) => {
    const { corps, erreurs } = await lireEnvoi(maison, requete, { piece: 'bon_commande' })
    const r = await regarder(maison, requete)
    if (estRefus(r)) return r
    if (erreurs.length > 0) return montrer(maison, requete, saisieInvalide(erreurs), corps)
    const geste = texteDe(corps, 'geste')
    const lire = Object.hasOwn(SAISIES, geste) ? SAISIES[geste] : undefined
    if (!lire) return introuvable()
    const fait = await agir(maison, r, geste, lire(corps), texteDe(corps, 'version'))
    if (estRefus(fait)) return fait.statut === 404 ? fait : montrer(maison, requete, fait, corps)
    return { vers: urls.achats.href({ id: r.faits.dossier.id }, { fait: geste }) }
  })
}

const SAISIES: Record<string, (c: Corps) => Record<string, unknown>> = {
  passer_commande: (c) => ({
    devis: texteDe(c, 'devis'),
    date: dateSaisie(c, 'date') || '',
    conformeAuDevis: true,
    ...(texteDe(c, 'piece') ? { piece: texteDe(c, 'piece') } : {}),
  }),
  declarer_reception: (c) => ({ sur: texteDe(c, 'sur'), date: dateSaisie(c, 'date') || '', toutLivre: true }),
  viser_livraison: (c) => ({
    sur: texteDe(c, 'sur'),
    reception: texteDe(c, 'reception'),
    sens: texteDe(c, 'sens'),
    ...(texteDe(c, 'texte') ? { texte: texteDe(c, 'texte') } : {}),
  }),
}

const montrer = async (maison: Maison, requete: Requete, non?: Refus, corps: Corps = {}): Promise<Sortie> => {
  const r = await regarder(maison, requete)
  if (estRefus(r)) return r
  return {
    statut: non?.statut ?? 200,
    page: (
      <AchatsPage
        cadre={cadreArgent(maison.cadre(requete), r.faits, 'achats', r.qualites)}
        r={r}
        corps={corps}
        erreurs={sousPrefixe(non?.erreurs ?? [], corps)}
        refus={non?.detail}
        fait={requete.query.fait}
      />
    ),
  }
}
