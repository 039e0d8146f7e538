import { valeursConvention } from '../domaine/convention/balises.ts'
import { type Clause, MODELE_INITIAL, type ModeleConvention } from '../domaine/convention/modele.ts'
import { redigerClauses } from '../domaine/convention/rediger.ts'
import type { Faits } from '../domaine/faits.ts'
import { avecArticle } from '../domaine/francais.ts'
import { avecCapitale, designer, instancesDe } from '../domaine/organismes.ts'
import type { Bloc, DocumentMaison } from '../socle/pdf/document.ts'
import { annexesConvention } from './annexes-convention.ts'
import { documentDe } from './document.ts'

type Texte = Pick<ModeleConvention, 'subvention' | 'ent'>
/** What is added to the text: a mark after a clause, blocks before the first (the consolidated agreement). */
type Ajouts = {
  apres?: (c: Clause) => Bloc[]
  avant?: Bloc[]
  titre?: string
  genre?: string
  /** In place of the blanks to sign. */
  signee?: Bloc[]
  valeurs?: Partial<ReturnType<typeof valeursConvention>>
}

/** The subsidy agreement as a record (PDF/UA): the call's clauses, the signatures, the computed annexes, the annexes of the clauses. */
export const convention = (
  f: Faits,
  numero: number,
  le: Date,
  { subvention }: Pick<Texte, 'subvention'> = MODELE_INITIAL,
  ajouts: Ajouts = {},
): DocumentMaison => {
  const valeurs = { ...valeursConvention(f, le), ...ajouts.valeurs }
  const o = ajouts.apres ? { apres: ajouts.apres } : {}
  return documentDe(f, ajouts.genre ?? `convention-${numero}`, {
    titre: ajouts.titre ?? 'Convention de subvention',
    objet: f.appel.titre,
    blocs: [
      ...(ajouts.avant ?? []),
      ...redigerClauses(subvention, 'preambule', valeurs, o),
      ...redigerClauses(subvention, 'article', valeurs, o),
      ...(ajouts.signee ?? [signaturesDe(f)]),
      { type: 'saut' },
      ...annexesConvention(f),
      ...redigerClauses(subvention, 'annexe', valeurs, { ...o, debut: 3 }),
    ],
  })
}

/** The agreement on pupils' personal data, between the applicant and the DSDEN, for the schools without an ENT. */
export const conventionEnt = (f: Faits, le: Date, { ent }: Pick<Texte, 'ent'>): DocumentMaison => {
  const valeurs = valeursConvention(f, le)
  return documentDe(f, 'convention-ent', {
    titre: 'Convention sur les données des élèves',
    objet: 'Espace numérique de travail (ENT)',
    emetteur: f.appel.operateurs[1]?.nom,
    blocs: [
      ...redigerClauses(ent, 'preambule', valeurs),
      ...redigerClauses(ent, 'article', valeurs),
      signatures(f, {
        pour: `Pour ${avecArticle(f.appel.operateurs[1]?.nom ?? 'Rectorat')}`,
        qualite: 'Directeur académique des services de l’Éducation nationale',
      }),
      { type: 'saut' },
      ...redigerClauses(ent, 'annexe', valeurs),
    ],
  })
}

/** Where the two parties of the subsidy sign. */
export const signaturesDe = (f: Faits): Bloc =>
  signatures(f, {
    pour: `Pour ${avecArticle(f.appel.operateurs[0]?.nom ?? 'Département')}`,
    qualite: avecCapitale(f.appel.signataire.qualite),
    nom: f.appel.signataire.prenomNom,
  })

const signatures = (f: Faits, autre: { pour: string; qualite: string; nom?: string }): Bloc => ({
  type: 'signature',
  signataires: [{ pour: `Pour ${designer(f.organisme)}`, qualite: instancesDe(f.organisme).qualite }, autre],
})
