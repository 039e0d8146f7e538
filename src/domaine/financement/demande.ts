/** What is known of a school and may change its rate: `{ education_prioritaire: 'REP', ulis: true, ips: 92.4 }`. */
export type Traits = Readonly<Record<string, string | number | boolean | null>>

/**
 * One line of expense, asked, quoted or invoiced. Prices in cents HT, negative for a discount or a credit note; `tva` in percent
 * (20 by default, used by parts computed TTC); `plafondUnitaire` in the base of the part; `ecartee`: set aside, for this reason;
 * `globale`: an amount without quantity, price and ceiling are those of the whole line.
 */
export type LigneDemande = {
  volet: string
  article?: string | undefined
  libelle?: string | undefined
  quantite: number
  prixUnitaireHt: number
  tva?: number | undefined
  plafondUnitaire?: number | undefined
  ecartee?: string | undefined
  globale?: boolean | undefined
}

export type EcoleDemande = {
  uai: string
  nom?: string | undefined
  classes: number
  classesConcernees: number
  eleves: number
  traits?: Traits | undefined
  lignes: readonly LigneDemande[]
}

/** Another funder of the operation. Public unless said; on the investment unless said. */
export type Cofinancement = {
  financeur: string
  montant: number
  prive?: boolean | undefined
  nature?: 'investissement' | 'fonctionnement' | undefined
}

export type Demande = { ecoles: readonly EcoleDemande[]; cofinancements?: readonly Cofinancement[] | undefined }

/** One line of the explanation that everybody reads. `formule`: « 17 000,00 € × 70 % = 11 900,00 € ». */
export type Explication = { libelle: string; montant?: number; formule?: string }

export type PartSource = { source: string; montant: number }
