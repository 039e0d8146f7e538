import { typographier } from '../domaine/organismes.ts'
import { listeDe } from '../registre/listes-de-travail.ts'
import { urls } from '../urls.ts'
import type { ListeSuivie } from './liste-suivie.ts'

/** « La liste « À examiner » »: what the way back leads to. */
export const titreDeListe = ({ recherche }: ListeSuivie): string => {
  const liste = listeDe(recherche.liste)
  const filtree = Object.entries(recherche).some(([k, x]) => x !== undefined && !['liste', 'tri', 'apres'].includes(k))
  if (liste) return `La liste «\u00a0${liste.libelle}\u00a0»${filtree ? ', filtrée' : ''}`
  return filtree ? 'Votre recherche' : 'Tous les dossiers'
}

/** The dossiers before and after this one in the list that the reader walks through, each with its access key. */
export const DossiersVoisins = ({ slug, liste }: { slug: string; liste: ListeSuivie | undefined }) => {
  if (!liste?.precedent && !liste?.suivant) return null
  return (
    <nav class="laureat-voisins laureat-impression-non" aria-label="Dossiers de la même liste">
      <ul>
        {(['precedent', 'suivant'] as const).map((cote) => {
          const voisin = liste[cote]
          return voisin ? (
            <li>
              <a
                class="govuk-link"
                rel={cote === 'suivant' ? 'next' : 'prev'}
                accesskey={cote === 'suivant' ? 's' : 'p'}
                href={urls.bureauDossier.href({ slug, id: voisin.id })}
              >
                {cote === 'suivant' ? 'Suivant' : 'Précédent'}&nbsp;: {typographier(voisin.organisme)}
              </a>
            </li>
          ) : null
        })}
      </ul>
      <p class="laureat-discret">
        Touches d’accès <kbd>P</kbd> et <kbd>S</kbd>, avec Alt et Maj (Ctrl et Option sur Mac)
      </p>
    </nav>
  )
}
