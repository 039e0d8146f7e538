import type { Cas } from '../acte.ts'
import { noteCalculee } from '../appel/bareme.ts'
import type { Critere } from '../appel/schema-instruction.ts'
import { type NoteSaisie, verifierNotes } from '../notation.ts'
import type { Erreur } from '../refus.ts'

type NoteComplete = NoteSaisie & { source?: string; date?: string | null }

/** The mark that an official datum gives to a criterion, with its source; undefined when no datum says it. */
const noteOfficielle = (c: Cas<{ notes: NoteSaisie[] }>, critere: Critere): NoteComplete | undefined => {
  const lue = critere.calcule && c.autour.donneesEcole[critere.calcule.source]
  const valeur = lue && noteCalculee(critere, lue.donnee)
  return valeur === undefined
    ? undefined
    : { critere: critere.id, valeur, calculee: true, source: lue?.source ?? '', date: lue?.date ?? null }
}

/** The marks that a person gave, with those that official data give. A computed criterion without its datum keeps the mark that
 * the person gives; without one it takes the grid's value for that case, else the bottom of its scale: never required. */
export const notesCompletes = (c: Cas<{ notes: NoteSaisie[] }>): NoteComplete[] =>
  c.faits.appel.grille.criteres.flatMap((critere) => {
    const connue = noteOfficielle(c, critere) ?? c.saisie.notes.find((n) => n.critere === critere.id)
    if (connue || !critere.calcule) return connue ? [connue] : []
    const { min, max } = critere.echelle
    const valeur = critere.calcule.absente ?? Math.min(max, Math.max(min, 0))
    return [{ critere: critere.id, valeur, calculee: true, source: 'Donnée absente', date: null }]
  })

/** A typed mark that contradicts an official datum is refused: the computed one stands. */
const contredites = (c: Cas<{ notes: NoteSaisie[] }>): Erreur[] =>
  c.saisie.notes.flatMap((note, i) => {
    const critere = c.faits.appel.grille.criteres.find((x) => x.id === note.critere)
    const officielle = critere && noteOfficielle(c, critere)
    return critere && officielle && officielle.valeur !== note.valeur
      ? [
          {
            chemin: `notes.${i}.valeur`,
            message: `La note de «\u00a0${critere.libelle}\u00a0» est calculée : ${officielle.valeur} (${officielle.source}). Ne la saisissez pas.`,
          },
        ]
      : []
  })

/** What is wrong with the marks given, then with those still missing; paths are those of the input. */
export const erreursDesNotes = (c: Cas<{ notes: NoteSaisie[] }>): Erreur[] => {
  const { grille } = c.faits.appel
  const typees = verifierNotes(grille, c.saisie.notes).filter((e) => /^notes\.\d+\.(critere|valeur)$/.test(e.chemin))
  const donnees = [...typees, ...contredites(c).filter((e) => !typees.some((t) => t.chemin === e.chemin))]
  const completes = notesCompletes(c)
  const restantes = verifierNotes(grille, completes).map((e) => {
    const [, rang, champ] = /^notes\.(\d+)\.(.+)$/.exec(e.chemin) ?? []
    const critere = completes[Number(rang)]?.critere
    return champ ? { ...e, chemin: `notes.${c.saisie.notes.findIndex((n) => n.critere === critere)}.${champ}` } : e
  })
  return [...donnees, ...restantes.filter((e) => !donnees.some((d) => d.chemin === e.chemin))]
}
