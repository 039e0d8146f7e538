import { estRefus, introuvable, type Refus } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { accomplirSeance } from '../registre/accomplir-seance.ts'
import { lireClassement } from '../registre/classement.ts'
import { type Corps, nombreOuTexte, texteDe } from '../socle/http/corps.ts'
import type { Requete } from '../socle/http/pages.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { urls } from '../urls.ts'
import { liste } from './acces.ts'
import { type EcranSeance, entrerEnSeance, heureSaisie } from './ecran-seance.ts'
import { dossiersAInscrire, lireMembres } from './queries.ts'
import { SeanceModificationPage } from './seance-modification-page.tsx'

/** Changes a prepared session: date, hour, place, members, agenda. Who was called is told, with the new event for the calendar. */
export const routesSeanceModification: Slice = ({ pages, maison }) => {
  const montrer = async (requete: Requete, non?: Refus) => {
    const e = await entrerEnSeance(maison, requete)
    if (!e) return introuvable()
    if (non?.statut === 403) return non
    if (!non && (!e.prepare || e.vue.seance.etat !== 'preparee'))
      return { vers: urls.seance.href({ slug: e.slug, id: e.vue.seance.id }) }
    const [membres, classement] = await Promise.all([
      lireMembres(e.base, e.slug, e.maintenant),
      lireClassement(e.base, e.appel),
    ])
    const technique = e.vue.seance.genre === 'technique'
    const aInscrire = technique ? dossiersAInscrire(classement, new Set(e.vue.dossiers.map((d) => d.id))) : []
    return {
      statut: non?.statut ?? 200,
      page: (
        <SeanceModificationPage
          e={e}
          membres={technique ? membres : []}
          aInscrire={aInscrire}
          corps={requete.body}
          non={non}
        />
      ),
    }
  }
  pages.get(urls.seanceModification, (requete) => montrer(requete))
  pages.post(urls.seanceModification, async (requete) => {
    const e = await entrerEnSeance(maison, requete)
    if (!e) return introuvable()
    const c = requete.body ?? {}
    const { id } = e.vue.seance
    const message = texteDe(c, 'message')
    const fait = await accomplirSeance(maison.porte, {
      seance: id,
      acte: 'modifier_seance',
      saisie: {
        version: Number(texteDe(c, 'version')),
        ...changements(e, c),
        ...(texteDe(c, 'prevenir') === 'oui' ? { prevenir: true } : {}),
        ...(message ? { commentaire: message } : {}),
      },
      acteur: e.acteur,
      recuLe: requete.recuLe,
    })
    if (estRefus(fait)) return montrer(requete, fait)
    return { vers: urls.seance.href({ slug: e.slug, id }, { fait: 'modifier_seance' }) }
  })
}

/** Only what the form changes: a field left as it was moves nothing and tells nobody. */
const changements = ({ vue }: EcranSeance, c: Corps): Record<string, unknown> => {
  const s = vue.seance
  const date = dateSaisie(c, 'date')
  const [heure, lieu, quorum, objet] = [
    heureSaisie(c, 'heure'),
    texteDe(c, 'lieu'),
    texteDe(c, 'quorum'),
    texteDe(c, 'objet'),
  ]
  const membres = [...liste(c.membres), ...texteDe(c, 'autres').split(/[\s,;]+/)].filter((m) => m !== '')
  const garder = new Set(liste(c.dossiers))
  const numeros = texteDe(c, 'aRetirer').split(/[\s,;]+/)
  const nommes = vue.dossiers.filter((d) => numeros.includes(d.numero)).map((d) => d.id)
  const retirer = texteDe(c, 'agenda') === 'oui' ? vue.dossiers.filter((d) => !garder.has(d.id)).map((d) => d.id) : []
  return {
    ...(date === s.date ? {} : { date }),
    ...(heure && heure !== s.contenu.heure ? { heure } : {}),
    ...(lieu && lieu !== s.lieu ? { lieu } : {}),
    ...(quorum && Number(quorum) !== s.contenu.quorum ? { quorum: nombreOuTexte(quorum) } : {}),
    ...(objet && objet !== s.contenu.objet ? { objet } : {}),
    ...(membres.length > 0 ? { membres: [...new Set(membres.map((m) => m.toLowerCase()))] } : {}),
    ...(c.ajouter === undefined ? {} : { ajouter: liste(c.ajouter) }),
    ...(retirer.length + nommes.length > 0 ? { retirer: [...retirer, ...nommes] } : {}),
  }
}
