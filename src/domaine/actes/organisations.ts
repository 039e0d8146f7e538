import { z } from 'zod'
import {
  type ActeOrganisation,
  acteOrganisation,
  type Changement,
  type FaitsOrganisation,
  type Titulaire,
} from '../acte.ts'
import { debutDeJournee, finDeJournee } from '../calendrier.ts'
import { introuvable, type Refus, refus, saisieInvalide } from '../refus.ts'
import type { Role } from '../roles.ts'
import { adresse, jour, motif, texteCourt } from '../saisies.ts'

const ROLES_ORGANISME = ['redacteur', 'signataire', 'gestionnaire_organisme'] as const
const roleOrganisme = z.enum(ROLES_ORGANISME, { error: 'Choisissez un rôle.' })
const GESTIONNAIRE = ['gestionnaire_organisme'] as const satisfies Role[]
const AGENTS = ['administrateur_appel', 'instructeur', 'administrateur'] as const satisfies Role[]
const identifiant = z.uuid({ error: 'Indiquez de quelle ligne il s’agit.' })

const commun = { etape: 'organisations', source: 'F', de: [], discret: true } as const

/** Acts on an organisation or a school: who works there. Source: actes.md « Organisations », §1 (habilitations with dates). */
export const ACTES_ORGANISATION = {
  donner_role: acteOrganisation({
    ...commun,
    libelle: 'Donner un rôle',
    fait: 'a donné un rôle',
    par: GESTIONNAIRE,
    saisie: z.strictObject({
      courriel: adresse,
      role: roleOrganisme,
      depuis: jour.optional(),
      jusqua: jour.optional(),
    }),
    garde: ({ faits, saisie, maintenant }) =>
      datesRefusees(saisie.depuis, saisie.jusqua, maintenant) ??
      (faits.titulaires.some((t) => t.courriel === saisie.courriel && t.role === saisie.role)
        ? refus('role_deja_donne', `${saisie.courriel} a déjà ce rôle. Changez ses dates, ou choisissez un autre rôle.`)
        : undefined),
    effet: ({ faits, saisie, id, acteur, maintenant }) => ({
      changements: [
        octroi(faits, {
          id: id(),
          courriel: saisie.courriel,
          role: saisie.role,
          depuis: saisie.depuis ? plusTard(debutDeJournee(saisie.depuis), maintenant) : maintenant,
          jusqua: saisie.jusqua ? finDeJournee(saisie.jusqua) : null,
          par: acteur.personne,
        }),
      ],
    }),
  }),
  dater_role: acteOrganisation({
    ...commun,
    libelle: 'Changer les dates d’un rôle',
    fait: 'a changé les dates d’un rôle',
    par: GESTIONNAIRE,
    saisie: z.strictObject({ habilitation: identifiant, jusqua: jour.nullable() }),
    garde: ({ faits, saisie, maintenant }) =>
      datesRefusees(undefined, saisie.jusqua ?? undefined, maintenant) ??
      finRefusee(faits, saisie.habilitation, saisie.jusqua ? finDeJournee(saisie.jusqua) : null, maintenant),
    effet: ({ saisie }) => ({
      changements: [finir(saisie.habilitation, saisie.jusqua ? finDeJournee(saisie.jusqua) : null)],
    }),
  }),
  retirer_role: acteOrganisation({
    ...commun,
    libelle: 'Retirer un rôle',
    fait: 'a retiré un rôle',
    par: GESTIONNAIRE,
    saisie: z.strictObject({ habilitation: identifiant }),
    garde: ({ faits, saisie, maintenant }) => finRefusee(faits, saisie.habilitation, maintenant, maintenant),
    effet: ({ saisie, maintenant }) => ({ changements: [finir(saisie.habilitation, maintenant)] }),
  }),
  accepter_rattachement: acteOrganisation({
    ...commun,
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
    ...commun,
    libelle: 'Refuser une demande d’accès',
    fait: 'a refusé une demande d’accès',
    par: [...GESTIONNAIRE, ...AGENTS],
    saisie: z.strictObject({ demande: identifiant, motif: motif.optional() }),
    garde: ({ faits, saisie, qualite, maintenant }) => decisionRefusee(faits, saisie.demande, qualite, maintenant),
    effet: ({ saisie }) => ({
      changements: [{ dans: 'rattachement', ou: { id: saisie.demande }, mettre: { etat: 'refuse', code: null } }],
    }),
  }),
  reprendre_organisme: acteOrganisation({
    ...commun,
    libelle: 'Confier l’organisme à de nouvelles personnes',
    fait: 'a confié l’organisme à de nouvelles personnes',
    par: ['administrateur_appel', 'administrateur'],
    saisie: z.strictObject({
      justificatif: z.enum(['proces_verbal', 'lettre_officielle'], { error: 'Choisissez le justificatif reçu.' }),
      reference: texteCourt,
      personnes: z
        .array(z.strictObject({ courriel: adresse, nom: texteCourt.optional(), role: roleOrganisme }))
        .min(1, { error: 'Indiquez au moins une personne.' })
        .max(20, { error: 'Indiquez vingt personnes au plus.' }),
    }),
    possible: ({ faits }) =>
      faits.type === 'organisme'
        ? undefined
        : refus('acte_inconnu', 'Cet acte porte sur un organisme, non sur une école.', 404),
    garde: ({ saisie }) =>
      saisie.personnes.some((p) => p.role === 'gestionnaire_organisme')
        ? undefined
        : saisieInvalide([
            { chemin: 'personnes', message: 'Indiquez qui sera responsable des accès : une personne au moins.' },
          ]),
    effet: ({ faits, saisie, id, acteur, maintenant }) => ({
      changements: [
        ...faits.titulaires.map((t) => finir(t.id, plusTard(t.depuis, maintenant))),
        ...saisie.personnes.map((p, rang) =>
          octroi(faits, {
            id: id(rang),
            courriel: p.courriel,
            role: p.role,
            depuis: maintenant,
            jusqua: null,
            par: acteur.personne,
          }),
        ),
      ],
    }),
  }),
  confirmer_directeur: acteOrganisation({
    ...commun,
    libelle: 'Confirmer la direction de l’école',
    fait: 'a confirmé la direction de l’école',
    par: ['directeur', 'redacteur'],
    saisie: z.strictObject({
      toujours: z.boolean({ error: 'Indiquez si la direction est la même.' }),
      remplacant: adresse.optional(),
    }),
    possible: ({ faits }) =>
      faits.type === 'ecole'
        ? undefined
        : refus('acte_inconnu', 'Cet acte porte sur une école, non sur un organisme.', 404),
    garde: ({ saisie }) =>
      saisie.toujours && saisie.remplacant
        ? saisieInvalide([{ chemin: 'remplacant', message: 'La direction est la même : laissez l’adresse vide.' }])
        : undefined,
    effet: ({ faits, saisie, id, acteur, maintenant }) => ({
      changements: saisie.toujours
        ? []
        : [
            ...faits.titulaires.filter((t) => t.role === 'directeur').map((t) => finir(t.id, maintenant)),
            ...(saisie.remplacant
              ? [
                  octroi(faits, {
                    id: id(),
                    courriel: saisie.remplacant,
                    role: 'directeur',
                    depuis: maintenant,
                    jusqua: null,
                    par: acteur.personne,
                  }),
                ]
              : []),
          ],
    }),
  }),
} satisfies Record<string, ActeOrganisation>

/** Those who give access there today. */
export const responsables = (f: FaitsOrganisation, maintenant: Date): Titulaire[] =>
  f.titulaires.filter((t) => t.role === 'gestionnaire_organisme' && enCours(t, maintenant))

const enCours = (t: Titulaire, maintenant: Date): boolean =>
  t.depuis <= maintenant && (!t.jusqua || t.jusqua > maintenant)
const plusTard = (a: Date, b: Date): Date => (a > b ? a : b)

const octroi = (
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
const finir = (id: string, jusqua: Date | null): Changement => ({
  dans: 'habilitation',
  ou: { id },
  mettre: { jusqua },
})

const datesRefusees = (depuis: string | undefined, jusqua: string | undefined, maintenant: Date): Refus | undefined =>
  jusqua && finDeJournee(jusqua) < maintenant
    ? saisieInvalide([
        { chemin: 'jusqua', message: 'La date de fin est passée : choisissez une date à venir, ou retirez le rôle.' },
      ])
    : depuis && jusqua && jusqua < depuis
      ? saisieInvalide([{ chemin: 'jusqua', message: 'La date de fin vient avant la date de début.' }])
      : undefined

/** Somebody must stay in charge: the end of a right may not leave the organisation without anyone who gives access. */
const finRefusee = (f: FaitsOrganisation, id: string, fin: Date | null, maintenant: Date): Refus | undefined => {
  const vise = f.titulaires.find((t) => t.id === id)
  if (!vise) return introuvable()
  if (vise.role !== 'gestionnaire_organisme' || fin === null || !enCours(vise, maintenant)) return undefined
  const reste = responsables(f, maintenant).some((t) => t.id !== id && (t.jusqua === null || t.jusqua > fin))
  return reste
    ? undefined
    : refus(
        'dernier_gestionnaire',
        `${vise.nom} est la dernière personne responsable des accès. Donnez d’abord ce rôle, sans date de fin, à quelqu’un d’autre.`,
      )
}

/** An agent answers only where nobody is in charge yet: elsewhere the organisation decides for itself. */
const decisionRefusee = (f: FaitsOrganisation, demande: string, qualite: Role, maintenant: Date): Refus | undefined => {
  if (!f.demandes.some((d) => d.id === demande))
    return refus('demande_traitee', 'Cette demande a déjà reçu une réponse.')
  const [premier] = responsables(f, maintenant)
  return premier && qualite !== 'gestionnaire_organisme' && AGENTS.some((r) => r === qualite)
    ? refus('responsable_present', `C’est à ${premier.nom}, responsable des accès, de répondre à cette demande.`)
    : undefined
}
