import { demandeFinancee } from './demande.ts'
import type { Faits } from './faits.ts'

/** One funded line of the request and what conform quotes bring for it. */
export type LigneCouverte = {
  ecole: string
  nom: string
  article: string
  libelle: string
  demande: number
  devis: number
  couverte: boolean
}

/** Each funded line of the kept schools and the quantity that conform quotes offer. A line is covered as soon as a conform quote
 * holds its article for its school: what is bought in smaller number is simply paid for less (actes.md, `inscrire_ordre_du_jour`). */
export const couverture = (f: Faits): LigneCouverte[] =>
  demandeFinancee(f).ecoles.flatMap((e) =>
    grouper(e.lignes.filter((l) => l.quantite > 0 && l.prixUnitaireHt > 0)).map((l) => {
      const devis = f.devis
        .filter((d) => d.etat === 'conforme')
        .flatMap((d) => d.lignes)
        .filter((x) => x.ecole === e.uai && x.article === l.article && x.verdict !== 'ecartee')
        .reduce((t, x) => t + x.quantite, 0)
      return {
        ecole: e.uai,
        nom: e.nom ?? e.uai,
        article: l.article,
        libelle: l.libelle,
        demande: l.quantite,
        devis,
        couverte: devis > 0,
      }
    }),
  )

/** Funded lines that no conform quote covers; empty once the instructor dropped them with a reason (`arreter_montant`). */
export const lignesDecouvertes = (f: Faits): LigneCouverte[] =>
  f.dossier.contenu.montantArrete?.abandonnees ? [] : couverture(f).filter((l) => !l.couverte)

const grouper = (lignes: { article?: string | undefined; libelle?: string | undefined; quantite: number }[]) => {
  const parArticle = new Map<string, { article: string; libelle: string; quantite: number }>()
  for (const l of lignes) {
    const article = l.article ?? ''
    const vue = parArticle.get(article)
    parArticle.set(article, {
      article,
      libelle: l.libelle ?? article,
      quantite: (vue?.quantite ?? 0) + l.quantite,
    })
  }
  return [...parArticle.values()]
}
