import { ROLES, type Role } from './roles.ts'

/** When a letter of a kind reaches somebody: by e-mail at once, in one e-mail a day, or never by e-mail. */
export const MODES = {
  aussitot: 'Aussitôt, par courriel',
  jour: 'Dans un seul courriel, en fin de journée',
  application: 'Dans Lauréat seulement',
} as const
export type ModeNotification = keyof typeof MODES
export const estMode = (x: unknown): x is ModeNotification => typeof x === 'string' && Object.hasOwn(MODES, x)

type Genre = {
  libelle: string
  aide: string
  defaut: ModeNotification
  modeles: readonly string[]
  pour?: (role: Role) => boolean
}

const estAgent = (role: Role): boolean => ROLES[role].portee === 'appel' || ROLES[role].portee === 'plateforme'

/** The kinds of letters that one may choose, with the models (`courriel.modele`) of each. Any other letter always leaves: receipts,
 * decisions, requests, and what protects an account. */
export const GENRES_NOTIFICATION = {
  messages: {
    libelle: 'Messages',
    aide: 'Ce qu’on vous écrit dans un dossier.',
    defaut: 'aussitot',
    modeles: ['message'],
  },
  rappels: {
    libelle: 'Rappels avant une échéance',
    aide: 'La clôture d’un appel, un complément, un devis, une signature, un avis ou une note attendus.',
    defaut: 'aussitot',
    modeles: [
      'relance_brouillon',
      'relance_complements',
      'relance_convention',
      'relance_versement',
      'relance_avis',
      'relance_notes',
    ],
  },
  suivi: {
    libelle: 'Nouvelles d’un dossier',
    aide: 'Un conseil est donné, un projet d’école est validé ou rouvert, une personne rejoint le dossier.',
    defaut: 'aussitot',
    modeles: ['conseiller', 'valider_projet_ecole', 'rouvrir_projet_ecole', 'accepter_invitation'],
  },
  travail: {
    libelle: 'Ce qui arrive au service',
    aide: 'Un dossier vous est attribué, un complément, un devis, une convention ou une demande de versement est arrivé.',
    defaut: 'aussitot',
    modeles: [
      'attribuer',
      'completer',
      'reprendre_depot',
      'envoyer_devis',
      'retourner_convention_signee',
      'demande_a_calculer',
    ],
    pour: estAgent,
  },
  livraisons: {
    libelle: 'Livraisons dans les écoles',
    aide: 'Du matériel ou des ressources sont arrivés dans une école de votre circonscription.',
    defaut: 'jour',
    modeles: ['declarer_reception'],
    pour: (role) => role === 'erun' || role === 'ien',
  },
} as const satisfies Record<string, Genre>
export type GenreNotification = keyof typeof GENRES_NOTIFICATION

/** The kinds that concern somebody who holds these roles. */
export const genresPour = (roles: readonly Role[]): GenreNotification[] =>
  entrees.filter(([, g]) => !g.pour || roles.some(g.pour)).map(([cle]) => cle)

/** The kind of a letter; undefined: it always leaves. */
export const genreDuModele = (modele: string): GenreNotification | undefined =>
  entrees.find(([, g]) => g.modeles.includes(modele))?.[0]

/** What a person chooses about their letters. `rappels: false`: no reminder at all. */
export type Preferences = { rappels?: boolean; courriels?: Partial<Record<GenreNotification, ModeNotification>> }

/** Reads kinds and their modes (`{ messages: 'jour' }`), as a form or a client sends them; undefined when one is not of the table. */
export const lireChoix = (x: unknown): Preferences['courriels'] | undefined =>
  typeof x === 'object' &&
  x !== null &&
  Object.entries(x).every(([genre, mode]) => Object.hasOwn(GENRES_NOTIFICATION, genre) && estMode(mode))
    ? (x as Preferences['courriels']) // every entry was just checked
    : undefined

/** How a kind of letter reaches somebody with these choices. */
export const modeDe = (p: Preferences, genre: GenreNotification): ModeNotification => {
  if (genre === 'rappels' && p.rappels === false) return 'application'
  const choisi = p.courriels?.[genre]
  return estMode(choisi) ? choisi : GENRES_NOTIFICATION[genre].defaut
}

const entrees = Object.entries(GENRES_NOTIFICATION) as [GenreNotification, Genre][] // the entries of a constant table
