import { sql } from 'kysely'
import { accesDe, ecolesVisibles, qualitesSur } from '../domaine/droits.ts'
import { sectionsOuvertes } from '../domaine/ecriture.ts'
import type { Etat } from '../domaine/etats.ts'
import { type Acteur, ecolesVivantes, type Faits, type Piece } from '../domaine/faits.ts'
import { pieceLisible } from '../domaine/fils.ts'
import { introuvable, type Refus, refus, saisieInvalide } from '../domaine/refus.ts'
import type { Role } from '../domaine/roles.ts'
import { estUuid, nouvelId } from './identifiants.ts'
import { type Lecteur, lireDossier, lireFaits } from './lire.ts'
import { enTransaction, type Porte } from './porte.ts'

/** A file already stored and checked by `socle/fichiers`. */
export type FichierRecu = { cle: string; sha256: string; octets: number; type: string; nom: string; antivirus: string }
export type DepotPiece = {
  dossier: string
  nature: string
  ecole?: string | undefined
  fichier: FichierRecu
  acteur: Acteur
  recuLe?: Date
}

export const PIECE_INFECTEE = refus(
  'piece_infectee',
  'L’antivirus a trouvé un virus dans ce fichier : il n’est plus donné à personne.',
)

const PEUVENT_JOINDRE: readonly Role[] = [
  'redacteur',
  'signataire',
  'directeur',
  'instructeur',
  'rectorat',
  'secretaire_assemblee',
  'presidence',
  'gestionnaire_paiement',
  'erun',
  'ien',
  'partenaire_formation',
  'partenaire_parentalite',
  'president_commission',
]

/** May this person attach a file of this nature here? Asked before a single byte is stored. Refusals: 404, 403, 422. */
export const pieceRefusee = async (base: Lecteur, d: Omit<DepotPiece, 'fichier'>): Promise<Refus | undefined> => {
  const vue = await lireDossier(base, d.dossier, d.acteur)
  if (!vue) return introuvable()
  const ecole = d.ecole?.toUpperCase()
  if (!/^[a-z][a-z0-9_]{0,59}$/.test(d.nature))
    return saisieInvalide([{ chemin: 'nature', message: 'Indiquez la nature de la pièce.' }])
  if (ecole && !ecolesVivantes(vue.faits).some((e) => e.uai === ecole))
    return saisieInvalide([{ chemin: 'ecole', message: 'Cette école n’est pas dans le dossier.' }])
  const peut = vue.qualites.some(
    (q) => PEUVENT_JOINDRE.includes(q.role) && (q.ecoles === null || ecole === undefined || q.ecoles.includes(ecole)),
  )
  if (!peut) return refus('role_insuffisant', 'Vous pouvez lire ce dossier, pas y joindre de pièce.', 403)
  // A file that answers the form replaces the one before it: it belongs to those who write that section, while it is open.
  const section = ECRITS.includes(vue.faits.dossier.etat) ? sectionDe(vue.faits, d.nature) : undefined
  if (section?.par === 'ecole' && !ecole)
    return saisieInvalide([{ chemin: 'ecole', message: 'Indiquez l’école que ce fichier concerne.' }])
  return section && sectionsOuvertes(vue.faits, vue.qualites, section.id, ecole ?? '')
}

/** States in which answers, files included, are written. */
const ECRITS: readonly Etat[] = ['brouillon', 'a_completer']

const sectionDe = (f: Faits, nature: string) =>
  f.appel.formulaire.find((s) => s.questions.some((q) => q.type === 'fichier' && q.id === nature))

/** Records a stored file as a piece of the dossier. An answer of type « fichier » keeps one piece: the new one replaces it. */
export const ajouterPiece = (porte: Porte, d: DepotPiece): Promise<Piece | Refus> =>
  enTransaction(porte, async (tx) => {
    await sql`select 1 from dossier where id = ${d.dossier} for update`.execute(tx)
    const non = await pieceRefusee(tx, d)
    if (non) return non
    const faits = await lireFaits(tx, d.dossier)
    if (!faits) return introuvable()
    const id = nouvelId()
    const le = d.recuLe ?? porte.maintenant()
    const ecole = d.ecole?.toUpperCase() ?? null
    if (sectionDe(faits, d.nature) && ECRITS.includes(faits.dossier.etat))
      await sql`update piece set retiree_le = ${le} where dossier_id = ${d.dossier} and nature = ${d.nature} and ecole is not distinct from ${ecole} and retiree_le is null`.execute(
        tx,
      )
    await sql`
      insert into piece (id, dossier_id, organisme, nature, ecole, nom, type, octets, sha256, cle, antivirus, deposee_par, deposee_nom, cree_le)
      values (${id}, ${d.dossier}, ${faits.dossier.organisme}, ${d.nature}, ${ecole}, ${d.fichier.nom}, ${d.fichier.type}, ${d.fichier.octets},
              ${d.fichier.sha256}, ${d.fichier.cle}, ${d.fichier.antivirus}, ${d.acteur.personne}, ${d.acteur.nom}, ${le})`.execute(
      tx,
    )
    return {
      id,
      nature: d.nature,
      ecole,
      nom: d.fichier.nom,
      type: d.fichier.type,
      octets: d.fichier.octets,
      sha256: d.fichier.sha256,
      antivirus: d.fichier.antivirus,
      cree_le: le.toISOString(),
    }
  })

/** Where the bytes of a piece are, for those who may see it. A file that a later one replaced stays readable with the filed
 * version that names it. */
export const lirePiece = async (
  base: Lecteur,
  dossier: string,
  id: string,
  acteur: Acteur,
): Promise<(Piece & { cle: string }) | Refus | undefined> => {
  const vue = await lireDossier(base, dossier, acteur)
  if (!vue || !estUuid(id)) return undefined
  const visible = vue.faits.pieces.some((p) => p.id === id.toLowerCase())
  if (!visible && ecolesVisibles(vue.qualites) !== null) return undefined
  const { rows } = await sql<Piece & { cle: string }>`
    select p.id, p.nature, p.ecole, p.nom, p.type, p.octets, p.sha256, p.antivirus, p.cree_le::text as cree_le, p.cle from piece p
    where p.id = ${id} and p.dossier_id = ${dossier} and (${visible} or exists (
      select 1 from depot d where d.dossier_id = p.dossier_id and d.contenu->'pieces' @> ${JSON.stringify([{ id: id.toLowerCase() }])}::jsonb))`.execute(
    base,
  )
  const piece = rows[0]
  if (!piece || !pieceLisible(piece, vue.qualites)) return undefined
  return piece.antivirus === 'infecte' ? PIECE_INFECTEE : piece
}

/** Takes a piece out of a draft (its bytes stay: the library of the organisation may use them). */
export const retirerPiece = (
  porte: Porte,
  d: { dossier: string; piece: string; acteur: Acteur },
): Promise<{ id: string } | Refus> =>
  enTransaction(porte, async (tx) => {
    const faits = await lireFaits(tx, d.dossier, { verrou: true })
    if (!faits || qualitesSur(d.acteur, accesDe(faits)).length === 0) return introuvable()
    const piece = faits.pieces.find((p) => p.id === d.piece)
    const non = await pieceRefusee(tx, {
      dossier: d.dossier,
      nature: piece?.nature ?? '',
      ecole: piece?.ecole ?? undefined,
      acteur: d.acteur,
    })
    if (!piece) return introuvable()
    if (non) return non
    if (!ECRITS.includes(faits.dossier.etat))
      return refus('etat_incompatible', 'Le dossier est déposé : ses pièces ne se retirent plus.')
    await sql`update piece set retiree_le = ${porte.maintenant()} where id = ${piece.id}`.execute(tx)
    return { id: piece.id }
  })
