import { z } from 'zod'
import { TYPES_QUESTION } from '../domaine/appel/schema-formulaire.ts'
import { cents, completude, dossier, element, entier, jour, montants, nul, piece, texte } from './openapi-dossier.ts'

const instant = z.iso.datetime()
const libre = z.record(z.string(), z.unknown())

const champ = z.object({
  id: texte,
  type: z.enum(TYPES_QUESTION),
  libelle: texte,
  aide: nul,
  obligatoire: z.boolean(),
  si: libre.nullable(),
  choix: z
    .array(
      z.object({
        valeur: texte,
        libelle: texte,
        unite: texte.optional(),
        plafond: cents.optional(),
        volet: texte.optional(),
      }),
    )
    .optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  unite: texte.optional(),
})

const seance = z.object({
  id: z.uuid(),
  appel: texte,
  genre: z.enum(['technique', 'permanente']),
  etat: z.enum(['preparee', 'ouverte', 'close', 'publiee']),
  version: entier,
  date: jour,
  heure: nul,
  lieu: nul,
  membres: z.array(z.unknown()),
  presents: z.array(z.unknown()),
  quorum: entier.nullable(),
  publicationLe: instant.nullable(),
  publieeLe: instant.nullable(),
  convoqueeLe: nul,
  objet: nul,
  procesVerbauxSignes: z.array(z.unknown()),
})

const projet = z.object({
  rang: entier.nullable(),
  departage: z.array(z.unknown()).nullable(),
  dossier: z.uuid(),
  numero: texte,
  uai: texte,
  ecole: texte,
  organisme: z.object({ siren: texte, nom: texte }),
  etat: texte,
  score: z.number().nullable(),
  exact: nul,
  notes: libre,
  lectures: libre,
  montants: z.object({ calcule: cents, propose: cents }),
  decision: nul,
  seance: nul,
})

/** What the API answers, by name: the components of its OpenAPI document. A test checks real answers against them. */
export const REPONSES = {
  Dossier: dossier,
  ElementDossier: element,
  Completude: z.object({ version: entier, completude, montants }),
  Piece: piece,
  LigneJournal: z.object({
    acte: texte,
    sur: nul,
    le: instant,
    par: texte,
    qualite: texte,
    saisie: libre,
    empreinte: z.string().regex(/^[0-9a-f]{64}$/),
    precedente: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  Appel: z.object({
    slug: texte,
    version: entier,
    versionPubliee: entier,
    titre: texte,
    resume: texte,
    operateurs: z.array(libre),
    ouverture: instant,
    cloture: instant,
    etat: z.enum(['a_venir', 'ouvert', 'clos']),
    resultats: nul,
    candidats: libre,
    territoire: libre,
    ecoles: libre,
    volets: z.array(libre),
    enveloppe: cents,
    partMinimaleDemandeur: libre.nullable(),
    contact: libre,
    avertissement: nul,
    controle: z.array(z.object({ id: texte, libelle: texte, automatique: nul })),
    grille: libre,
  }),
  Formulaire: z.object({
    sections: z.array(
      z.object({
        id: texte,
        titre: texte,
        aide: nul,
        par: z.enum(['dossier', 'ecole']),
        redacteurs: z.array(texte),
        si: libre.nullable(),
        questions: z.array(champ.extend({ colonnes: z.array(champ).optional() })),
      }),
    ),
  }),
  Commune: z.object({
    insee: texte,
    nom: texte,
    siren: nul,
    departement: texte,
    codesPostaux: z.array(texte),
    population: entier.nullable(),
    typeLiaison: entier.nullable(),
    epci: z.object({ siren: texte, nom: texte }).nullable(),
  }),
  Ecole: z.object({
    uai: texte,
    nom: texte,
    type: z.enum(['maternelle', 'elementaire', 'primaire']),
    secteur: z.enum(['public', 'prive']),
    contrat: z.enum(['sans_objet', 'association', 'simple']),
    etat: z.enum(['ouvert', 'a_fermer', 'ferme']),
    commune: z.object({ insee: texte, nom: texte }),
    departement: texte,
    adresse: texte,
    codePostal: texte,
    courriel: nul,
    telephone: nul,
    circonscription: z.object({ code: nul, nom: nul }),
    educationPrioritaire: z.enum(['REP', 'REP+']).nullable(),
    ulis: z.boolean(),
    eleves: entier.nullable(),
    latitude: z.number().nullable(),
    longitude: z.number().nullable(),
  }),
  SeanceDeListe: seance.extend({ dossiers: entier, decisions: entier }),
  Seance: seance.extend({ dossiers: z.array(libre), documents: z.array(libre) }),
  Classement: z.object({
    appel: texte,
    empreinte: texte,
    departage: z.array(texte),
    grille: z.array(libre),
    enveloppe: z.object({ total: cents, propose: cents, vote: cents, engage: cents, reste: cents }),
    elements: z.array(projet),
    suivant: nul,
    total: entier,
  }),
  Moi: z.object({
    nom: texte,
    courriel: texte,
    habilitations: z.array(z.object({ role: texte, portee: texte, jusqua: nul.optional() })),
  }),
} satisfies Record<string, z.ZodType>

export type NomDeReponse = keyof typeof REPONSES
