import { estRefus, introuvable, type Refus } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { agir, regarder } from '../registre/formulaire-fichiers.ts'
import { type Corps, nombreOuTexte, texteDe } from '../socle/http/corps.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { cadreArgent } from '../ui/cadre-argent.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { urls } from '../urls.ts'
import { prefixeDe } from './geste.tsx'
import { PiliersPage } from './piliers-page.tsx'

const texte = (c: Corps, nom: string) => (texteDe(c, nom) ? { [nom]: texteDe(c, nom) } : {})
const entier = (c: Corps, nom: string, cle: string) =>
  texteDe(c, nom) ? { [cle]: nombreOuTexte(texteDe(c, nom)) } : {}
const jour = (c: Corps) => {
  const d = dateSaisie(c, 'date')
  return d ? { date: d } : {}
}
const dates = (c: Corps) => {
  const d = dateSaisie(c, 'date')
  return d ? { dates: [d] } : {}
}

/** The acts that this page posts, and how their inputs are read. */
const GESTES: Record<string, (c: Corps) => Record<string, unknown>> = {
  presenter_ent: (c) => ({ ...texte(c, 'sur'), ...jour(c) }),
  constater_ressource: (c) => ({
    ...texte(c, 'sur'),
    ...texte(c, 'ressource'),
    ...jour(c),
    ...entier(c, 'comptes', 'comptes'),
  }),
  exprimer_besoin_parentalite: (c) => ({ ...texte(c, 'sur'), ...texte(c, 'besoins') }),
  proposer_formation: (c) => ({
    ecoles: [texteDe(c, 'ecole')],
    ...texte(c, 'theme'),
    ...dates(c),
    ...texte(c, 'lieu'),
  }),
  planifier_formation: (c) => ({ ...texte(c, 'sur'), ...dates(c), ...texte(c, 'lieu') }),
  consigner_formation: (c) => ({ ...texte(c, 'sur'), ...entier(c, 'nombre', 'participants'), ...texte(c, 'bilan') }),
  planifier_atelier: (c) => ({
    ...texte(c, 'sur'),
    ...texte(c, 'ecole'),
    ...texte(c, 'theme'),
    ...jour(c),
    ...texte(c, 'lieu'),
  }),
  consigner_atelier: (c) => ({ ...texte(c, 'sur'), ...entier(c, 'nombre', 'familles'), ...texte(c, 'bilan') }),
}

/** Resources, training, families, equipment: one view per school. */
export const piliers: Slice = ({ pages, maison }) => {
  pages.get(urls.piliers, (requete) => montrer(maison, requete))
  pages.post(urls.piliers, async (requete) => {
    const poste = requete.body ?? {}
    const geste = texteDe(poste, 'geste')
    const corps = sansPrefixe(poste, prefixeDe(geste, texteDe(poste, 'sur') || texteDe(poste, 'ecole')))
    const lire = Object.hasOwn(GESTES, geste) ? GESTES[geste] : undefined
    if (!lire) return introuvable()
    const r = await regarder(maison, requete)
    if (estRefus(r)) return r
    const fait = await agir(maison, r, geste, lire(corps), texteDe(corps, 'version'))
    if (estRefus(fait)) return fait.statut === 404 ? fait : montrer(maison, requete, fait, corps)
    return { vers: urls.piliers.href({ id: r.faits.dossier.id }, { fait: geste }) }
  })
}

const sansPrefixe = (corps: Corps, prefixe: string): Corps =>
  Object.fromEntries(Object.entries(corps).map(([k, v]) => [k.startsWith(prefixe) ? k.slice(prefixe.length) : k, v]))

const montrer = async (maison: Maison, requete: Requete, non?: Refus, corps: Corps = {}): Promise<Sortie> => {
  const r = await regarder(maison, requete)
  if (estRefus(r)) return r
  return {
    statut: non?.statut ?? 200,
    page: (
      <PiliersPage
        cadre={cadreArgent(maison.cadre(requete), r.faits, 'piliers', r.qualites)}
        r={r}
        corps={corps}
        erreurs={non?.erreurs ?? []}
        refus={non?.detail}
        fait={requete.query.fait !== undefined}
      />
    ),
  }
}
