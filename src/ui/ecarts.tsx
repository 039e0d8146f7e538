import type { Question } from '../domaine/appel/schema-formulaire.ts'
import type { Faits } from '../domaine/faits.ts'
import type { Json } from '../domaine/formulaire/reponses.ts'
import { typographier } from '../domaine/organismes.ts'
import { TYPES_SIMPLES } from '../domaine/questions/simples.ts'
import { lignesDe } from '../domaine/questions/table.ts'
import { ValeurLue } from './reponses.tsx'
import { Tableau } from './tableau.tsx'

export type Ecart = { chemin: string; avant: unknown; apres: unknown }

/** Answers that differ, field by field: the question in words, before, after. A table shows only the rows that changed. */
export const TableauEcarts = ({
  faits,
  ecarts,
  legende,
}: {
  faits: Faits
  ecarts: readonly Ecart[]
  legende: string
}) => (
  <Tableau
    legende={legende}
    colonnes={[{ titre: 'Question' }, { titre: 'Avant' }, { titre: 'Après' }]}
    lignes={ecarts.map((x) => {
      const { question } = cible(faits, x.chemin)
      const lignes = question?.type === 'table' ? lignesChangees(x.avant, x.apres) : undefined
      return [
        nomDuChemin(faits, x.chemin),
        lignes && question ? (
          <Lignes faits={faits} q={question} lignes={lignes.map((l) => l.avant)} absente="Ligne absente" />
        ) : (
          <Valeur faits={faits} q={question} valeur={x.avant} />
        ),
        lignes && question ? (
          <Lignes faits={faits} q={question} lignes={lignes.map((l) => l.apres)} absente="Ligne retirée" />
        ) : (
          <Valeur faits={faits} q={question} valeur={x.apres} />
        ),
      ]
    })}
  />
)

type Ligne = Record<string, Json>

/** The rows of two versions of a table that are not the same, paired by what they name (article, funder), else by rank. */
const lignesChangees = (avant: unknown, apres: unknown): { avant: Ligne | undefined; apres: Ligne | undefined }[] => {
  const [a, b] = [lignesDe(avant as Json), lignesDe(apres as Json)] // answers are JSON
  const cle = (l: Ligne, i: number) => String(Object.values(l)[0] ?? i)
  // Two rows of the same article: the first pairs with the first.
  const numerotees = (lignes: readonly Ligne[]) => {
    const vues = new Map<string, number>()
    return new Map(
      lignes.map((l, i) => {
        const k = typeof l.article === 'string' ? l.article : cle(l, i)
        const rang = vues.get(k) ?? 0
        vues.set(k, rang + 1)
        return [`${k}#${rang}`, l] as const
      }),
    )
  }
  const [x, y] = [numerotees(a), numerotees(b)]
  return [...new Set([...x.keys(), ...y.keys()])].flatMap((k) => {
    const [la, lb] = [x.get(k), y.get(k)]
    return canonique(la) === canonique(lb) ? [] : [{ avant: la, apres: lb }]
  })
}

const canonique = (l: Ligne | undefined): string => JSON.stringify(l ? Object.entries(l).sort() : null)

const Lignes = (p: { faits: Faits; q: Question; lignes: (Ligne | undefined)[]; absente: string }) => (
  <ul class="govuk-list">
    {p.lignes.map((l) => (
      <li>{l ? enMots(p.faits, p.q, l) : <span class="laureat-discret">{p.absente}</span>}</li>
    ))}
  </ul>
)

const enMots = (faits: Faits, q: Question, l: Ligne): string =>
  (q.colonnes ?? [])
    .flatMap((c) => {
      const v = l[c.id]
      return v === undefined || v === null || v === ''
        ? []
        : [`${c.libelle} : ${TYPES_SIMPLES[c.type].afficher(v, c, faits.appel.catalogue)}`]
    })
    .join(', ')

const cible = (f: Faits, chemin: string) => {
  const p = chemin.split('.')
  const [uai, section, question] = p[0] === 'ecoles' ? [p[1], p[2], p[3]] : [undefined, p[0], p[1]]
  const s = f.appel.formulaire.find((x) => x.id === section)
  return { uai, section: s, question: s?.questions.find((q) => q.id === question) }
}

const nomDuChemin = (f: Faits, chemin: string): string => {
  const { uai, question } = cible(f, chemin)
  const ecole = f.ecoles.find((x) => x.uai === uai)?.nom
  return `${ecole ? `${typographier(ecole)} : ` : ''}${question?.libelle ?? chemin}`
}

const Valeur = ({ faits, q, valeur }: { faits: Faits; q: Question | undefined; valeur: unknown }) =>
  // Answers of a filed version are JSON.
  q ? <ValeurLue faits={faits} q={q} valeur={valeur as Json | undefined} /> : <span>{String(valeur ?? '')}</span>
