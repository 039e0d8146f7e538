import type { Faits } from '../domaine/faits.ts'
import { formaterSiret } from '../domaine/identifiants/siret.ts'
import { euros, somme } from '../domaine/montants.ts'
import { designer } from '../domaine/organismes.ts'
import type { DocumentMaison } from '../socle/pdf/document.ts'
import { document } from './documents.ts'

/** « État récapitulatif des dépenses » ready to print: the public accountant signs it, then the commune sends it back. */
export const etatRecapitulatif = (
  f: Faits,
  factures: readonly {
    fournisseur: string
    siret: string
    numero: string
    date: string
    ht: number
    tva: number
    mandat: string
    mandatLe: string
  }[],
): DocumentMaison =>
  document(
    f,
    'recapitulatif',
    'État récapitulatif des dépenses',
    [
      { type: 'cles', paires: [['Bénéficiaire', `${designer(f.organisme)} (SIREN ${f.organisme.siren})`]] },
      {
        type: 'tableau',
        legende: 'Dépenses mandatées',
        colonnes: [
          { titre: 'N°' },
          { titre: 'Fournisseur', largeur: 3 },
          { titre: 'N° de facture', largeur: 2 },
          { titre: 'Date' },
          { titre: 'HT', align: 'droite' },
          { titre: 'TVA', align: 'droite' },
          { titre: 'TTC', align: 'droite' },
          { titre: 'N° de mandat' },
          { titre: 'Date du mandat' },
        ],
        lignes: factures.map((x, i) => [
          String(i + 1),
          `${x.fournisseur} ${formaterSiret(x.siret)}`.trim(),
          x.numero,
          x.date.split('-').reverse().join('/'),
          euros(x.ht),
          euros(x.tva),
          euros(x.ht + x.tva),
          x.mandat,
          x.mandatLe.split('-').reverse().join('/'),
        ]),
        total: [
          'Total',
          '',
          '',
          '',
          euros(somme(factures.map((x) => x.ht))),
          euros(somme(factures.map((x) => x.tva))),
          euros(somme(factures.map((x) => x.ht + x.tva))),
          '',
          '',
        ],
      },
      {
        type: 'signature',
        signataires: [
          { pour: 'Certifié exact', qualite: 'Le représentant du bénéficiaire' },
          {
            pour: f.organisme.type === 'ogec' ? 'L’expert-comptable' : 'Le comptable public',
            mention:
              f.organisme.type === 'ogec'
                ? 'Certifie que ces factures ont été payées.'
                : 'Certifie que ces mandats ont été pris en charge et payés. Nom, qualité et cachet.',
          },
        ],
      },
    ],
    true,
  )
