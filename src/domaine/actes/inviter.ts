import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { JUSQU_A_NOTIFIE } from '../etats.ts'
import { ecolesVivantes } from '../faits.ts'
import { refus, saisieInvalide } from '../refus.ts'
import { ROLES_PORTEUR } from '../roles.ts'
import { adresse, codeUai, vide } from '../saisies.ts'

/** Invitations to a dossier: each is a letter with a personal link. Source: actes.md « Candidater ». */
export const INVITER = {
  inviter: acte({
    libelle: 'Inviter une personne',
    fait: 'a invité une personne',
    etape: 'candidater',
    source: 'G',
    discret: true,
    de: JUSQU_A_NOTIFIE,
    par: ROLES_PORTEUR,
    saisie: z.strictObject({
      courriel: adresse,
      role: z.enum(['redacteur', 'directeur', 'erun'], {
        error: 'Choisissez à quel titre vous invitez cette personne.',
      }),
      uai: codeUai.optional(),
    }),
    garde: ({ faits, saisie }) => {
      const uai = saisie.uai?.toUpperCase()
      if (saisie.role === 'directeur' && !uai)
        return saisieInvalide([{ chemin: 'uai', message: 'Indiquez l’école que dirige cette personne.' }])
      if (uai && !ecolesVivantes(faits).some((e) => e.uai === uai))
        return saisieInvalide([{ chemin: 'uai', message: 'Cette école n’est pas dans le dossier.' }])
      const deja = faits.invitations.some(
        (i) =>
          i.etat !== 'retiree' && i.courriel === saisie.courriel && i.role === saisie.role && i.uai === (uai ?? null),
      )
      return deja
        ? refus('deja_invite', `Une invitation à ce dossier est déjà partie à ${saisie.courriel}.`)
        : undefined
    },
    effet: ({ saisie, acteur, id, maintenant }) => ({
      changements: [
        {
          dans: 'invitation',
          creer: {
            id: id(),
            courriel: saisie.courriel,
            role: saisie.role,
            uai: saisie.uai?.toUpperCase() ?? null,
            par: acteur.nom,
            cree_le: maintenant,
          },
        },
      ],
      resultat: { invitation: id() },
    }),
  }),
  renvoyer_invitation: acte({
    libelle: 'Renvoyer une invitation',
    fait: 'a renvoyé une invitation',
    etape: 'candidater',
    source: 'F',
    discret: true,
    de: JUSQU_A_NOTIFIE,
    par: ROLES_PORTEUR,
    sur: 'invitation',
    saisie: vide,
    possible: ({ faits }, sur) =>
      faits.invitations.every((i) => i.id !== sur || i.etat === 'envoyee')
        ? undefined
        : refus('invitation_close', 'Cette invitation a déjà été acceptée ou retirée : il n’y a plus rien à renvoyer.'),
    // The letter carries a new link: the former one, whose hash alone is kept, stops working.
    effet: ({ sur }) => ({ changements: [], resultat: { invitation: sur } }),
  }),
  retirer_invitation: acte({
    libelle: 'Retirer une invitation',
    fait: 'a retiré une invitation',
    etape: 'candidater',
    source: 'G',
    discret: true,
    de: JUSQU_A_NOTIFIE,
    par: ROLES_PORTEUR,
    sur: 'invitation',
    saisie: vide,
    effet: ({ sur }) => ({
      changements: [{ dans: 'invitation', ou: { id: sur }, mettre: { etat: 'retiree', jeton: null } }],
    }),
  }),
} satisfies Record<string, Acte>
