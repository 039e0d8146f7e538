import { calculDuDossier, demandeSurDevis } from '../domaine/demande.ts'
import type { Faits } from '../domaine/faits.ts'
import { tauxDuVolet } from '../domaine/financement/dire-taux.ts'
import { euros, somme } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import { voteEnVigueur } from '../domaine/vote.ts'
import type { Bloc } from '../socle/pdf/document.ts'
import { titre } from './document.ts'

/** The two computed annexes of the agreement: what is bought for each school, and the funding plan. Amounts in euros. */
export const annexesConvention = (f: Faits): Bloc[] => {
  const calcul = calculDuDossier(f)
  const nom = (uai: string) => typographier(f.ecoles.find((e) => e.uai === uai)?.nom ?? uai)
  const libelle = new Map(f.appel.financement.sources.map((s) => [s.id, s.libelle]))
  const vote = voteEnVigueur(f)
  const articles = demandeSurDevis(f).ecoles.flatMap((e) => e.lignes.map((ligne) => ({ ecole: e.uai, ligne })))
  return [
    titre('Annexe 1. Équipements et ressources'),
    {
      type: 'tableau',
      legende: 'Articles par école',
      colonnes: [
        { titre: 'École', largeur: 3 },
        { titre: 'Article', largeur: 4 },
        { titre: 'Quantité', align: 'droite' },
        { titre: 'Montant HT', align: 'droite' },
      ],
      lignes: articles.map(({ ecole, ligne }) => [
        nom(ecole),
        ligne.libelle ?? '',
        String(ligne.quantite).replace('.', ','),
        euros(montantDe(ligne)),
      ]),
      total: ['Total', '', '', euros(somme(articles.map(({ ligne }) => montantDe(ligne))))],
    },
    titre('Annexe 2. Plan de financement'),
    {
      type: 'tableau',
      legende: 'Dépense et subvention par volet',
      colonnes: [
        { titre: 'Volet', largeur: 3 },
        { titre: 'Dépense HT', align: 'droite' },
        { titre: 'Dépense subventionnable', align: 'droite' },
        { titre: 'Taux', align: 'droite' },
        { titre: 'Subvention calculée', align: 'droite' },
      ],
      lignes: calcul.volets.map((v) => [
        v.libelle,
        euros(v.depense),
        euros(v.depenseRetenue),
        tauxDe(f, v.volet),
        euros(v.subvention),
      ]),
      total: ['Total', euros(calcul.depense), euros(calcul.depenseRetenue), '', euros(calcul.subvention)],
    },
    {
      type: 'tableau',
      legende: 'Subvention votée par financeur',
      colonnes: [
        { titre: 'Volet', largeur: 2 },
        { titre: 'Financeur', largeur: 3 },
        { titre: 'Subvention maximale', align: 'droite' },
      ],
      lignes: (vote?.par_volet ?? []).map((p) => [
        f.appel.financement.volets.find((v) => v.id === p.volet)?.libelle ?? p.volet,
        libelle.get(p.source) ?? p.source,
        euros(p.vote),
      ]),
      total: ['Total', '', euros(vote?.montant ?? 0)],
    },
    {
      type: 'cles',
      paires: [
        ['Autres financeurs déclarés', euros(calcul.cofinancements)],
        ['Reste au bénéficiaire', euros(Math.max(0, calcul.depense - (vote?.montant ?? 0) - calcul.cofinancements))],
      ],
    },
  ]
}

const montantDe = (l: { quantite: number; prixUnitaireHt: number }): number => Math.round(l.quantite * l.prixUnitaireHt)

/** « 70 % », for a part of the call. */
export const tauxDe = (f: Pick<Faits, 'appel'>, volet: string): string => {
  const regles = f.appel.financement.volets.find((v) => v.id === volet)
  return regles ? tauxDuVolet(regles) : ''
}
