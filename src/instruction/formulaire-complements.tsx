import { ajouterJours, jourParis } from '../domaine/calendrier.ts'
import { controles } from '../domaine/controles.ts'
import { texteDe } from '../socle/http/corps.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { ChampLong } from '../ui/champs.tsx'
import { ChampChoixMultiple, ChampDate } from '../ui/champs-choix.tsx'
import type { Ecran } from './ecran.ts'
import type { Propre } from './formulaires-propres.tsx'

type Corps = Parameters<Propre['lire']>[0]
const liste = (x: string | string[] | undefined): string[] => (x === undefined ? [] : typeof x === 'string' ? [x] : x)

/** Choose the elements, then say what each misses: the text of an element shows once it is ticked (all of them without script). */
export const COMPLEMENTS: Propre = {
  champs: ({ e, erreurs, corps }) => {
    const propositions = proposes(e)
    const saisi = corps.avant !== undefined || corps['avant.jour'] !== undefined
    return (
      <>
        <ChampChoixMultiple
          chemin="elements"
          libelle="Que manque-t-il ?"
          aide="Cochez les éléments concernés et dites ce qui manque à chacun. Seules les parties correspondantes du dossier se rouvrent. Ce que l’examen ou les contrôles signalent est déjà coché."
          erreurs={erreurs}
          valeurs={saisi ? liste(corps.elements) : Object.keys(propositions)}
          choix={e.faits.appel.controle.map((el) => ({
            valeur: el.id,
            libelle: el.libelle,
            suite: (
              <ChampLong
                chemin={`manque.${el.id}`}
                libelle="Ce qui manque"
                lignes={2}
                erreurs={erreurs}
                valeur={saisi ? texteDe(corps, `manque.${el.id}`) : propositions[el.id]}
              />
            ),
          }))}
        />
        <ChampDate
          chemin="avant"
          libelle="Réponse attendue avant le"
          erreurs={erreurs}
          valeur={
            dateSaisie(corps, 'avant') || ajouterJours(jourParis(e.maintenant), e.faits.appel.delais.complementsJours)
          }
        />
      </>
    )
  },
  lire: (corps, e) => ({
    elements: choisis(corps, e).map((element) => ({ element, manque: texteDe(corps, `manque.${element}`) })),
    avant: dateSaisie(corps, 'avant') || '',
    ...(texteDe(corps, 'commentaire') ? { commentaire: texteDe(corps, 'commentaire') } : {}),
  }),
  erreurs: (erreurs, corps, e) =>
    erreurs.map((x) => {
      const rang = /^elements\.(\d+)/.exec(x.chemin)?.[1]
      const element = rang === undefined ? undefined : choisis(corps, e)[Number(rang)]
      return element === undefined
        ? x
        : { chemin: `manque.${element}`, message: 'Dites en quelques mots ce qui manque, ou décochez cet élément.' }
    }),
}

/** The ticked elements, in the order of the checklist; a text typed without script under an unticked one counts too. */
const choisis = (corps: Corps, e: Ecran): string[] => {
  const coches = new Set(liste(corps.elements))
  const propositions = proposes(e)
  return e.faits.appel.controle
    .map((el) => el.id)
    .filter((id) => {
      const ecrit = texteDe(corps, `manque.${id}`)
      return coches.has(id) || (ecrit !== '' && ecrit !== (propositions[id] ?? ''))
    })
}

/** What the examination, else the automatic checks, say is missing. */
const proposes = (e: Ecran): Record<string, string> => {
  const constats = controles(e.faits)
  return Object.fromEntries(
    e.faits.appel.controle.flatMap((el) => {
      const examen = e.faits.examens.find((x) => x.element === el.id)
      const constat = constats[el.id]
      if (examen) return examen.verdict === 'non_conforme' ? [[el.id, examen.motif ?? '']] : []
      return constat?.verdict === 'non_conforme' ? [[el.id, constat.texte]] : []
    }),
  )
}
