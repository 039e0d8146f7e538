import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { jourParis } from '../calendrier.ts'
import { echeancesDe } from '../echeances.ts'
import type { Convention, Deliberation, Faits } from '../faits.ts'
import { euros, somme } from '../montants.ts'
import { deEcole } from '../organismes.ts'
import { refus, saisieInvalide } from '../refus.ts'
import { ROLES_PORTEUR } from '../roles.ts'
import { cents, codeUai, jour, motif, personneNommee, piece, texteCourt } from '../saisies.ts'
import { voteEnVigueur } from '../vote.ts'
import { AVEC_DEVIS, DEPUIS_DEPOT, DEPUIS_VOTE, jourDit, piecesAbsentes, sansEnt } from './etats-argent.ts'

const PORTEUR = ROLES_PORTEUR
const conventionSignee = z.uuid({ error: 'Joignez la convention signée.' })
const dateSignature = z.iso.date({ error: 'Indiquez la date de la signature, par exemple 15 3 2025.' })

/** Acts on the agreement, its signatures and the launch. Source: actes.md « Accorder et conventionner ». */
export const CONVENTIONNER = {
  demander_demarrage_anticipe: acte({
    libelle: 'Demander à commencer avant la notification',
    fait: 'a demandé à commencer avant la notification',
    etape: 'accorder',
    source: 'F',
    discret: true,
    de: DEPUIS_DEPOT.filter((e) => e !== 'notifie'),
    par: PORTEUR,
    saisie: z.strictObject({ motif, date: jour }),
    possible: ({ faits }) =>
      faits.procedures.some((p) => p.genre === 'demarrage_anticipe' && p.etat !== 'refuse')
        ? refus('deja_demande', 'Un démarrage anticipé est déjà demandé ou autorisé.')
        : undefined,
    effet: ({ saisie, id, maintenant }) => ({
      changements: [
        {
          dans: 'procedure_suivie',
          creer: { id: id(), genre: 'demarrage_anticipe', etat: 'demande', contenu: saisie, cree_le: maintenant },
        },
      ],
    }),
  }),
  autoriser_demarrage_anticipe: acte({
    libelle: 'Autoriser le démarrage anticipé',
    fait: 'a autorisé le démarrage anticipé',
    etape: 'accorder',
    source: 'F',
    sur: 'procedure',
    surFacultatif: true,
    de: DEPUIS_DEPOT.filter((e) => e !== 'notifie'),
    par: ['presidence'],
    saisie: z.strictObject({ date: jour.optional(), motif: motif.optional() }),
    possible: ({ faits }) =>
      demarrage(faits)
        ? undefined
        : refus('rien_a_autoriser', 'Aucune demande de démarrage anticipé n’attend de réponse.'),
    effet: ({ faits, saisie }) => {
      const p = demarrage(faits)
      const date = saisie.date ?? String(p?.contenu.date)
      return {
        changements: [
          { dans: 'procedure_suivie', ou: { id: p?.id }, mettre: { etat: 'autorise', contenu: { date } } },
          { dans: 'dossier', ou: {}, mettre: { contenu: { demarrageAnticipe: { date } } } },
        ],
        resultat: { date },
      }
    },
    attendu: ({ faits }) => {
      const p = demarrage(faits)
      return p
        ? [{ role: 'presidence', depuis: p.cree_le, quoi: 'une demande de démarrage anticipé attend réponse' }]
        : []
    },
  }),
  enregistrer_engagement: acte({
    libelle: 'Enregistrer l’engagement comptable',
    fait: 'a enregistré l’engagement comptable',
    etape: 'accorder',
    source: 'F',
    interne: true,
    discret: true,
    de: DEPUIS_VOTE,
    par: ['gestionnaire_paiement'],
    saisie: z.strictObject({
      numero: texteCourt,
      annee: z.int().min(2000).max(2100),
      ligne: texteCourt,
      montant: cents.optional(),
      parVolet: z
        .array(z.strictObject({ volet: z.string(), source: z.string(), montant: cents }))
        .max(50)
        .optional(),
    }),
    possible: ({ faits }) =>
      somme(faits.engagements.map((e) => e.montant)) < (voteEnVigueur(faits)?.montant ?? 0)
        ? undefined
        : refus('deja_engage', 'Tout ce qui est voté est déjà engagé.'),
    garde: ({ faits, saisie }) => {
      const montant = saisie.montant ?? somme((saisie.parVolet ?? []).map((p) => p.montant))
      if (montant === 0) return saisieInvalide([{ chemin: 'montant', message: 'Indiquez le montant engagé.' }])
      if (
        saisie.parVolet &&
        saisie.montant !== undefined &&
        somme(saisie.parVolet.map((p) => p.montant)) !== saisie.montant
      )
        return saisieInvalide([{ chemin: 'parVolet', message: 'La somme des parts n’est pas le montant engagé.' }])
      const vote = voteEnVigueur(faits)?.montant ?? 0
      const deja = somme(faits.engagements.map((e) => e.montant))
      return deja + montant > vote
        ? refus(
            'engagement_superieur',
            `${euros(vote)} votés, ${euros(deja)} déjà engagés : il reste ${euros(vote - deja)}.`,
          )
        : undefined
    },
    effet: ({ faits, saisie, id, maintenant }) => ({
      changements: [
        {
          dans: 'engagement',
          creer: {
            id: id(),
            numero: saisie.numero,
            annee: saisie.annee,
            ligne: saisie.ligne,
            montant: saisie.montant ?? somme((saisie.parVolet ?? []).map((p) => p.montant)),
            par_volet: saisie.parVolet ?? voteEnVigueur(faits)?.par_volet ?? [],
            cree_le: maintenant,
          },
        },
      ],
    }),
  }),
  envoyer_convention: acte({
    libelle: 'Envoyer la convention',
    fait: 'a envoyé la convention',
    etape: 'accorder',
    source: 'G',
    de: ['accorde', 'convention_envoyee'],
    vers: ['convention_envoyee'],
    par: ['instructeur'],
    saisie: z.strictObject({}),
    besoins: ['modele'],
    effet: ({ faits, id, maintenant, autour }) => {
      const vote = voteEnVigueur(faits)
      return {
        vers: 'convention_envoyee',
        changements: [
          ...vives(faits).map((c) => ({
            dans: 'convention' as const,
            ou: { id: c.id },
            mettre: { etat: 'remplacee' },
          })),
          {
            dans: 'convention',
            creer: {
              id: id(),
              etat: 'envoyee',
              numero: faits.conventions.length + 1,
              contenu: {
                // The agreement keeps the version of the clauses that it was written with.
                modele: autour.modele.numero,
                montant: vote?.montant ?? 0,
                parVolet: vote?.par_volet ?? [],
                deliberation: vote?.deliberation ?? null,
                dateVote: vote?.date ?? null,
                depense: vote?.contenu.depense ?? 0,
                depenseRetenue: vote?.contenu.depenseRetenue ?? 0,
                ecoles: vote?.contenu.ecoles ?? [],
              },
              cree_le: maintenant,
            },
          },
        ],
        resultat: { convention: id() },
      }
    },
    attendu: ({ faits }) =>
      faits.dossier.etat === 'accorde'
        ? [{ role: 'instructeur', depuis: faits.dossier.etat_depuis, quoi: 'la convention est à envoyer à signer' }]
        : [],
  }),
  enregistrer_deliberation: acte({
    libelle: 'Enregistrer la délibération',
    fait: 'a enregistré la délibération de son assemblée',
    etape: 'accorder',
    source: 'G',
    discret: true,
    de: AVEC_DEVIS.filter((e) => e !== 'brouillon' && e !== 'convention_executee' && e !== 'notifie'),
    par: PORTEUR,
    saisie: z.strictObject({
      date: jour,
      numero: texteCourt.optional(),
      sens: z.enum(['favorable', 'defavorable', 'ajournee'], { error: 'Choisissez le sens de la délibération.' }),
      autoriseSignature: z.boolean().optional(),
      vote: texteCourt.optional(),
      transmissionPrefecture: texteCourt.optional(),
      transmiseLe: jour.optional(),
      piece,
    }),
    garde: ({ faits, saisie }) =>
      saisie.sens === 'favorable' && saisie.autoriseSignature !== true
        ? saisieInvalide([
            {
              chemin: 'autoriseSignature',
              message: 'La délibération doit autoriser la signature de la convention : confirmez-le.',
            },
          ])
        : piecesAbsentes(faits, [['piece', saisie.piece]]),
    effet: ({ saisie, id, maintenant }) => ({
      changements: [
        {
          dans: 'deliberation',
          creer: {
            id: id(),
            sens: saisie.sens,
            numero: saisie.numero ?? null,
            date: saisie.date,
            autorise_signature: saisie.autoriseSignature === true,
            piece_id: saisie.piece.toLowerCase(),
            contenu: {
              vote: saisie.vote ?? null,
              transmissionPrefecture: saisie.transmissionPrefecture ?? null,
              transmiseLe: saisie.transmiseLe ?? null,
            },
            cree_le: maintenant,
          },
        },
      ],
      resultat: { deliberation: id() },
    }),
    attendu: ({ faits }) =>
      faits.dossier.etat === 'convention_envoyee' && !deliberationFavorable(faits)
        ? [
            {
              role: 'redacteur',
              depuis: faits.dossier.etat_depuis,
              ...avant(faits),
              quoi: 'la délibération qui autorise la signature est à envoyer',
            },
          ]
        : [],
  }),
  retourner_convention_signee: acte({
    libelle: 'Retourner la convention signée',
    fait: 'a retourné la convention signée',
    etape: 'accorder',
    source: 'G',
    discret: true,
    de: ['convention_envoyee'],
    vers: ['convention_signee'],
    par: PORTEUR,
    saisie: z.strictObject({ piece: conventionSignee, signataire: personneNommee, date: dateSignature }),
    possible: ({ faits }) =>
      deliberationFavorable(faits)
        ? undefined
        : refus(
            'deliberation_manquante',
            'Enregistrez d’abord la délibération favorable qui autorise à signer : sans elle, la signature n’engage pas.',
          ),
    garde: ({ faits, saisie }) => {
      const d = deliberationFavorable(faits)
      return d && saisie.date < d.date
        ? refus(
            'signature_avant_deliberation',
            `La convention ne peut pas être signée (${jourDit(saisie.date)}) avant la délibération (${jourDit(d.date)}).`,
          )
        : piecesAbsentes(faits, [['piece', saisie.piece]])
    },
    effet: ({ faits, saisie, id, maintenant }) => ({
      vers: 'convention_signee',
      changements: [...passer(faits, 'signee'), signature(id(), 'beneficiaire', saisie, faits, maintenant)],
    }),
    attendu: ({ faits }) =>
      faits.dossier.etat === 'convention_envoyee' && deliberationFavorable(faits)
        ? [
            {
              role: 'signataire',
              depuis: faits.dossier.etat_depuis,
              ...avant(faits),
              quoi: 'la convention est à signer et à retourner',
            },
          ]
        : [],
  }),
  enregistrer_signature_departement: acte({
    libelle: 'Enregistrer la signature du Département',
    fait: 'a enregistré la signature du Département',
    etape: 'accorder',
    source: 'G',
    discret: true,
    de: ['convention_signee'],
    vers: ['convention_executee'],
    par: ['presidence', 'instructeur'],
    saisie: z.strictObject({
      piece: conventionSignee,
      signataire: personneNommee,
      delegation: texteCourt.optional(),
      date: dateSignature,
    }),
    garde: ({ faits, saisie }) => {
      const commune = faits.signatures.findLast((s) => s.objet === 'convention' && s.partie === 'beneficiaire')
      return commune && saisie.date < commune.date
        ? saisieInvalide([
            {
              chemin: 'date',
              message: `Le bénéficiaire a signé le ${jourDit(commune.date)} : le Département signe ensuite.`,
            },
          ])
        : piecesAbsentes(faits, [['piece', saisie.piece]])
    },
    effet: ({ faits, saisie, id, maintenant }) => ({
      vers: 'convention_executee',
      changements: [...passer(faits, 'executee'), signature(id(), 'departement', saisie, faits, maintenant)],
    }),
    attendu: ({ faits }) => [
      { role: 'presidence', depuis: faits.dossier.etat_depuis, quoi: 'la convention est à signer par le Département' },
    ],
  }),
  notifier: acte({
    libelle: 'Notifier la subvention',
    fait: 'a notifié la subvention : le programme est lancé',
    etape: 'accorder',
    source: 'G',
    discret: true,
    de: ['convention_executee'],
    vers: ['notifie'],
    par: ['presidence', 'instructeur'],
    saisie: z.strictObject({
      date: jour,
      piece: piece.optional(),
      transmiseLe: jour.optional(),
      publieeLe: jour.optional(),
    }),
    garde: ({ faits, saisie }) => {
      const vote = voteEnVigueur(faits)
      const transmise = saisie.transmiseLe ?? vote?.contenu.transmiseLe
      const publiee = saisie.publieeLe ?? vote?.contenu.publieeLe
      if (!transmise || !publiee)
        return refus(
          'deliberation_non_executoire',
          'La délibération de la commission permanente n’est pas exécutoire : indiquez les dates de sa transmission au préfet et de sa publication.',
        )
      return piecesAbsentes(faits, [['piece', saisie.piece]])
    },
    effet: ({ faits, saisie }) => {
      const vote = voteEnVigueur(faits)
      return {
        vers: 'notifie',
        changements: [
          ...passer(faits, 'notifiee'),
          {
            dans: 'vote',
            ou: { id: vote?.id },
            mettre: {
              contenu: {
                transmiseLe: saisie.transmiseLe ?? vote?.contenu.transmiseLe,
                publieeLe: saisie.publieeLe ?? vote?.contenu.publieeLe,
              },
            },
          },
          {
            dans: 'dossier',
            ou: {},
            mettre: { contenu: { notification: { date: saisie.date, piece: saisie.piece ?? null } } },
          },
        ],
        resultat: { date: saisie.date },
      }
    },
    attendu: ({ faits }) => [
      { role: 'presidence', depuis: faits.dossier.etat_depuis, quoi: 'la notification est à signer et à envoyer' },
    ],
  }),
  presenter_ent: acte({
    libelle: 'Déclarer la présentation de l’ENT au conseil d’école',
    fait: 'a déclaré la présentation de l’ENT au conseil d’école',
    etape: 'accorder',
    source: 'G',
    sur: 'ecole',
    discret: true,
    de: DEPUIS_DEPOT,
    par: ['directeur', 'redacteur'],
    saisie: z.strictObject({ date: jour, piece: piece.optional(), extrait: piece.optional() }),
    possible: ({ faits }, sur) =>
      sur === undefined || sansEnt(faits, sur)
        ? undefined
        : refus('ent_existant', 'Cette école a déjà un ENT : rien à présenter.'),
    garde: ({ faits, saisie }) =>
      piecesAbsentes(faits, [
        ['piece', saisie.piece],
        ['extrait', saisie.extrait],
      ]),
    effet: ({ sur, saisie }) => ({
      changements: [
        {
          dans: 'projet_ecole',
          ou: { uai: sur },
          mettre: {
            presentation_ent: 'presentee',
            contenu: { presentationEnt: { date: saisie.date, piece: saisie.piece ?? saisie.extrait ?? null } },
          },
        },
      ],
    }),
    attendu: ({ faits }) =>
      DEPUIS_VOTE.includes(faits.dossier.etat)
        ? faits.ecoles
            .filter((e) => e.etat !== 'retire' && e.presentation_ent === 'a_faire')
            .map((e) => ({
              role: 'directeur' as const,
              depuis: faits.dossier.etat_depuis,
              ecole: e.uai,
              quoi: `l’ENT est à présenter au conseil ${deEcole(e.nom)}`,
            }))
        : [],
  }),
  etablir_convention_ent: acte({
    libelle: 'Établir la convention ENT',
    fait: 'a établi la convention ENT',
    etape: 'accorder',
    source: 'G',
    discret: true,
    de: DEPUIS_VOTE,
    par: ['redacteur', 'signataire', 'instructeur', 'rectorat'],
    saisie: z.strictObject({}),
    possible: ({ faits }) =>
      faits.ecoles.some((e) => e.etat !== 'retire' && sansEnt(faits, e.uai) && e.convention_ent !== 'signee')
        ? undefined
        : refus('rien_a_etablir', 'Aucune école de ce dossier n’attend de convention ENT.'),
    // Its text is written by what follows: the clauses of the call, the schools as they stand today.
    effet: () => ({ changements: [] }),
  }),
  signer_convention_ent: acte({
    libelle: 'Enregistrer la convention ENT signée',
    fait: 'a enregistré la convention ENT signée',
    etape: 'accorder',
    source: 'G',
    sur: 'ecole',
    discret: true,
    de: DEPUIS_VOTE,
    par: ['redacteur', 'signataire', 'rectorat'],
    saisie: z.strictObject({
      piece,
      signataire: personneNommee.optional(),
      date: jour.optional(),
      ecoles: z.array(codeUai).max(200).optional(),
    }),
    possible: ({ faits, qualite }, sur) => {
      if (sur === undefined) return undefined
      const etat = faits.ecoles.find((x) => x.uai === sur)?.convention_ent
      if (!sansEnt(faits, sur)) return refus('ent_existant', 'Cette école a déjà un ENT : pas de convention à signer.')
      if (etat === 'signee')
        return refus('deja_signee', 'La convention ENT de cette école est déjà signée des deux côtés.')
      if (qualite === 'rectorat' && etat !== 'signee_commune')
        return refus(
          'signature_commune_attendue',
          'La commune signe d’abord : sa signature n’est pas encore enregistrée.',
        )
      return qualite !== undefined && qualite !== 'rectorat' && etat === 'signee_commune'
        ? refus('deja_signee', 'La signature de la commune est déjà enregistrée : on attend celle du Rectorat.')
        : undefined
    },
    garde: ({ faits, saisie }) => piecesAbsentes(faits, [['piece', saisie.piece]]),
    effet: ({ faits, saisie, sur, qualite, acteur, id, maintenant }) => {
      const attendue = qualite === 'rectorat' ? 'signee_commune' : 'a_signer'
      const cibles = [...new Set([sur, ...(saisie.ecoles ?? []).map((u) => u.toUpperCase())])].filter(
        (u) =>
          u !== undefined &&
          sansEnt(faits, u) &&
          // A school of the list that the other side has not signed yet, or that is signed already, is left as it is.
          (u === sur || faits.ecoles.find((x) => x.uai === u)?.convention_ent === attendue),
      )
      return {
        changements: cibles.flatMap((uai, i) => [
          {
            dans: 'projet_ecole' as const,
            ou: { uai },
            mettre: { convention_ent: qualite === 'rectorat' ? 'signee' : 'signee_commune' },
          },
          {
            dans: 'signature' as const,
            creer: {
              id: id(i),
              objet: 'convention_ent',
              ecole: uai,
              partie: qualite === 'rectorat' ? 'rectorat' : 'beneficiaire',
              nom: saisie.signataire?.nom ?? acteur.nom,
              qualite: saisie.signataire?.qualite ?? '',
              date: saisie.date ?? jourParis(maintenant),
              piece_id: saisie.piece.toLowerCase(),
              cree_le: maintenant,
            },
          },
        ]),
      }
    },
    attendu: ({ faits }) =>
      faits.ecoles
        .filter((e) => e.etat !== 'retire' && ['a_signer', 'signee_commune'].includes(e.convention_ent))
        .map((e) => ({
          role: e.convention_ent === 'a_signer' ? ('redacteur' as const) : ('rectorat' as const),
          depuis: faits.dossier.etat_depuis,
          ecole: e.uai,
          quoi: `la convention ENT ${deEcole(e.nom)} est à signer`,
        })),
  }),
} satisfies Record<string, Acte>

/** The favourable deliberation that authorises the signature, or undefined: the last word of the assembly counts. */
export const deliberationFavorable = (f: Pick<Faits, 'deliberations'>): Deliberation | undefined => {
  const derniere = f.deliberations.findLast((d) => d.sens !== 'ajournee')
  return derniere?.sens === 'favorable' && derniere.autorise_signature ? derniere : undefined
}

const demarrage = (f: Faits) => f.procedures.find((p) => p.genre === 'demarrage_anticipe' && p.etat === 'demande')
const vives = (f: Faits): Convention[] => f.conventions.filter((c) => c.etat !== 'remplacee')
const avant = (f: Faits) => {
  const { signature: le } = echeancesDe(f)
  return le ? { avant: le } : {}
}

const passer = (f: Faits, etat: Convention['etat']) =>
  vives(f).map((c) => ({ dans: 'convention' as const, ou: { id: c.id }, mettre: { etat } }))

const signature = (
  id: string,
  partie: 'beneficiaire' | 'departement',
  s: { piece: string; signataire: { nom: string; qualite: string }; date: string; delegation?: string | undefined },
  f: Faits,
  maintenant: Date,
) => ({
  dans: 'signature' as const,
  creer: {
    id,
    objet: 'convention',
    partie,
    nom: s.signataire.nom,
    qualite: s.signataire.qualite,
    date: s.date,
    piece_id: s.piece.toLowerCase(),
    contenu: {
      convention: vives(f).at(-1)?.id ?? null,
      delegation: s.delegation ?? null,
      sha256: f.pieces.find((p) => p.id === s.piece.toLowerCase())?.sha256 ?? null,
    },
    cree_le: maintenant,
  },
})
