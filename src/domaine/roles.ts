/** Every role, what its scope names, and its words on screen. Source: actes.md §1. */
export const ROLES = {
  redacteur: { portee: 'organisme', libelle: 'Rédaction du dossier', aide: 'Prépare, remplit et suit le dossier.' },
  signataire: {
    portee: 'organisme',
    libelle: 'Signataire',
    aide: 'Maire, présidence ou délégation : engage la collectivité.',
  },
  gestionnaire_organisme: {
    portee: 'organisme',
    libelle: 'Responsable des accès',
    aide: 'Invite ses collègues, donne et retire les rôles.',
  },
  directeur: { portee: 'ecole', libelle: 'Direction d’école', aide: 'Rédige le projet de son école.' },
  erun: {
    portee: 'circonscription',
    libelle: 'ERUN (enseignant référent aux usages du numérique)',
    aide: 'Conseille les écoles de sa circonscription.',
  },
  ien: {
    portee: 'circonscription',
    libelle: 'IEN (inspection de l’Éducation nationale)',
    aide: 'Donne son avis, apprend les livraisons.',
  },
  instructeur: {
    portee: 'appel',
    libelle: 'Service instructeur',
    aide: 'Examine les dossiers, les devis et la convention.',
  },
  gestionnaire_paiement: { portee: 'appel', libelle: 'Gestion des paiements', aide: 'Calcule le montant dû.' },
  valideur_paiement: {
    portee: 'appel',
    libelle: 'Validation des paiements',
    aide: 'Valide un calcul fait par une autre personne.',
  },
  secretaire_assemblee: {
    portee: 'appel',
    libelle: 'Secrétariat des assemblées',
    aide: 'Enregistre les décisions de la commission permanente.',
  },
  presidence: {
    portee: 'appel',
    libelle: 'Présidence du Département',
    aide: 'Signe, notifie, et décide contre quelqu’un.',
  },
  rectorat: { portee: 'appel', libelle: 'Rectorat', aide: 'Instruit et décide avec le Département.' },
  membre_commission: { portee: 'appel', libelle: 'Membre de la commission', aide: 'Note les projets.' },
  president_commission: {
    portee: 'appel',
    libelle: 'Présidence de la commission',
    aide: 'Ouvre la séance, décide, publie.',
  },
  partenaire_formation: {
    portee: 'appel',
    libelle: 'Partenaire formation',
    aide: 'Organise la formation des enseignants.',
  },
  partenaire_parentalite: {
    portee: 'appel',
    libelle: 'Partenaire parentalité',
    aide: 'Organise les ateliers pour les familles.',
  },
  administrateur_appel: { portee: 'appel', libelle: 'Administration de l’appel', aide: 'Configure, ne décide jamais.' },
  administrateur: {
    portee: 'plateforme',
    libelle: 'Administration de la plateforme',
    aide: 'Configure, ne décide jamais.',
  },
  lecteur: { portee: 'appel', libelle: 'Contrôle', aide: 'Lit tout, ne change rien.' },
} as const

export type Role = keyof typeof ROLES

export const estRole = (x: string): x is Role => Object.hasOwn(ROLES, x)

export const ROLES_PORTEUR = ['redacteur', 'signataire'] as const satisfies Role[]
/** Roles that speak for the applicant or a school: an agent may record their acts « pour le compte de ». */
export const ROLES_REPRESENTES: readonly Role[] = ['redacteur', 'signataire', 'directeur']
