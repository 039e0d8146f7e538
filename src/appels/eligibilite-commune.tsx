import { deCommune, typographier } from '../domaine/organismes.ts'
import type { VueAppel } from './cadre.ts'
import { Verdict } from './eligibilite-verdict.tsx'
import type { CommuneTrouvee } from './queries.ts'

/** « Commune de Voiron, CA du Pays Voironnais ». */
export const laCommune = (c: CommuneTrouvee): string =>
  `Commune ${deCommune(c.nom, c.typeLiaison)}${c.epci ? `, ${typographier(c.epci)}` : ''}`

/** A village whose pupils go to school elsewhere: « oui » would send it to a dossier that it cannot fill. */
export const SansEcole = (v: VueAppel & { commune: CommuneTrouvee }) => (
  <Verdict verdict="a_verifier" titre="Nous ne connaissons aucune école dans cette commune" quoi={laCommune(v.commune)}>
    <ul class="govuk-list govuk-list--bullet">
      <li>
        Vos élèves vont à l’école dans une commune voisine, ou dans un regroupement&nbsp;: c’est la commune de l’école,
        ou l’intercommunalité qui a la compétence scolaire, qui candidate. Cherchez l’école par son nom.
      </li>
      <li>
        Une école vient d’ouvrir&nbsp;: l’annuaire ne la connaît pas encore. Écrivez à{' '}
        <a href={`mailto:${v.appel.contact.courriel}`}>{v.appel.contact.courriel}</a>.
      </li>
    </ul>
  </Verdict>
)
