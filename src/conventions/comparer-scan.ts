import { enumerer } from '../domaine/francais.ts'
import type { CodeQr } from '../socle/pdf/lecteur.ts'
import { direPages } from './comparer-textes.ts'

/** What is printed in the code of each page: the dossier, the document, the page. */
export const lireCode = (texte: string): { dossier: string; document: string; page: number } | undefined => {
  const [dossier, document, page] = texte.split('|')
  return dossier && document && page && /^\d{1,4}$/.test(page) ? { dossier, document, page: Number(page) } : undefined
}

/** What the codes of a scan say about it: its pages, those that are missing, those of other dossiers or of an earlier text. */
export const direScan = (
  codes: readonly CodeQr[],
  attendu: { dossier: string; document: string; pages: number },
): string[] => {
  const lus = codes.flatMap((c) => lireCode(c.texte) ?? [])
  if (lus.length === 0)
    return ['C’est un scan sans code lisible (coupé, ou trop pâle) : comparez le texte à l’œil, page après page.']
  const bons = new Set(
    lus.filter((c) => c.dossier === attendu.dossier && c.document === attendu.document).map((c) => c.page),
  )
  const autres = [...new Set(lus.filter((c) => c.dossier !== attendu.dossier).map((c) => c.dossier))]
  const anciens = lus.some((c) => c.dossier === attendu.dossier && c.document !== attendu.document)
  const manquantes = Array.from({ length: attendu.pages }, (_, i) => i + 1).filter((n) => !bons.has(n))
  return [
    ...(bons.size > 0
      ? [
          `C’est un scan. ${bons.size > 1 ? `Ses ${bons.size} pages portent` : 'Une page porte'} le code de ce dossier : comparez le texte à l’œil.`,
        ]
      : autres.length > 0 && !anciens
        ? ['C’est un scan d’un autre dossier.']
        : ['C’est un scan d’un autre document de ce dossier, ou d’un texte remplacé depuis.']),
    ...(bons.size > 0 && manquantes.length > 0 ? [direPages(manquantes)] : []),
    ...(bons.size > 0 && anciens ? ['Des pages viennent d’un texte remplacé depuis : vérifiez lesquelles.'] : []),
    ...(autres.length > 0
      ? [
          `Ce fichier contient aussi des pages ${autres.length > 1 ? 'des dossiers' : 'du dossier'} ${enumerer(autres)} : gardez-les, et enregistrez-les dans ${autres.length > 1 ? 'ces dossiers' : 'ce dossier'}.`,
        ]
      : []),
  ]
}
