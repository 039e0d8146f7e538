import type { ActeDe, Effet } from '../domaine/acte.ts'
import type { Acteur, Piece } from '../domaine/faits.ts'
import { type Refus, refus } from '../domaine/refus.ts'
import type { Role } from '../domaine/roles.ts'
import { autourDe, type Contexte, RIEN } from './autour.ts'
import { ecrire } from './ecrire.ts'
import { fabriqueIds } from './identifiants.ts'
import { ajouter, type Entree } from './journal.ts'
import type { Lecteur } from './lire.ts'
import type { SaisieLue } from './saisie.ts'
import type { Evenement } from './suite.ts'

/** What every door knows once it has found the act, the capacity and read the input. */
export type Demarche<F> = {
  demande: { acte: string; acteur: Acteur }
  faits: F
  lue: SaisieLue
  qualite: Role
  maintenant: Date
  sur?: string | undefined
  /** The dossier that the changes belong to; absent for a session, a call, an organisation. */
  dossier?: string
  /** What the facts around an act are looked for from; absent: its acts need none. */
  contexte?: Contexte['faits']
}

/** The act of a table by its name, never one of its prototype. */
export const acteNomme = <A>(table: Record<string, A>, nom: string): A | undefined =>
  Object.hasOwn(table, nom) ? table[nom] : undefined

/** 404; `ou` says on what there is no such act: « sur une séance ». */
export const acteInconnu = (nom: string, ou = ''): Refus =>
  refus('acte_inconnu', `L’acte « ${nom} » n’existe pas${ou && ` ${ou}`}.`, 404)

/** 403: the person reads this, but has no capacity that does the act. */
export const roleInsuffisant = (acte: { libelle: string }): Refus =>
  refus('role_insuffisant', `Votre rôle ne permet pas de faire ceci : « ${acte.libelle} ».`, 403)

/** The heart of the four doors: ask the rulebook, then write what it answers. */
export const derouler = async <F, E extends string>(
  tx: Lecteur,
  acte: ActeDe<F, E>,
  d: Demarche<F>,
): Promise<Effet | Refus> => {
  const impossible = acte.possible?.(
    { faits: d.faits, maintenant: d.maintenant, qualite: d.qualite, personne: d.demande.acteur.personne },
    d.sur,
  )
  if (impossible) return impossible
  const saisie = d.sur ? { ...d.lue.saisie, sur: d.sur } : d.lue.saisie
  const autour = d.contexte
    ? await autourDe(tx, acte.besoins ?? [], { faits: d.contexte, saisie, acteur: d.demande.acteur, le: d.maintenant })
    : RIEN
  const cas = {
    faits: d.faits,
    maintenant: d.maintenant,
    saisie: d.lue.saisie,
    sur: d.sur,
    acteur: d.demande.acteur,
    qualite: d.qualite,
    commentaire: d.lue.commentaire,
    pourLeCompteDe: d.lue.pourLeCompteDe,
    id: fabriqueIds(),
    autour,
  }
  const non = acte.garde?.(cas)
  if (non) return non
  const effet = acte.effet(cas)
  for (const changement of effet.changements) await ecrire(tx, changement, d.dossier ?? null)
  return effet
}

/** The link that an act adds to a chain of the journal: the head it follows, what it bears on, the state it changes. */
export type Maillon = Pick<Entree, 'chaine' | 'rang' | 'precedente'> &
  Partial<Pick<Entree, 'sur' | 'seance' | 'etatAvant' | 'etatApres'>>

/** Appends the act to the journal: its inputs with, for each of the stored files that they name, its SHA-256. Gives the hash,
 * which the caller records on the owner of the chain. */
export const consigner = (
  tx: Lecteur,
  { demande, lue, dossier, maintenant, qualite }: Demarche<unknown>,
  maillon: Maillon,
  pieces: readonly Piece[] = [],
): Promise<string> => {
  const texte = JSON.stringify(lue.saisie)
  const fichiers = pieces
    .filter((p) => texte.includes(p.id))
    .map((p) => ({ piece: p.id, nom: p.nom, sha256: p.sha256 }))
  return ajouter(tx, {
    sur: null,
    seance: null,
    etatAvant: null,
    etatApres: null,
    ...maillon,
    acte: demande.acte,
    dossier: dossier ?? null,
    le: maintenant,
    personne: demande.acteur.personne,
    par: demande.acteur.nom,
    qualite,
    saisie: {
      ...lue.saisie,
      ...(lue.commentaire ? { commentaire: lue.commentaire } : {}),
      ...(lue.pourLeCompteDe ? { pourLeCompteDe: lue.pourLeCompteDe } : {}),
      ...(fichiers.length ? { fichiers } : {}),
    },
  })
}

/** What `suites.ts` is told of it; each door adds the facts that it knows. */
export const evenementDe = (d: Demarche<unknown>, effet: Effet, cle: string): Evenement => ({
  acte: d.demande.acte,
  sur: d.sur,
  avant: undefined,
  apres: undefined,
  saisie: d.lue.saisie,
  resultat: effet.resultat ?? {},
  acteur: d.demande.acteur,
  qualite: d.qualite,
  commentaire: d.lue.commentaire,
  pourLeCompteDe: d.lue.pourLeCompteDe,
  le: d.maintenant,
  cle,
})
