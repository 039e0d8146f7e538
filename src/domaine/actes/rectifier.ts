import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { ETATS, type Etat } from '../etats.ts'
import type { Acteur, Faits, Procedure } from '../faits.ts'
import { type Refus, refus, saisieInvalide } from '../refus.ts'
import type { Role } from '../roles.ts'
import { motif, texteLong } from '../saisies.ts'
import { RECTIFIABLES, type Regle } from './rectifiables.ts'

const DEPOSES = (Object.keys(ETATS) as Etat[]).filter((e) => e !== 'brouillon') // the keys of a constant object
const TOUS = [
  'presidence',
  'valideur_paiement',
  'gestionnaire_paiement',
  'instructeur',
  'president_commission',
] as const
const APPROUVENT = ['valideur_paiement', 'gestionnaire_paiement', 'presidence', 'president_commission'] as const

/** Mistakes corrected by another act: the wrong act is named with the reason, a compensating entry is written, the journal keeps
 * both, and those who had been told receive a corrective letter. When money moves, the entry waits for a second person.
 * Source: actes.md §3, « Corrections are acts ». */
export const RECTIFIER = {
  rectifier: acte({
    libelle: 'Rectifier une erreur',
    fait: 'a rectifié une erreur',
    etape: 'instruire',
    source: 'F',
    discret: true,
    de: DEPOSES,
    par: TOUS,
    saisie: z.strictObject({
      acte: z.string().max(60),
      cible: z.string().trim().max(60, { error: 'Choisissez ce qui est à rectifier.' }).optional(),
      motif,
      correction: texteLong.optional(),
    }),
    garde: ({ faits, saisie, acteur }) => {
      const regle = Object.hasOwn(RECTIFIABLES, saisie.acte) ? RECTIFIABLES[saisie.acte] : undefined
      if (!regle)
        return refus(
          'acte_non_rectifiable',
          `Cet acte se corrige autrement. On rectifie ici : ${Object.keys(RECTIFIABLES).join(', ')}.`,
        )
      return nonTenable(faits, regle, saisie.cible, acteur) ?? dejaDemandee(faits, saisie.acte, saisie.cible)
    },
    effet: ({ faits, saisie, acteur, qualite, id, maintenant }) => {
      const regle = RECTIFIABLES[saisie.acte]
      if (!regle) return { changements: [] }
      if (!regle.argent) {
        const fait = regle.effet(faits, saisie.cible, { id, maintenant, motif: saisie.motif })
        return { ...fait, resultat: { applique: true, dite: regle.dite } }
      }
      return {
        changements: [
          {
            dans: 'procedure_suivie',
            creer: {
              id: id(),
              genre: 'rectification',
              etat: 'a_approuver',
              contenu: { ...saisie, par: acteur.nom, personne: acteur.personne, qualite },
              cree_le: maintenant,
            },
          },
        ],
        resultat: { applique: false, rectification: id() },
      }
    },
  }),
  approuver_rectification: acte({
    libelle: 'Approuver la rectification',
    fait: 'a approuvé une rectification',
    etape: 'instruire',
    source: 'F',
    sur: 'procedure',
    de: DEPOSES,
    par: APPROUVENT,
    parSelon: (f) => quiApprouve(f),
    saisie: z.strictObject({}),
    possible: ({ faits }, sur) => rienAApprouver(faits, sur),
    garde: ({ faits, sur, acteur }) => {
      const p = demandee(faits, sur)
      if (p && p.contenu.personne === acteur.personne)
        return refus(
          'meme_personne',
          'Demander une rectification et l’approuver reviennent à deux personnes différentes.',
        )
      const regle = p && regleDe(p)
      return regle ? nonTenable(faits, regle, cibleDe(p), acteur) : undefined
    },
    effet: ({ faits, sur, acteur, id, maintenant }) => {
      const p = demandee(faits, sur)
      const regle = p && regleDe(p)
      if (!p || !regle) return { changements: [] }
      const fait = regle.effet(faits, cibleDe(p), { id, maintenant, motif: String(p.contenu.motif) })
      return {
        ...fait,
        changements: [
          ...fait.changements,
          {
            dans: 'procedure_suivie',
            ou: { id: p.id },
            mettre: { etat: 'approuvee', contenu: { approuveePar: acteur.nom, approuveeLe: maintenant.toISOString() } },
          },
        ],
        resultat: {
          applique: true,
          dite: regle.dite,
          acte: p.contenu.acte,
          cible: p.contenu.cible,
          motif: p.contenu.motif,
          correction: p.contenu.correction,
        },
      }
    },
    attendu: ({ faits }) =>
      faits.procedures
        .filter((p) => p.genre === 'rectification' && p.etat === 'a_approuver')
        .map((p) => ({
          role: regleDe(p)?.par.find((r) => r !== p.contenu.qualite) ?? 'valideur_paiement',
          depuis: p.cree_le,
          quoi: 'une rectification qui touche à l’argent est à approuver par une seconde personne',
        })),
  }),
  refuser_rectification: acte({
    libelle: 'Refuser la rectification',
    fait: 'a refusé une rectification',
    etape: 'instruire',
    source: 'F',
    sur: 'procedure',
    discret: true,
    de: DEPOSES,
    par: APPROUVENT,
    parSelon: (f) => quiApprouve(f),
    saisie: z.strictObject({ motif }),
    possible: ({ faits }, sur) => rienAApprouver(faits, sur),
    effet: ({ sur, saisie, acteur, maintenant }) => ({
      changements: [
        {
          dans: 'procedure_suivie',
          ou: { id: sur },
          mettre: {
            etat: 'refusee',
            contenu: { refus: saisie.motif, refuseePar: acteur.nom, refuseeLe: maintenant.toISOString() },
          },
        },
      ],
    }),
  }),
} satisfies Record<string, Acte>

/** The state, the role and what it bears on, checked when asked and again when approved. */
const nonTenable = (f: Faits, regle: Regle, cible: string | undefined, acteur: Acteur): Refus | undefined => {
  if (!regle.etats.includes(f.dossier.etat))
    return refus(
      'etat_incompatible',
      `Ce dossier est « ${ETATS[f.dossier.etat].libelle} » : cet acte n’est plus à rectifier.`,
    )
  if (!acteur.habilitations.some((h) => h.portee === f.dossier.appel && regle.par.includes(h.role)))
    return refus(
      'role_insuffisant',
      regle.par.length === 1
        ? 'Une décision défavorable se rectifie par la présidence, qui la signe.'
        : 'Votre rôle ne permet pas de rectifier cet acte.',
      403,
    )
  if (regle.cibles && !regle.cibles(f).some((c) => c.id === cible))
    return saisieInvalide([{ chemin: 'cible', message: 'Choisissez ce qui est à rectifier, dans son état actuel.' }])
  return regle.possible?.(f)
}

const dejaDemandee = (f: Faits, nom: string, cible: string | undefined): Refus | undefined =>
  f.procedures.some(
    (p) =>
      p.genre === 'rectification' && p.etat === 'a_approuver' && p.contenu.acte === nom && p.contenu.cible === cible,
  )
    ? refus('deja_demandee', 'Cette rectification est déjà demandée : elle attend une seconde personne.')
    : undefined

const demandee = (f: Faits, sur: string | undefined): Procedure | undefined =>
  f.procedures.find(
    (p) => p.genre === 'rectification' && p.etat === 'a_approuver' && (sur === undefined || p.id === sur),
  )

/** Those who may approve what waits; everybody who ever may, when nothing does. */
const quiApprouve = (f: Faits): readonly Role[] => {
  const roles = f.procedures
    .filter((p) => p.genre === 'rectification' && p.etat === 'a_approuver')
    .flatMap((p) => regleDe(p)?.par ?? [])
  return roles.length > 0 ? [...new Set(roles)] : APPROUVENT
}

const rienAApprouver = (f: Faits, sur: string | undefined): Refus | undefined =>
  demandee(f, sur) ? undefined : refus('rien_a_approuver', 'Aucune rectification n’attend d’approbation.')

const regleDe = (p: Procedure): Regle | undefined => {
  const nom = String(p.contenu.acte)
  return Object.hasOwn(RECTIFIABLES, nom) ? RECTIFIABLES[nom] : undefined
}
const cibleDe = (p: Procedure | undefined): string | undefined =>
  typeof p?.contenu.cible === 'string' ? p.contenu.cible : undefined
