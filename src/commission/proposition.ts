import { z } from 'zod'
import type { SeanceVue } from '../registre/seances.ts'

const schema = z.object({
  nom: z.string(),
  projets: z.array(z.object({ dossier: z.string(), ecole: z.string(), decision: z.string(), montant: z.number() })),
})

/** What the scenario applied to a session proposes for one school project, or undefined. Cents. */
export const propositionPour = (
  s: SeanceVue,
  projet: { dossier: string; uai: string },
): { nom: string; decision: string; montant: number } | undefined => {
  const lue = schema.safeParse(s.seance.contenu.proposition)
  const p = lue.data?.projets.find((x) => x.dossier === projet.dossier && x.ecole === projet.uai)
  return p && lue.data ? { nom: lue.data.nom, decision: p.decision, montant: p.montant } : undefined
}
