import { sql } from 'kysely'
import type { BlocTexte } from '../domaine/blocs.ts'
import { lienUnique } from '../domaine/lien-unique.ts'
import { nouvelId } from './identifiants.ts'
import type { Lecteur } from './lire.ts'
import { modesPour } from './notifications.ts'
import { ajouterAuRecapitulatif } from './recapitulatif.ts'

/** A letter to write: `cle` makes it unique for ever, so that a retry writes nothing twice. */
export type Lettre = {
  cle: string
  a: string[]
  objet: string
  modele: string
  dossier: string | null
  acte: string | null
  blocs: (BlocTexte | { type: 'bouton'; libelle: string; href: string })[]
  /** Files that leave with it: documents (receipt, agreement) or inline attachments (.ics). */
  pieces?: ({ document: string; nom: string } | { nom: string; type: string; texte: string })[]
  /** The thread of a message: its letter may be answered by e-mail. */
  fil?: string
  /** What it says in one line, for those who receive one letter a day. Absent: its object. */
  ligne?: string
  le: Date
}

/** Writes a letter in the transaction of its act; a job makes it leave afterwards. One row per recipient; those who chose one
 * letter a day, or none, for this kind have their line of the day, or nothing. */
export const ecrireLettre = async (tx: Lecteur, l: Lettre): Promise<void> => {
  const adresses = [...new Set(l.a.map((x) => x.trim().toLowerCase()).filter(Boolean))]
  const modeDe = await modesPour(tx, l.modele, adresses)
  for (const adresse of adresses) {
    const mode = modeDe(adresse)
    if (mode === 'jour') await ajouterAuRecapitulatif(tx, l, adresse)
    if (mode !== 'aussitot') continue
    await sql`
      insert into courriel (id, cle, a, objet, modele, dossier_id, acte, blocs, pieces, fil_id, cree_le)
      values (${nouvelId()}, ${`${l.cle}:${adresse}`}, ${[adresse]}, ${l.objet.slice(0, 500)}, ${l.modele}, ${l.dossier}, ${l.acte},
              ${JSON.stringify(lienUnique(l.blocs))}::jsonb, ${JSON.stringify(l.pieces ?? [])}::jsonb, ${l.fil ?? null}, ${l.le})
      on conflict (cle) do nothing`.execute(tx)
  }
}

/** A document to compose (receipt, agreement…): its content is fixed now, its PDF is made by a job. Answers its id. */
export const demanderDocument = async (
  tx: Lecteur,
  d: {
    dossier?: string | null
    seance?: string | null
    genre: string
    nom: string
    contenu: unknown
    le: Date
    visible?: boolean
    type?: string
  },
): Promise<string> => {
  const id = nouvelId()
  await sql`
    insert into document (id, dossier_id, seance_id, genre, nom, type, contenu, visible, cree_le)
    values (${id}, ${d.dossier ?? null}, ${d.seance ?? null}, ${d.genre}, ${d.nom}, ${d.type ?? 'application/pdf'}, ${JSON.stringify(d.contenu)}::jsonb, ${d.visible ?? true}, ${d.le})`.execute(
    tx,
  )
  return id
}

/** Sends a letter again, as it was: a new row, the first one stays. One again per letter and minute (a double click is one). */
export const renvoyerLettre = async (base: Lecteur, d: { id: string; dossier: string; le: Date }): Promise<void> => {
  const minute = d.le.toISOString().slice(0, 16)
  await sql`
    insert into courriel (id, cle, a, objet, modele, dossier_id, acte, blocs, repondre_a, pieces, fil_id, cree_le)
    select ${nouvelId()}, cle || ${`:encore:${minute}`}, a, objet, modele, dossier_id, acte, blocs, repondre_a, pieces, fil_id, ${d.le}
    from courriel where id::text = ${d.id} and dossier_id = ${d.dossier} on conflict (cle) do nothing`.execute(base)
}
