/** TABLE 1. Everything that can be visited. `acces`: `public`, or `connecte` (sign in first); rights on a dossier are the
 * rulebook's. `sitemap`: shown to search engines. Each path is written here once: everything else calls `href`. */
type Parametres<P extends string> = P extends `${string}:${infer Nom}/${infer Suite}`
  ? { [K in Nom | keyof Parametres<`/${Suite}`>]: string }
  : P extends `${string}:${infer Nom}`
    ? { [K in Nom]: string }
    : Record<never, never>

export type Adresse<P extends string = string> = {
  chemin: P
  acces: 'public' | 'connecte'
  methodes: readonly ('GET' | 'POST' | 'PUT')[]
  sitemap: boolean
  /** The address with its parameters; `recherche` adds a query string, absent values left out. */
  href: (
    ...a: keyof Parametres<P> extends never
      ? [p?: Record<never, never>, recherche?: Recherche]
      : [p: Parametres<P>, recherche?: Recherche]
  ) => string
}
type Recherche = Record<string, string | number | undefined>
type Options = { acces?: 'public' | 'connecte'; methodes?: Adresse['methodes']; sitemap?: boolean }

const url = <P extends string>(
  chemin: P,
  { acces = 'connecte', methodes = ['GET'], sitemap = false }: Options = {},
): Adresse<P> => ({
  chemin,
  acces,
  methodes,
  sitemap,
  href: (...[p, recherche]) => {
    const valeurs: Record<string, string> = p ?? {}
    const rempli = chemin.replace(/:([a-zA-Z]+)/g, (_, nom: string) => encodeURIComponent(valeurs[nom] ?? ''))
    if (!recherche) return rempli
    const q = new URLSearchParams(
      Object.entries(recherche).flatMap(([k, v]) => (v === undefined ? [] : [[k, String(v)]])),
    )
    return q.size > 0 ? `${rempli}?${q}` : rempli
  },
})

const PUBLIC: Options = { acces: 'public', sitemap: true }
const PUBLIC_DISCRET: Options = { acces: 'public' }
const FORMULAIRE: Options = { methodes: ['GET', 'POST'] }
const ACTION: Options = { methodes: ['POST'] }

export const urls = {
  // accueil
  accueil: url('/', PUBLIC),
  mentionsLegales: url('/mentions-legales', PUBLIC),
  donneesPersonnelles: url('/donnees-personnelles', PUBLIC),
  accessibilite: url('/accessibilite', PUBLIC),
  planDuSite: url('/plan-du-site', PUBLIC),
  fluxAppels: url('/appels.atom', PUBLIC_DISCRET),
  sitemap: url('/sitemap.xml', PUBLIC_DISCRET),
  robots: url('/robots.txt', PUBLIC_DISCRET),
  demoCourriels: url('/demo/courriels', PUBLIC_DISCRET),
  demoCourriel: url('/demo/courriels/:id', PUBLIC_DISCRET),
  // appels
  appel: url('/appels/:slug', PUBLIC),
  guide: url('/appels/:slug/guide', PUBLIC),
  eligibilite: url('/appels/:slug/mon-ecole', PUBLIC),
  simulateur: url('/appels/:slug/simulateur', { ...PUBLIC, methodes: ['GET', 'POST'] }),
  agenda: url('/appels/:slug/calendrier.ics', PUBLIC_DISCRET),
  formulaireVierge: url('/appels/:slug/formulaire.pdf', PUBLIC_DISCRET),
  laureats: url('/appels/:slug/laureats', PUBLIC),
  // comptes
  connexion: url('/connexion', { acces: 'public', methodes: ['GET', 'POST'] }),
  connexionDemo: url('/connexion/demonstration', { acces: 'public', methodes: ['POST'] }),
  connexionCode: url('/connexion/code', { acces: 'public', methodes: ['GET', 'POST'] }),
  connexionLien: url('/connexion/lien/:jeton', { acces: 'public', methodes: ['GET', 'POST'] }),
  proconnect: url('/connexion/proconnect', PUBLIC_DISCRET),
  proconnectRetour: url('/connexion/proconnect/retour', PUBLIC_DISCRET),
  deconnexion: url('/deconnexion', { acces: 'public', methodes: ['POST'] }),
  compte: url('/compte', FORMULAIRE),
  compteAdresse: url('/compte/adresse', FORMULAIRE),
  compteAdresseLien: url('/compte/adresse/:jeton', { acces: 'public', methodes: ['GET', 'POST'] }),
  sessions: url('/compte/sessions', FORMULAIRE),
  jetons: url('/compte/jetons', FORMULAIRE),
  mesDonnees: url('/compte/mes-donnees.json'),
  fermerCompte: url('/compte/fermer', FORMULAIRE),
  rattachement: url('/compte/rattachement', FORMULAIRE),
  rattachementNouveau: url('/compte/rattachement/nouvel-organisme', FORMULAIRE),
  rattachementCode: url('/compte/rattachement/:id', FORMULAIRE),
  invitation: url('/invitations/:jeton', { acces: 'public', methodes: ['GET', 'POST'] }),
  acces: url('/organismes/:siren/acces', FORMULAIRE),
  repriseOrganisme: url('/organismes/:siren/reprise', FORMULAIRE),
  direction: url('/ecoles/:uai/direction', FORMULAIRE),
  demandesAcces: url('/demandes-acces', FORMULAIRE),
  // pilotage
  plateforme: url('/plateforme'),
  // candidatures
  monEspace: url('/mon-espace'),
  nouveauDossier: url('/appels/:slug/candidater', FORMULAIRE),
  candidaturePapier: url('/appels/:slug/papier', FORMULAIRE),
  dossier: url('/dossiers/:id'),
  ecoles: url('/dossiers/:id/ecoles', FORMULAIRE),
  preparation: url('/dossiers/:id/preparation', FORMULAIRE),
  section: url('/dossiers/:id/:section', FORMULAIRE),
  sectionEcole: url('/dossiers/:id/ecoles/:uai/:section', FORMULAIRE),
  importTableau: url('/dossiers/:id/ecoles/:uai/:section/:question/importer', FORMULAIRE),
  calculEcole: url('/dossiers/:id/ecoles/:uai/:section/calcul', ACTION),
  calculDossier: url('/dossiers/:id/:section/calcul', ACTION),
  conseil: url('/dossiers/:id/ecoles/:uai/conseil', FORMULAIRE),
  validationEcole: url('/dossiers/:id/ecoles/:uai/validation', FORMULAIRE),
  rappelEcole: url('/dossiers/:id/ecoles/:uai/rappel', ACTION),
  changementEcole: url('/dossiers/:id/ecoles/:uai/changement', FORMULAIRE),
  personnes: url('/dossiers/:id/personnes', FORMULAIRE),
  pieces: url('/dossiers/:id/pieces', FORMULAIRE),
  envois: url('/dossiers/:id/pieces/envois', ACTION),
  envoi: url('/dossiers/:id/pieces/envois/:envoi', { methodes: ['GET', 'PUT'] }),
  envoisEcole: url('/dossiers/:id/ecoles/:uai/pieces/envois', ACTION),
  envoiEcole: url('/dossiers/:id/ecoles/:uai/pieces/envois/:envoi', { methodes: ['GET', 'PUT'] }),
  relecture: url('/dossiers/:id/relecture'),
  depot: url('/dossiers/:id/depot', FORMULAIRE),
  depotFait: url('/dossiers/:id/depot/fait'),
  depotPapier: url('/dossiers/:id/depot-papier', FORMULAIRE),
  accuse: url('/dossiers/:id/accuse'),
  reprise: url('/dossiers/:id/reprise', FORMULAIRE),
  retrait: url('/dossiers/:id/retrait', FORMULAIRE),
  delai: url('/dossiers/:id/delai', FORMULAIRE),
  transfert: url('/dossiers/:id/transfert', FORMULAIRE),
  courriers: url('/dossiers/:id/courriers'),
  courrier: url('/dossiers/:id/courriers/:courrier'),
  brouillonPdf: url('/dossiers/:id/brouillon.pdf'),
  chronologie: url('/dossiers/:id/chronologie'),
  piece: url('/dossiers/:id/pieces/:piece'),
  document: url('/dossiers/:id/documents/:document'),
  // instruction
  messages: url('/dossiers/:id/messages', FORMULAIRE),
  complements: url('/dossiers/:id/complements', FORMULAIRE),
  avisEcole: url('/dossiers/:id/ecoles/:uai/avis', FORMULAIRE),
  recours: url('/dossiers/:id/recours', FORMULAIRE),
  bureau: url('/bureau/:slug', FORMULAIRE),
  lots: url('/bureau/:slug/lots', FORMULAIRE),
  lot: url('/bureau/:slug/lots/:id'),
  bureauDossier: url('/bureau/:slug/dossiers/:id', FORMULAIRE),
  bureauActe: url('/bureau/:slug/dossiers/:id/actes/:acte', FORMULAIRE),
  // commission
  commission: url('/bureau/:slug/commission'),
  notation: url('/bureau/:slug/notation'),
  noterEcole: url('/bureau/:slug/notation/:id/:uai', FORMULAIRE),
  classement: url('/bureau/:slug/classement'),
  enveloppe: url('/bureau/:slug/enveloppe', FORMULAIRE),
  seances: url('/bureau/:slug/seances', FORMULAIRE),
  seance: url('/bureau/:slug/seances/:id'),
  seanceActe: url('/bureau/:slug/seances/:id/actes/:acte', FORMULAIRE),
  seanceModification: url('/bureau/:slug/seances/:id/modification', FORMULAIRE),
  seancePublication: url('/bureau/:slug/seances/:id/publication', FORMULAIRE),
  seanceProcesVerbal: url('/bureau/:slug/seances/:id/proces-verbal', FORMULAIRE),
  seanceAgenda: url('/bureau/:slug/seances/:id/commission.ics'),
  salle: url('/bureau/:slug/seances/:id/salle', FORMULAIRE),
  documentSeance: url('/bureau/:slug/seances/:id/documents/:document'),
  // conventions, versements, piliers
  devis: url('/dossiers/:id/devis'),
  devisEnvoi: url('/dossiers/:id/devis/envoi', FORMULAIRE),
  devisUn: url('/dossiers/:id/devis/:devis', FORMULAIRE),
  convention: url('/dossiers/:id/convention', FORMULAIRE),
  avenants: url('/dossiers/:id/avenants'),
  avenantDemande: url('/dossiers/:id/avenants/demande/:genre', FORMULAIRE),
  avenant: url('/dossiers/:id/avenants/:avenant', FORMULAIRE),
  achats: url('/dossiers/:id/achats', FORMULAIRE),
  commande: url('/dossiers/:id/achats/commande', FORMULAIRE),
  livraison: url('/dossiers/:id/achats/livraison', FORMULAIRE),
  versements: url('/dossiers/:id/versements'),
  demandeVersement: url('/dossiers/:id/versements/demande', FORMULAIRE),
  etatRecapitulatif: url('/dossiers/:id/versements/etat-recapitulatif.pdf', ACTION),
  versement: url('/dossiers/:id/versements/:versement', FORMULAIRE),
  piliers: url('/dossiers/:id/piliers', FORMULAIRE),
  commissionPermanente: url('/bureau/:slug/commission-permanente', FORMULAIRE),
  rapportCommission: url('/bureau/:slug/commission-permanente/rapport/:format'),
  modelesConvention: url('/bureau/:slug/convention', FORMULAIRE),
  clauseConvention: url('/bureau/:slug/convention/:texte/clauses/:clause', FORMULAIRE),
  versionConvention: url('/bureau/:slug/convention/versions/:numero', FORMULAIRE),
  scanConventions: url('/bureau/:slug/convention/scan', FORMULAIRE),
  apercuConvention: url('/bureau/:slug/convention/apercu/:document'),
  paiements: url('/bureau/:slug/paiements', FORMULAIRE),
  fichierPaiement: url('/bureau/:slug/paiements/fichier/:format'),
  importPaiements: url('/bureau/:slug/paiements/imports/:import'),
  fichierImport: url('/bureau/:slug/paiements/imports/:import/:fichier'),
  argent: url('/pilotage/:slug/argent'),
  subventionsOuvertes: url('/ouvert/:slug/subventions.csv', PUBLIC_DISCRET),
} as const

export type NomUrl = keyof typeof urls

export const toutesLesUrls = Object.entries(urls) as [NomUrl, Adresse][] // the entries of a constant table
