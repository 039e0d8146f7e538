import { enLettres } from '../domaine/en-lettres.ts'
import type { Faits, Versement } from '../domaine/faits.ts'
import type { Explication } from '../domaine/financement/demande.ts'
import { dateSimple } from '../domaine/francais.ts'
import { formaterIban } from '../domaine/identifiants/iban.ts'
import { formaterSiret } from '../domaine/identifiants/siret.ts'
import { euros, somme } from '../domaine/montants.ts'
import { designer } from '../domaine/organismes.ts'
import { voteEnVigueur } from '../domaine/vote.ts'
import type { Bloc, DocumentMaison } from '../socle/pdf/document.ts'

export const TYPES = { avance: 'Avance', acompte: 'Acompte', solde: 'Solde' } as const

export const document = (f: Faits, genre: string, titre: string, blocs: Bloc[], paysage = false): DocumentMaison => ({
  titre,
  objet: f.appel.titre,
  operateur: {
    nom: f.appel.operateurs.map((o) => o.nom).join(' et '),
    service: f.appel.contact.service,
    coordonnees: [f.appel.contact.adresse, f.appel.contact.telephone, f.appel.contact.courriel].filter(Boolean),
  },
  numero: f.dossier.numero,
  qr: `${f.dossier.numero}|${genre}|{page}`,
  blocs,
  ...(paysage ? { paysage } : {}),
})

export const explicationDe = (v: Pick<Versement, 'contenu'>): Explication[] =>
  Array.isArray(v.contenu.explication) ? (v.contenu.explication as Explication[]) : [] // as `liquider` wrote it

/** Each line of the computation as one sentence. */
export const phrases = (e: readonly Explication[]): string[] =>
  e.map((x) => [x.libelle, x.formule ?? (x.montant === undefined ? '' : euros(x.montant))].filter(Boolean).join(' : '))

const tableauCalcul = (v: Versement): Bloc => ({
  type: 'tableau',
  legende: 'Calcul, ligne par ligne',
  colonnes: [
    { titre: 'Étape', largeur: 3 },
    { titre: 'Calcul', largeur: 3 },
    { titre: 'Montant', align: 'droite' },
  ],
  lignes: explicationDe(v).map((e) => [e.libelle, e.formule ?? '', e.montant === undefined ? '' : euros(e.montant)]),
  total: ['Montant du versement', '', euros(v.montant)],
})

const tableauFactures = (f: Faits, v: Versement): Bloc => {
  const siennes = f.factures.filter((x) => x.versement_id === v.id)
  return {
    type: 'tableau',
    legende: 'Factures',
    colonnes: [
      { titre: 'Fournisseur', largeur: 3 },
      { titre: 'Facture', largeur: 2 },
      { titre: 'Date' },
      { titre: 'Mandat de paiement' },
      { titre: 'HT', align: 'droite' },
      { titre: 'TVA', align: 'droite' },
      { titre: 'Suite', largeur: 2 },
    ],
    lignes: siennes.map((x) => [
      `${String(x.contenu.fournisseur ?? '')} ${formaterSiret(x.siret)}`.trim(),
      x.numero,
      x.date.split('-').reverse().join('/'),
      x.mandat ?? '',
      euros(x.ht),
      euros(x.tva),
      x.ecartee ? `Écartée : ${String(x.contenu.motifEcart ?? '')}` : 'Retenue',
    ]),
    total: ['Total', '', '', '', euros(somme(siennes.map((x) => x.ht))), euros(somme(siennes.map((x) => x.tva))), ''],
  }
}

/** « État liquidatif »: the order sheet that the finance service pays on, per part and source. */
export const etatLiquidatif = (f: Faits, v: Versement): DocumentMaison => {
  const vote = voteEnVigueur(f)
  const nom = (p: { volet: string; source: string }) => [
    f.appel.financement.volets.find((x) => x.id === p.volet)?.libelle ?? p.volet,
    f.appel.financement.sources.find((x) => x.id === p.source)?.libelle ?? p.source,
  ]
  return document(f, `liquidation-${v.id.slice(0, 8)}`, 'État liquidatif', [
    {
      type: 'cles',
      paires: [
        ['Bénéficiaire', `${designer(f.organisme)} (SIREN ${f.organisme.siren})`],
        [
          'Décision',
          `Commission permanente du ${vote?.date ? dateSimple(vote.date) : ''}, délibération n° ${vote?.deliberation ?? ''}`,
        ],
        [
          'Convention notifiée le',
          f.dossier.contenu.notification ? dateSimple(f.dossier.contenu.notification.date) : '',
        ],
        ...f.engagements.map((e): [string, string] => ['Engagement', `${e.numero} (${e.annee}, ${e.ligne})`]),
        ['Nature du versement', TYPES[v.type]],
        ['Compte à créditer', v.iban ? formaterIban(v.iban) : ''],
        ['Subvention maximale', euros(vote?.montant ?? 0)],
        ['Montant à payer', `${euros(v.montant)} (${enLettres(v.montant)})`],
        ['Calculé par', String(v.contenu.calculePar ?? '')],
        ['Validé par', String(v.contenu.validePar ?? '')],
      ],
    },
    { type: 'titre', texte: 'Imputation' },
    {
      type: 'tableau',
      legende: 'Montant par volet et par financeur',
      colonnes: [
        { titre: 'Volet', largeur: 2 },
        { titre: 'Financeur', largeur: 3 },
        { titre: 'Voté', align: 'droite' },
        { titre: 'À payer', align: 'droite' },
      ],
      lignes: v.par_volet.map((p) => [...nom(p), euros(p.vote), euros(p.liquide)]),
      total: ['Total', '', euros(somme(v.par_volet.map((p) => p.vote))), euros(v.montant)],
    },
    { type: 'titre', texte: 'Calcul' },
    tableauCalcul(v),
    tableauFactures(f, v),
    {
      type: 'signature',
      signataires: [{ pour: 'L’ordonnateur', qualite: f.appel.signataire.qualite, nom: f.appel.signataire.prenomNom }],
    },
  ])
}

/** What the beneficiary reads: how its payment was computed, line by line. */
export const explicationPaiement = (f: Faits, v: Versement): DocumentMaison =>
  document(f, `paiement-${v.id.slice(0, 8)}`, 'Comment votre versement est calculé', [
    {
      type: 'encadre',
      titre: `${TYPES[v.type]} : ${euros(v.montant)}`,
      texte: v.paye_le
        ? `Versé le ${dateSimple(v.paye_le)} à ${designer(f.organisme)}.`
        : `À verser à ${designer(f.organisme)}.`,
    },
    tableauCalcul(v),
    tableauFactures(f, v),
    {
      type: 'cles',
      paires: [
        ['Subvention votée', euros(f.dossier.montant_vote)],
        ['Déjà versé, ce versement compris', euros(f.dossier.montant_paye)],
        ['Reste au plus', euros(Math.max(0, f.dossier.montant_vote - f.dossier.montant_paye))],
      ],
    },
  ])
