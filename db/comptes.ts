import { CIRCONSCRIPTION_DE_VOIRON, ECOLE_DE_LA_DIRECTRICE } from './voiron.ts'

/** The demonstration's accounts (contrat.md §5): invented people, on both calls. */
const SUR_LES_APPELS = (...roles: string[]) => roles.flatMap((r) => [`${r}@demo-ouvert`, `${r}@tne38-pac-2025`])

export const COMPTES: readonly { courriel: string; nom: string; qui: string; habilitations: string[] }[] = [
  {
    courriel: 'mairie.voiron@demo.example',
    nom: 'Claire Démonstration',
    qui: 'Maire de Voiron : signe et donne les accès',
    habilitations: ['signataire@213805633', 'gestionnaire_organisme@213805633'],
  },
  {
    courriel: 'secretariat.voiron@demo.example',
    nom: 'Samir Exemple',
    qui: 'Secrétariat de la mairie de Voiron',
    habilitations: ['redacteur@213805633'],
  },
  {
    courriel: 'mairie.crolles@demo.example',
    nom: 'Anne Essai',
    qui: 'Mairie de Crolles',
    habilitations: ['signataire@213801400', 'gestionnaire_organisme@213801400', 'redacteur@213801400'],
  },
  {
    courriel: 'epci.matheysine@demo.example',
    nom: 'Paul Modèle',
    qui: 'Communauté de communes de la Matheysine',
    habilitations: ['signataire@200040657', 'gestionnaire_organisme@200040657', 'redacteur@200040657'],
  },
  {
    courriel: 'directrice.voiron@demo.example',
    nom: 'Nadia Maquette',
    qui: 'Directrice d’école à Voiron',
    habilitations: [`directeur@${ECOLE_DE_LA_DIRECTRICE}`],
  },
  {
    courriel: 'erun.voiron@demo.example',
    nom: 'Marc Échantillon',
    qui: 'ERUN de la circonscription de Voiron',
    habilitations: [`erun@${CIRCONSCRIPTION_DE_VOIRON}`],
  },
  {
    courriel: 'ien.voiron@demo.example',
    nom: 'Hélène Spécimen',
    qui: 'Inspectrice de la circonscription de Voiron',
    habilitations: [`ien@${CIRCONSCRIPTION_DE_VOIRON}`],
  },
  {
    courriel: 'instruction@demo.example',
    nom: 'Julie Vidal (exemple)',
    qui: 'Service instructeur du Département',
    habilitations: SUR_LES_APPELS('instructeur'),
  },
  {
    courriel: 'paiement@demo.example',
    nom: 'Thomas Exemple',
    qui: 'Calcule les montants dus',
    habilitations: SUR_LES_APPELS('gestionnaire_paiement'),
  },
  {
    courriel: 'validation@demo.example',
    nom: 'Sophie Exemple',
    qui: 'Valide les paiements',
    habilitations: SUR_LES_APPELS('valideur_paiement'),
  },
  {
    courriel: 'assemblee@demo.example',
    nom: 'Karim Exemple',
    qui: 'Secrétariat des assemblées',
    habilitations: SUR_LES_APPELS('secretaire_assemblee'),
  },
  {
    courriel: 'presidence@demo.example',
    nom: 'Dominique Exemple',
    qui: 'Présidence du Département ou délégation',
    habilitations: SUR_LES_APPELS('presidence'),
  },
  {
    courriel: 'rectorat@demo.example',
    nom: 'Isabelle Exemple',
    qui: 'Rectorat',
    habilitations: SUR_LES_APPELS('rectorat'),
  },
  {
    courriel: 'commission1@demo.example',
    nom: 'Luc Exemple',
    qui: 'Membre de la commission technique',
    habilitations: SUR_LES_APPELS('membre_commission'),
  },
  {
    courriel: 'commission2@demo.example',
    nom: 'Fatou Exemple',
    qui: 'Membre de la commission technique',
    habilitations: SUR_LES_APPELS('membre_commission'),
  },
  {
    courriel: 'presidente.commission@demo.example',
    nom: 'Mireille Exemple',
    qui: 'Présidente de la commission technique',
    habilitations: SUR_LES_APPELS('president_commission'),
  },
  {
    courriel: 'canope@demo.example',
    nom: 'Olivier Exemple',
    qui: 'Partenaire formation',
    habilitations: SUR_LES_APPELS('partenaire_formation'),
  },
  {
    courriel: 'ligue@demo.example',
    nom: 'Sarah Exemple',
    qui: 'Partenaire parentalité',
    habilitations: SUR_LES_APPELS('partenaire_parentalite'),
  },
  {
    courriel: 'administration@demo.example',
    nom: 'Alex Exemple',
    qui: 'Administration des appels et de la plateforme',
    habilitations: [...SUR_LES_APPELS('administrateur_appel'), 'administrateur@plateforme'],
  },
  {
    courriel: 'audit@demo.example',
    nom: 'Camille Exemple',
    qui: 'Contrôle : lecture seule',
    habilitations: SUR_LES_APPELS('lecteur'),
  },
]
