import type { ActeDe, Effet } from '../domaine/acte.ts'
import type { Acteur } from '../domaine/faits.ts'
import { type Refus, refus } from '../domaine/refus.ts'
import type { Role } from '../domaine/roles.ts'
import { autourDe, type Contexte, RIEN } from './autour.ts'
import { ecrire } from './ecrire.ts'
import { fabriqueIds } from './identifiants.ts'
import type { Lecteur } from './lire.ts'
import type { SaisieLue } from './saisie.ts'
import type { Evenement } from './suite.ts'

/** What every door knows once it has found the act, the capacity and read the input. */
export type Demarche<F> = {
  nom: string
  faits: F
  lue: SaisieLue
  sur: string | undefined
  acteur: Acteur
  qualite: Role
  maintenant: Date
  /** The dossier that the changes belong to; null for a session, a call, an organisation. */
  dossier: string | null
  /** What the facts around an act are looked for from; undefined: its acts need none. */
  contexte: Contexte['faits'] | undefined
}

/** The act of a table by its name, never one of its prototype. */
export const acteNomme = <A>(table: Record<string, A>, nom: string): A | undefined =>
  Object.hasOwn(table, nom) ? table[nom] : undefined

export const roleInsuffisant = (acte: { libelle: string }): Refus =>
  refus('role_insuffisant', `Votre rôle ne permet pas de faire ceci : « ${acte.libelle} ».`, 403)

/** The heart of the four doors: ask the rulebook, then write what it answers. */
export const derouler = async <F, E extends string>(
  tx: Lecteur,
  acte: ActeDe<F, E>,
  d: Demarche<F>,
): Promise<Effet | Refus> => {
  const impossible = acte.possible?.(
    { faits: d.faits, maintenant: d.maintenant, qualite: d.qualite, personne: d.acteur.personne },
    d.sur,
  )
  if (impossible) return impossible
  const saisie = d.sur ? { ...d.lue.saisie, sur: d.sur } : d.lue.saisie
  const autour = d.contexte
    ? await autourDe(tx, acte.besoins ?? [], { faits: d.contexte, saisie, acteur: d.acteur, le: d.maintenant })
    : RIEN
  const cas = {
    faits: d.faits,
    maintenant: d.maintenant,
    saisie: d.lue.saisie,
    sur: d.sur,
    acteur: d.acteur,
    qualite: d.qualite,
    commentaire: d.lue.commentaire,
    pourLeCompteDe: d.lue.pourLeCompteDe,
    id: fabriqueIds(),
    autour,
  }
  const non = acte.garde?.(cas)
  if (non) return non
  const effet = acte.effet(cas)
  for (const changement of effet.changements) await ecrire(tx, changement, d.dossier)
  return effet
}

/** What `suites.ts` is told of it; each door adds the facts that it knows. */
export const evenementDe = (d: Demarche<unknown>, effet: Effet, cle: string): Evenement => ({
  acte: d.nom,
  sur: d.sur,
  avant: undefined,
  apres: undefined,
  saisie: d.lue.saisie,
  resultat: effet.resultat ?? {},
  acteur: d.acteur,
  qualite: d.qualite,
  commentaire: d.lue.commentaire,
  pourLeCompteDe: d.lue.pourLeCompteDe,
  le: d.maintenant,
  cle,
})
