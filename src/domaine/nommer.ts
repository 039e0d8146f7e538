import { dateSimple } from './francais.ts'

/** What people call a document that the house made: « Explication du paiement du 17 juin 2026 ». Unknown kinds keep their file name. */
export const nommerDocument = (d: { genre: string; nom: string; le: Date | string }): string => {
  const nom = DOCUMENTS[d.genre.split('.')[0] ?? '']
  return nom ? `${nom} du ${dateSimple(d.le instanceof Date ? d.le : d.le.slice(0, 10))}` : d.nom
}

const DOCUMENTS: Record<string, string> = {
  accuse: 'Accusé de réception',
  resultat: 'Résultat de la commission',
  publier_resultats: 'Résultat de la commission',
  repecher: 'Résultat de la commission',
  demander_complements: 'Demande de compléments',
  declarer_non_conforme: 'Décision de non-conformité',
  statuer_recours: 'Réponse au recours',
  proces_verbal: 'Procès-verbal de la séance',
  modele_deliberation: 'Modèle de délibération',
  convention: 'Convention',
  convention_word: 'Convention, version Word',
  convention_consolidee: 'Convention à jour des avenants',
  convention_ent: 'Convention sur les données des élèves (ENT)',
  convention_ent_word: 'Convention sur les données des élèves (ENT), version Word',
  notification: 'Lettre de notification',
  avenant: 'Avenant',
  etat_liquidatif: 'État liquidatif',
  explication_paiement: 'Explication du paiement',
}

/** What people call a piece that somebody sent, by its nature; undefined: the call's own words, or the file's name. */
export const nommerPiece = (nature: string): string | undefined => PIECES[nature]

const PIECES: Record<string, string> = {
  devis: 'Devis',
  bon_commande: 'Bon de commande',
  photo: 'Photo de livraison',
  facture: 'Facture',
  etat_recapitulatif: 'État récapitulatif des dépenses',
  deliberation: 'Délibération',
  convention_signee: 'Convention signée',
  avenant: 'Avenant signé',
  rapport: 'Rapport',
  courrier: 'Courrier reçu',
}
