import type { Corps } from '../socle/http/corps.ts'
import type { LigneVote } from './vote-queries.ts'

/** The box that puts a dossier in the lot; what was ticked stays so when something is refused. */
export const Choix = ({ l, corps = {} }: { l: LigneVote; corps?: Corps }) => (
  <>
    <input
      type="checkbox"
      id={`choisi-${l.id}`}
      name="choisis"
      value={l.id}
      checked={[corps.choisis ?? []].flat().includes(l.id)}
    />{' '}
    <label for={`choisi-${l.id}`}>
      <span class="govuk-visually-hidden">Choisir le dossier </span>
      {l.numero}
    </label>
  </>
)
