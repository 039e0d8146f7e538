import { z } from 'zod'
import { type Acte, acte, type Cas, type Situation } from '../acte.ts'
import { finDeJournee, jourParis } from '../calendrier.ts'
import { ETATS, type Etat } from '../etats.ts'
import { appelOuvert, clotureDe, ecolesVivantes } from '../faits.ts'
import { figer } from '../figer.ts'
import { completude } from '../formulaire/completude.ts'
import { dateHeureEnLettres } from '../francais.ts'
import { verifierIban } from '../identifiants/iban.ts'
import { deEcole } from '../organismes.ts'
import { type Refus, refus, saisieInvalide } from '../refus.ts'
import { ROLES_PORTEUR, type Role } from '../roles.ts'
import { adresse, codeUai, jour, motif, personneNommee, piece, texteCourt, texteLong, vide } from '../saisies.ts'
import { accordsEtrangers, inscriptionRefusee } from './inscription.ts'
import { PERIMETRE } from './perimetre.ts'

const PORTEUR = ROLES_PORTEUR
/** A draft that replaces a filed version (`reprendre_depot`) is edited like any draft. */
const BROUILLON: Etat[] = ['brouillon']
const AVANT_NOTIFICATION: Etat[] = [
  'brouillon',
  'depose',
  'a_completer',
  'conforme',
  'liste_attente',
  'retenu',
  'accorde',
  'convention_envoyee',
  'convention_signee',
  'convention_executee',
]
const JUSQU_A_NOTIFIE: Etat[] = [...AVANT_NOTIFICATION, 'notifie']

const ouvert = ({ faits, maintenant }: Situation): Refus | undefined =>
  appelOuvert(faits, maintenant)
    ? undefined
    : maintenant < new Date(faits.calendrier.ouverture)
      ? refus('appel_pas_ouvert', `L’appel ouvre le ${dateHeureEnLettres(new Date(faits.calendrier.ouverture))}.`)
      : refus(
          'appel_clos',
          `L’appel a fermé le ${dateHeureEnLettres(new Date(clotureDe(faits).getTime() - 1000))}. Votre texte est conservé. En cas de difficulté, écrivez à ${faits.appel.contact.courriel}.`,
        )

/** An agent writes in a paper application alone (`deposer_papier`), unless on behalf of the applicant. */
const PORTEUR_OU_PAPIER: Role[] = [...PORTEUR, 'instructeur']
const horsPapier = (c: Pick<Cas, 'faits' | 'qualite' | 'pourLeCompteDe'>): Refus | undefined =>
  c.qualite === 'instructeur' && !c.faits.dossier.papier && !c.pourLeCompteDe
    ? refus('role_insuffisant', 'C’est la collectivité qui choisit les écoles de son dossier.', 403)
    : undefined

/** Acts of step 2 of the guide: prepare, write together, file. Source: actes.md « Candidater ». */
export const CANDIDATER = {
  inscrire_ecole: acte({
    libelle: 'Ajouter une école',
    fait: 'a ajouté une école',
    etape: 'candidater',
    source: 'G',
    discret: true,
    de: BROUILLON,
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
    de: BROUILLON,
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
  inviter: acte({
    libelle: 'Inviter une personne',
    fait: 'a invité une personne',
    etape: 'candidater',
    source: 'G',
    discret: true,
    de: JUSQU_A_NOTIFIE,
    par: PORTEUR,
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
    par: PORTEUR,
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
    par: PORTEUR,
    sur: 'invitation',
    saisie: vide,
    effet: ({ sur }) => ({
      changements: [{ dans: 'invitation', ou: { id: sur }, mettre: { etat: 'retiree', jeton: null } }],
    }),
  }),
  consigner_reunion: acte({
    libelle: 'Consigner la réunion école et mairie',
    fait: 'a consigné la réunion entre l’école et la mairie',
    etape: 'candidater',
    source: 'G',
    discret: true,
    de: BROUILLON,
    par: PORTEUR,
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
    de: BROUILLON,
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
  deposer: acte({
    libelle: 'Relire et déposer',
    fait: 'a déposé le dossier',
    etape: 'candidater',
    source: 'G',
    de: BROUILLON,
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
    par: PORTEUR,
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
    saisie: z.strictObject({
      jusqua: z.iso.datetime({ offset: true, error: 'Indiquez la nouvelle date limite.' }),
      motif: z.enum(['force_majeure', 'panne_plateforme', 'autre'], { error: 'Choisissez un motif.' }),
      explication: texteLong.optional(),
      accordDepartement: z.literal(true, { error: 'Il faut l’accord du Département : cochez-le quand vous l’avez.' }),
      accordRectorat: z.literal(true, { error: 'Il faut l’accord du Rectorat : cochez-le quand vous l’avez.' }),
    }),
    garde: ({ faits, saisie, maintenant }) =>
      saisie.motif === 'panne_plateforme'
        ? refus('prolongation_pour_tous', 'Une panne de la plateforme prolonge le délai pour tous : prolongez l’appel.')
        : new Date(saisie.jusqua) <= clotureDe(faits) || new Date(saisie.jusqua) <= maintenant
          ? saisieInvalide([
              { chemin: 'jusqua', message: 'La nouvelle date doit être à venir, et après la date limite actuelle.' },
            ])
          : undefined,
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
    par: PORTEUR,
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
  ...PERIMETRE,
  transferer_dossier: acte({
    libelle: 'Transférer à un autre organisme',
    fait: 'a transféré le dossier à un autre organisme',
    etape: 'candidater',
    source: 'F',
    discret: true,
    de: (Object.keys(ETATS) as Etat[]).filter((e) => e !== 'brouillon' && ETATS[e].vivant),
    par: ['instructeur'],
    saisie: z.strictObject({
      siren: z.string().regex(/^\d{9}$/, { error: 'Indiquez un SIREN : neuf chiffres.' }),
      arrete: texteCourt,
      date: jour,
      iban: z.string().max(34).optional(),
      motif: motif.optional(),
    }),
    besoins: ['repreneur'],
    garde: ({ faits, saisie, autour }) =>
      saisie.siren === faits.dossier.organisme
        ? saisieInvalide([{ chemin: 'siren', message: 'Le dossier appartient déjà à cet organisme.' }])
        : autour.repreneur
          ? ibanRefuse(saisie.iban)
          : saisieInvalide([
              { chemin: 'siren', message: 'Aucun organisme de l’annuaire n’a ce SIREN. Vérifiez les neuf chiffres.' },
            ]),
    effet: ({ faits, saisie, maintenant, autour }) => ({
      changements: [
        ...(autour.repreneur && !autour.repreneur.connu
          ? [{ dans: 'organisme' as const, creer: { ...autour.repreneur.organisme, cree_le: maintenant } }]
          : []),
        {
          dans: 'dossier',
          ou: {},
          mettre: {
            organisme: saisie.siren,
            contenu: { transfert: { ancien: faits.dossier.organisme, ...saisie, le: maintenant.toISOString() } },
          },
        },
      ],
    }),
  }),
  classer_sans_suite: acte({
    libelle: 'Classer sans suite',
    fait: 'a classé le dossier sans suite',
    etape: 'candidater',
    source: 'F',
    discret: true,
    de: ['a_completer', 'retenu'],
    vers: ['classe_sans_suite'],
    par: ['presidence'],
    saisie: z.strictObject({ motif, signataire: personneNommee.optional(), piece: piece.optional() }),
    garde: ({ faits, maintenant }) => {
      if (faits.dossier.etat === 'retenu')
        return faits.devis.length > 0
          ? refus('devis_recus', 'Des devis ont été envoyés : ce dossier ne peut plus être classé sans suite.')
          : undefined
      const demande = faits.complements.find((c) => c.etat === 'demande')
      return demande && finDeJournee(demande.avant) >= maintenant
        ? refus(
            'delai_en_cours',
            `La commune peut encore répondre jusqu’au ${demande.avant.split('-').reverse().join('/')}.`,
          )
        : undefined
    },
    effet: ({ faits, saisie }) => ({
      vers: 'classe_sans_suite',
      changements: [
        {
          dans: 'dossier',
          ou: {},
          mettre: { contenu: { classement: { motif: saisie.motif, etatAvant: faits.dossier.etat } } },
        },
      ],
    }),
  }),
} satisfies Record<string, Acte>

const signataireDeclare = (reponses: { commune?: Record<string, unknown> }): { nom: string; qualite: string } => ({
  nom: String(reponses.commune?.signataire_nom ?? ''),
  qualite: String(reponses.commune?.signataire_fonction ?? ''),
})

const ibanRefuse = (iban: string | undefined): Refus | undefined => {
  const faute = iban === undefined ? undefined : verifierIban(iban)
  return faute ? saisieInvalide([{ chemin: 'iban', message: faute }]) : undefined
}
