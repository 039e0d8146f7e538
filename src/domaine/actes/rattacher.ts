import { z } from 'zod'
import { type ActeOrganisation, acteOrganisation, type Changement, type FaitsOrganisation } from '../acte.ts'
import { type Refus, refus } from '../refus.ts'
import type { Role } from '../roles.ts'
import { motif } from '../saisies.ts'
import { enCours, GESTIONNAIRE, identifiant, responsables, surOrganisation } from './titulaires.ts'

const AGENTS = ['administrateur_appel', 'instructeur', 'administrateur'] as const satisfies Role[]

/** A person asks for access: granted or refused. Source: actes.md « Organisations ». */
export const RATTACHER = {
  accepter_rattachement: acteOrganisation({
    ...surOrganisation,
    libelle: 'Accepter une demande d’accès',
    fait: 'a accepté une demande d’accès',
    par: [...GESTIONNAIRE, ...AGENTS],
    saisie: z.strictObject({ demande: identifiant }),
    garde: ({ faits, saisie, qualite, maintenant }) => decisionRefusee(faits, saisie.demande, qualite, maintenant),
    effet: ({ faits, saisie, id, acteur, maintenant }) => {
      const d = faits.demandes.find((x) => x.id === saisie.demande)
      const donner = (role: Role, rang: number): Changement[] =>
        !d || faits.titulaires.some((t) => t.personne === d.personne && t.role === role && enCours(t, maintenant))
          ? []
          : [
              {
                dans: 'habilitation',
                creer: {
                  id: id(rang),
                  personne_id: d.personne,
                  role,
                  portee: faits.code,
                  depuis: maintenant,
                  donnee_par: acteur.personne === d.personne ? null : acteur.personne,
                  origine: 'rattachement',
                },
              },
            ]
      return {
        changements: [
          { dans: 'rattachement', ou: { id: saisie.demande }, mettre: { etat: 'accepte', code: null } },
          ...(d ? donner(d.role, 0) : []),
          // The first person of an organisation gives access to the next ones.
          ...(faits.type === 'organisme' && responsables(faits, maintenant).length === 0
            ? donner('gestionnaire_organisme', 1)
            : []),
        ],
      }
    },
  }),
  refuser_rattachement: acteOrganisation({
    ...surOrganisation,
    libelle: 'Refuser une demande d’accès',
    fait: 'a refusé une demande d’accès',
    par: [...GESTIONNAIRE, ...AGENTS],
    saisie: z.strictObject({ demande: identifiant, motif: motif.optional() }),
    garde: ({ faits, saisie, qualite, maintenant }) => decisionRefusee(faits, saisie.demande, qualite, maintenant),
    effet: ({ saisie }) => ({
      changements: [{ dans: 'rattachement', ou: { id: saisie.demande }, mettre: { etat: 'refuse', code: null } }],
    }),
  }),
} satisfies Record<string, ActeOrganisation>

/** An agent answers only where nobody is in charge yet: elsewhere the organisation decides for itself. */
const decisionRefusee = (f: FaitsOrganisation, demande: string, qualite: Role, maintenant: Date): Refus | undefined => {
  if (!f.demandes.some((d) => d.id === demande))
    return refus('demande_traitee', 'Cette demande a déjà reçu une réponse.')
  const [premier] = responsables(f, maintenant)
  return premier && qualite !== 'gestionnaire_organisme' && AGENTS.some((r) => r === qualite)
    ? refus('responsable_present', `C’est à ${premier.nom}, responsable des accès, de répondre à cette demande.`)
    : undefined
}
