import { debutDeJournee } from '../domaine/calendrier.ts'
import type { Action, Faits } from '../domaine/faits.ts'
import { type Evenement, ics } from '../domaine/ics.ts'
import { typographier } from '../domaine/organismes.ts'
import { urls } from '../urls.ts'

/** The days of an action: a training may last several. */
export const joursDe = (a: Pick<Action, 'date' | 'contenu'> | undefined): string[] =>
  Array.isArray(a?.contenu.dates) ? a.contenu.dates.map(String) : a?.date ? [a.date] : []

/** A training or a workshop for the school's calendar: one event per day, the same events when it is planned again; days that are
 * no more are cancelled. Whole days until an hour is said; three hours otherwise. */
export const icsDAction = (
  f: Faits,
  a: Action,
  o: { adresse: string; maintenant: Date; avant?: Action | undefined },
): string => {
  const ecole = typographier(f.ecoles.find((e) => e.uai === a.ecole)?.nom ?? '')
  const genre = a.pilier === 'formation' ? 'Formation' : 'Atelier pour les familles'
  const nom = `${genre} : ${String(a.contenu.theme ?? '')}`
  const evenement = (jour: string, i: number, annule: boolean): Evenement => ({
    uid: `action-${a.id}-${i + 1}`,
    titre: nom,
    description: `${ecole}, dossier ${f.dossier.numero}`,
    lieu: typeof a.contenu.lieu === 'string' ? a.contenu.lieu : undefined,
    url: o.adresse + urls.piliers.href({ id: f.dossier.id }),
    sequence: f.dossier.version,
    annule,
    ...quand(jour, a.contenu.heure),
  })
  const jours = joursDe(a)
  return ics(
    [
      ...jours.map((j, i) => evenement(j, i, false)),
      ...(o.avant?.etat === 'planifiee' ? joursDe(o.avant) : []).flatMap((j, i) =>
        i < jours.length ? [] : [evenement(j, i, true)],
      ),
    ],
    { nom, maintenant: o.maintenant },
  )
}

const DUREE = 3 * 3_600_000

const quand = (jour: string, heure: unknown): { jour: string } | { debut: Date; fin: Date } => {
  const [h, m] = typeof heure === 'string' ? heure.split(':').map(Number) : []
  if (h === undefined || m === undefined) return { jour }
  const debut = new Date(debutDeJournee(jour).getTime() + (h * 60 + m) * 60_000)
  return { debut, fin: new Date(debut.getTime() + DUREE) }
}
