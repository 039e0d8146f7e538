import { sql } from 'kysely'
import { accesDe, estDeLAppel, type Qualite, qualitesSur } from '../domaine/droits.ts'
import type { Acteur, Faits } from '../domaine/faits.ts'
import { introuvable, type Refus, refus, saisieInvalide } from '../domaine/refus.ts'
import { ecrireLettre } from './courriels.ts'
import { destinatairesDe } from './destinataires.ts'
import { nouvelId } from './identifiants.ts'
import { type Lecteur, lireFaits } from './lire.ts'
import { enTransaction, type Porte } from './porte.ts'

export type EnvoiMessage = {
  dossier: string
  acteur: Acteur
  /** The thread answered; absent: a new one, with its `objet`. */
  fil?: string | undefined
  objet?: string | undefined
  texte: string
  /** A note that porteurs never see; only those of the call write and read them. */
  interne?: boolean | undefined
  /** Ids of pieces of the dossier. */
  pieces?: string[] | undefined
  origine?: 'page' | 'courriel' | 'api'
  recuLe?: Date
  /** Where the letter leads. */
  lien: string
}

/** Writes a message in a thread of a dossier and tells the other side. Refusals: 404, 403 a note by a porteur, 422 no text. */
export const envoyerMessage = (porte: Porte, m: EnvoiMessage): Promise<{ message: string; fil: string } | Refus> =>
  enTransaction(porte, async (tx) => {
    const faits = await lireFaits(tx, m.dossier)
    if (!faits) return introuvable()
    const qualites = qualitesSur(m.acteur, accesDe(faits))
    const qualite = qualites.find((q) => q.ecoles === null) ?? qualites[0]
    if (!qualite) return introuvable()
    const dedans = estDeLAppel(qualites)
    if (m.interne && !dedans) return refus('role_insuffisant', 'Les notes internes sont celles du service.', 403)
    if (!dedans && qualite.ecoles !== null && qualite.role !== 'directeur')
      return refus('role_insuffisant', 'Votre rôle permet de lire ce dossier, pas d’y écrire un message.', 403)
    const texte = m.texte.trim()
    if (texte === '') return saisieInvalide([{ chemin: 'texte', message: 'Écrivez votre message.' }])
    if (texte.length > 20_000) return saisieInvalide([{ chemin: 'texte', message: '20 000 caractères au plus.' }])
    const le = m.recuLe ?? porte.maintenant()
    const fil = m.fil ? await filExistant(tx, m.dossier, m.fil, dedans) : await nouveauFil(tx, m, le)
    if ('refus' in fil) return fil
    const pieces = faits.pieces.filter((p) => m.pieces?.includes(p.id)).map((p) => ({ id: p.id, nom: p.nom }))
    const id = nouvelId()
    await sql`
      insert into message (id, fil_id, dossier_id, personne_id, par, qualite, texte, pieces, origine, cree_le)
      values (${id}, ${fil.id}, ${m.dossier}, ${m.acteur.personne}, ${m.acteur.nom}, ${qualite.role}, ${texte},
        ${JSON.stringify(pieces)}::jsonb, ${m.origine ?? 'page'}, ${le})`.execute(tx)
    if (!fil.interne) await prevenir(tx, faits, { ...m, texte, le, id, objet: fil.objet, dedans, qualite })
    return { message: id, fil: fil.id }
  })

type Fil = { id: string; objet: string; interne: boolean }

const filExistant = async (tx: Lecteur, dossier: string, id: string, dedans: boolean): Promise<Fil | Refus> => {
  const { rows } = await sql<Fil>`
    select id, objet, interne from fil where id::text = ${id} and dossier_id = ${dossier} and (${dedans} or not interne)`.execute(
    tx,
  )
  return rows[0] ?? introuvable()
}

const nouveauFil = async (tx: Lecteur, m: EnvoiMessage, le: Date): Promise<Fil | Refus> => {
  const objet = m.objet?.trim().slice(0, 200) || (m.interne ? 'Note interne' : '')
  if (objet === '') return saisieInvalide([{ chemin: 'objet', message: 'Donnez un objet à votre message.' }])
  const fil = { id: nouvelId(), objet, interne: m.interne === true }
  await sql`insert into fil (id, dossier_id, objet, interne, cree_le) values (${fil.id}, ${m.dossier}, ${objet}, ${fil.interne}, ${le})`.execute(
    tx,
  )
  return fil
}

type Prevenir = EnvoiMessage & { le: Date; id: string; objet: string; dedans: boolean; qualite: Qualite }

/** A message of the service goes to the applicant, one of the applicant to the agent in charge. */
const prevenir = async (tx: Lecteur, f: Faits, m: Prevenir): Promise<void> => {
  const [cible] = await destinatairesDe(tx, m.dedans ? 'porteur' : 'service', f, { le: m.le })
  await ecrireLettre(tx, {
    cle: `message:${m.id}`,
    a: (cible?.adresses ?? []).filter((x) => x !== m.acteur.courriel),
    objet: `${m.objet} (dossier ${f.dossier.numero})`,
    modele: 'message',
    dossier: f.dossier.id,
    acte: null,
    blocs: [
      { type: 'paragraphe', texte: `${m.acteur.nom} vous écrit au sujet du dossier ${f.dossier.numero} :` },
      ...m.texte.split(/\n{2,}/).map((p) => ({ type: 'paragraphe' as const, texte: p })),
      { type: 'bouton', libelle: 'Répondre', href: m.lien },
    ],
    le: m.le,
  })
}
