import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { Config } from '../config.ts'
import type { Acteur } from '../domaine/faits.ts'
import { type GroupeFil, natureDeCourriel } from '../domaine/fils.ts'
import { estRefus, type Refus, refus } from '../domaine/refus.ts'
import type { Antivirus } from '../socle/antivirus.ts'
import { lireAdresseDeReponse } from '../socle/courriel/adresse-de-reponse.ts'
import { lireReponse, type Reponse } from '../socle/courriel/lire-reponse.ts'
import type { Fichiers } from '../socle/fichiers/ouvrir.ts'
import { recevoirFichier } from '../socle/fichiers/recevoir.ts'
import { acteurParId } from './acteurs.ts'
import { estUuid } from './identifiants.ts'
import { envoyerMessage, reponseRefusee, TEXTE_MAX } from './messages.ts'
import { ajouterPiece, pieceRefusee } from './pieces.ts'
import type { Porte } from './porte.ts'
import { direCeQuiManque, direRefus } from './reponse-lettres.ts'

export type MoyensReponse = {
  porte: Porte
  fichiers: Fichiers
  antivirus: Antivirus
  config: Pick<Config, 'secret' | 'adressePublique'>
}

/** What became of a message. `note`: a sentence for the log of the mail server; `lettre`: a letter was written to the sender. */
export type Recue = { etat: 'ecrite' | 'deja' | 'automatique'; note: string; lettre: boolean }
type Lettre = { id: string; fil: string; groupe: GroupeFil; dossier: string; a: string; objet: string }

/**
 * Takes an answer by e-mail: found by the signed address it was sent to (which names one letter, hence one person and one thread),
 * written as a message of that person when the sender is that person. Files are checked like any upload. Refusals: an address that
 * we did not sign, another sender, a closed account, lost rights, nothing written, over 30 MB; `repondu` when a letter says so to
 * the sender. Nothing is answered to a machine, nor to somebody who may not have written.
 */
export const recevoirReponse = async (
  m: MoyensReponse,
  brut: Readable,
  destinataires: readonly string[] = [],
): Promise<Recue | (Refus & { repondu: boolean })> => {
  const r = await lireReponse(brut)
  if (estRefus(r)) return { ...r, repondu: false }
  if (r.automatique)
    return { etat: 'automatique', note: 'Réponse automatique : rien n’est écrit dans le dossier.', lettre: false }
  const lettre = await lettreDe(m, [...destinataires, ...r.a])
  if (!lettre) return { ...ADRESSE_INCONNUE, repondu: false }
  if (r.de !== lettre.a) return { ...AUTRE_EXPEDITEUR, repondu: false }
  const acteur = await personneDe(m.porte, r.de)
  const ecrite = acteur ? await ecrire(m, r, lettre, acteur) : COMPTE_FERME
  if (!estRefus(ecrite)) return ecrite
  if (ecrite.code === 'deja_recu') return { etat: 'deja', note: ecrite.detail, lettre: false }
  await direRefus(m, { lettre, cle: cleDe(r), phrase: ecrite.detail })
  return { ...ecrite, repondu: true }
}

const ADRESSE_INCONNUE = refus(
  'adresse_inconnue',
  'Cette adresse de réponse n’est pas connue : répondez au dernier courriel reçu, ou écrivez depuis la page du dossier.',
  404,
)
const AUTRE_EXPEDITEUR = refus(
  'autre_expediteur',
  'Seule la personne à qui cette lettre était adressée peut y répondre, depuis la même adresse.',
  403,
)
const COMPTE_FERME = refus(
  'compte_ferme',
  'Votre compte est fermé, ou il n’existe pas : votre réponse n’a pas été transmise.',
  403,
)

/** Did we write to this address, for an answer? Asked before a message is read. */
export const estAdresseConnue = (secret: string, adresse: string): boolean =>
  lireAdresseDeReponse(secret, adresse) !== null

const lettreDe = async (m: MoyensReponse, adresses: readonly string[]): Promise<Lettre | undefined> => {
  for (const adresse of new Set(adresses)) {
    const id = lireAdresseDeReponse(m.config.secret, adresse)
    if (!id || !estUuid(id)) continue
    const { rows } = await sql<Lettre>`
      select c.id, c.fil_id as fil, f.groupe, c.dossier_id as dossier, c.a[1] as a, f.objet
      from courriel c join fil f on f.id = c.fil_id where c.id = ${id}`.execute(m.porte.base)
    if (rows[0]) return rows[0]
  }
  return undefined
}

const personneDe = async (porte: Porte, courriel: string): Promise<Acteur | undefined> => {
  const { rows } = await sql<{ id: string }>`
    select id from personne where courriel = ${courriel} and anonymisee_le is null`.execute(porte.base)
  return rows[0] && acteurParId(porte.base, rows[0].id, porte.maintenant())
}

const ecrire = async (m: MoyensReponse, r: Reponse, l: Lettre, acteur: Acteur): Promise<Recue | Refus> => {
  const { rows } = await sql`select 1 from message where fil_id = ${l.fil} and id_courriel = ${r.idMessage}`.execute(
    m.porte.base,
  )
  if (rows.length > 0) return refus('deja_recu', 'Ce message a déjà été reçu.')
  const non = await reponseRefusee(m.porte.base, { dossier: l.dossier, acteur, fil: l.fil })
  if (non) return non
  const { ids, refusees } = await garderPieces(m, r, l, acteur)
  const envoi = await envoyerMessage(m.porte, {
    dossier: l.dossier,
    acteur,
    fil: l.fil,
    texte: couper(r.texte) || (ids.length > 0 ? 'Pièces jointes, sans texte.' : ''),
    pieces: ids,
    origine: 'courriel',
    idCourriel: r.idMessage,
    adresse: m.config.adressePublique,
  })
  if (estRefus(envoi)) {
    await oublier(m, ids)
    return envoi
  }
  const manques = [
    ...refusees.map((x) => `« ${x.nom} » n’a pas été gardé : ${x.raison}`),
    ...(r.texte.length > TEXTE_MAX ? ['Votre message dépassait 20 000 caractères : sa fin a été coupée.'] : []),
  ]
  if (manques.length > 0) await direCeQuiManque(m, { lettre: l, cle: cleDe(r), manques })
  return {
    etat: 'ecrite',
    note: ['La réponse est dans le dossier.', ...manques].join(' '),
    lettre: manques.length > 0,
  }
}

const COUPURE = '\n\n[La fin de ce message, trop long, a été coupée.]'

const couper = (texte: string): string =>
  texte.length > TEXTE_MAX ? texte.slice(0, TEXTE_MAX - COUPURE.length) + COUPURE : texte

/** The files that may be kept become pieces of the dossier; the others are named with their reason. */
const garderPieces = async (m: MoyensReponse, r: Reponse, l: Lettre, acteur: Acteur) => {
  const ids: string[] = []
  const refusees = [...r.refusees]
  for (const p of r.piecesJointes) {
    const d = { dossier: l.dossier, nature: natureDeCourriel(l.groupe), acteur }
    const piece =
      (await pieceRefusee(m.porte.base, d)) ?? (await garder(m, d, { nom: p.nom, type: p.type, contenu: p.contenu }))
    if (estRefus(piece)) refusees.push({ nom: p.nom, raison: piece.detail })
    else ids.push(piece.id)
  }
  return { ids, refusees }
}

/** The same message handed over twice at once: the files of the one that is not written leave the dossier. Their bytes stay,
 * they are those of the other. */
const oublier = (m: MoyensReponse, ids: readonly string[]) =>
  sql`delete from piece where id = any(${ids})`.execute(m.porte.base)

const garder = async (
  m: MoyensReponse,
  d: { dossier: string; nature: string; acteur: Acteur },
  { nom, type, contenu }: { nom: string; type: string; contenu: Buffer },
) => {
  const recu = await recevoirFichier(m, Readable.from([contenu]), { nom, type })
  return estRefus(recu) ? recu : ajouterPiece(m.porte, { ...d, fichier: { ...recu, antivirus: recu.antivirus.etat } })
}

const cleDe = (r: Reponse): string => createHash('sha256').update(r.idMessage).digest('hex').slice(0, 32)
