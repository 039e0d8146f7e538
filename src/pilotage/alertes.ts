import { accorder } from '../domaine/francais.ts'
import type { EtatDesServices } from './queries.ts'

const ATTENTE_NORMALE_MIN = 15
const PLACE_MINIMALE = 0.1

/** What somebody should look at now, one sentence each; empty when all is well. Pure: receives the clock. */
export const alertesDe = (
  e: EtatDesServices,
  o: { antivirus: string | null; place: { libre: number; total: number } | undefined; maintenant: Date },
): string[] => {
  const { plusAncienne, refusees } = e.lettres
  const retard = plusAncienne ? (o.maintenant.getTime() - plusAncienne.getTime()) / 60_000 : 0
  return [
    ...(o.antivirus ? [o.antivirus] : []),
    ...(retard > ATTENTE_NORMALE_MIN
      ? [`Des lettres attendent depuis ${accorder(Math.round(retard), 'minute')} : vérifiez le relais de courriel.`]
      : []),
    ...(refusees > 0
      ? [
          `${accorder(refusees, 'lettre a été refusée', 'lettres ont été refusées')} par le serveur de courriel depuis sept jours.`,
        ]
      : []),
    ...(e.documents.echecs > 0
      ? [`${accorder(e.documents.echecs, 'document n’a pas pu être composé', 'documents n’ont pas pu être composés')}.`]
      : []),
    ...(e.pieces.infectees > 0
      ? [`${accorder(e.pieces.infectees, 'pièce est bloquée', 'pièces sont bloquées')} par l’antivirus.`]
      : []),
    ...e.travauxEchoues.map((t) => `La tâche « ${t.nom} » a échoué ${t.nombre} fois depuis vingt-quatre heures.`),
    ...(o.place && o.place.libre < o.place.total * PLACE_MINIMALE
      ? ['Il reste moins d’un dixième du disque : faites de la place, ou le service s’arrêtera d’écrire.']
      : []),
  ]
}
