/** A run of text. A plain string is printed as it is: no character has a meaning (`#`, `*`, `{{`…); `\n` is a line break. */
export type Texte = string | readonly Fragment[]
export type Fragment = string | { gras: string } | { italique: string } | { lien: string; texte: string }

export type Colonne = {
  titre: string
  /** Figures go right. */
  align?: 'gauche' | 'droite' | 'centre'
  /** Share of the width, as in CSS `fr`; without it, as wide as its content. */
  largeur?: number
}

export type Signataire = {
  /** « Pour la commune de Voiron » */
  pour: string
  /** « Le maire » */
  qualite?: string
  nom?: string
  /** Printed under the space left for signing: delegation, electronic signature… */
  mention?: string
}

/** One block of a document. Text is data: never markup. */
export type Bloc =
  | { type: 'titre'; texte: string; niveau?: 2 | 3 }
  | { type: 'paragraphe'; texte: Texte }
  /** Legal mentions and notes: smaller, quieter. */
  | { type: 'note'; texte: Texte }
  | { type: 'liste'; elements: readonly Texte[]; ordonnee?: boolean }
  | {
      type: 'tableau'
      legende?: string
      colonnes: readonly Colonne[]
      lignes: readonly (readonly Texte[])[]
      /** Last row, in bold. */
      total?: readonly Texte[]
    }
  | { type: 'cles'; paires: readonly (readonly [string, Texte])[] }
  | { type: 'encadre'; titre?: string; texte: Texte; ton?: 'neutre' | 'attendu' | 'attention' }
  /** Never cut by a page break. `lieuEtDate`: false when the document already bears its date. */
  | { type: 'signature'; signataires: readonly Signataire[]; lieuEtDate?: boolean }
  /** New page. */
  | { type: 'saut' }
  /** A blank field of a paper form: `lignes` ruled lines (1 by default), or `cases` boxes for single characters, or `choix` to tick. */
  | { type: 'champ'; libelle: string; aide?: string; lignes?: number; cases?: number; choix?: readonly string[] }

export type Operateur = {
  nom: string
  service?: string
  /** Address, telephone, mail: one string per line. */
  coordonnees?: readonly string[]
  /** `#0b4f47` by default. */
  couleur?: string
  /** Source of an SVG picture. */
  logo?: string
}

/** What `composer('maison', …)` prints: a letter when it has a `destinataire`, a document of record otherwise. */
export type DocumentMaison = {
  /** The PDF's title; heading of a record. */
  titre: string
  /** Under the title of a record; the object of a letter. */
  objet?: string
  operateur: Operateur
  /** Number of the dossier, at the foot of each page. */
  numero?: string
  /** The address, one string per line. */
  destinataire?: readonly string[]
  /** « Grenoble, le 21 février 2025 » */
  lieuEtDate?: string
  /** « Affaire suivie par », « Nos références »… */
  references?: readonly (readonly [string, Texte])[]
  blocs: readonly Bloc[]
  /** Text of the QR code at the foot of each page; `{page}` becomes the page's number. */
  qr?: string
  paysage?: boolean
  /** Across the pages, very light: « Projet », « Exemple ». */
  filigrane?: string
}
