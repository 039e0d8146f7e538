import { strToU8, zipSync } from 'fflate'
import type { Bloc, Operateur } from '../pdf/document.ts'
import { blocEnXml } from './blocs-en-xml.ts'
import { parties } from './parties.ts'
import { paragraphe } from './texte-en-xml.ts'

/** A document that its reader goes on editing: model deliberation, report. The same blocks as `composer('maison', …)`. */
export type DocumentWord = {
  titre: string
  objet?: string
  operateur?: Operateur
  /** « Grenoble, le 21 février 2025 » */
  lieuEtDate?: string
  blocs: readonly Bloc[]
}

/** A DOCX with real headings, lists and tables (title row repeated), in French, page numbers at the foot. */
export function ecrireWord(document: DocumentWord): Buffer {
  const fichiers = { ...parties(document.titre), 'word/document.xml': corps(document) }
  const octets = Object.fromEntries(Object.entries(fichiers).map(([nom, contenu]) => [nom, strToU8(contenu)]))
  // 1 January 1980: the same document gives the same bytes.
  return Buffer.from(zipSync(octets, { mtime: new Date(1980, 0, 1) }))
}

function corps({ titre, objet, operateur, lieuEtDate, blocs }: DocumentWord): string {
  const numerotations = { prochaine: 2 }
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>',
    ...(operateur ? [operateur.nom, operateur.service, ...(operateur.coordonnees ?? [])] : []).map((ligne, i) =>
      ligne ? paragraphe(ligne, i === 0 ? 'Operateur' : 'Coordonnees') : '',
    ),
    paragraphe(titre, 'Title'),
    objet ? paragraphe(objet, 'Subtitle') : '',
    lieuEtDate ? paragraphe(lieuEtDate, 'Normal', '<w:jc w:val="right"/>') : '',
    ...blocs.map((b) => blocEnXml(b, numerotations)),
    '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1247" w:bottom="1134" w:left="1247" w:header="709" w:footer="567" w:gutter="0"/></w:sectPr>',
    '</w:body></w:document>',
  ].join('')
}
