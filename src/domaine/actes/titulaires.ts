import { z } from 'zod'
import type { Changement, FaitsOrganisation, Titulaire } from '../acte.ts'
import type { Role } from '../roles.ts'

/** What the acts on organisations have in common: none waits for a state. */
export const surOrganisation = { etape: 'organisations', source: 'F', de: [], discret: true } as const

export const identifiant = z.uuid({ error: 'Indiquez de quelle ligne il s’agit.' })

const ROLES_ORGANISME = ['redacteur', 'signataire', 'gestionnaire_organisme'] as const

export const roleOrganisme = z.enum(ROLES_ORGANISME, { error: 'Choisissez un rôle.' })

export const GESTIONNAIRE = ['gestionnaire_organisme'] as const satisfies Role[]

/** Those who give access there today. */
export const responsables = (f: FaitsOrganisation, maintenant: Date): Titulaire[] =>
  f.titulaires.filter((t) => t.role === 'gestionnaire_organisme' && enCours(t, maintenant))

/** Begun, and not ended. */
export const enCours = (t: Titulaire, maintenant: Date): boolean =>
  t.depuis <= maintenant && (!t.jusqua || t.jusqua > maintenant)

export const plusTard = (a: Date, b: Date): Date => (a > b ? a : b)

/** A right given by the organisation; `jusqua: null` for no end. */
export const octroi = (
  faits: FaitsOrganisation,
  o: { id: string; courriel: string; role: Role; depuis: Date; jusqua: Date | null; par: string | null },
): Changement => ({
  dans: 'habilitation',
  creer: {
    id: o.id,
    personne_id: faits.personnes[o.courriel],
    role: o.role,
    portee: faits.code,
    depuis: o.depuis,
    jusqua: o.jusqua,
    donnee_par: o.par,
    origine: 'organisme',
  },
})

/** A right ends then, or never with `null`; it is never erased. */
export const finir = (id: string, jusqua: Date | null): Changement => ({
  dans: 'habilitation',
  ou: { id },
  mettre: { jusqua },
})
