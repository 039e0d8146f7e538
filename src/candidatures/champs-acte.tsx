import type { Champs } from '../domaine/formulaire/lire-formulaire.ts'
import type { Erreur } from '../domaine/refus.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { ChampLong, ChampTexte } from '../ui/champs.tsx'
import { Case, ChampChoix, ChampDate, type Choix } from '../ui/champs-choix.tsx'
import { champ } from './formulaire-poste.ts'

/** One field of an act's page: how it is drawn and how it is read. `code`: an identifier, whose spaces do not count. */
export type ChampDActe = { nom: string; libelle: string; aide?: string; facultatif?: true } & (
  | { genre: 'texte'; largeur?: 10 | 20; code?: true }
  | { genre: 'long'; lignes: number }
  | { genre: 'choix'; choix: Choix[] }
  | { genre: 'date' | 'case' }
)

/** The fields as they stand in the page, with what was typed. */
export const ChampsDActe = ({ table, ...p }: { table: readonly ChampDActe[]; champs: Champs; erreurs: Erreur[] }) => (
  <>
    {table.map((c) => (
      <UnChamp c={c} {...p} />
    ))}
  </>
)

const UnChamp = ({ c, champs, erreurs }: { c: ChampDActe; champs: Champs; erreurs: Erreur[] }) => {
  const { nom: chemin, libelle, aide, facultatif } = c
  const communs = { chemin, libelle, aide, facultatif, erreurs }
  const valeur = champ(champs, chemin)
  switch (c.genre) {
    case 'texte':
      return <ChampTexte {...communs} valeur={valeur} largeur={c.largeur} {...(c.code ? { orthographe: false } : {})} />
    case 'long':
      return <ChampLong {...communs} valeur={valeur} lignes={c.lignes} />
    case 'choix':
      return <ChampChoix {...communs} valeur={valeur} choix={c.choix} />
    case 'date':
      return <ChampDate {...communs} valeur={dateSaisie(champs, chemin)} />
    case 'case':
      return <Case {...communs} coche={valeur === 'oui'} />
  }
}

/** What was typed, as the act's input: an optional field left empty and a box left open are not said. */
export const saisieDesChamps = (table: readonly ChampDActe[], champs: Champs): Record<string, unknown> =>
  Object.fromEntries(table.flatMap((c) => lire(c, champs)))

const lire = (c: ChampDActe, champs: Champs): [string, unknown][] => {
  if (c.genre === 'case') return champ(champs, c.nom) === 'oui' ? [[c.nom, true]] : []
  const tape = c.genre === 'date' ? dateSaisie(champs, c.nom) : champ(champs, c.nom).trim()
  const valeur = c.genre === 'texte' && c.code ? tape.replace(/\s/g, '') : tape
  return valeur === '' && c.facultatif ? [] : [[c.nom, valeur]]
}
