import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { ajouterJours, jourParis } from '../calendrier.ts'
import type { Etat } from '../etats.ts'
import { ecolesVivantes } from '../faits.ts'
import { deEcole } from '../organismes.ts'
import { saisieInvalide } from '../refus.ts'
import { codeUai, jour, texteLong } from '../saisies.ts'

const DE: Etat[] = ['depose', 'conforme']
const ROLES_AVIS = ['erun', 'ien', 'rectorat'] as const

/** Opinions asked of the district and the Rectorat, per school: typed, dated, kept when a new one replaces them. Source:
 * actes.md « Instruire ». */
export const AVIS = {
  demander_avis: acte({
    libelle: 'Demander un avis',
    fait: 'a demandé un avis',
    etape: 'instruire',
    source: 'F',
    interne: true,
    de: DE,
    par: ['instructeur'],
    saisie: z.strictObject({
      roles: z
        .array(z.enum(ROLES_AVIS, { error: 'Choisissez parmi : erun, ien, rectorat.' }))
        .min(1, { error: 'Choisissez à qui demander l’avis.' })
        .optional(),
      ecoles: z.array(codeUai).min(1).max(200).optional(),
      avant: jour.optional(),
      question: texteLong.optional(),
    }),
    garde: ({ faits, saisie, maintenant }) => {
      const vivantes = ecolesVivantes(faits).map((e) => e.uai)
      const erreurs = (saisie.ecoles ?? []).flatMap((u, i) =>
        vivantes.includes(u.toUpperCase())
          ? []
          : [{ chemin: `ecoles.${i}`, message: 'Cette école n’est pas dans le dossier.' }],
      )
      if (saisie.avant !== undefined && saisie.avant < jourParis(maintenant))
        erreurs.push({ chemin: 'avant', message: 'La date de réponse doit être à venir.' })
      return erreurs.length > 0 ? saisieInvalide(erreurs) : undefined
    },
    effet: ({ faits, saisie, maintenant, id, acteur }) => {
      const ecoles = (saisie.ecoles ?? ecolesVivantes(faits).map((e) => e.uai)).map((u) => u.toUpperCase())
      const avant = saisie.avant ?? ajouterJours(jourParis(maintenant), 15)
      const couples = ecoles.flatMap((ecole) => (saisie.roles ?? ROLES_AVIS).map((role) => ({ ecole, role })))
      // Asked again before an answer: the same request, with its new date.
      const enAttente = faits.avis.filter(
        (a) => a.etat === 'demande' && couples.some((c) => c.ecole === a.ecole && c.role === a.role),
      )
      return {
        changements: [
          ...(enAttente.length > 0
            ? [{ dans: 'avis' as const, ou: { id: enAttente.map((a) => a.id) }, supprimer: true as const }]
            : []),
          ...couples.map((c, i) => ({
            dans: 'avis' as const,
            creer: {
              id: id(i),
              ecole: c.ecole,
              role: c.role,
              etat: 'demande',
              avant,
              contenu: { demandePar: acteur.nom, question: saisie.question },
              cree_le: maintenant,
            },
          })),
        ],
        resultat: { avis: couples.map((c, i) => ({ id: id(i), ...c })), avant },
      }
    },
  }),
  rendre_avis: acte({
    libelle: 'Donner un avis',
    fait: 'a donné un avis',
    etape: 'instruire',
    source: 'F',
    sur: 'ecole',
    interne: true,
    de: DE,
    par: ROLES_AVIS,
    saisie: z.strictObject({
      sens: z.enum(['favorable', 'a_revoir', 'defavorable'], { error: 'Choisissez le sens de votre avis.' }),
      texte: texteLong,
    }),
    effet: ({ faits, saisie, sur, qualite, acteur, id, maintenant }) => {
      const demande = faits.avis.find((a) => a.etat === 'demande' && a.ecole === sur && a.role === qualite)
      const rendu = { etat: 'rendu', sens: saisie.sens, texte: saisie.texte, par: acteur.nom, rendu_le: maintenant }
      const anciens = faits.avis
        .filter((a) => a.etat === 'rendu' && a.ecole === sur && a.role === qualite && a.contenu.conseil !== true)
        .map((a) => a.id)
      return {
        changements: [
          ...(anciens.length > 0 ? [{ dans: 'avis' as const, ou: { id: anciens }, mettre: { etat: 'remplace' } }] : []),
          demande
            ? { dans: 'avis', ou: { id: demande.id }, mettre: rendu }
            : { dans: 'avis', creer: { id: id(), ecole: sur, role: qualite, ...rendu, cree_le: maintenant } },
        ],
        resultat: { avis: demande?.id ?? id() },
      }
    },
    attendu: ({ faits }) =>
      faits.avis
        .filter((a) => a.etat === 'demande')
        .map((a) => ({
          role: a.role,
          depuis: a.cree_le,
          ...(a.avant ? { avant: a.avant } : {}),
          ...(a.ecole ? { ecole: a.ecole } : {}),
          quoi: `un avis sur le projet ${deEcole(faits.ecoles.find((e) => e.uai === a.ecole)?.nom ?? '')}`.trim(),
        })),
  }),
} satisfies Record<string, Acte>

/** « 2 avis sur 3 reçus »: opinions given out of those asked or given. */
export const avisRecus = (avis: { etat: string; contenu: Record<string, unknown> }[]) => {
  const demandes = avis.filter((a) => a.contenu.conseil !== true && a.etat !== 'remplace')
  return { recus: demandes.filter((a) => a.etat === 'rendu').length, demandes: demandes.length }
}
