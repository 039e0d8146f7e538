import type { Situation } from '../acte.ts'
import { lignesDecouvertes } from '../couverture.ts'
import { aDesDevisConformes } from '../demande.ts'
import { type Faits, resultatsPublies } from '../faits.ts'
import { accorder } from '../francais.ts'
import { type Refus, refus } from '../refus.ts'

/** 409 until the results of the technical commission are published. */
export function publie({ faits }: Situation): Refus | undefined {
  return resultatsPublies(faits)
    ? undefined
    : refus('resultats_non_publies', 'Les résultats de la commission technique ne sont pas encore publiés.')
}

/** 409 while something funded has no quote found right. */
export const couvert = (f: Faits): Refus | undefined => {
  if (!aDesDevisConformes(f))
    return refus('aucun_devis_conforme', 'Aucun devis conforme : le dossier ne peut pas être présenté au vote.')
  const sans = lignesDecouvertes(f)
  return sans.length > 0 ? nonCouvertes(sans) : undefined
}

/** 409 that names the first five lines without a quote. */
export const nonCouvertes = (lignes: { nom: string; libelle: string }[]): Refus =>
  refus(
    'lignes_non_couvertes',
    `Sans devis conforme : ${lignes
      .slice(0, 5)
      .map((l) => `${l.libelle} (${l.nom})`)
      .join(
        ', ',
      )}${lignes.length > 5 ? `, et ${accorder(lignes.length - 5, 'autre')}` : ''}. Attendez le devis, ou arrêtez le montant sans ces lignes en disant pourquoi.`,
  )
