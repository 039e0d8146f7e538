/** States of a dossier with their words, and the step (1 to 7) of the thread they stand in. Source: actes.md §2 and §4. */
export const ETATS = {
  brouillon: { libelle: 'Brouillon', etape: 1, ton: 'neutre', vivant: true },
  depose: { libelle: 'Déposé', etape: 2, ton: 'attente', vivant: true },
  a_completer: { libelle: 'À compléter', etape: 2, ton: 'attention', vivant: true },
  conforme: { libelle: 'Conforme', etape: 3, ton: 'succes', vivant: true },
  non_conforme: { libelle: 'Non conforme', etape: 2, ton: 'erreur', vivant: false },
  retenu: { libelle: 'Retenu par la commission', etape: 4, ton: 'succes', vivant: true },
  liste_attente: { libelle: 'En liste d’attente', etape: 3, ton: 'attente', vivant: true },
  non_retenu: { libelle: 'Non retenu', etape: 3, ton: 'erreur', vivant: false },
  accorde: { libelle: 'Subvention votée', etape: 5, ton: 'succes', vivant: true },
  accord_refuse: { libelle: 'Refusée par la commission permanente', etape: 4, ton: 'erreur', vivant: false },
  convention_envoyee: { libelle: 'Convention à signer', etape: 5, ton: 'attente', vivant: true },
  convention_signee: { libelle: 'Convention signée par le bénéficiaire', etape: 5, ton: 'attente', vivant: true },
  convention_executee: { libelle: 'Convention signée par les deux parties', etape: 5, ton: 'attente', vivant: true },
  notifie: { libelle: 'Programme lancé', etape: 6, ton: 'succes', vivant: true },
  solde: { libelle: 'Soldé', etape: 7, ton: 'neutre', vivant: true },
  desiste: { libelle: 'Candidature retirée', etape: 1, ton: 'neutre', vivant: false },
  classe_sans_suite: { libelle: 'Classé sans suite', etape: 2, ton: 'neutre', vivant: false },
  caduc: { libelle: 'Caduc', etape: 6, ton: 'erreur', vivant: false },
} as const

export type Etat = keyof typeof ETATS

/** States from the vote on, where « porteur » becomes « bénéficiaire ». */
export const APRES_VOTE: readonly Etat[] = [
  'accorde',
  'convention_envoyee',
  'convention_signee',
  'convention_executee',
  'notifie',
  'solde',
  'caduc',
]
/** From the draft to the launch: the applicant still writes, and may send quotes (the guide advises it before the call closes). */
export const JUSQU_A_NOTIFIE: readonly Etat[] = [
  'brouillon',
  'depose',
  'a_completer',
  'conforme',
  'liste_attente',
  'retenu',
  'accorde',
  'convention_envoyee',
  'convention_signee',
  'convention_executee',
  'notifie',
]
export const DEPUIS_DEPOT = JUSQU_A_NOTIFIE.slice(1)
/** Voted, and not yet ended. */
export const DEPUIS_VOTE = JUSQU_A_NOTIFIE.slice(JUSQU_A_NOTIFIE.indexOf('accorde'))
/** States in which the agreement is complete: amendments are possible. */
export const CONVENTION_COMPLETE: readonly Etat[] = ['convention_executee', 'notifie']

/** The words for a state; a withdrawal after the vote has its own. */
export const libelleEtat = (etat: Etat, apresVote = false): string =>
  etat === 'desiste' && apresVote ? 'Renonciation à la subvention' : ETATS[etat].libelle
