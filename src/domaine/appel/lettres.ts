/** What a letter says and to whom. `favorable`: good news before the notification, must carry `{pas_une_attribution}`.
 * `contre`: a decision against someone, must carry `{voies_recours}`. */
export type ModeleLettre = {
  acte: string
  pour: string
  variables: readonly string[]
  favorable?: true
  contre?: true
}

/** Known by every letter. Lists may be given as lists; `lien` is where to act; `jours` reads « dans 3 jours », « demain » or
 * « aujourd’hui »; `voies_recours` given empty disappears (nothing in the letter to contest). */
export const VARIABLES_COMMUNES = [
  'appel',
  'numero',
  'organisme',
  'ecoles',
  'lien',
  'service',
  'contact_courriel',
  'contact_telephone',
  'contact_adresse',
  'signataire',
  'cloture',
  'resultats',
  'pas_une_attribution',
  'voies_recours',
] as const

const PORTEUR = 'Porteur'
const SERVICE = 'Service instructeur'
const recu = ['date', 'heure', 'signataire_dossier', 'fichiers', 'empreinte', 'silence'] as const

/** Every letter that leaves: an act, or an act and a variant. The call's texts are in `lettres/<cle>.md`. Source: actes.md §3. */
export const LETTRES = {
  inviter: { acte: 'inviter', pour: 'Personne invitée', variables: ['invitant', 'qualite', 'ecole'] },
  inscrire_ecole: { acte: 'inscrire_ecole', pour: 'École', variables: ['ecole'] },
  conseiller: { acte: 'conseiller', pour: 'Porteur et école', variables: ['ecole', 'auteur', 'sens', 'texte'] },
  valider_projet_ecole: { acte: 'valider_projet_ecole', pour: PORTEUR, variables: ['ecole', 'reste'] },
  rouvrir_projet_ecole: { acte: 'rouvrir_projet_ecole', pour: PORTEUR, variables: ['ecole'] },
  deposer: { acte: 'deposer', pour: PORTEUR, variables: recu },
  'deposer.ecole': { acte: 'deposer', pour: 'École', variables: [...recu, 'ecole'] },
  'deposer.rectorat': { acte: 'deposer', pour: 'Rectorat', variables: recu },
  deposer_papier: { acte: 'deposer_papier', pour: PORTEUR, variables: [...recu, 'postee_le'] },
  reprendre_depot: { acte: 'reprendre_depot', pour: SERVICE, variables: ['date'] },
  restaurer_depot: { acte: 'restaurer_depot', pour: PORTEUR, variables: ['date'] },
  prolonger_delai: { acte: 'prolonger_delai', pour: 'Porteurs concernés', variables: ['nouvelle_cloture', 'motif'] },
  relance_brouillon: { acte: 'relance_brouillon', pour: PORTEUR, variables: ['reste', 'jours'] },
  desister: { acte: 'desister', pour: 'Porteur, écoles et service', variables: ['date', 'motif', 'deja_paye'] },
  attribuer: { acte: 'attribuer', pour: 'Agent', variables: ['agent'] },
  demander_complements: { acte: 'demander_complements', pour: PORTEUR, variables: ['elements', 'avant'] },
  relance_complements: { acte: 'relance_complements', pour: PORTEUR, variables: ['elements', 'avant', 'jours'] },
  completer: { acte: 'completer', pour: SERVICE, variables: ['date'] },
  classer_sans_suite: { acte: 'classer_sans_suite', pour: PORTEUR, variables: ['motifs'], contre: true },
  demander_avis: { acte: 'demander_avis', pour: 'ERUN, IEN ou Rectorat', variables: ['ecole', 'avant'] },
  declarer_conforme: { acte: 'declarer_conforme', pour: 'Porteur, écoles et Rectorat', variables: [], favorable: true },
  declarer_non_conforme: { acte: 'declarer_non_conforme', pour: PORTEUR, variables: ['motifs'], contre: true },
  convoquer: {
    acte: 'convoquer',
    pour: 'Membres de la commission',
    variables: ['date', 'heure', 'lieu', 'ordre_du_jour'],
  },
  'publier_resultats.retenu': {
    acte: 'publier_resultats',
    pour: PORTEUR,
    variables: ['ecoles_retenues', 'ecoles_attente', 'ecoles_non_retenues', 'montant_propose'],
    favorable: true,
  },
  'publier_resultats.liste_attente': {
    acte: 'publier_resultats',
    pour: PORTEUR,
    variables: ['ecoles_attente', 'ecoles_non_retenues', 'rang'],
    favorable: true,
  },
  'publier_resultats.non_retenu': { acte: 'publier_resultats', pour: PORTEUR, variables: ['motifs'], contre: true },
  'publier_resultats.ecole': {
    acte: 'publier_resultats',
    pour: 'École',
    variables: ['ecole', 'decision'],
    favorable: true,
  },
  repecher: { acte: 'repecher', pour: PORTEUR, variables: ['ecoles_retenues', 'montant_propose'], favorable: true },
  former_recours: { acte: 'former_recours', pour: 'Auteur du recours', variables: ['date', 'genre', 'reponse_avant'] },
  'statuer_recours.accueilli': {
    acte: 'statuer_recours',
    pour: 'Auteur du recours',
    variables: ['date', 'motifs', 'suite'],
  },
  'statuer_recours.rejete': {
    acte: 'statuer_recours',
    pour: 'Auteur du recours',
    variables: ['date', 'motifs'],
    contre: true,
  },
  'statuer_recours.irrecevable': {
    acte: 'statuer_recours',
    pour: 'Auteur du recours',
    variables: ['date', 'motifs'],
    contre: true,
  },
  envoyer_devis: { acte: 'envoyer_devis', pour: SERVICE, variables: ['fournisseur', 'devis', 'total', 'ecarts'] },
  declarer_devis_conforme: {
    acte: 'declarer_devis_conforme',
    pour: PORTEUR,
    variables: ['fournisseur', 'devis', 'total'],
    favorable: true,
  },
  demander_reprise_devis: {
    acte: 'demander_reprise_devis',
    pour: PORTEUR,
    variables: ['fournisseur', 'devis', 'lignes'],
  },
  accorder: {
    acte: 'accorder',
    pour: PORTEUR,
    variables: ['date_seance', 'deliberation', 'montant', 'par_volet'],
    favorable: true,
  },
  ajourner: { acte: 'ajourner', pour: PORTEUR, variables: ['date_seance', 'motif'] },
  refuser_accord: {
    acte: 'refuser_accord',
    pour: PORTEUR,
    variables: ['date_seance', 'deliberation', 'motif'],
    contre: true,
  },
  autoriser_demarrage_anticipe: {
    acte: 'autoriser_demarrage_anticipe',
    pour: PORTEUR,
    variables: ['date'],
    favorable: true,
  },
  envoyer_convention: {
    acte: 'envoyer_convention',
    pour: PORTEUR,
    variables: ['assemblee', 'montant', 'signature_avant'],
    favorable: true,
  },
  retourner_convention_signee: {
    acte: 'retourner_convention_signee',
    pour: SERVICE,
    variables: ['date', 'signataire_dossier', 'empreinte'],
  },
  relance_convention: {
    acte: 'relance_convention',
    pour: PORTEUR,
    variables: ['attendu', 'avant', 'jours'],
    favorable: true,
  },
  notifier: {
    acte: 'notifier',
    pour: PORTEUR,
    variables: ['date', 'montant', 'commencement_avant', 'achevement_avant', 'justificatifs_avant'],
  },
  'notifier.ecole': { acte: 'notifier', pour: 'École', variables: ['date', 'ecole'] },
  'notifier.partenaire': { acte: 'notifier', pour: 'Rectorat et partenaires', variables: ['date'] },
  signer_convention_ent: {
    acte: 'signer_convention_ent',
    pour: 'Porteur et Rectorat',
    variables: ['ecole', 'date', 'suite'],
  },
  presenter_ent: { acte: 'accorder', pour: 'École sans ENT', variables: ['date_seance'] },
  voter_avenant: { acte: 'voter_avenant', pour: PORTEUR, variables: ['date', 'objet', 'deliberation', 'assemblee'] },
  conclure_avenant: { acte: 'conclure_avenant', pour: PORTEUR, variables: ['date', 'objet'] },
  refuser_avenant: { acte: 'refuser_avenant', pour: PORTEUR, variables: ['date', 'objet', 'motif'], contre: true },
  declarer_reception: { acte: 'declarer_reception', pour: 'IEN et ERUN', variables: ['receptions'] },
  relance_versement: { acte: 'relance_versement', pour: PORTEUR, variables: ['attendu', 'avant', 'jours'] },
  demander_versement: {
    acte: 'demander_versement',
    pour: PORTEUR,
    variables: ['date', 'type_versement', 'montant', 'factures'],
  },
  demander_complement_versement: { acte: 'demander_complement_versement', pour: PORTEUR, variables: ['elements'] },
  rejeter_demande: { acte: 'rejeter_demande', pour: PORTEUR, variables: ['motif'], contre: true },
  enregistrer_rejet_comptable: { acte: 'enregistrer_rejet_comptable', pour: PORTEUR, variables: ['motif'] },
  enregistrer_paiement: {
    acte: 'enregistrer_paiement',
    pour: PORTEUR,
    variables: ['date', 'montant', 'calcul', 'reste'],
  },
  solder: { acte: 'solder', pour: PORTEUR, variables: ['montant_vote', 'montant_paye', 'motif'] },
  engager_caducite: { acte: 'engager_caducite', pour: PORTEUR, variables: ['motif', 'reponse_avant'] },
  prononcer_caducite: { acte: 'prononcer_caducite', pour: PORTEUR, variables: ['motif', 'montant'], contre: true },
  proposer_reversement: {
    acte: 'proposer_reversement',
    pour: PORTEUR,
    variables: ['motif', 'montant', 'reponse_avant'],
  },
  prononcer_reversement: {
    acte: 'prononcer_reversement',
    pour: PORTEUR,
    variables: ['motif', 'montant'],
    contre: true,
  },
  confirmer_directeur: { acte: 'confirmer_directeur', pour: 'École et porteur', variables: ['ecole', 'directeur'] },
  planifier_formation: { acte: 'planifier_formation', pour: 'Écoles', variables: ['theme', 'dates', 'lieu'] },
  planifier_atelier: { acte: 'planifier_atelier', pour: 'Écoles', variables: ['theme', 'dates', 'lieu'] },
  rectifier: {
    acte: 'rectifier',
    pour: 'Destinataires de la lettre corrigée',
    variables: ['objet_initial', 'correction', 'motif'],
  },
} as const satisfies Record<string, ModeleLettre>

export type CleLettre = keyof typeof LETTRES
export const estCleLettre = (cle: string): cle is CleLettre => Object.hasOwn(LETTRES, cle)

/** The model of a letter, with its optional marks. */
export const modeleDe = (cle: CleLettre): ModeleLettre => LETTRES[cle]

/** Everything that a letter may name between braces. */
export const variablesDe = (cle: CleLettre): readonly string[] => [...VARIABLES_COMMUNES, ...LETTRES[cle].variables]
