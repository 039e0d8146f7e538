import { z } from 'zod'
import { type Acte, acte, type Situation } from '../acte.ts'
import { ajouterMois } from '../calendrier.ts'
import { calculDuDossier } from '../demande.ts'
import { echeancesDe } from '../echeances.ts'
import { CONVENTION_COMPLETE } from '../etats.ts'
import type { Avenant, Faits } from '../faits.ts'
import { dateSimple } from '../francais.ts'
import { piecesAbsentes } from '../gardes.ts'
import { verifierSiret } from '../identifiants/siret.ts'
import { euros } from '../montants.ts'
import { type Refus, refus, saisieInvalide } from '../refus.ts'
import { ROLES_PORTEUR } from '../roles.ts'
import { cents, jour, motif, personneNommee, piece, texteCourt, texteLong } from '../saisies.ts'
import { baseDuVote, ventiler, voteEnVigueur } from '../vote.ts'

export const GENRES_AVENANT = {
  montant: 'Montant',
  beneficiaire: 'Bénéficiaire',
  objet: 'Objet',
  prorogation: 'Prorogation',
  fournisseur: 'Fournisseur ou équipement équivalent',
} as const
/** Amount, beneficiary and object need a new vote; time a letter; supplier the instructor's agreement. Source: actes.md. */
export const AVEC_VOTE: readonly string[] = ['montant', 'beneficiaire', 'objet']
const NOMS = Object.keys(GENRES_AVENANT) as [keyof typeof GENRES_AVENANT] // the keys of a constant object

/** Acts on amendments. Source: actes.md « Accorder et conventionner ». */
export const AVENANTS = {
  demander_avenant: acte({
    libelle: 'Demander un avenant',
    fait: 'a demandé un avenant',
    etape: 'accorder',
    source: 'F',
    discret: true,
    de: CONVENTION_COMPLETE,
    par: ROLES_PORTEUR,
    saisie: z.strictObject({
      genre: z.enum(NOMS, { error: 'Choisissez ce qui change.' }),
      motif,
      objet: texteLong.optional(),
      montant: cents.optional(),
      jusqua: jour.optional(),
      /** Who will supply, when the supplier changes. */
      fournisseur: z.strictObject({ nom: texteCourt, siret: z.string().max(40) }).optional(),
      /** Who will hold the subsidy, when the beneficiary changes. */
      beneficiaire: z
        .strictObject({
          nom: texteCourt,
          siren: z.string().regex(/^\d{9}$/, { error: 'Indiquez le SIREN : neuf chiffres.' }),
        })
        .optional(),
      piece: piece.optional(),
    }),
    garde: ({ faits, saisie }) => {
      const siret = saisie.fournisseur && verifierSiret(saisie.fournisseur.siret)
      if (siret) return saisieInvalide([{ chemin: 'fournisseur.siret', message: siret }])
      if (saisie.genre === 'objet' && !saisie.objet)
        return saisieInvalide([{ chemin: 'objet', message: 'Décrivez le nouvel objet de la subvention.' }])
      if (saisie.genre === 'beneficiaire' && !saisie.beneficiaire)
        return saisieInvalide([
          { chemin: 'beneficiaire.nom', message: 'Indiquez le nouveau bénéficiaire : son nom et son SIREN.' },
        ])
      if (saisie.genre === 'beneficiaire' && saisie.beneficiaire?.siren === faits.organisme.siren)
        return saisieInvalide([
          { chemin: 'beneficiaire.siren', message: 'C’est le bénéficiaire actuel : indiquez le nouveau.' },
        ])
      if (saisie.genre === 'montant' && saisie.montant === voteEnVigueur(faits)?.montant)
        return saisieInvalide([
          { chemin: 'montant', message: `C’est déjà le montant voté : ${euros(saisie.montant ?? 0)}.` },
        ])
      if (saisie.genre === 'montant' && saisie.montant !== undefined && saisie.montant < faits.dossier.montant_paye)
        return saisieInvalide([
          {
            chemin: 'montant',
            message: `${euros(faits.dossier.montant_paye)} sont déjà payés : le nouveau montant ne peut pas être plus bas.`,
          },
        ])
      if (saisie.genre === 'prorogation') {
        if (!saisie.jusqua) return saisieInvalide([{ chemin: 'jusqua', message: 'Indiquez la nouvelle date de fin.' }])
        const fin = echeancesDe(faits).achevement
        if (fin && saisie.jusqua <= fin)
          return saisieInvalide([{ chemin: 'jusqua', message: `La date de fin est déjà le ${dateSimple(fin)}.` }])
        const notifie = faits.dossier.contenu.notification?.date
        const { achevementMois, prorogationMois } = faits.appel.delais
        const limite = notifie ? ajouterMois(notifie, achevementMois + prorogationMois) : undefined
        if (limite && saisie.jusqua > limite)
          return refus('prorogation_trop_longue', `L’appel permet une prorogation jusqu’au ${dateSimple(limite)}.`)
      }
      return saisie.genre === 'montant' && saisie.montant === undefined
        ? saisieInvalide([{ chemin: 'montant', message: 'Indiquez le nouveau montant demandé.' }])
        : piecesAbsentes(faits, [['piece', saisie.piece]])
    },
    effet: ({ saisie, id, maintenant }) => ({
      changements: [
        {
          dans: 'avenant',
          creer: { id: id(), etat: 'demande', genre: saisie.genre, contenu: saisie, cree_le: maintenant },
        },
      ],
      resultat: { avenant: id() },
    }),
  }),
  instruire_avenant: acte({
    libelle: 'Instruire l’avenant',
    fait: 'a instruit l’avenant',
    etape: 'accorder',
    source: 'F',
    sur: 'avenant',
    discret: true,
    de: CONVENTION_COMPLETE,
    par: ['instructeur'],
    saisie: z.strictObject({ avis: texteLong.optional(), montant: cents.optional() }),
    possible: dans('demande'),
    effet: ({ sur, saisie, commentaire }) => ({
      changements: [
        {
          dans: 'avenant',
          ou: { id: sur },
          mettre: {
            etat: 'instruit',
            contenu: {
              avis: saisie.avis ?? commentaire ?? null,
              ...(saisie.montant === undefined ? {} : { montant: saisie.montant }),
            },
          },
        },
      ],
    }),
    attendu: attend('demande', 'instructeur', 'une demande d’avenant est à instruire'),
  }),
  voter_avenant: acte({
    libelle: 'Enregistrer le vote de l’avenant',
    fait: 'a enregistré le vote de l’avenant',
    etape: 'accorder',
    source: 'F',
    sur: 'avenant',
    discret: true,
    de: CONVENTION_COMPLETE,
    par: ['secretaire_assemblee'],
    saisie: z.strictObject({
      date: jour,
      deliberation: texteCourt,
      rapport: texteCourt.optional(),
      montant: cents.optional(),
      transmiseLe: jour.optional(),
      publieeLe: jour.optional(),
      piece: piece.optional(),
    }),
    possible: dans('instruit', AVEC_VOTE),
    garde: ({ faits, saisie, sur }) => {
      const a = faits.avenants.find((x) => x.id === sur)
      const montant = saisie.montant ?? montantDe(a)
      if (a?.genre === 'montant' && montant !== undefined) {
        const plafond = calculDuDossier(faits).subvention
        if (montant > plafond && montant > (voteEnVigueur(faits)?.montant ?? 0))
          return refus('montant_superieur', `Le montant calculé est ${euros(plafond)} : c’est un plafond.`)
        if (montant < faits.dossier.montant_paye) return dejaPaye(faits)
      }
      return piecesAbsentes(faits, [['piece', saisie.piece]])
    },
    effet: ({ faits, sur, saisie }) => {
      const a = faits.avenants.find((x) => x.id === sur)
      const montant = saisie.montant ?? montantDe(a)
      return {
        changements: [
          {
            dans: 'avenant',
            ou: { id: sur },
            mettre: {
              etat: 'vote',
              contenu: { vote: saisie, numero: numeroSuivant(faits), ...(montant === undefined ? {} : { montant }) },
            },
          },
        ],
      }
    },
    attendu: ({ faits }) =>
      faits.avenants
        .filter((a) => a.etat === 'instruit' && AVEC_VOTE.includes(a.genre))
        .map((a) => ({ role: 'secretaire_assemblee' as const, depuis: a.cree_le, quoi: 'un avenant est à voter' })),
  }),
  retourner_avenant_signe: acte({
    libelle: 'Retourner l’avenant signé',
    fait: 'a retourné l’avenant signé',
    etape: 'accorder',
    source: 'F',
    sur: 'avenant',
    discret: true,
    de: CONVENTION_COMPLETE,
    par: ROLES_PORTEUR,
    saisie: z.strictObject({
      date: z.iso.date({ error: 'Indiquez la date de la signature, par exemple 15 3 2025.' }),
      piece: z.uuid({ error: 'Joignez l’avenant signé.' }),
      signataire: personneNommee,
      deliberation: z.strictObject({
        date: z.iso.date({ error: 'Indiquez la date de la délibération, par exemple 15 3 2025.' }),
        numero: texteCourt.optional(),
        piece: z.uuid({ error: 'Joignez la délibération de votre assemblée.' }),
      }),
    }),
    possible: dans('vote', AVEC_VOTE),
    garde: ({ faits, saisie }) =>
      saisie.date < saisie.deliberation.date
        ? saisieInvalide([
            {
              chemin: 'date',
              message: `L’avenant ne peut pas être signé (${dateSimple(saisie.date)}) avant la délibération (${dateSimple(saisie.deliberation.date)}).`,
            },
          ])
        : piecesAbsentes(faits, [
            ['piece', saisie.piece],
            ['deliberation.piece', saisie.deliberation.piece],
          ]),
    effet: ({ sur, saisie }) => ({
      changements: [
        { dans: 'avenant', ou: { id: sur }, mettre: { etat: 'signe', contenu: { signatureBeneficiaire: saisie } } },
      ],
    }),
    attendu: ({ faits }) =>
      faits.avenants
        .filter((a) => a.etat === 'vote')
        .map((a) => ({
          role: 'signataire' as const,
          depuis: a.cree_le,
          quoi: 'l’avenant est à signer et à retourner, avec la délibération',
        })),
  }),
  conclure_avenant: acte({
    libelle: 'Conclure l’avenant',
    fait: 'a conclu l’avenant',
    etape: 'accorder',
    source: 'F',
    sur: 'avenant',
    discret: true,
    de: CONVENTION_COMPLETE,
    par: ['presidence', 'instructeur'],
    saisie: z.strictObject({
      date: jour,
      piece: piece.optional(),
      signataire: personneNommee.optional(),
      signataireBeneficiaire: personneNommee.optional(),
    }),
    possible: ({ faits }, sur) =>
      concluables(faits).some((a) => sur === undefined || a.id === sur)
        ? undefined
        : refus('avenant_pas_pret', 'Cet avenant n’est pas prêt à être conclu.'),
    garde: ({ faits, saisie, sur, qualite }) => {
      const a = faits.avenants.find((x) => x.id === sur)
      if (a?.genre === 'prorogation' && qualite !== 'presidence' && !saisie.piece)
        return saisieInvalide([{ chemin: 'piece', message: 'Joignez la lettre de prorogation signée.' }])
      if (a && AVEC_VOTE.includes(a.genre) && !saisie.piece)
        return saisieInvalide([{ chemin: 'piece', message: 'Joignez l’avenant signé des deux parties.' }])
      const nouveau = a?.genre === 'montant' ? montantDe(a) : undefined
      if (nouveau !== undefined && nouveau < faits.dossier.montant_paye) return dejaPaye(faits)
      const commune = (a?.contenu.signatureBeneficiaire as { date?: string } | undefined)?.date // as `retourner_avenant_signe` wrote it
      if (commune && saisie.date < commune)
        return saisieInvalide([
          {
            chemin: 'date',
            message: `Le bénéficiaire a signé le ${dateSimple(commune)} : la seconde signature ne peut pas être avant.`,
          },
        ])
      return piecesAbsentes(faits, [['piece', saisie.piece]])
    },
    effet: ({ faits, sur, saisie, id, maintenant }) => {
      const a = faits.avenants.find((x) => x.id === sur)
      return {
        changements: [
          {
            dans: 'avenant',
            ou: { id: sur },
            mettre: {
              etat: 'notifie',
              contenu: {
                conclu: saisie,
                // What the consolidated agreement marks: how it stood before.
                avant: {
                  montant: voteEnVigueur(faits)?.montant ?? 0,
                  jusqua: echeancesDe(faits).achevement ?? null,
                  beneficiaire: { nom: faits.organisme.nom, siren: faits.organisme.siren },
                },
              },
            },
          },
          ...effetDe(faits, a, id(), maintenant),
        ],
        resultat: { genre: a?.genre },
      }
    },
    attendu: ({ faits }) =>
      concluables(faits)
        .filter((a) => a.etat !== 'vote')
        .map((a) => ({
          role: 'presidence' as const,
          depuis: a.cree_le,
          quoi: 'un avenant est à conclure',
        })),
  }),
  refuser_avenant: acte({
    libelle: 'Refuser l’avenant',
    fait: 'a refusé l’avenant',
    etape: 'accorder',
    source: 'F',
    sur: 'avenant',
    discret: true,
    de: CONVENTION_COMPLETE,
    par: ['presidence', 'instructeur', 'secretaire_assemblee'],
    saisie: z.strictObject({ motif }),
    possible: ({ faits }, sur) =>
      faits.avenants.some(
        (a) => (sur === undefined || a.id === sur) && ['demande', 'instruit', 'vote', 'signe'].includes(a.etat),
      )
        ? undefined
        : refus('avenant_clos', 'Cet avenant est déjà conclu ou refusé.'),
    effet: ({ sur, saisie }) => ({
      changements: [
        { dans: 'avenant', ou: { id: sur }, mettre: { etat: 'refuse', contenu: { motifRefus: saisie.motif } } },
      ],
    }),
  }),
} satisfies Record<string, Acte>

function dans(etat: Avenant['etat'], genres?: readonly string[]) {
  return ({ faits }: Situation, sur?: string): Refus | undefined =>
    faits.avenants.some(
      (a) => (sur === undefined || a.id === sur) && a.etat === etat && (!genres || genres.includes(a.genre)),
    )
      ? undefined
      : refus('avenant_pas_pret', 'Cet avenant n’en est pas à cette étape.')
}

function attend(etat: Avenant['etat'], role: 'instructeur', quoi: string) {
  return ({ faits }: Situation) =>
    faits.avenants.filter((a) => a.etat === etat).map((a) => ({ role, depuis: a.cree_le, quoi }))
}

const concluables = (f: Faits): Avenant[] =>
  f.avenants.filter((a) => (AVEC_VOTE.includes(a.genre) ? ['vote', 'signe'].includes(a.etat) : a.etat === 'instruit'))

const dejaPaye = (f: Faits): Refus =>
  refus('montant_deja_paye', `${euros(f.dossier.montant_paye)} sont déjà payés : proposez un reversement.`)

const numeroSuivant = (f: Faits): number => f.avenants.filter((a) => a.contenu.numero !== undefined).length + 1

const montantDe = (a: Avenant | undefined): number | undefined =>
  typeof a?.contenu.montant === 'number' ? a.contenu.montant : undefined

/** What a concluded amendment changes: the award of a new vote, or the last day of the expense. */
const effetDe = (f: Faits, a: Avenant | undefined, id: string, maintenant: Date) => {
  if (a?.genre === 'prorogation')
    return [
      { dans: 'dossier' as const, ou: {}, mettre: { contenu: { prorogation: { jusqua: String(a.contenu.jusqua) } } } },
    ]
  const montant = montantDe(a)
  const vote = voteEnVigueur(f)
  if (a?.genre !== 'montant' || montant === undefined || !vote) return []
  const nouveau = (a.contenu.vote ?? {}) as Record<string, unknown> // as `voter_avenant` wrote it
  return [
    { dans: 'vote' as const, ou: { id: vote.id }, mettre: { etat: 'remplace' } },
    {
      dans: 'vote' as const,
      creer: {
        id,
        etat: 'accorde',
        date: nouveau.date ?? vote.date,
        seance_id: vote.seance_id,
        deliberation: nouveau.deliberation ?? vote.deliberation,
        rapport: nouveau.rapport ?? vote.rapport,
        montant,
        par_volet: ventiler(f, montant),
        contenu: {
          ...vote.contenu,
          ...baseDuVote(f),
          avenant: a.id,
          transmiseLe: nouveau.transmiseLe,
          publieeLe: nouveau.publieeLe,
        },
        cree_le: maintenant,
      },
    },
  ]
}
