import type { LigneVote } from './vote-queries.ts'

/** The box that puts a dossier in the lot. */
export const Choix = ({ l }: { l: LigneVote }) => (
  <>
    <input type="checkbox" id={`choisi-${l.id}`} name="choisis" value={l.id} />{' '}
    <label for={`choisi-${l.id}`}>
      <span class="govuk-visually-hidden">Choisir le dossier </span>
      {l.numero}
    </label>
  </>
)
