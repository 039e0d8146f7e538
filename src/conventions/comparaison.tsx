import { Avis } from '../ui/avis.tsx'
import type { Comparaison } from './comparer-convention.ts'

/** What reading a signed paper told, in sentences. `quoi`: « la convention envoyée ». */
export const VueComparaison = (p: {
  comparaison: Comparaison | undefined
  quoi: string
  remarques?: readonly string[]
}) => {
  if (!p.comparaison) return null
  const { ecarts, signatures } = p.comparaison
  const remarques = [...ecarts, ...(p.remarques ?? [])]
  const doute = ecarts.length > 0 || signatures.some((s) => !s.valide)
  return (
    <Avis
      ton={doute ? 'attention' : 'succes'}
      titre={doute ? 'À vérifier sur le document signé' : `Le document signé porte le texte de ${p.quoi}.`}
    >
      {remarques.map((t) => (
        <p>{t}</p>
      ))}
      {signatures.map((s) => (
        <p>{s.texte}</p>
      ))}
    </Avis>
  )
}
