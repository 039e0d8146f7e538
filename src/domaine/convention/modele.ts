import { z } from 'zod'
import { clausesInitiales } from './clauses-initiales.ts'

/** A named clause. Its text is the small Markdown of letters with placeholders `{montant}`: data, never a program. */
export const schemaClause = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/, { error: 'Un nom court : lettres minuscules, chiffres et tirets bas.' }),
  genre: z.enum(['preambule', 'article', 'annexe'], { error: 'Choisissez préambule, article ou annexe.' }),
  titre: z
    .string()
    .trim()
    .min(1, { error: 'Donnez un titre à la clause.' })
    .max(150, { error: '150 caractères au plus.' }),
  texte: z
    .string()
    .trim()
    .min(1, { error: 'Écrivez le texte de la clause.' })
    .max(20_000, { error: '20 000 caractères au plus.' }),
})
export type Clause = z.infer<typeof schemaClause>

/** The texts that legal staff may write: the subsidy agreement, and the one on pupils' data for the ENT. */
export const TEXTES = ['subvention', 'ent'] as const
export type NomTexte = (typeof TEXTES)[number]
export const TITRES_TEXTES: Record<NomTexte, string> = {
  subvention: 'Convention de subvention',
  ent: 'Convention sur les données des élèves (ENT)',
}
export const estNomTexte = (x: unknown): x is NomTexte => TEXTES.some((t) => t === x)

/** A Word template of the legal staff, kept with its hash: what an agreement was made with can always be found again. */
export type ModeleWord = { fichier: string; nom: string; sha256: string }

/** What a text is made with: the clauses, or the Word template of the legal staff. */
export type Mise = { usage: 'laureat' | 'word'; word: ModeleWord | null }

/** The whole model of a call's agreements at one version. `usage` and `word` are those of the subsidy agreement: read `miseDe`. */
export type ModeleConvention = Record<NomTexte, Clause[]> & Mise & { miseEnt?: Mise }

/** What this text is made with at this version; the clauses until somebody chooses a Word template. */
export const miseDe = (m: Mise & { miseEnt?: Mise }, texte: NomTexte): Mise =>
  texte === 'subvention' ? { usage: m.usage, word: m.word } : (m.miseEnt ?? { usage: 'laureat', word: null })

/** The model with this text made otherwise. */
export const avecMise = (m: ModeleConvention, texte: NomTexte, mise: Mise): ModeleConvention =>
  texte === 'subvention' ? { ...m, ...mise } : { ...m, miseEnt: mise }

/** Version 0, the house's text: what a call begins with, until it is published with clauses of its own. */
export const MODELE_INITIAL: ModeleConvention = { ...clausesInitiales, usage: 'laureat', word: null }

/** The clauses that a call is published with: its own, or the house's for the text that it does not write. */
export const clausesDeLAppel = (appel: {
  convention?: { [T in NomTexte]?: Clause[] | undefined } | undefined
}): Record<NomTexte, Clause[]> => ({
  subvention: appel.convention?.subvention ?? clausesInitiales.subvention,
  ent: appel.convention?.ent ?? clausesInitiales.ent,
})

/** The model in force: its number (0: the house's text) and its content. */
export type ModeleEnVigueur = { numero: number; contenu: ModeleConvention }
