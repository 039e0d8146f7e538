import { demandeInitiale } from './demande.ts'
import type { Devis, Faits } from './faits.ts'

/** One line of the comparison « request, cahier des charges, quote ». Prices in cents HT; `ecarts`: what differs, as sentences. */
export type LigneComparee = {
  rang: number
  ecole: string
  article: string | undefined
  designation: string
  quantite: number
  prixUnitaireHt: number
  tva: number
  verdict: string | undefined
  motif: string | undefined
  quantiteDemandee: number | undefined
  prixDemande: number | undefined
  plafond: number | undefined
  exigences: readonly string[]
  ecarts: Ecart[]
}
export type Ecart = { code: string; phrase: string }

/** The quote against the request and the catalogue, line by line, in the order of the quote. */
export const comparer = (f: Faits, d: Devis): LigneComparee[] => {
  const demande = new Map(
    demandeInitiale(f).ecoles.flatMap((e) => e.lignes.map((l) => [`${e.uai} ${l.article}`, l] as const)),
  )
  const catalogue = new Map(f.appel.catalogue.map((a) => [a.id, a]))
  return d.lignes.map((l, rang) => {
    const article = l.article ? catalogue.get(l.article) : undefined
    const demandee = demande.get(`${l.ecole} ${l.article}`)
    const ecarts: Ecart[] = []
    if (!article && l.prixUnitaireHt > 0)
      ecarts.push({ code: 'hors_catalogue', phrase: 'hors du catalogue : cette ligne n’est pas subventionnée' })
    if (article && l.prixUnitaireHt > article.plafond)
      ecarts.push({
        code: 'prix_au_dessus_du_plafond',
        phrase: 'prix au-dessus du plafond : l’écart reste à la commune',
      })
    if (article && !demandee) ecarts.push({ code: 'pas_demande', phrase: 'article qui n’est pas dans la candidature' })
    if (demandee && l.quantite > demandee.quantite)
      ecarts.push({
        code: 'quantite_superieure',
        phrase: `quantité supérieure à la candidature (${demandee.quantite} demandé${demandee.quantite > 1 ? 's' : ''})`,
      })
    if (demandee && l.prixUnitaireHt > demandee.prixUnitaireHt)
      ecarts.push({ code: 'prix_superieur', phrase: 'prix plus élevé que dans la candidature' })
    if (![0, 2.1, 5.5, 8.5, 10, 20].includes(l.tva))
      ecarts.push({ code: 'tva', phrase: `taux de TVA inhabituel (${String(l.tva).replace('.', ',')} %)` })
    return {
      rang,
      ecole: l.ecole,
      article: l.article,
      designation: l.designation,
      quantite: l.quantite,
      prixUnitaireHt: l.prixUnitaireHt,
      tva: l.tva,
      verdict: l.verdict,
      motif: l.motif,
      quantiteDemandee: demandee?.quantite,
      prixDemande: demandee?.prixUnitaireHt,
      plafond: article?.plafond,
      exigences: article?.exigences ?? [],
      ecarts,
    }
  })
}
