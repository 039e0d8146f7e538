import { z } from 'zod'
import { type Acte, acte, type Cas } from '../acte.ts'
import { ecolesVivantes } from '../faits.ts'
import { ouvert } from '../gardes.ts'
import { type Refus, refus, saisieInvalide } from '../refus.ts'
import { ROLES_PORTEUR, type Role } from '../roles.ts'
import { codeUai } from '../saisies.ts'
import { inscriptionRefusee } from './inscription.ts'

/** An agent writes in a paper application alone (`deposer_papier`), unless on behalf of the applicant. */
const PORTEUR_OU_PAPIER: Role[] = [...ROLES_PORTEUR, 'instructeur']
const horsPapier = (c: Pick<Cas, 'faits' | 'qualite' | 'pourLeCompteDe'>): Refus | undefined =>
  c.qualite === 'instructeur' && !c.faits.dossier.papier && !c.pourLeCompteDe
    ? refus('role_insuffisant', 'C’est la collectivité qui choisit les écoles de son dossier.', 403)
    : undefined

/** The schools of a draft. Source: actes.md « Candidater ». */
export const ECOLES = {
  inscrire_ecole: acte({
    libelle: 'Ajouter une école',
    fait: 'a ajouté une école',
    etape: 'candidater',
    source: 'G',
    discret: true,
    de: ['brouillon'],
    par: PORTEUR_OU_PAPIER,
    saisie: z.strictObject({ uai: codeUai }),
    besoins: ['ecoleAnnuaire', 'territoire'],
    // A letter posted in time is typed in after the closing.
    possible: (s) => (s.faits.dossier.papier ? undefined : ouvert(s)),
    garde: (c) => horsPapier(c) ?? inscriptionRefusee(c),
    effet: ({ faits, saisie, maintenant }) => {
      const uai = saisie.uai.toUpperCase()
      const ancienne = faits.ecoles.find((e) => e.uai === uai)
      return {
        changements: [
          ancienne
            ? {
                dans: 'projet_ecole',
                ou: { uai },
                mettre: { etat: 'a_rediger', vivant: true, valide_le: null, valide_par: null },
              }
            : {
                dans: 'projet_ecole',
                creer: { uai, appel: faits.dossier.appel, etat: 'a_rediger', cree_le: maintenant },
              },
        ],
        resultat: { uai },
      }
    },
  }),
  retirer_ecole: acte({
    libelle: 'Retirer une école',
    fait: 'a retiré une école',
    etape: 'candidater',
    source: 'G',
    discret: true,
    de: ['brouillon'],
    par: PORTEUR_OU_PAPIER,
    saisie: z.strictObject({ uai: codeUai }),
    garde: (c) =>
      horsPapier(c) ??
      (ecolesVivantes(c.faits).some((e) => e.uai === c.saisie.uai.toUpperCase())
        ? undefined
        : saisieInvalide([{ chemin: 'uai', message: 'Cette école n’est pas dans le dossier.' }])),
    effet: ({ saisie }) => ({
      changements: [
        { dans: 'projet_ecole', ou: { uai: saisie.uai.toUpperCase() }, mettre: { etat: 'retire', vivant: false } },
      ],
    }),
  }),
} satisfies Record<string, Acte>
