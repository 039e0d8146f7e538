import type { Clause } from '../domaine/convention/modele.ts'
import type { Erreur } from '../domaine/refus.ts'
import { erreurDe, libelleDe } from '../ui/champ.tsx'
import { Select } from '../ui/govuk/select.tsx'

/** Where a clause stands: first, or after another. The empty value is a true answer: « first ». */
export const PlaceDeLaClause = (p: { clauses: readonly Clause[]; valeur: string; erreurs: Erreur[] }) => (
  <Select
    id="apres"
    name="apres"
    label={libelleDe({ chemin: 'apres', libelle: 'Place' })}
    errorMessage={erreurDe(p.erreurs, 'apres')}
    value={p.valeur}
    items={[
      { value: '', text: 'En premier' },
      ...p.clauses.map((c) => ({ value: c.id, text: `Après « ${c.titre} »` })),
    ]}
  />
)
