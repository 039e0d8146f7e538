import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { JUSQU_A_NOTIFIE } from '../etats.ts'
import { clotureDe, ecolesVivantes } from '../faits.ts'
import { figer } from '../figer.ts'
import { completude } from '../formulaire/completude.ts'
import { ouvert } from '../gardes.ts'
import { deEcole } from '../organismes.ts'
import { refus } from '../refus.ts'
import { ROLES_PORTEUR } from '../roles.ts'
import { codeUai, motif, personneNommee, vide } from '../saisies.ts'
import { accordsEtrangers } from './inscription.ts'
import { dateProlongeeRefusee, saisieProlongation } from './prolonger.ts'

/** Filing, taking the filing back, more time for one dossier, withdrawing. Source: actes.md « Candidater ». */
export const DEPOSER = {
  deposer: acte({
    libelle: 'Relire et déposer',
    fait: 'a déposé le dossier',
    etape: 'candidater',
    source: 'G',
    de: ['brouillon'],
    vers: ['depose'],
    par: ['signataire', 'redacteur'],
    saisie: z.strictObject({
      engagements: z.literal(true, { error: 'Cochez l’attestation sur l’honneur pour déposer.' }),
      signataire: personneNommee.optional(),
      accordDirection: z.array(codeUai).max(200).optional(),
    }),
    possible: ouvert,
    garde: (c) => {
      const { faits, saisie, qualite } = c
      if (qualite === 'redacteur' && !faits.appel.reglages.depotParRedacteur)
        return refus('role_insuffisant', 'Dans cet appel, seul le signataire peut déposer.', 403)
      const vivantes = ecolesVivantes(faits)
      if (vivantes.length === 0) return refus('aucune_ecole', 'Ajoutez au moins une école avant de déposer.')
      const etrangeres = accordsEtrangers(faits, saisie.accordDirection)
      if (etrangeres) return etrangeres
      const { manquants } = completude(faits)
      if (manquants.length > 0)
        return {
          ...refus(
            'dossier_incomplet',
            `Il manque encore ${manquants.length} réponse${manquants.length > 1 ? 's' : ''} avant de pouvoir déposer.`,
          ),
          erreurs: manquants,
        }
      const accords = new Set((saisie.accordDirection ?? []).map((u) => u.toUpperCase()))
      const enAttente = vivantes.filter((e) => e.etat !== 'valide_par_ecole' && !accords.has(e.uai))
      if (enAttente.length > 0) {
        return {
          ...refus(
            'ecole_pas_validee',
            'Chaque école doit valider son projet, ou la mairie atteste de l’accord de sa direction.',
          ),
          erreurs: enAttente.map((e) => ({
            chemin: `ecoles.${e.uai}`,
            message: `Le projet ${deEcole(e.nom)} n’est pas validé.`,
          })),
        }
      }
      return undefined
    },
    effet: ({ faits, saisie, maintenant, id }) => ({
      vers: 'depose',
      changements: [
        figer(faits, id(), maintenant),
        {
          dans: 'dossier',
          ou: {},
          mettre: {
            depose_le: faits.dossier.depose_le ?? maintenant,
            contenu: {
              signataire: saisie.signataire ?? signataireDeclare(faits.reponses),
              accordDirection: saisie.accordDirection ?? [],
              deposeDernier: maintenant.toISOString(),
            },
          },
        },
      ],
      resultat: { numero: faits.dossier.numero },
    }),
    attendu: ({ faits }) => [
      {
        role: 'redacteur',
        depuis: faits.dossier.cree_le,
        avant: faits.calendrier.cloture,
        quoi: 'le dossier est à compléter et à déposer',
      },
    ],
  }),
  reprendre_depot: acte({
    libelle: 'Modifier le dossier déposé',
    fait: 'a rouvert le dossier déposé',
    etape: 'candidater',
    source: 'F',
    discret: true,
    de: ['depose'],
    vers: ['brouillon'],
    par: ROLES_PORTEUR,
    saisie: vide,
    possible: ouvert,
    effet: () => ({ vers: 'brouillon', changements: [] }),
  }),
  prolonger_delai: acte({
    libelle: 'Prolonger le délai de ce dossier',
    fait: 'a prolongé le délai',
    etape: 'candidater',
    source: 'F',
    discret: true,
    de: ['brouillon', 'depose', 'a_completer'],
    par: ['administrateur_appel'],
    surBrouillon: true,
    saisie: saisieProlongation,
    garde: ({ faits, saisie, maintenant }) =>
      saisie.motif === 'panne_plateforme'
        ? refus('prolongation_pour_tous', 'Une panne de la plateforme prolonge le délai pour tous : prolongez l’appel.')
        : dateProlongeeRefusee(saisie.jusqua, clotureDe(faits), maintenant),
    effet: ({ saisie, faits, id, maintenant }) => ({
      changements: [
        { dans: 'dossier', ou: {}, mettre: { cloture_particuliere: new Date(saisie.jusqua) } },
        {
          dans: 'prolongation',
          creer: {
            id: id(),
            appel: faits.dossier.appel,
            jusqua: new Date(saisie.jusqua),
            motif: saisie.motif,
            contenu: saisie,
            cree_le: maintenant,
          },
        },
      ],
    }),
  }),
  desister: acte({
    libelle: 'Retirer la candidature',
    fait: 'a retiré la candidature',
    etape: 'candidater',
    source: 'F',
    discret: true,
    de: JUSQU_A_NOTIFIE,
    vers: ['desiste'],
    par: ROLES_PORTEUR,
    saisie: z.strictObject({ motif }),
    effet: ({ faits, saisie, maintenant }) => ({
      vers: 'desiste',
      changements: [
        {
          dans: 'dossier',
          ou: {},
          mettre: {
            contenu: {
              desistement: {
                motif: saisie.motif,
                le: maintenant.toISOString(),
                etat: faits.dossier.etat,
                dejaPaye: faits.dossier.montant_paye,
              },
            },
          },
        },
      ],
      resultat: { dejaPaye: faits.dossier.montant_paye },
    }),
  }),
} satisfies Record<string, Acte>

const signataireDeclare = (reponses: { commune?: Record<string, unknown> }): { nom: string; qualite: string } => ({
  nom: String(reponses.commune?.signataire_nom ?? ''),
  qualite: String(reponses.commune?.signataire_fonction ?? ''),
})
