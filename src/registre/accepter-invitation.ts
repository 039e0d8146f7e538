import { sql } from 'kysely'
import type { Acteur } from '../domaine/faits.ts'
import { introuvable, type Refus, refus } from '../domaine/refus.ts'
import { estRole, type Role } from '../domaine/roles.ts'
import { empreinteSecret } from './acteurs.ts'
import { habiliter } from './comptes.ts'
import { ajouter } from './journal.ts'
import { type Lecteur, lireFaits } from './lire.ts'
import { enTransaction, type Porte } from './porte.ts'

type Invitee = {
  id: string
  dossier: string
  courriel: string
  role: Role
  uai: string | null
  etat: string
  personne: string | null
}

/**
 * Answers an invitation, in the manner of the door: locks the dossier, writes, appends to the journal. The role is given on this
 * dossier only. The head of a school who signs in with the very mailbox of the official directory, to which the invitation was
 * sent, also becomes its `directeur`. Whoever signed in with the invited address needs no link: the invitation's id is enough,
 * for signing in proved the address. The link counts once: 409 when somebody else accepted, 404 when it was withdrawn.
 */
export const accepterInvitation = (
  porte: Porte,
  { secret, acteur, le }: { secret: string; acteur: Acteur; le: Date },
): Promise<{ dossier: string } | Refus> =>
  enTransaction(porte, async (tx) => {
    const trouvee = await lireInvitation(tx, secret, acteur.courriel)
    if (!trouvee || !acteur.personne) return introuvable()
    const avant = await lireFaits(tx, trouvee.dossier, { verrou: true })
    const i = await lireInvitation(tx, secret, acteur.courriel)
    if (!avant || !i) return introuvable()
    if (i.etat === 'acceptee')
      return i.personne === acteur.personne
        ? { dossier: i.dossier }
        : refus(
            'invitation_prise',
            'Cette invitation a déjà été acceptée par une autre personne. Demandez une nouvelle invitation à la mairie.',
          )
    const contenu = JSON.stringify({ accepteeLe: le, acceptePar: acteur.courriel })
    await sql`
      update invitation set etat = 'acceptee', personne_id = ${acteur.personne}, contenu = contenu || ${contenu}::jsonb where id = ${i.id}`.execute(
      tx,
    )
    if (
      i.role === 'directeur' &&
      i.uai &&
      acteur.courriel === i.courriel &&
      (await boiteOfficielle(tx, i.uai)) === i.courriel
    )
      await habiliter(tx, acteur.personne, { role: 'directeur', portee: i.uai }, le, { origine: 'annuaire' })
    const rang = avant.dossier.journal_rang + 1
    const empreinte = await ajouter(tx, {
      chaine: `dossier:${i.dossier}`,
      rang,
      precedente: avant.dossier.journal_empreinte,
      acte: 'accepter_invitation',
      sur: i.uai,
      dossier: i.dossier,
      seance: null,
      le,
      personne: acteur.personne,
      par: acteur.nom,
      qualite: i.role,
      saisie: { invitation: i.id },
      etatAvant: avant.dossier.etat,
      etatApres: avant.dossier.etat,
    })
    // The version stays: nothing that others are writing has changed.
    await sql`update dossier set journal_rang = ${rang}, journal_empreinte = ${empreinte} where id = ${i.dossier}`.execute(
      tx,
    )
    const apres = await lireFaits(tx, i.dossier)
    await porte.suivre(tx, {
      acte: 'accepter_invitation',
      sur: i.id,
      avant,
      apres,
      saisie: {},
      resultat: { invitation: i.id },
      acteur,
      qualite: i.role,
      commentaire: undefined,
      pourLeCompteDe: undefined,
      le,
      cle: `${i.dossier}:${rang}`,
    })
    return { dossier: i.dossier }
  })

const lireInvitation = async (tx: Lecteur, secret: string, courriel: string): Promise<Invitee | undefined> => {
  const { rows } = await sql<Omit<Invitee, 'role'> & { role: string }>`
    select id, dossier_id as dossier, courriel, role, uai, etat, personne_id as personne from invitation
    where (jeton = ${empreinteSecret(secret)} or (id::text = ${secret} and courriel = ${courriel})) and etat <> 'retiree'`.execute(
    tx,
  )
  const i = rows[0]
  return i && estRole(i.role) ? { ...i, role: i.role } : undefined
}

const boiteOfficielle = async (tx: Lecteur, uai: string): Promise<string | undefined> => {
  const { rows } = await sql<{
    courriel: string | null
  }>`select lower(courriel) as courriel from ecole where uai = ${uai}`.execute(tx)
  return rows[0]?.courriel ?? undefined
}
