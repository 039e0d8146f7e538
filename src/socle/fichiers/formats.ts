/** The files that are accepted: by their extension, the type to serve them with, and the types browsers declare for them. */
export const FORMATS = {
  pdf: { type: 'application/pdf', libelle: 'un PDF', declares: ['application/x-pdf'] },
  png: { type: 'image/png', libelle: 'une image PNG', declares: [] },
  jpg: { type: 'image/jpeg', libelle: 'une image JPEG', declares: ['image/jpg', 'image/pjpeg'] },
  webp: { type: 'image/webp', libelle: 'une image WebP', declares: [] },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    libelle: 'un document Word (DOCX)',
    declares: ['application/zip', 'application/x-zip-compressed', 'application/msword'],
  },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    libelle: 'un classeur Excel (XLSX)',
    declares: ['application/zip', 'application/x-zip-compressed', 'application/vnd.ms-excel'],
  },
  odt: {
    type: 'application/vnd.oasis.opendocument.text',
    libelle: 'un document LibreOffice (ODT)',
    declares: ['application/zip', 'application/x-zip-compressed'],
  },
  ods: {
    type: 'application/vnd.oasis.opendocument.spreadsheet',
    libelle: 'un classeur LibreOffice (ODS)',
    declares: ['application/zip', 'application/x-zip-compressed'],
  },
  csv: {
    type: 'text/csv',
    libelle: 'un tableau CSV',
    declares: ['text/plain', 'text/x-csv', 'application/csv', 'application/vnd.ms-excel'],
  },
  txt: { type: 'text/plain', libelle: 'un texte (TXT)', declares: [] },
} as const satisfies Record<string, { type: string; libelle: string; declares: readonly string[] }>

export type Extension = keyof typeof FORMATS

export const EXTENSIONS = Object.keys(FORMATS) as Extension[] // the keys just above

/** The value of an `accept` attribute. */
export const ACCEPTES: string = EXTENSIONS.map((e) => `.${e}`).join(',')

export const estExtension = (texte: string): texte is Extension => Object.hasOwn(FORMATS, texte)
