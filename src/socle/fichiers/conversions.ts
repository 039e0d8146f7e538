const DANS_LE_BON_FORMAT = 'Ouvrez-le, puis enregistrez-le'

/** What people are told of the usual files that are not accepted: what the file is, and how to send it all the same. */
const CONVERSIONS: Record<string, string> = {
  heic: 'C’est une photo au format HEIC, celui des iPhone. Faites une capture d’écran de la photo et envoyez la capture. Pour les suivantes, réglez le téléphone sur «\u00a0Le plus compatible\u00a0» (Réglages, Appareil photo, Formats).',
  doc: `C’est un document Word ancien. ${DANS_LE_BON_FORMAT} au format DOCX ou PDF.`,
  xls: `C’est un classeur Excel ancien. ${DANS_LE_BON_FORMAT} au format XLSX ou PDF.`,
  pages: `C’est un document Pages. ${DANS_LE_BON_FORMAT} au format PDF.`,
  numbers: `C’est un tableau Numbers. ${DANS_LE_BON_FORMAT} au format XLSX ou PDF.`,
  ppt: 'C’est une présentation. Exportez-la au format PDF.',
  zip: 'Une archive n’est pas acceptée. Envoyez un à un les fichiers qu’elle contient.',
}

const MEMES: Record<string, string> = { heif: 'heic', pptx: 'ppt', odp: 'ppt', rar: 'zip', '7z': 'zip' }

/** The sentence for a file of this extension; undefined: nothing better than the list of what is accepted. */
export const conversion = (extension: string): string | undefined => CONVERSIONS[MEMES[extension] ?? extension]
