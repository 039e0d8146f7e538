import { z } from 'zod'
import { ecartTotal, totalHt, totalTtc } from '../devis.ts'
import type { Faits } from '../faits.ts'
import { ecoleVivante } from '../gardes.ts'
import { euros } from '../montants.ts'
import { type Refus, saisieInvalide } from '../refus.ts'
import { codeUai, texteCourt } from '../saisies.ts'

/** `prixUnitaireHt`: cents, negative for a discount; `tva`: percent; `nature`: `article`, `eco_contribution`, `remise`, `livraison`,
 * `hors_depense`…; only lines with an article of the catalogue are subsidised. */
export const ligneDeDevis = z.strictObject({
  ecole: codeUai,
  article: z.string().max(60).optional(),
  nature: z.string().trim().min(1).max(60).default('article'),
  designation: texteCourt,
  quantite: z
    .number({ error: 'Indiquez une quantité.' })
    .gt(0, { error: 'Une quantité est supérieure à zéro.' })
    .max(100_000),
  prixUnitaireHt: z.int({ error: 'Indiquez un prix en centimes entiers.' }).min(-10_000_000_000).max(10_000_000_000),
  tva: z.number({ error: 'Indiquez un taux de TVA en %.' }).min(0).max(100),
})

export const lignes = z.array(ligneDeDevis).max(3000, { error: '3 000 lignes au plus.' })

type LigneSaisie = z.infer<typeof ligneDeDevis>

/** Codes of schools are stored in capitals. */
export const lignesNormalisees = (liste: readonly LigneSaisie[]): LigneSaisie[] =>
  liste.map((l) => ({ ...l, ecole: l.ecole.toUpperCase() }))

/** 422 for lines whose school is not in the dossier, or whose article is not in the catalogue. */
export const lignesInconnues = (
  f: Faits,
  liste: readonly { ecole: string; article?: string | undefined }[],
): Refus | undefined => {
  const erreurs = liste.flatMap((l, i) => [
    ...(ecoleVivante(f, l.ecole)
      ? []
      : [{ chemin: `lignes.${i}.ecole`, message: `L’école ${l.ecole} n’est pas dans ce dossier.` }]),
    ...(l.article === undefined || f.appel.catalogue.some((a) => a.id === l.article)
      ? []
      : [{ chemin: `lignes.${i}.article`, message: `L’article « ${l.article} » n’est pas au catalogue de l’appel.` }]),
  ])
  return erreurs.length > 0 ? saisieInvalide(erreurs) : undefined
}

/** Schools of the dossier, articles of the catalogue, and lines that agree with the total of the file within one euro. */
export const lignesRefusees = (f: Faits, liste: readonly LigneSaisie[], total: number): Refus | undefined => {
  const inconnues = lignesInconnues(f, liste)
  if (inconnues) return inconnues
  if (liste.length === 0 || ecartTotal(liste, total) <= 100) return undefined
  const [ht, ttc] = [totalHt(liste), totalTtc(liste)]
  return saisieInvalide([
    {
      chemin: 'total',
      message: `Les lignes font ${euros(ht)} HT et ${euros(ttc)} TTC, et le total du devis ${euros(total)} : plus d’un euro d’écart. Vérifiez les lignes ou le total.`,
    },
  ])
}
