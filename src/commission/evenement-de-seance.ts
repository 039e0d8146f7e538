import type { FaitsSeance } from '../domaine/acte.ts'
import { debutDeJournee } from '../domaine/calendrier.ts'
import { ics } from '../domaine/ics.ts'
import { urls } from '../urls.ts'

const DUREE = 3 * 3_600_000
const HEURE = '09:00'

/** The hour of a session, « 14:30 »; nine o'clock until somebody says. */
export const heureDeSeance = (contenu: Record<string, unknown>): string =>
  typeof contenu.heure === 'string' ? contenu.heure : HEURE

/** The session for a calendar: the same event whenever it is sent again, with the rank of its last change. */
export const icsDeSeance = (
  s: Pick<FaitsSeance, 'seance' | 'appel'>,
  o: { adresse: string; maintenant: Date; annule?: boolean },
): string => {
  const { seance, appel } = s
  const [h = 9, m = 0] = heureDeSeance(seance.contenu).split(':').map(Number)
  const debut = new Date(debutDeJournee(seance.date).getTime() + (h * 60 + m) * 60_000)
  return ics(
    [
      {
        uid: `seance-${seance.id}`,
        titre: `${appel.commission.nom} : ${appel.titre}`,
        description: typeof seance.contenu.objet === 'string' ? seance.contenu.objet : undefined,
        lieu: seance.lieu,
        url: o.adresse + urls.seance.href({ slug: seance.appel, id: seance.id }),
        debut,
        fin: new Date(debut.getTime() + DUREE),
        sequence: Number(seance.contenu.sequence ?? 0),
        annule: o.annule,
      },
    ],
    { nom: appel.commission.nom, maintenant: o.maintenant },
  )
}
