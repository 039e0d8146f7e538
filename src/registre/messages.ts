import { sql } from 'kysely'
import { accesDe, estDeLAppel, type Qualite, qualitesSur } from '../domaine/droits.ts'
import type { Acteur, Faits } from '../domaine/faits.ts'
import { filsLisibles, type GroupeFil, peutEcrire, pieceLisible } from '../domaine/fils.ts'
import { estRefus, introuvable, type Refus, refus, saisieInvalide } from '../domaine/refus.ts'
import { urls } from '../urls.ts'
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
  /** The one group that a new thread of the desk is written to. Absent: the applicant. */
  groupe?: GroupeFil | undefined
  /** Ids of pieces of the dossier. */
  pieces?: string[] | undefined
  origine?: 'page' | 'courriel' | 'api'
  /** Of a message that came by e-mail: handed over twice for one thread, it is written once (409 `deja_recu`). */
  idCourriel?: string | undefined
  recuLe?: Date
  /** The public address of the house: where the letter leads. */
  adresse: string
}

/** Writes a message in a thread of a dossier and tells the other side. Refusals: 404, 403 a note by a porteur, 422 no text. */
export const envoyerMessage = (porte: Porte, m: EnvoiMessage): Promise<{ message: string; fil: string } | Refus> =>
  enTransaction(porte, async (tx) => {
    const place = await placeDe(tx, m)
    if (estRefus(place)) return place
    const { faits, qualites, qualite, dedans } = place
    if (m.interne && !dedans) return refus('role_insuffisant', 'Les notes internes sont celles du service.', 403)
    const groupe = dedans && !m.interne ? (m.groupe ?? 'porteur') : 'porteur'
    const le = m.recuLe ?? porte.maintenant()
    const fil = m.fil ? await filExistant(tx, m, qualites) : await nouveauFil(tx, { ...m, groupe }, le)
    if (estRefus(fil)) return fil
    if (!peutEcrire(qualites, fil.groupe)) return LECTURE_SEULE
    const texte = m.texte.trim()
    if (texte === '') return saisieInvalide([{ chemin: 'texte', message: 'Écrivez votre message.' }])
    if (texte.length > TEXTE_MAX) return saisieInvalide([{ chemin: 'texte', message: '20 000 caractères au plus.' }])
    const siennes = faits.pieces.filter((p) => m.pieces?.includes(p.id) && pieceLisible(p, qualites))
    const pieces = siennes.map((p) => ({ id: p.id, nom: p.nom }))
    const id = nouvelId()
    const { rows } = await sql`
      insert into message (id, fil_id, dossier_id, personne_id, par, qualite, texte, pieces, origine, id_courriel, cree_le)
      values (${id}, ${fil.id}, ${m.dossier}, ${m.acteur.personne}, ${m.acteur.nom}, ${qualite.role}, ${texte},
        ${JSON.stringify(pieces)}::jsonb, ${m.origine ?? 'page'}, ${m.idCourriel ?? null}, ${le})
      on conflict (fil_id, id_courriel) do nothing returning id`.execute(tx)
    if (rows.length === 0) return refus('deja_recu', 'Ce message a déjà été reçu.')
    if (!fil.interne) await prevenir(tx, faits, { ...m, texte, le, id, fil, dedans, qualite })
    return { message: id, fil: fil.id }
  })

type Place = { faits: Faits; qualites: Qualite[]; qualite: Qualite; dedans: boolean }

/** The person's capacities on the dossier; 404 for a stranger. */
const placeDe = async (base: Lecteur, m: Pick<EnvoiMessage, 'dossier' | 'acteur'>): Promise<Place | Refus> => {
  const faits = await lireFaits(base, m.dossier)
  const qualites = faits ? qualitesSur(m.acteur, accesDe(faits)) : []
  const qualite = qualites.find((q) => q.ecoles === null) ?? qualites[0]
  return faits && qualite ? { faits, qualites, qualite, dedans: estDeLAppel(qualites) } : introuvable()
}

/** May this person answer this thread? Asked before the files of the answer are stored. Refusals: 404, 403. */
export const reponseRefusee = async (
  base: Lecteur,
  m: { dossier: string; acteur: Acteur; fil: string },
): Promise<Refus | undefined> => {
  const place = await placeDe(base, m)
  if (estRefus(place)) return place
  const fil = await filExistant(base, m, place.qualites)
  if (estRefus(fil)) return fil
  return peutEcrire(place.qualites, fil.groupe) ? undefined : LECTURE_SEULE
}

const LECTURE_SEULE = refus('role_insuffisant', 'Votre rôle permet de lire ce dossier, pas d’y écrire un message.', 403)

export const TEXTE_MAX = 20_000

type Fil = { id: string; objet: string; interne: boolean; groupe: GroupeFil }

const filExistant = async (
  tx: Lecteur,
  m: Pick<EnvoiMessage, 'fil' | 'dossier'>,
  qualites: Qualite[],
): Promise<Fil | Refus> => {
  const { internes, groupes } = filsLisibles(qualites)
  const { rows } = await sql<Fil>`
    select id, objet, interne, groupe from fil
    where id::text = ${m.fil} and dossier_id = ${m.dossier} and (${internes} or (not interne and groupe = any(${groupes})))`.execute(
    tx,
  )
  return rows[0] ?? introuvable()
}

const nouveauFil = async (tx: Lecteur, m: EnvoiMessage & { groupe: GroupeFil }, le: Date): Promise<Fil | Refus> => {
  const objet = m.objet?.trim().slice(0, 200) || (m.interne ? 'Note interne' : '')
  if (objet === '') return saisieInvalide([{ chemin: 'objet', message: 'Donnez un objet à votre message.' }])
  const fil = { id: nouvelId(), objet, interne: m.interne === true, groupe: m.groupe }
  await sql`
    insert into fil (id, dossier_id, objet, interne, groupe, cree_le)
    values (${fil.id}, ${m.dossier}, ${objet}, ${fil.interne}, ${fil.groupe}, ${le})`.execute(tx)
  return fil
}

type Prevenir = Omit<EnvoiMessage, 'fil'> & { le: Date; id: string; fil: Fil; dedans: boolean; qualite: Qualite }

/** A message of the service goes to the group of its thread, one of that group to the agent in charge. */
const prevenir = async (tx: Lecteur, f: Faits, m: Prevenir): Promise<void> => {
  const { groupe } = m.fil
  const versService = !m.dedans || (groupe === 'rectorat' && m.qualite.role === 'rectorat')
  const cibles = await destinatairesDe(tx, versService ? 'service' : groupe, f, { le: m.le })
  const { id, numero, appel: slug } = f.dossier
  const auBureau = versService || groupe === 'rectorat'
  const page = auBureau ? urls.bureauDossier.href({ slug, id }, { onglet: 'messages' }) : urls.messages.href({ id })
  await ecrireLettre(tx, {
    cle: `message:${m.id}`,
    a: cibles.flatMap((c) => c.adresses).filter((x) => x.toLowerCase() !== m.acteur.courriel),
    objet: `${m.fil.objet} (dossier ${numero})`,
    modele: 'message',
    dossier: id,
    acte: null,
    fil: m.fil.id,
    blocs: [
      { type: 'paragraphe', texte: `${m.acteur.nom} vous écrit au sujet du dossier ${numero} :` },
      ...m.texte.split(/\n{2,}/).map((p) => ({ type: 'paragraphe' as const, texte: p })),
      { type: 'bouton', libelle: 'Répondre', href: m.adresse + page },
    ],
    le: m.le,
  })
}
