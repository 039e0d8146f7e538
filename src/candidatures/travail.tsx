import { dateSimple } from '../domaine/francais.ts'
import type { TravailAttendu } from '../registre/travail.ts'
import { ilReste } from '../ui/formats.ts'

/** What awaits an agent on a call, each line leading where it is done. */
export const Travail = ({ travail, maintenant }: { travail: TravailAttendu[]; maintenant: Date }) =>
  travail.length === 0 ? (
    <p class="govuk-body">Rien ne vous attend sur cet appel.</p>
  ) : (
    <ul class="govuk-list govuk-list--bullet">
      {travail.map((t) => (
        <li>
          <a class="govuk-link" href={t.href}>
            {t.libelle}
          </a>
          {t.avant ? `, avant le ${dateSimple(t.avant)} (${ilReste(t.avant, maintenant)})` : ''}
        </li>
      ))}
    </ul>
  )
