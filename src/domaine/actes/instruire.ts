import { z } from 'zod'
import { type Acte, acte, type Cas } from '../acte.ts'
import { jourParis } from '../calendrier.ts'
import { sectionsDemandees } from '../ecriture.ts'
import { ETATS, type Etat } from '../etats.ts'
import type { Faits } from '../faits.ts'
import { figer } from '../figer.ts'
import { completude } from '../formulaire/completude.ts'
import { type Refus, refus, saisieInvalide } from '../refus.ts'
import type { Role } from '../roles.ts'
import { adresse, jour, motif, vide } from '../saisies.ts'

const EXAMEN: Etat[] = ['depose']

/** Reasons: one text, or one per line. */
const motifs = z.union([motif, z.array(motif).min(1).max(50)], { error: 'Indiquez les raisons en quelques mots.' })

/** Acts of the examination: completeness, checklist, conformity. Source: actes.md « Instruire ». */
export const INSTRUIRE = {
  attribuer: acte({
    libelle: 'Attribuer le dossier',
    fait: 'a attribué le dossier',
    etape: 'instruire',
    source: 'F',
    interne: true,
    discret: true,
    de: (Object.keys(ETATS) as Etat[]).filter((e) => e !== 'brouillon'), // the keys of a constant object
    par: ['instructeur'],
    saisie: z.strictObject({ agent: adresse }),
    besoins: ['agent'],
    garde: ({ autour }) =>
      autour.agent
        ? undefined
        : saisieInvalide([{ chemin: 'agent', message: 'Cette adresse n’est pas celle d’un agent de l’appel.' }]),
    effet: ({ autour }) => ({
      changements: [{ dans: 'dossier', ou: {}, mettre: { agent_id: autour.agent?.id ?? null } }],
      resultat: { agent: autour.agent?.nom, courriel: autour.agent?.courriel },
    }),
  }),
  demander_complements: acte({
    libelle: 'Demander un complément',
    fait: 'a demandé des compléments',
    etape: 'instruire',
    source: 'G',
    de: EXAMEN,
    vers: ['a_completer'],
    par: ['instructeur', 'rectorat'],
    saisie: z.strictObject({
      elements: z
        .array(z.strictObject({ element: z.string().max(60), manque: motif }), {
          error: 'Indiquez ce qui manque, élément par élément.',
        })
        .min(1, { error: 'Indiquez au moins un élément à compléter.' })
        .max(60),
      avant: jour,
    }),
    garde: ({ faits, saisie, maintenant }) => {
      const inconnus = elementsInconnus(faits, saisie.elements)
      if (inconnus) return inconnus
      return saisie.avant < jourParis(maintenant)
        ? saisieInvalide([{ chemin: 'avant', message: 'La date de réponse doit être à venir.' }])
        : undefined
    },
    effet: ({ saisie, id, maintenant }) => ({
      vers: 'a_completer',
      changements: [
        {
          dans: 'complement',
          creer: {
            id: id(),
            avant: saisie.avant,
            contenu: { elements: saisie.elements },
            cree_le: maintenant,
          },
        },
      ],
      resultat: { complement: id() },
    }),
  }),
  completer: acte({
    libelle: 'Envoyer les compléments',
    fait: 'a complété le dossier',
    etape: 'instruire',
    source: 'G',
    de: ['a_completer'],
    vers: ['depose'],
    par: ['signataire', 'redacteur'],
    saisie: vide,
    garde: ({ faits }) => {
      const ouvertes = sectionsDemandees(faits)
      const manquants = completude(faits).manquants.filter(
        ({ chemin }) =>
          ouvertes.length === 0 || ouvertes.includes(chemin.split('.')[chemin.startsWith('ecoles.') ? 2 : 0] ?? ''),
      )
      return manquants.length > 0
        ? {
            ...refus(
              'dossier_incomplet',
              `Il manque encore ${manquants.length} réponse${manquants.length > 1 ? 's' : ''} dans les parties à compléter.`,
            ),
            erreurs: manquants,
          }
        : undefined
    },
    effet: ({ faits, id, maintenant }) => ({
      vers: 'depose',
      changements: [
        figer(faits, id(), maintenant),
        { dans: 'complement', ou: { etat: 'demande' }, mettre: { etat: 'recu', recu_le: maintenant } },
        // What was found wrong and has been answered is to be looked at again.
        {
          dans: 'examen',
          ou: { element: elementsDemandes(faits), verdict: 'non_conforme' },
          supprimer: true,
        },
      ],
    }),
    attendu: ({ faits }) =>
      faits.complements
        .filter((c) => c.etat === 'demande')
        .slice(-1)
        .map((c) => ({
          role: 'redacteur' as const,
          depuis: c.cree_le,
          avant: c.avant,
          quoi: 'les compléments demandés par le service',
        })),
  }),
  examiner: acte({
    libelle: 'Remplir la grille d’examen',
    fait: 'a examiné le dossier',
    etape: 'instruire',
    source: 'G',
    interne: true,
    discret: true,
    de: EXAMEN,
    par: ['instructeur', 'rectorat'],
    saisie: z.strictObject({
      elements: z
        .array(
          z.strictObject({
            element: z.string().max(60),
            verdict: z.enum(['conforme', 'non_conforme', 'sans_objet'], {
              error: 'Choisissez : conforme, non conforme ou sans objet.',
            }),
            motif: motif.optional(),
          }),
          { error: 'Indiquez un verdict par élément.' },
        )
        .min(1, { error: 'Indiquez au moins un verdict.' })
        .max(60),
    }),
    garde: ({ faits, saisie }) => {
      const inconnus = elementsInconnus(faits, saisie.elements)
      if (inconnus) return inconnus
      const muets = saisie.elements.flatMap((e, i) =>
        e.verdict === 'non_conforme' && !e.motif
          ? [{ chemin: `elements.${i}.motif`, message: 'Expliquez en une phrase pourquoi ce n’est pas conforme.' }]
          : [],
      )
      return muets.length > 0 ? saisieInvalide(muets) : undefined
    },
    effet: ({ saisie, id, acteur, maintenant }) => ({
      changements: [
        { dans: 'examen', ou: { element: saisie.elements.map((e) => e.element) }, supprimer: true },
        ...saisie.elements.map((e, i) => ({
          dans: 'examen' as const,
          creer: {
            id: id(i),
            element: e.element,
            verdict: e.verdict,
            motif: e.motif ?? null,
            par: acteur.nom,
            cree_le: maintenant,
          },
        })),
      ],
    }),
    attendu: ({ faits }) =>
      elementsAExaminer(faits).length > 0
        ? [{ role: 'instructeur', depuis: faits.dossier.etat_depuis, quoi: 'l’examen du dossier' }]
        : [],
  }),
  declarer_conforme: acte({
    libelle: 'Déclarer le dossier conforme',
    fait: 'a déclaré le dossier conforme',
    etape: 'instruire',
    source: 'G',
    de: EXAMEN,
    vers: ['conforme'],
    par: ['instructeur', 'rectorat', 'president_commission'],
    parSelon: (f) => quiDeclare(f),
    saisie: z.strictObject({ motifs: motifs.optional() }),
    besoins: ['seances'],
    garde: (c) => {
      const restants = elementsAExaminer(c.faits)
      if (restants.length > 0)
        return {
          ...refus(
            'examen_incomplet',
            `Il reste ${restants.length} élément${restants.length > 1 ? 's' : ''} à examiner avant de déclarer le dossier conforme.`,
          ),
          erreurs: restants.map((e) => ({ chemin: `elements.${e.id}`, message: `À examiner : ${e.libelle}.` })),
        }
      const contraires = c.faits.examens.filter((e) => e.verdict === 'non_conforme')
      if (contraires.length > 0 && c.saisie.motifs === undefined)
        return refus(
          'element_non_conforme',
          `${contraires.length} élément${contraires.length > 1 ? 's sont' : ' est'} noté « non conforme ». Corrigez l’examen, ou indiquez pourquoi le dossier est conforme malgré cela.`,
        )
      return seanceManquante(c)
    },
    effet: (c) => {
      const { faits, maintenant } = c
      if (attendSecondAccord(c))
        return {
          changements: [
            {
              dans: 'dossier',
              ou: {},
              mettre: {
                contenu: { conformite: { role: c.qualite, par: c.acteur.nom, le: maintenant.toISOString() } },
              },
            },
          ],
          resultat: { attend: c.qualite === 'rectorat' ? 'instructeur' : 'rectorat' },
        }
      return {
        vers: 'conforme',
        changements: [
          {
            dans: 'dossier',
            ou: {},
            mettre: { contenu: { conformeLe: commeLaBase(maintenant), conformite: null } },
          },
        ],
        resultat: { depot: faits.depots.at(-1)?.numero ?? null },
      }
    },
    attendu: ({ faits }) => {
      if (elementsAExaminer(faits).length > 0 || faits.examens.length === 0) return []
      const deja = premierAccord(faits)
      return quiDeclare(faits)
        .filter((role) => role !== deja)
        .map((role) => ({ role, depuis: faits.dossier.etat_depuis, quoi: 'la décision de conformité' }))
    },
  }),
  declarer_non_conforme: acte({
    libelle: 'Déclarer le dossier non conforme',
    fait: 'a déclaré le dossier non conforme',
    etape: 'instruire',
    source: 'G',
    de: EXAMEN,
    vers: ['non_conforme'],
    par: ['instructeur', 'rectorat', 'president_commission'],
    parSelon: (f) => quiDeclare(f),
    saisie: z.strictObject({ motifs: motifs.optional() }),
    besoins: ['seances'],
    garde: (c) =>
      raisons(c.faits, c.saisie.motifs).length === 0
        ? saisieInvalide([
            {
              chemin: 'motifs',
              message:
                'Indiquez les raisons : la lettre les donne à la commune. Par exemple : le débit est insuffisant.',
            },
          ])
        : seanceManquante(c),
    effet: (c) => ({
      vers: 'non_conforme',
      changements: [
        {
          dans: 'dossier',
          ou: {},
          mettre: {
            contenu: { nonConformite: { motifs: raisons(c.faits, c.saisie.motifs), le: c.maintenant.toISOString() } },
          },
        },
      ],
      resultat: { motifs: raisons(c.faits, c.saisie.motifs) },
    }),
  }),
} satisfies Record<string, Acte>

// As PostgreSQL writes instants in JSON: what porteurs read « since » stays the same, to the character, after the session.
const commeLaBase = (d: Date): string => d.toISOString().replace(/\.?0*Z$/, '+00:00')

/** The items of the call's checklist without a verdict yet. */
export const elementsAExaminer = (f: Faits): Faits['appel']['controle'] =>
  f.appel.controle.filter((e) => !f.examens.some((x) => x.element === e.id))

/** Why a dossier does not conform: what was written, else the checklist's own reasons. */
export const raisons = (f: Faits, ecrits: string | string[] | undefined): string[] => {
  if (ecrits !== undefined) return typeof ecrits === 'string' ? [ecrits] : ecrits
  return f.examens
    .filter((e) => e.verdict === 'non_conforme')
    .map((e) => `${f.appel.controle.find((x) => x.id === e.element)?.libelle ?? e.element} : ${e.motif ?? ''}`.trim())
}

const elementsInconnus = (f: Faits, elements: { element: string }[]): Refus | undefined => {
  const vus = new Set<string>()
  const erreurs = elements.flatMap((e, i) => {
    const inconnu = !f.appel.controle.some((x) => x.id === e.element)
    const double = vus.has(e.element)
    vus.add(e.element)
    return inconnu
      ? [
          {
            chemin: `elements.${i}.element`,
            message: `« ${e.element} » n’est pas dans la grille d’examen de l’appel : ${f.appel.controle.map((x) => x.id).join(', ')}.`,
          },
        ]
      : double
        ? [{ chemin: `elements.${i}.element`, message: `« ${e.element} » est donné deux fois.` }]
        : []
  })
  return erreurs.length > 0 ? saisieInvalide(erreurs) : undefined
}

const elementsDemandes = (f: Faits): string[] =>
  f.complements
    .filter((c) => c.etat === 'demande')
    .flatMap((c) => (Array.isArray(c.contenu.elements) ? (c.contenu.elements as { element: string }[]) : [])) // as `demander_complements` wrote it
    .map((e) => e.element)

/** Who declares conformity: a setting of the call. */
const quiDeclare = (f: Faits): Role[] =>
  f.appel.reglages.conformitePar === 'commission'
    ? ['president_commission']
    : f.appel.reglages.conformitePar === 'instructeur_et_rectorat'
      ? ['instructeur', 'rectorat']
      : ['instructeur']

const premierAccord = (f: Faits): string | undefined =>
  (f.dossier.contenu.conformite as { role?: string } | null | undefined)?.role // as `declarer_conforme` wrote it

/** When both must agree, the first agreement waits for the other's. */
const attendSecondAccord = (c: Cas<unknown>): boolean =>
  c.faits.appel.reglages.conformitePar === 'instructeur_et_rectorat' &&
  (premierAccord(c.faits) === undefined || premierAccord(c.faits) === c.qualite)

const seanceManquante = (c: Cas<unknown>): Refus | undefined =>
  c.faits.appel.reglages.conformitePar === 'commission' &&
  !c.autour.seances.some((s) => s.genre === 'technique' && s.etat === 'ouverte')
    ? refus('seance_pas_ouverte', 'Dans cet appel, la commission déclare la conformité pendant une séance ouverte.')
    : undefined
