import { estRefus, introuvable, type Refus, saisieInvalide } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { agir, type Corps, lireEnvoi, regarder, sousPrefixe, texteDe } from '../registre/formulaire-fichiers.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { cadreArgent } from '../ui/cadre-argent.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { urls } from '../urls.ts'
import { AchatsPage } from './achats-page.tsx'

/** Orders and deliveries of a dossier. */
export const routesAchats: Slice = ({ pages, maison }) => {
  pages.get(urls.achats, (requete) => montrer(maison, requete))
  pages.post(urls.achats, async (requete) => {
    const { corps, erreurs } = await lireEnvoi(maison, requete, { piece: 'bon_commande', photo: 'photo' })
    const r = await regarder(maison, requete)
    if (estRefus(r)) return r
    if (erreurs.length > 0) return montrer(maison, requete, saisieInvalide(erreurs), corps)
    const geste = texteDe(corps, 'geste')
    if (geste !== 'passer_commande' && geste !== 'declarer_reception') return introuvable()
    const saisie = geste === 'passer_commande' ? commande(corps) : reception(corps)
    const fait = await agir(maison, r, geste, saisie, texteDe(corps, 'version'))
    if (estRefus(fait)) return fait.statut === 404 ? fait : montrer(maison, requete, fait, corps)
    return { vers: urls.achats.href({ id: r.faits.dossier.id }, { fait: geste }) }
  })
}

const commande = (c: Corps) => ({
  devis: texteDe(c, 'devis'),
  date: dateSaisie(c, 'date') || '',
  conformeAuDevis: true,
  ...(texteDe(c, 'piece') ? { piece: texteDe(c, 'piece') } : {}),
})

const reception = (c: Corps) => {
  const lignes = texteDe(c, 'recu')
    .split(/\r?\n/)
    .flatMap((l) => {
      const m = /^\s*(\d+)\s*[x×]?\s*(.+)$/.exec(l)
      return m?.[2] ? [{ quantite: Number(m[1]), designation: m[2].slice(0, 300) }] : []
    })
  return {
    sur: texteDe(c, 'sur'),
    date: dateSaisie(c, 'date') || '',
    toutLivre: texteDe(c, 'toutLivre') === 'oui',
    ...(lignes.length > 0 ? { lignes } : {}),
    ...(texteDe(c, 'reserves') ? { reserves: texteDe(c, 'reserves') } : {}),
    ...(texteDe(c, 'photo') ? { photos: [texteDe(c, 'photo')] } : {}),
  }
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
