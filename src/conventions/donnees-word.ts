import { blocsDeMarkdown } from '../domaine/blocs.ts'
import { BALISES, valeursConvention } from '../domaine/convention/balises.ts'
import type { Clause, NomTexte } from '../domaine/convention/modele.ts'
import { calculDuDossier, demandeSurDevis } from '../domaine/demande.ts'
import type { Faits } from '../domaine/faits.ts'
import { euros } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import { voteEnVigueur } from '../domaine/vote.ts'
import type { Bloc, DocumentMaison } from '../socle/pdf/document.ts'
import type { DocumentWord } from '../socle/word/ecrire-word.ts'
import type { DonneesWord } from '../socle/word/remplir-word.ts'
import { tauxDe } from './annexes-convention.ts'
import { documentDe } from './document.ts'

/** What a Word template of the agreement may print: the placeholders of the clauses, and the rows of the annexes. Amounts in euros. */
export const donneesWord = (f: Faits, le: Date): DonneesWord => {
  const valeurs = valeursConvention(f, le)
  const calcul = calculDuDossier(f)
  const vote = voteEnVigueur(f)
  const nom = (uai: string) => typographier(f.ecoles.find((e) => e.uai === uai)?.nom ?? uai)
  const { volets, sources } = f.appel.financement
  return {
    ...Object.fromEntries(
      Object.entries(valeurs).map(([cle, v]) => [cle, typeof v === 'string' ? v : v.map((ecole) => ({ ecole }))]),
    ),
    articles: demandeSurDevis(f).ecoles.flatMap((e) =>
      e.lignes.map((l) => ({
        ecole: nom(e.uai),
        article: l.libelle ?? '',
        quantite: String(l.quantite).replace('.', ','),
        montant_article: euros(Math.round(l.quantite * l.prixUnitaireHt)),
      })),
    ),
    volets: calcul.volets.map((v) => ({
      volet: v.libelle,
      depense: euros(v.depense),
      depense_retenue: euros(v.depenseRetenue),
      taux: tauxDe(f, v.volet),
      subvention: euros(v.subvention),
    })),
    financeurs: (vote?.par_volet ?? []).map((p) => ({
      volet: volets.find((v) => v.id === p.volet)?.libelle ?? p.volet,
      financeur: sources.find((s) => s.id === p.source)?.libelle ?? p.source,
      subvention: euros(p.vote),
    })),
    depense_totale: euros(calcul.depense),
    autres_financeurs: euros(calcul.cofinancements),
    reste_au_beneficiaire: euros(Math.max(0, calcul.depense - (vote?.montant ?? 0) - calcul.cofinancements)),
  }
}

/** The rows and totals that only a Word template needs, with their words. */
export const BALISES_WORD: readonly { nom: string; dit: string }[] = [
  {
    nom: '#articles',
    dit: 'une ligne par article : {ecole}, {article}, {quantite}, {montant_article}, puis {/articles}',
  },
  {
    nom: '#volets',
    dit: 'une ligne par volet : {volet}, {depense}, {depense_retenue}, {taux}, {subvention}, puis {/volets}',
  },
  { nom: '#financeurs', dit: 'une ligne par financeur : {volet}, {financeur}, {subvention}, puis {/financeurs}' },
  { nom: 'depense_totale', dit: 'la dépense hors taxes' },
  { nom: 'autres_financeurs', dit: 'le total des autres financeurs' },
  { nom: 'reste_au_beneficiaire', dit: 'ce qui reste au bénéficiaire' },
]

/** The house document that carries a filled template in PDF: its head and the code of its pages, without its text. */
export const cadreDuWord = (f: Faits, texte: NomTexte, numero: number): Omit<DocumentMaison, 'blocs'> => {
  const { blocs: _, ...cadre } =
    texte === 'ent'
      ? documentDe(f, 'convention-ent', { ...TETES.ent, emetteur: f.appel.operateurs[1]?.nom, blocs: [] })
      : documentDe(f, `convention-${numero}`, { titre: TETES.subvention.titre, blocs: [] })
  return cadre
}

const TETES = {
  subvention: { titre: 'Convention de subvention', objet: '{appel}' },
  ent: { titre: 'Convention sur les données des élèves', objet: 'Espace numérique de travail (ENT)' },
}
const AUTRE_PARTIE = {
  subvention: { pour: 'Pour {departement}', qualite: '{signataire}' },
  ent: { pour: 'Pour {rectorat}', qualite: 'Directeur académique des services de l’Éducation nationale' },
}

/** A Word template to start from: the call's clauses with their placeholders, the annexes with their loops. */
export const modeleDeDepart = (texte: NomTexte, clauses: readonly Clause[]): DocumentWord => {
  const genre = (g: Clause['genre']) => clauses.filter((c) => c.genre === g)
  const calculees = texte === 'subvention' ? annexesCalculees() : []
  return {
    ...TETES[texte],
    blocs: [
      ...genre('preambule').flatMap((c) => clause(c, c.titre)),
      ...genre('article').flatMap((c, i) => clause(c, `Article ${i + 1}. ${c.titre}`)),
      {
        type: 'signature',
        signataires: [{ pour: 'Pour {beneficiaire}', qualite: '{executif}' }, AUTRE_PARTIE[texte]],
      },
      { type: 'saut' },
      ...calculees,
      ...genre('annexe').flatMap((c, i) =>
        clause(c, `Annexe ${i + 1 + calculees.filter((b) => b.type === 'titre').length}. ${c.titre}`),
      ),
    ],
  }
}

const LISTES = BALISES.filter((b) => b.liste).map((b) => b.nom)

/** A list alone on its line becomes a bullet that repeats. */
const clause = (c: Clause, titre: string): Bloc[] => [
  { type: 'titre', texte: titre },
  ...blocsDeMarkdown(
    c.texte.replace(/^\s*\{([a-z_]+)\}\s*$/gm, (ligne, nom: string) =>
      LISTES.includes(nom) ? `- {#${nom}}{ecole}{/${nom}}` : ligne,
    ),
  ).map((b): Bloc => (b.type === 'titre' ? { ...b, niveau: 3 } : b)),
]

const boucle = (nom: string, colonnes: readonly (readonly [string, string])[]): Bloc => ({
  type: 'tableau',
  colonnes: colonnes.map(([titre]) => ({ titre })),
  lignes: [
    colonnes.map(
      ([, balise], i) => `${i === 0 ? `{#${nom}}` : ''}{${balise}}${i === colonnes.length - 1 ? `{/${nom}}` : ''}`,
    ),
  ],
})

const annexesCalculees = (): Bloc[] => [
  { type: 'titre', texte: 'Annexe 1. Équipements et ressources' },
  boucle('articles', [
    ['École', 'ecole'],
    ['Article', 'article'],
    ['Quantité', 'quantite'],
    ['Montant HT', 'montant_article'],
  ]),
  { type: 'titre', texte: 'Annexe 2. Plan de financement' },
  boucle('volets', [
    ['Volet', 'volet'],
    ['Dépense HT', 'depense'],
    ['Dépense subventionnable', 'depense_retenue'],
    ['Taux', 'taux'],
    ['Subvention calculée', 'subvention'],
  ]),
  boucle('financeurs', [
    ['Volet', 'volet'],
    ['Financeur', 'financeur'],
    ['Subvention maximale', 'subvention'],
  ]),
  {
    type: 'paragraphe',
    texte: 'Autres financeurs : {autres_financeurs}. Reste au bénéficiaire : {reste_au_beneficiaire}.',
  },
]
