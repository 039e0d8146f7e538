import { z } from 'zod'
import { type Acte, acte, type Cas } from '../acte.ts'
import type { Faits } from '../faits.ts'
import { type Refus, refus, saisieInvalide } from '../refus.ts'
import type { Role } from '../roles.ts'
import { motif } from '../saisies.ts'
import { elementsAExaminer } from './examiner.ts'

/** Reasons: one text, or one per line. */
const motifs = z.union([motif, z.array(motif).min(1).max(50)], { error: 'Indiquez les raisons en quelques mots.' })

/** The dossier conforms, or does not. Source: actes.md « Instruire ». */
export const DECLARER_CONFORMITE = {
  declarer_conforme: acte({
    libelle: 'Déclarer le dossier conforme',
    fait: 'a déclaré le dossier conforme',
    etape: 'instruire',
    source: 'G',
    de: ['depose'],
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
    de: ['depose'],
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

/** Why a dossier does not conform: what was written, else the checklist's own reasons. */
export const raisons = (f: Faits, ecrits: string | string[] | undefined): string[] => {
  if (ecrits !== undefined) return typeof ecrits === 'string' ? [ecrits] : ecrits
  return f.examens
    .filter((e) => e.verdict === 'non_conforme')
    .map((e) => `${f.appel.controle.find((x) => x.id === e.element)?.libelle ?? e.element} : ${e.motif ?? ''}`.trim())
}

// As PostgreSQL writes instants in JSON: what porteurs read « since » stays the same, to the character, after the session.
const commeLaBase = (d: Date): string => d.toISOString().replace(/\.?0*Z$/, '+00:00')

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

/** 409 when the commission declares conformity and none of its sessions is open. */
const seanceManquante = (c: Cas<unknown>): Refus | undefined =>
  c.faits.appel.reglages.conformitePar === 'commission' &&
  !c.autour.seances.some((s) => s.genre === 'technique' && s.etat === 'ouverte')
    ? refus('seance_pas_ouverte', 'Dans cet appel, la commission déclare la conformité pendant une séance ouverte.')
    : undefined
