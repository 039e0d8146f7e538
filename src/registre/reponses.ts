import type { Reponses } from '../domaine/formulaire/reponses.ts'

/** Rows of `reponse` → `{ section: { question: … }, ecoles: { UAI: { section: … } } }`. */
export const rassemblerReponses = (
  lignes: { ecole: string; section: string; valeurs: Record<string, unknown> }[],
): Reponses => {
  const sections: Record<string, unknown> = {}
  const ecoles: Record<string, Record<string, unknown>> = {}
  for (const { ecole, section, valeurs } of lignes) {
    if (ecole === '') sections[section] = valeurs
    else ecoles[ecole] = { ...ecoles[ecole], [section]: valeurs }
  }
  return { ...sections, ecoles } as Reponses // each row holds one section's answers, checked when written
}
