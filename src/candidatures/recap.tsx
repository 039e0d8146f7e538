import type { Question, Section } from '../domaine/appel/schema-formulaire.ts'
import { questionsVisibles } from '../domaine/formulaire/conditions.ts'
import { type Json, reponsesDe } from '../domaine/formulaire/reponses.ts'
import { QUESTIONS } from '../domaine/questions/questions.ts'
import { TYPES_SIMPLES } from '../domaine/questions/simples.ts'
import { afficherTotal, lignesDe } from '../domaine/questions/table.ts'
import { estVide } from '../domaine/questions/type.ts'
import type { Erreur } from '../domaine/refus.ts'
import { idDeChemin } from '../ui/champ.tsx'
import { Recapitulatif } from '../ui/recapitulatif.tsx'
import { Tableau } from '../ui/tableau.tsx'
import type { Ecran } from './ecran.ts'
import { ListePieces } from './fichier-question.tsx'
import { lienSection } from './taches.ts'

type Props = {
  e: Pick<Ecran, 'faits'>
  section: Section
  uai: string | undefined
  /** Shows « Modifier » on each line. */
  modifiable?: boolean
  /** Paths relative to the section. */
  erreurs?: Erreur[]
}

/** The answers of one section, read: one line per question, its error under it. */
export const RecapSection = ({ e, section, uai, modifiable, erreurs = [] }: Props) => {
  const { appel, reponses } = e.faits
  const lien = lienSection(e, section.id, uai)
  const visibles = questionsVisibles(section, { appel, reponses, uai })
  return (
    <Recapitulatif
      lignes={visibles.map((q) => ({
        cle: q.libelle,
        valeur: (
          <Reponse {...{ e, section, q, uai }} erreurs={erreurs.filter((x) => x.chemin.split('.')[0] === q.id)} />
        ),
        ...(modifiable ? { action: { href: `${lien}#${idDeChemin(q.id)}`, quoi: `« ${q.libelle} »` } } : {}),
      }))}
    />
  )
}

const Reponse = ({ e, section, q, uai, erreurs }: Omit<Props, 'erreurs'> & { q: Question; erreurs: Erreur[] }) => (
  <>
    <Valeur {...{ e, section, q, uai }} />
    {erreurs.map((x) => (
      <p class="govuk-error-message">
        <span class="govuk-visually-hidden">Erreur&nbsp;:</span> {x.message}
      </p>
    ))}
  </>
)

const Valeur = ({ e, section, q, uai }: Props & { q: Question }) => {
  const valeur = reponsesDe(e.faits.reponses, section.id, uai)[q.id]
  if (q.type === 'fichier') {
    const pieces = e.faits.pieces.filter((p) => p.nature === q.id && p.ecole === (uai ?? null))
    return pieces.length > 0 ? <ListePieces dossier={e.faits.dossier.id} pieces={pieces} /> : <Rien q={q} />
  }
  if (valeur === undefined || estVide(valeur)) return <Rien q={q} />
  if (q.type === 'table') return <Lignes e={e} q={q} valeur={valeur} />
  const texte = QUESTIONS[q.type].afficher(valeur, q, e.faits.appel.catalogue)
  return (
    <>
      {texte.split('\n').map((l, i) => (
        <>
          {i > 0 ? <br /> : null}
          {l}
        </>
      ))}
    </>
  )
}

const Rien = ({ q }: { q: Question }) => (
  <span class="laureat-discret">{q.obligatoire ? 'Pas encore répondu' : 'Rien (facultatif)'}</span>
)

const Lignes = ({ e, q, valeur }: { e: Pick<Ecran, 'faits'>; q: Question; valeur: Json }) => {
  const colonnes = q.colonnes ?? []
  const chiffre = (type: string) => type === 'entier' || type === 'montant'
  return (
    <Tableau
      legende={q.libelle}
      legendeCachee
      colonnes={colonnes.map((c) => ({ titre: c.libelle, nombre: chiffre(c.type) }))}
      lignes={lignesDe(valeur).map((l) =>
        colonnes.map((c) => {
          const v = l[c.id]
          return v === undefined ? '' : TYPES_SIMPLES[c.type].afficher(v, c, e.faits.appel.catalogue)
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
