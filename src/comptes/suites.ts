import { sql } from 'kysely'
import { typographier } from '../domaine/organismes.ts'
import { estRole, ROLES } from '../domaine/roles.ts'
import { ecrireLettre } from '../registre/courriels.ts'
import type { Lecteur } from '../registre/lire.ts'
import type { Evenement } from '../registre/suite.ts'
import type { ContexteSuites, Suite } from '../registre/suivre.ts'
import { urls } from '../urls.ts'
import { lettresOrganisation } from './organisation-lettres.ts'

/** Tells those who invited that somebody came, and with which address: it may not be the one they wrote to. */
const direAcceptee = async (tx: Lecteur, e: Evenement, c: ContexteSuites): Promise<void> => {
  const f = e.apres
  const invitation = f?.invitations.find((i) => i.id === e.resultat.invitation)
  if (!f || !invitation) return
  const { rows } = await sql<{ courriel: string }>`
    select distinct p.courriel from journal j join personne p on p.id = j.personne_id
    where j.dossier_id = ${f.dossier.id} and j.acte = 'inviter' and lower(j.saisie->>'courriel') = ${invitation.courriel} and p.anonymisee_le is null`.execute(
    tx,
  )
  const autre = e.acteur.courriel === invitation.courriel ? '' : `, avec l’adresse ${e.acteur.courriel}`
  await ecrireLettre(tx, {
    cle: `${e.cle}:accepter_invitation`,
    a: rows.map((r) => r.courriel).filter((a) => a !== e.acteur.courriel),
    objet: `${e.acteur.nom} a rejoint le dossier ${f.dossier.numero}`,
    modele: 'accepter_invitation',
    dossier: f.dossier.id,
    acte: e.acte,
    blocs: [
      { type: 'paragraphe', texte: 'Bonjour,' },
      {
        type: 'paragraphe',
        texte: `${e.acteur.nom} a accepté l’invitation envoyée à ${invitation.courriel}${autre} (${qualite(invitation.role)}) pour le dossier ${f.dossier.numero} (${typographier(f.organisme.nom)}).`,
      },
      {
        type: 'paragraphe',
        texte:
          'Si ce n’est pas la personne attendue, retirez cette invitation depuis le dossier : l’accès prend fin aussitôt.',
      },
      { type: 'bouton', libelle: 'Ouvrir le dossier', href: c.adresse + urls.dossier.href({ id: f.dossier.id }) },
    ],
    le: e.le,
  })
}

const qualite = (role: string): string => (estRole(role) ? ROLES[role].libelle : role)

/** The letters of one act on an organisation: who is told what. */
const direAuxPersonnes = async (tx: Lecteur, e: Evenement, c: ContexteSuites): Promise<void> => {
  for (const [rang, l] of (await lettresOrganisation(tx, e, c.adresse)).entries())
    await ecrireLettre(tx, { cle: `${e.cle}:${rang}`, modele: e.acte, dossier: null, acte: e.acte, le: e.le, ...l })
}

/** What follows the acts about people and organisations. */
export const SUITES_COMPTES: Record<string, readonly Suite[]> = {
  accepter_invitation: [{ faire: direAcceptee }],
  donner_role: [{ faire: direAuxPersonnes }],
  dater_role: [{ faire: direAuxPersonnes }],
  retirer_role: [{ faire: direAuxPersonnes }],
  accepter_rattachement: [{ faire: direAuxPersonnes }],
  refuser_rattachement: [{ faire: direAuxPersonnes }],
  reprendre_organisme: [{ faire: direAuxPersonnes }],
  confirmer_directeur: [{ faire: direAuxPersonnes }],
}
