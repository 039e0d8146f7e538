import type { Question, Section } from '../domaine/appel/schema-formulaire.ts'
import type { Faits } from '../domaine/faits.ts'
import { questionsVisibles } from '../domaine/formulaire/conditions.ts'
import { type Json, reponsesDe } from '../domaine/formulaire/reponses.ts'
import { QUESTIONS } from '../domaine/questions/questions.ts'
import { TYPES_SIMPLES } from '../domaine/questions/simples.ts'
import { afficherTotal, lignesDe } from '../domaine/questions/table.ts'
import { estVide } from '../domaine/questions/type.ts'
import { Recapitulatif } from './recapitulatif.tsx'
import { Tableau } from './tableau.tsx'

type F = Pick<Faits, 'appel' | 'reponses'>

/** The answers of one section as agents read them: one line per question that applies. */
export const ReponsesLues = ({ faits, section, uai }: { faits: F; section: Section; uai?: string }) => (
  <Recapitulatif
    lignes={questionsVisibles(section, { appel: faits.appel, reponses: faits.reponses, uai })
      .filter((q) => q.type !== 'fichier')
      .map((q) => ({
        cle: q.libelle,
        valeur: <ValeurLue faits={faits} q={q} valeur={reponsesDe(faits.reponses, section.id, uai)[q.id]} />,
      }))}
  />
)

/** One answer in words; a table as a table. */
export const ValeurLue = ({ faits, q, valeur }: { faits: F; q: Question; valeur: Json | undefined }) => {
  if (valeur === undefined || estVide(valeur)) return <span class="laureat-discret">Sans réponse</span>
  if (q.type !== 'table') return <>{QUESTIONS[q.type].afficher(valeur, q, faits.appel.catalogue)}</>
  const colonnes = q.colonnes ?? []
  return (
    <Tableau
      legende={q.libelle}
      legendeCachee
      colonnes={colonnes.map((c) => ({ titre: c.libelle, nombre: c.type === 'entier' || c.type === 'montant' }))}
      lignes={lignesDe(valeur).map((l) =>
        colonnes.map((c) => {
          const v = l[c.id]
          return v === undefined ? '' : TYPES_SIMPLES[c.type].afficher(v, c, faits.appel.catalogue)
        }),
      )}
      {...(q.total
        ? {
            total: colonnes.map((_, i) =>
              i === 0 ? (q.total?.libelle ?? '') : i === colonnes.length - 1 ? afficherTotal(valeur, q) : '',
            ),
          }
        : {})}
    />
  )
}
