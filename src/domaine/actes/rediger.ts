import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { jourParis } from '../calendrier.ts'
import { ecolesVivantes } from '../faits.ts'
import { completude } from '../formulaire/completude.ts'
import { deEcole } from '../organismes.ts'
import { refus, saisieInvalide } from '../refus.ts'
import { ROLES_PORTEUR } from '../roles.ts'
import { jour, texteLong, vide } from '../saisies.ts'

/** What town hall, schools and ERUN do together on a draft. Source: actes.md « Candidater ». */
export const REDIGER = {
  consigner_reunion: acte({
    libelle: 'Consigner la réunion école et mairie',
    fait: 'a consigné la réunion entre l’école et la mairie',
    etape: 'candidater',
    source: 'G',
    discret: true,
    de: ['brouillon'],
    par: ROLES_PORTEUR,
    saisie: z.strictObject({ date: jour, participants: texteLong.optional(), decisions: texteLong.optional() }),
    garde: ({ saisie, maintenant }) =>
      saisie.date > jourParis(maintenant)
        ? saisieInvalide([
            {
              chemin: 'date',
              message: 'Cette date est dans l’avenir : consignez la réunion une fois qu’elle a eu lieu.',
            },
          ])
        : undefined,
    effet: ({ saisie }) => ({ changements: [{ dans: 'dossier', ou: {}, mettre: { contenu: { reunion: saisie } } }] }),
  }),
  conseiller: acte({
    libelle: 'Donner un conseil',
    fait: 'a donné un conseil',
    etape: 'candidater',
    source: 'G',
    sur: 'ecole',
    discret: true,
    de: ['brouillon'],
    par: ['erun'],
    saisie: z.strictObject({
      sens: z.enum(['favorable', 'a_revoir', 'defavorable'], { error: 'Choisissez le sens de votre avis.' }),
      texte: texteLong,
    }),
    effet: ({ saisie, sur, acteur, id, maintenant }) => ({
      changements: [
        {
          dans: 'avis',
          creer: {
            id: id(),
            ecole: sur,
            role: 'erun',
            etat: 'rendu',
            sens: saisie.sens,
            texte: saisie.texte,
            par: acteur.nom,
            rendu_le: maintenant,
            cree_le: maintenant,
            contenu: { conseil: true },
          },
        },
      ],
    }),
  }),
  valider_projet_ecole: acte({
    libelle: 'Valider le projet de l’école',
    fait: 'a validé le projet de l’école',
    etape: 'candidater',
    source: 'G',
    sur: 'ecole',
    discret: true,
    de: ['brouillon', 'a_completer'],
    par: ['directeur'],
    saisie: vide,
    possible: ({ faits }, sur) =>
      faits.ecoles.find((e) => e.uai === sur)?.etat === 'valide_par_ecole'
        ? refus('deja_valide', 'Le projet de cette école est déjà validé.')
        : undefined,
    garde: ({ faits, sur }) => {
      const manquants = completude(faits).manquants.filter((m) => m.chemin.startsWith(`ecoles.${sur}.`))
      return manquants.length > 0
        ? {
            ...refus(
              'projet_incomplet',
              `Il manque encore ${manquants.length} réponse${manquants.length > 1 ? 's' : ''} pour valider le projet de l’école.`,
            ),
            erreurs: manquants,
          }
        : undefined
    },
    effet: ({ sur, acteur, pourLeCompteDe, maintenant }) => ({
      changements: [
        {
          dans: 'projet_ecole',
          ou: { uai: sur },
          mettre: { etat: 'valide_par_ecole', valide_le: maintenant, valide_par: pourLeCompteDe?.nom ?? acteur.nom },
        },
      ],
    }),
    attendu: ({ faits }) =>
      ecolesVivantes(faits)
        .filter((e) => e.etat === 'a_rediger')
        .map((e) => ({
          role: 'directeur' as const,
          depuis: faits.dossier.cree_le,
          avant: faits.calendrier.cloture,
          ecole: e.uai,
          quoi: `le projet ${deEcole(e.nom)} n’est pas encore validé par sa direction`,
        })),
  }),
  rouvrir_projet_ecole: acte({
    libelle: 'Rouvrir le projet de l’école',
    fait: 'a rouvert le projet de l’école',
    etape: 'candidater',
    source: 'G',
    sur: 'ecole',
    discret: true,
    de: ['brouillon', 'a_completer'],
    par: ['directeur'],
    saisie: vide,
    possible: ({ faits }, sur) =>
      faits.ecoles.find((e) => e.uai === sur)?.etat === 'valide_par_ecole'
        ? undefined
        : refus('pas_valide', 'Le projet de cette école n’est pas validé : il est déjà ouvert.'),
    effet: ({ sur }) => ({
      changements: [
        { dans: 'projet_ecole', ou: { uai: sur }, mettre: { etat: 'a_rediger', valide_le: null, valide_par: null } },
      ],
    }),
  }),
} satisfies Record<string, Acte>
