import { z } from 'zod'
import { type ActeOrganisation, acteOrganisation } from '../acte.ts'
import { refus, saisieInvalide } from '../refus.ts'
import { adresse, texteCourt } from '../saisies.ts'
import { finir, octroi, plusTard, roleOrganisme, surOrganisation } from './titulaires.ts'

/** New people take over: a whole organisation, or the head of a school. Source: actes.md « Organisations ». */
export const PASSER_LA_MAIN = {
  reprendre_organisme: acteOrganisation({
    ...surOrganisation,
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
    ...surOrganisation,
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
