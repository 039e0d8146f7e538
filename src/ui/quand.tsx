import { jourParis } from '../domaine/calendrier.ts'
import { dateHeure, dateHeureSimple, dateLongue, dateSimple } from '../domaine/francais.ts'

const FORMES = { longue: dateLongue, simple: dateSimple, heure: dateHeure, 'heure-simple': dateHeureSimple }

/** A date that machines read too. `forme`: `longue` (vendredi 21 février 2025), `simple`, `heure` (longue à 23 h 59), `heure-simple`. */
export function Quand({ le, forme = 'simple' }: { le: Date | string; forme?: keyof typeof FORMES }) {
  const machine = forme.startsWith('heure') ? new Date(le).toISOString() : jourParis(le)
  return (
    <time datetime={machine} class="laureat-insecable-bureau">
      {FORMES[forme](le)}
    </time>
  )
}
