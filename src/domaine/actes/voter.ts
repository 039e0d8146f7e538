import { z } from 'zod'
import { type Acte, acte, type Situation } from '../acte.ts'
import { lignesDecouvertes } from '../couverture.ts'
import { aDesDevisConformes, calculDuDossier } from '../demande.ts'
import { ecolesVivantes, type Faits, resultatsPublies } from '../faits.ts'
import { accorder } from '../francais.ts'
import { piecesAbsentes, sansEnt } from '../gardes.ts'
import { euros, somme } from '../montants.ts'
import { type Refus, refus, saisieInvalide } from '../refus.ts'
import { cents, jour, motif, piece, texteCourt } from '../saisies.ts'
import { baseDuVote, inscription, montantsAttendus, ventiler, voteEnVigueur } from '../vote.ts'
import { phraseValidite } from './devis.ts'

const PAR_VOTE = ['secretaire_assemblee'] as const
const parVolet = z.array(z.strictObject({ volet: z.string().max(60), montant: cents })).max(20)

/** Acts on the amount and the commission permanente. Source: actes.md « Accorder et conventionner ». */
export const VOTER = {
  arreter_montant: acte({
    libelle: 'Arrêter le montant proposé au vote',
    fait: 'a arrêté le montant proposé au vote',
    etape: 'accorder',
    source: 'F',
    discret: true,
    de: ['retenu'],
    par: ['instructeur'],
    saisie: z.strictObject({ motif: motif.optional() }),
    besoins: ['enveloppe'],
    possible: (s) =>
      publie(s) ??
      (aDesDevisConformes(s.faits)
        ? undefined
        : refus('aucun_devis_conforme', 'Aucun devis conforme : le montant se calcule sur les devis.')),
    garde: ({ faits, saisie, autour, commentaire }) => {
      const sans = lignesDecouvertes(faits)
      if (sans.length > 0 && !saisie.motif && !commentaire) return nonCouvertes(sans)
      const { subvention } = calculDuDossier(faits)
      const autres = autour.enveloppe.engage - proposees(faits)
      return autres + subvention > autour.enveloppe.total &&
        subvention > proposees(faits) &&
        !saisie.motif &&
        !commentaire
        ? refus('enveloppe_depassee', 'Ce montant dépasse ce qui reste de l’enveloppe : indiquez un motif.')
        : undefined
    },
    effet: ({ faits, saisie, commentaire, maintenant }) => {
      const calcul = calculDuDossier(faits)
      const abandon = lignesDecouvertes(faits).length > 0 ? (saisie.motif ?? commentaire) : undefined
      return {
        changements: [
          ...calcul.ecoles
            .filter((e) => faits.ecoles.find((x) => x.uai === e.uai)?.decision === 'retenu')
            .map((e) => ({
              dans: 'projet_ecole' as const,
              ou: { uai: e.uai },
              mettre: { montant_propose: e.subvention },
            })),
          {
            dans: 'dossier',
            ou: {},
            mettre: {
              contenu: {
                montantArrete: {
                  montant: calcul.subvention,
                  le: maintenant.toISOString(),
                  ...(abandon ? { abandonnees: abandon } : {}),
                },
              },
            },
          },
        ],
        resultat: { montant: calcul.subvention },
      }
    },
  }),
  inscrire_ordre_du_jour: acte({
    libelle: 'Inscrire à l’ordre du jour',
    fait: 'a inscrit le dossier à l’ordre du jour de la commission permanente',
    etape: 'accorder',
    source: 'G',
    discret: true,
    de: ['retenu'],
    par: ['secretaire_assemblee', 'instructeur'],
    saisie: z.strictObject({
      seance: z.uuid({ error: 'Choisissez une séance.' }).optional(),
      date: jour.optional(),
      motif: motif.optional(),
    }),
    besoins: ['seances'],
    possible: (s) =>
      publie(s) ??
      couvert(s.faits) ??
      (inscription(s.faits) ? refus('deja_inscrit', 'Ce dossier est déjà à l’ordre du jour.') : undefined),
    garde: ({ saisie, autour }) => {
      const seance = autour.seances.find((x) => x.id === saisie.seance?.toLowerCase())
      if (saisie.seance && seance?.genre !== 'permanente')
        return saisieInvalide([
          { chemin: 'seance', message: 'Cette séance n’est pas une séance de la commission permanente de l’appel.' },
        ])
      return seance && seance.etat !== 'preparee' && seance.etat !== 'ouverte'
        ? refus('seance_close', 'Cette séance est close : choisissez-en une autre.')
        : undefined
    },
    effet: ({ faits, saisie, autour, id, maintenant }) => {
      const seance = autour.seances.find((x) => x.id === saisie.seance?.toLowerCase())
      const date = saisie.date ?? seance?.date ?? null
      const perimes = date
        ? faits.devis.filter((d) => d.etat === 'conforme').flatMap((d) => phraseValidite(d, date) ?? [])
        : []
      const montant = montantsAttendus(faits)[0] ?? calculDuDossier(faits).subvention
      return {
        changements: [
          {
            dans: 'vote',
            creer: {
              id: id(),
              etat: 'inscrit',
              date,
              seance_id: seance?.id ?? null,
              montant,
              par_volet: ventiler(faits, montant),
              contenu: { motif: saisie.motif ?? null, ...baseDuVote(faits) },
              cree_le: maintenant,
            },
          },
          ...(seance && !seance.dossiers.includes(faits.dossier.id)
            ? [
                {
                  dans: 'seance_dossier' as const,
                  creer: { seance_id: seance.id, dossier_id: faits.dossier.id, ordre: seance.dossiers.length },
                },
              ]
            : []),
        ],
        resultat: { avertissements: perimes },
      }
    },
    attendu: (s) =>
      resultatsPublies(s.faits) && !couvert(s.faits) && !inscription(s.faits)
        ? [
            {
              role: 'instructeur',
              depuis: s.faits.devis.at(-1)?.cree_le ?? s.faits.dossier.etat_depuis,
              quoi: 'le dossier est à inscrire à la commission permanente',
            },
          ]
        : [],
  }),
  accorder: acte({
    libelle: 'Enregistrer le vote favorable',
    fait: 'a enregistré le vote de la subvention',
    etape: 'accorder',
    source: 'G',
    discret: true,
    de: ['retenu', 'accorde'],
    vers: ['accorde'],
    par: PAR_VOTE,
    saisie: z.strictObject({
      date: jour,
      deliberation: texteCourt,
      rapport: texteCourt.optional(),
      montant: cents.min(1, { error: 'Indiquez le montant voté.' }),
      parVolet: parVolet.optional(),
      seance: z.uuid().optional(),
      deports: z.array(texteCourt).max(200).optional(),
      transmiseLe: jour.optional(),
      publieeLe: jour.optional(),
      piece: piece.optional(),
      motif: motif.optional(),
    }),
    possible: (s) => publie(s) ?? couvert(s.faits),
    garde: ({ faits, saisie, commentaire }) => {
      const calcul = calculDuDossier(faits)
      if (saisie.montant > calcul.subvention)
        return refus(
          'montant_superieur',
          `Le montant voté (${euros(saisie.montant)}) dépasse le montant calculé (${euros(calcul.subvention)}), qui est un plafond.`,
        )
      if (saisie.parVolet) {
        const inconnu = saisie.parVolet.findIndex((p) => !calcul.volets.some((v) => v.volet === p.volet))
        if (inconnu >= 0)
          return saisieInvalide([{ chemin: `parVolet.${inconnu}.volet`, message: 'Ce volet n’existe pas.' }])
        if (somme(saisie.parVolet.map((p) => p.montant)) !== saisie.montant)
          return saisieInvalide([{ chemin: 'parVolet', message: 'La somme des volets n’est pas le montant voté.' }])
        const trop = calcul.volets.find(
          (v) => somme(saisie.parVolet?.filter((p) => p.volet === v.volet).map((p) => p.montant) ?? []) > v.subvention,
        )
        if (trop) return refus('montant_superieur', `Volet ${trop.libelle} : ${euros(trop.subvention)} au plus.`)
      }
      if (!montantsAttendus(faits).includes(saisie.montant) && !saisie.motif && !commentaire)
        return saisieInvalide([
          {
            chemin: 'motif',
            message: `Le montant proposé est ${euros(montantsAttendus(faits)[0] ?? calcul.subvention)} : indiquez pourquoi le vote est différent.`,
          },
        ])
      return piecesAbsentes(faits, [['piece', saisie.piece]])
    },
    effet: ({ faits, saisie, commentaire, id, maintenant }) => ({
      vers: 'accorde',
      changements: [
        ...remplacer(faits),
        {
          dans: 'vote',
          creer: {
            id: id(),
            etat: 'accorde',
            date: saisie.date,
            seance_id: saisie.seance ?? inscription(faits)?.seance_id ?? null,
            deliberation: saisie.deliberation,
            rapport: saisie.rapport ?? null,
            montant: saisie.montant,
            par_volet: ventiler(faits, saisie.montant, saisie.parVolet),
            contenu: {
              ...baseDuVote(faits),
              motif: saisie.motif ?? commentaire ?? null,
              deports: saisie.deports ?? [],
              transmiseLe: saisie.transmiseLe ?? null,
              publieeLe: saisie.publieeLe ?? null,
              piece: saisie.piece ?? null,
              correctif: voteEnVigueur(faits) !== undefined,
            },
            cree_le: maintenant,
          },
        },
        ...entAFaire(faits),
      ],
      resultat: { montant: saisie.montant },
    }),
    attendu: ({ faits }) => {
      const inscrit = inscription(faits)
      return faits.dossier.etat === 'retenu' && inscrit
        ? [
            {
              role: 'secretaire_assemblee',
              depuis: inscrit.cree_le,
              ...(inscrit.date ? { avant: inscrit.date } : {}),
              quoi: 'la décision de la commission permanente est à enregistrer',
            },
          ]
        : []
    },
  }),
  ajourner: acte({
    libelle: 'Enregistrer un ajournement',
    fait: 'a enregistré l’ajournement par la commission permanente',
    etape: 'accorder',
    source: 'G',
    discret: true,
    de: ['retenu'],
    par: PAR_VOTE,
    saisie: z.strictObject({ seance: z.uuid().optional(), date: jour.optional(), motif: motif.optional() }),
    possible: publie,
    effet: ({ faits, saisie, commentaire, id, maintenant }) => ({
      changements: [
        ...remplacer(faits),
        {
          dans: 'vote',
          creer: {
            id: id(),
            etat: 'ajourne',
            date: saisie.date ?? inscription(faits)?.date ?? null,
            seance_id: saisie.seance ?? inscription(faits)?.seance_id ?? null,
            contenu: { motif: saisie.motif ?? commentaire ?? null },
            cree_le: maintenant,
          },
        },
      ],
    }),
  }),
  refuser_accord: acte({
    libelle: 'Enregistrer un vote défavorable',
    fait: 'a enregistré le refus de la commission permanente',
    etape: 'accorder',
    source: 'G',
    discret: true,
    de: ['retenu'],
    vers: ['accord_refuse'],
    par: PAR_VOTE,
    saisie: z.strictObject({
      seance: z.uuid().optional(),
      date: jour.optional(),
      deliberation: texteCourt.optional(),
      motif: motif.optional(),
      piece: piece.optional(),
    }),
    possible: publie,
    effet: ({ faits, saisie, commentaire, id, maintenant }) => ({
      vers: 'accord_refuse',
      changements: [
        ...remplacer(faits),
        {
          dans: 'vote',
          creer: {
            id: id(),
            etat: 'refuse',
            date: saisie.date ?? inscription(faits)?.date ?? null,
            seance_id: saisie.seance ?? inscription(faits)?.seance_id ?? null,
            deliberation: saisie.deliberation ?? null,
            contenu: { motif: saisie.motif ?? commentaire ?? null, piece: saisie.piece ?? null },
            cree_le: maintenant,
          },
        },
      ],
    }),
  }),
} satisfies Record<string, Acte>

function publie({ faits }: Situation): Refus | undefined {
  return resultatsPublies(faits)
    ? undefined
    : refus('resultats_non_publies', 'Les résultats de la commission technique ne sont pas encore publiés.')
}

const couvert = (f: Faits): Refus | undefined => {
  if (!aDesDevisConformes(f))
    return refus('aucun_devis_conforme', 'Aucun devis conforme : le dossier ne peut pas être présenté au vote.')
  const sans = lignesDecouvertes(f)
  return sans.length > 0 ? nonCouvertes(sans) : undefined
}

const nonCouvertes = (lignes: { nom: string; libelle: string }[]): Refus =>
  refus(
    'lignes_non_couvertes',
    `Sans devis conforme : ${lignes
      .slice(0, 5)
      .map((l) => `${l.libelle} (${l.nom})`)
      .join(
        ', ',
      )}${lignes.length > 5 ? `, et ${accorder(lignes.length - 5, 'autre')}` : ''}. Attendez le devis, ou arrêtez le montant sans ces lignes en disant pourquoi.`,
  )

const proposees = (f: Faits): number =>
  somme(ecolesVivantes(f).map((e) => (e.decision === 'retenu' ? e.montant_propose : 0)))

const remplacer = (f: Faits) =>
  f.votes
    .filter((v) => v.etat === 'inscrit' || v.etat === 'accorde')
    .map((v) => ({ dans: 'vote' as const, ou: { id: v.id }, mettre: { etat: 'remplace' } }))

/** From the vote on, schools without an ENT have it to present and its agreement to sign. */
const entAFaire = (f: Faits) =>
  ecolesVivantes(f)
    .filter((e) => sansEnt(f, e.uai) && e.convention_ent === 'sans_objet')
    .map((e) => ({
      dans: 'projet_ecole' as const,
      ou: { uai: e.uai },
      mettre: {
        convention_ent: 'a_signer',
        presentation_ent: e.presentation_ent === 'sans_objet' ? 'a_faire' : e.presentation_ent,
      },
    }))
