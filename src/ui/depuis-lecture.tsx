import { dateHeure, dateSimple } from '../domaine/francais.ts'
import { estRole, ROLES } from '../domaine/roles.ts'
import { Avis } from './avis.tsx'
import { capacite } from './changements.tsx'
import { Chronologie } from './chronologie.tsx'

export type ActeLu = {
  le: Date
  fait: string
  par: string
  qualite: string
  saisie: Record<string, unknown>
  qui: string | null
}

/** Somebody was faster on a call or on the people of an organisation: who did what since this page was read. `quoi`: « L’appel a
 * changé ». What was typed stays in the form below, which now bears the version that is. */
export const DepuisLecture = ({ quoi, actes }: { quoi: string; actes: readonly ActeLu[] | undefined }) =>
  actes === undefined ? null : (
    <>
      <Avis ton="erreur" titre={`${quoi} depuis que vous avez ouvert cette page : rien n’est encore enregistré.`}>
        <p>Lisez ce qui a changé, puis recommencez si c’est toujours utile : ce que vous aviez écrit est gardé.</p>
      </Avis>
      <section aria-labelledby="change">
        <h2 class="govuk-heading-m" id="change">
          Ce qui a changé depuis votre lecture
        </h2>
        <Chronologie
          evenements={actes.map((a) => ({
            le: a.le,
            titre: `${a.par} ${a.fait}`,
            par: a.qualite ? capacite(a.qualite) : undefined,
            texte: precisions(a),
          }))}
        />
      </section>
    </>
  )

/** The words of an act that say on whom, until when and why. */
const precisions = ({ qui, saisie }: ActeLu): string | undefined => {
  const dits = [
    qui,
    ...['courriel', 'personne', 'remplacant', 'role', 'date', 'lieu', 'jusqua', 'motif', 'explication', 'note'].map(
      (k) => dit(k, saisie[k]),
    ),
  ].filter((x): x is string => typeof x === 'string' && x !== '')
  return dits.length === 0 ? undefined : dits.join(', ')
}

const dit = (nom: string, x: unknown): string | undefined => {
  if (typeof x !== 'string') return undefined
  if (nom === 'role') return estRole(x) ? ROLES[x].libelle : undefined
  if (nom === 'date') return dateSimple(x)
  // A deadline is the instant at which the last day is over.
  if (nom === 'jusqua') return `jusqu’au ${x.includes('T') ? dateHeure(new Date(Date.parse(x) - 1000)) : dateSimple(x)}`
  return CODE.test(x) ? undefined : x
}

/** The name of a choice, which is not for reading. */
const CODE = /^[a-z]+(_[a-z]+)*$/
