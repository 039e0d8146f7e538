import type { Appel } from '../domaine/appel/schema.ts'
import { enLettres } from '../domaine/en-lettres.ts'
import { accorder, dateSimple } from '../domaine/francais.ts'
import { euros } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Bloc, DocumentMaison } from '../socle/pdf/document.ts'
import type { Colonne } from '../socle/tableurs/colonnes.ts'
import type { LigneVote } from './vote-queries.ts'

const montantDe = (l: LigneVote): number => l.montant ?? l.calcule
const taux = (l: LigneVote): string =>
  l.depense > 0 ? `${((montantDe(l) * 100) / l.depense).toFixed(1).replace('.', ',')} %` : '–'

/** The report for the commission permanente: the same blocks in PDF/UA and in DOCX. */
export const rapport = (appel: Appel, lignes: readonly LigneVote[], date: string | undefined): DocumentMaison => {
  const total = lignes.reduce((t, l) => t + montantDe(l), 0)
  const blocs: Bloc[] = [
    {
      type: 'paragraphe',
      texte: `La commission technique a retenu ${accorder(lignes.length, 'dossier')}, dont les devis sont conformes au cahier des charges. Il vous est proposé d’accorder des subventions pour un total maximal de ${euros(total)} (${enLettres(total)}).`,
    },
    {
      type: 'tableau',
      legende: 'Subventions proposées',
      colonnes: [
        { titre: 'Dossier' },
        { titre: 'Bénéficiaire', largeur: 3 },
        { titre: 'Écoles', largeur: 4 },
        { titre: 'Dépense subventionnable', align: 'droite' },
        { titre: 'Taux', align: 'droite' },
        { titre: 'Subvention maximale', align: 'droite' },
      ],
      lignes: lignes.map((l) => [
        l.numero,
        typographier(l.organisme),
        l.ecoles.map(typographier).join(', '),
        euros(l.depense),
        taux(l),
        euros(montantDe(l)),
      ]),
      total: ['Total', '', '', euros(lignes.reduce((t, l) => t + l.depense, 0)), '', euros(total)],
    },
    { type: 'titre', texte: 'Il est proposé' },
    {
      type: 'liste',
      ordonnee: true,
      elements: [
        'd’accorder les subventions du tableau, qui sont des maximums ;',
        'd’approuver la convention type et d’autoriser le Président à la signer avec chaque bénéficiaire.',
      ],
    },
  ]
  return {
    titre: 'Rapport à la commission permanente',
    objet: `${appel.titre}${date ? `, séance du ${dateSimple(date)}` : ''}`,
    operateur: { nom: appel.operateurs[0]?.nom ?? '', service: appel.contact.service },
    blocs,
    paysage: true,
  }
}

/** The annex: one row per dossier. */
export const COLONNES_RAPPORT: readonly Colonne<LigneVote>[] = [
  { titre: 'Dossier', valeur: (l) => l.numero },
  { titre: 'Bénéficiaire', valeur: (l) => typographier(l.organisme) },
  { titre: 'Écoles', valeur: (l) => l.ecoles.map(typographier).join(', ') },
  { titre: 'Dépense subventionnable', type: 'montant', valeur: (l) => l.depense },
  { titre: 'Taux', valeur: taux },
  { titre: 'Subvention maximale', type: 'montant', valeur: montantDe },
]
