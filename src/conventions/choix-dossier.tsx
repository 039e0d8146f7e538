import { type Corps, texteDe } from '../socle/http/corps.ts'
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

/** One box for the whole list, for those who vote thirty dossiers without script. It takes the dossiers that this page showed, never
 * one that was added since. */
export const ChoixDeTous = (p: { nom: string; lignes: readonly LigneVote[]; coche: boolean }) =>
  p.lignes.length < 2 ? null : (
    <p class="govuk-body">
      <input type="hidden" name="proposes" value={p.lignes.map((l) => l.id).join(' ')} />
      <input type="checkbox" id={`tous-${p.nom}`} name="tous" value="oui" checked={p.coche} />{' '}
      <label for={`tous-${p.nom}`}>Tous les dossiers de cette liste ({p.lignes.length})</label>
    </p>
  )

/** Was the whole list ticked in the form of this prefix? */
export const tousCoches = (corps: Corps, prefixe: string): boolean =>
  texteDe(corps, 'tous') !== '' && texteDe(corps, 'prefixe') === prefixe

/** The dossiers ticked, one by one or all those that the page showed. */
export const dossiersChoisis = (corps: Corps): Set<string> =>
  new Set(texteDe(corps, 'tous') === '' ? [corps.choisis ?? []].flat() : texteDe(corps, 'proposes').split(' '))
