import { sql } from 'kysely'
import { remplirLettre } from '../domaine/appel/remplir-lettre.ts'
import { blocsDeMarkdown } from '../domaine/blocs.ts'
import { ecoleDite } from '../domaine/organismes.ts'
import { estRole, ROLES, type Role } from '../domaine/roles.ts'
import { nouveauSecret } from '../registre/acteurs.ts'
import { ecrireLettre } from '../registre/courriels.ts'
import type { Lecteur } from '../registre/lire.ts'
import type { Evenement } from '../registre/suite.ts'
import { type ContexteSuites, valeursDuDossier } from '../registre/suivre.ts'
import { urls } from '../urls.ts'

/** The personal link of an invitation: only its hash is kept, the link stands in the letter alone. */
export const ecrireInvitation = async (tx: Lecteur, e: Evenement, c: ContexteSuites): Promise<void> => {
  const f = e.apres
  const invitation = f?.invitations.find((i) => i.id === e.resultat.invitation)
  if (!f || !invitation) return
  const { secret, empreinte } = nouveauSecret()
  await sql`update invitation set jeton = ${empreinte} where id = ${invitation.id}`.execute(tx)
  const lien = c.adresse + urls.invitation.href({ jeton: secret })
  const ecole = f.ecoles.find((x) => x.uai === invitation.uai)?.nom
  const { objet, corps } = remplirLettre(f.appel, 'inviter', {
    ...valeursDuDossier(f, c.adresse),
    lien,
    invitant: e.acteur.nom,
    qualite: estRole(invitation.role) ? cequiEstDemande(invitation.role) : invitation.role,
    ecole: ecole ? ecoleDite(ecole) : '',
  })
  await ecrireLettre(tx, {
    cle: `${e.cle}:inviter`,
    a: [invitation.courriel],
    objet,
    modele: 'inviter',
    dossier: f.dossier.id,
    acte: e.acte,
    blocs: [...blocsDeMarkdown(corps), { type: 'bouton', libelle: 'Répondre à l’invitation', href: lien }],
    le: e.le,
  })
}

/** « Direction d’école, qui rédige le projet de son école »: the title, and what one is expected to do. */
const cequiEstDemande = (role: Role): string => {
  const { libelle, aide } = ROLES[role]
  return `${libelle}, qui ${aide.charAt(0).toLowerCase()}${aide.slice(1).replace(/\.$/, '')}`
}
