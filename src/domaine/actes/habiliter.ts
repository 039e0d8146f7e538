import { z } from 'zod'
import { type ActeOrganisation, acteOrganisation, type FaitsOrganisation } from '../acte.ts'
import { debutDeJournee, finDeJournee } from '../calendrier.ts'
import { introuvable, type Refus, refus, saisieInvalide } from '../refus.ts'
import { adresse, jour } from '../saisies.ts'
import {
  enCours,
  finir,
  GESTIONNAIRE,
  identifiant,
  octroi,
  plusTard,
  responsables,
  roleOrganisme,
  surOrganisation,
} from './titulaires.ts'

/** Who works there, and until when. Source: actes.md « Organisations », §1 (habilitations with dates). */
export const HABILITER = {
  donner_role: acteOrganisation({
    ...surOrganisation,
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
    ...surOrganisation,
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
    ...surOrganisation,
    libelle: 'Retirer un rôle',
    fait: 'a retiré un rôle',
    par: GESTIONNAIRE,
    saisie: z.strictObject({ habilitation: identifiant }),
    garde: ({ faits, saisie, maintenant }) => finRefusee(faits, saisie.habilitation, maintenant, maintenant),
    effet: ({ saisie, maintenant }) => ({ changements: [finir(saisie.habilitation, maintenant)] }),
  }),
} satisfies Record<string, ActeOrganisation>

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
