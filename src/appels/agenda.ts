import { type Evenement, ics } from '../domaine/ics.ts'
import { urls } from '../urls.ts'
import type { VueAppel } from './cadre.ts'

/** The dates of a call as a file that any diary reads: opening, a reminder a week before, closing. */
export const agendaDeLAppel = (v: Omit<VueAppel, 'cadre'>): string => {
  const url = v.adresse + urls.appel.href({ slug: v.slug })
  const nom = v.appel.sigle ?? v.appel.titre
  const uid = (quoi: string) => `${quoi}.${v.slug}@${new URL(v.adresse).hostname}`
  const evenements: Evenement[] = [
    {
      uid: uid('ouverture'),
      titre: `${nom}\u00a0: ouverture des candidatures`,
      description: v.appel.resume,
      url,
      jour: v.appel.calendrier.ouverture,
    },
    {
      uid: uid('cloture'),
      titre: `${nom}\u00a0: clôture des candidatures`,
      description: `Dernière heure pour déposer.\n${url}\nUne question\u202f? ${v.appel.contact.courriel}`,
      url,
      debut: new Date(v.dernierInstant.getTime() - 3_599_000),
      fin: v.dernierInstant,
    },
  ]
  return ics(evenements, { nom: v.appel.titre, maintenant: v.maintenant })
}
