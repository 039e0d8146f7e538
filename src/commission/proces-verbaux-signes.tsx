import { procesVerbauxSignes } from '../domaine/actes/proces-verbal.ts'
import { dateSimple } from '../domaine/francais.ts'
import type { SeanceVue } from '../registre/seances.ts'
import { Carte } from '../ui/carte.tsx'
import { urls } from '../urls.ts'

/** The signed minutes, the last one first: who signed, when, and the hash that proves the file. */
export const ProcesVerbauxSignes = ({ seance }: { seance: SeanceVue }) => {
  const { id, appel: slug, contenu } = seance.seance
  const signes = procesVerbauxSignes(contenu).toReversed()
  if (signes.length === 0) return null
  return (
    <Carte titre="Procès-verbal signé">
      <ul class="govuk-list">
        {signes.map((x, i) => (
          <li>
            <a href={urls.documentSeance.href({ slug, id, document: x.document })}>
              {seance.documents.find((d) => d.id === x.document)?.nom ?? 'Procès-verbal signé'}
            </a>
            <br />
            Signé le {dateSimple(x.date)}
            {x.signataire ? ` par ${x.signataire.nom}, ${x.signataire.qualite}` : ''}
            {i > 0 ? ' (remplacé)' : ''}.
            <br />
            <span class="laureat-discret">SHA-256&nbsp;: {x.sha256.slice(0, 16)}…</span>
          </li>
        ))}
      </ul>
    </Carte>
  )
}
