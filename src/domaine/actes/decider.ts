import { z } from 'zod'
import { type Acte, acte, type Cas, type Changement, type Effet, type Situation } from '../acte.ts'
import type { Etat } from '../etats.ts'
import { type EcoleDuDossier, etatDeCommission, type Faits } from '../faits.ts'
import { euros } from '../montants.ts'
import { deEcole, ecoleDite } from '../organismes.ts'
import { type Refus, refus, saisieInvalide } from '../refus.ts'
import { cents, motif } from '../saisies.ts'

const DECIDABLES: Etat[] = ['conforme', 'retenu', 'liste_attente', 'non_retenu']
const SEANCE = z.uuid({ error: 'Indiquez la séance : l’identifiant donné à sa préparation.' })
const saisie = z.strictObject({ seance: SEANCE, montant: cents.optional(), motif: motif.optional() })
type Saisie = z.infer<typeof saisie>

const commune = {
  etape: 'decider',
  source: 'G',
  sur: 'ecole',
  discret: true,
  de: DECIDABLES,
  vers: ['conforme', 'retenu', 'liste_attente', 'non_retenu'],
  par: ['president_commission'],
  saisie,
  secretAvantPublication: true,
} as const

/** Decisions of the technical commission, school by school, in an open session; they may change until it closes. Source:
 * actes.md « Décider ». */
export const DECIDER = {
  retenir: acte({
    ...commune,
    libelle: 'Retenir le projet',
    fait: 'a retenu le projet d’une école',
    besoins: ['seance', 'enveloppe'],
    possible: decidable,
    garde: (c) => horsSeance(c) ?? montantRefuse(c),
    effet: (c) =>
      decider(c, 'retenu', {
        montant_propose: montantDe(c),
        motif: null,
        contenu: c.saisie.motif === undefined ? {} : { motifRetenu: c.saisie.motif },
      }),
    attendu: ({ faits }) => {
      const seance = faits.seances.find((s) => s.genre === 'technique' && s.etat !== 'publiee')
      if (!seance) return []
      const restantes = faits.ecoles.filter((e) => e.etat !== 'retire' && e.decision === null)
      const depuis = faits.dossier.etat_depuis
      if (seance.etat !== 'close' && restantes.length > 0)
        return [
          { role: 'president_commission', depuis, avant: seance.date, quoi: 'la décision de la commission en séance' },
        ]
      return faits.ecoles.some((e) => e.decision !== null && !e.seance_publiee)
        ? [{ role: 'president_commission', depuis, quoi: 'la publication des résultats' }]
        : []
    },
  }),
  mettre_en_attente: acte({
    ...commune,
    libelle: 'Mettre en liste d’attente',
    fait: 'a mis le projet d’une école en liste d’attente',
    besoins: ['seance'],
    possible: decidable,
    garde: (c) => horsSeance(c) ?? plafondDepasse(c),
    effet: (c) =>
      decider(c, 'liste_attente', {
        montant_propose: 0,
        motif: c.saisie.motif ?? null,
        contenu: { montantAttente: montantDe(c) },
      }),
  }),
  ne_pas_retenir: acte({
    ...commune,
    libelle: 'Ne pas retenir le projet',
    fait: 'n’a pas retenu le projet d’une école',
    besoins: ['seance'],
    possible: decidable,
    garde: horsSeance,
    effet: (c) => decider(c, 'non_retenu', { montant_propose: 0, motif: c.saisie.motif ?? null }),
  }),
  revenir_sur_decision: acte({
    ...commune,
    libelle: 'Revenir sur la décision',
    fait: 'est revenu sur la décision pour une école',
    source: 'F',
    saisie: z.strictObject({ seance: SEANCE, motif: motif.optional() }),
    besoins: ['seance'],
    possible: decidable,
    garde: (c) =>
      ecoleDe(c)?.decision ? horsSeance(c) : refus('pas_decide', 'Aucune décision n’est prise pour cette école.'),
    effet: (c) => decider(c, null, { montant_propose: 0, motif: null, seance_id: null }),
  }),
  repecher: acte({
    libelle: 'Retenir depuis la liste d’attente',
    fait: 'a retenu depuis la liste d’attente le projet d’une école',
    etape: 'decider',
    source: 'F',
    sur: 'ecole',
    discret: true,
    de: ['liste_attente', 'retenu'],
    vers: ['retenu'],
    par: ['president_commission'],
    saisie: z.strictObject({ montant: cents.optional(), motif: motif.optional() }),
    besoins: ['enveloppe', 'listeAttente'],
    possible: ({ faits }, sur) => {
      const ecole = faits.ecoles.find((e) => e.uai === sur)
      if (sur === undefined && faits.ecoles.some((e) => e.decision === 'liste_attente' && e.seance_publiee))
        return undefined
      return ecole?.decision === 'liste_attente' && ecole.seance_publiee
        ? undefined
        : refus('pas_en_attente', 'Ce projet n’est pas en liste d’attente, ou les résultats ne sont pas publiés.')
    },
    garde: (c) => {
      const premier = c.autour.listeAttente.find((e) => e.publiee)
      if (c.saisie.motif === undefined && premier && (premier.uai !== c.sur || premier.dossier !== c.faits.dossier.id))
        return refus(
          'rang_depasse',
          'Un autre projet est mieux placé en liste d’attente. Indiquez le motif qui fait passer celui-ci avant lui.',
        )
      return montantRefuse(c)
    },
    effet: (c) => ({
      vers: 'retenu',
      changements: [
        {
          dans: 'projet_ecole',
          ou: { uai: c.sur },
          mettre: {
            decision: 'retenu',
            montant_propose: montantDe(c),
            rang: null,
            motif: null,
            contenu: { repechage: { rang: ecoleDe(c)?.rang ?? null, motif: ecoleDe(c)?.motif ?? null } },
          },
        },
      ],
      resultat: { montant: montantDe(c) },
    }),
  }),
} satisfies Record<string, Acte>

function decidable({ faits }: Situation, sur?: string): Refus | undefined {
  const ecole = faits.ecoles.find((e) => e.uai === sur)
  return ecole?.decision && ecole.seance_publiee
    ? refus('deja_publie', `La décision pour ${ecoleDite(ecole.nom)} est publiée : elle ne se change plus en séance.`)
    : undefined
}

/** The session is open, technical, of this call; the school is not decided in another one. */
function horsSeance(c: Cas<{ seance: string }>): Refus | undefined {
  const { seance } = c.autour
  if (!seance || seance.appel !== c.faits.dossier.appel || seance.genre !== 'technique')
    return saisieInvalide([
      { chemin: 'seance', message: 'Cette séance n’est pas une séance de la commission de cet appel.' },
    ])
  if (seance.etat !== 'ouverte')
    return refus(
      'seance_pas_ouverte',
      seance.etat === 'preparee'
        ? 'La séance n’est pas ouverte : ouvrez-la pour décider.'
        : 'La séance est close : ses décisions ne changent plus.',
    )
  const ecole = ecoleDe(c)
  return ecole?.decision && ecole.seance_id !== seance.id
    ? refus('decide_ailleurs', `Le projet ${deEcole(ecole.nom)} a été décidé dans une autre séance.`)
    : undefined
}

const ecoleDe = (c: { faits: Faits; sur: string | undefined }): EcoleDuDossier | undefined =>
  c.faits.ecoles.find((e) => e.uai === c.sur)

const montantDe = (c: Cas<{ montant?: number | undefined }>): number =>
  c.saisie.montant ?? ecoleDe(c)?.montant_calcule ?? 0

function plafondDepasse(c: Cas<{ montant?: number | undefined }>): Refus | undefined {
  const plafond = ecoleDe(c)?.montant_calcule ?? 0
  return montantDe(c) > plafond
    ? refus(
        'plafond_depasse',
        `Le montant proposé (${euros(montantDe(c))}) dépasse le plafond calculé pour cette école (${euros(plafond)}).`,
      )
    : undefined
}

/** The amount holds in the school's computed ceiling, and in what is left of the envelope unless a reason is written. */
function montantRefuse(c: Cas<{ montant?: number | undefined; motif?: string | undefined }>): Refus | undefined {
  const trop = plafondDepasse(c)
  if (trop) return trop
  const reste = c.autour.enveloppe.total - c.autour.enveloppe.engage
  return montantDe(c) > 0 && montantDe(c) > reste && c.saisie.motif === undefined
    ? refus(
        'enveloppe_depassee',
        `Il reste ${euros(Math.max(0, reste))} dans l’enveloppe, moins que le montant proposé (${euros(montantDe(c))}). Pour retenir ce projet quand même, écrivez le motif.`,
      )
    : undefined
}

const decider = (
  c: Cas<Partial<Saisie> & { seance: string }>,
  decision: EcoleDuDossier['decision'],
  mettre: Record<string, unknown>,
): Effet => {
  const { seance } = c.autour
  const inscrire: Changement[] =
    seance && !seance.dansOrdreDuJour
      ? [
          {
            dans: 'seance_dossier',
            creer: { seance_id: seance.id, dossier_id: c.faits.dossier.id, ordre: seance.ordre },
          },
        ]
      : []
  return {
    vers: etatDeCommission(c.faits.ecoles.map((e) => (e.uai === c.sur ? { ...e, decision } : e))),
    changements: [
      ...inscrire,
      {
        dans: 'projet_ecole',
        ou: { uai: c.sur },
        mettre: { decision, rang: null, ...(seance ? { seance_id: seance.id } : {}), ...mettre },
      },
    ],
    resultat: { decision, montant: mettre.montant_propose },
  }
}
