import { z } from 'zod'
import { ETATS } from '../domaine/etats.ts'

/** Small types that every answer is made of, then what a dossier answers (contrat.md §4). Amounts are whole cents. */
export const texte = z.string()
export const nul = texte.nullable()
export const entier = z.int()
export const cents = z.int().meta({ description: 'Centimes entiers.' })
export const jour = z.iso.date()
const etat = z.enum(Object.keys(ETATS) as [string, ...string[]]) // a table that is never empty

const montantsVolet = z.object({
  volet: texte,
  source: texte,
  demande: cents,
  calcule: cents,
  vote: cents,
  liquide: cents,
  paye: cents,
})
export const montants = z.object({
  demande: cents,
  calcule: cents,
  propose: cents,
  vote: cents,
  liquide: cents,
  paye: cents,
  parVolet: z.array(montantsVolet),
})
const manquant = z.object({ chemin: texte, message: texte })
export const completude = z.object({ complet: z.boolean().optional(), manquants: z.array(manquant) })
export const element = z.object({
  id: z.uuid(),
  numero: texte,
  appel: texte,
  organisme: z.object({ siren: texte, nom: texte, type: texte }),
  etat,
  version: entier,
  montants,
})
export const piece = z.object({
  id: z.uuid(),
  nom: texte,
  octets: entier,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  nature: texte,
  ecole: nul,
  antivirus: texte,
})
const ligneDevis = z.object({
  ecole: texte,
  article: texte.optional(),
  nature: texte,
  designation: texte,
  quantite: z.number(),
  prixUnitaireHt: cents,
  tva: z.number(),
  verdict: texte.optional(),
  motif: texte.optional(),
})

export const dossier = element.extend({
  ecoles: z.array(
    z.object({
      uai: texte,
      nom: texte,
      etat: z.enum(['a_rediger', 'valide_par_ecole', 'retire']),
      decision: z.enum(['retenu', 'liste_attente', 'non_retenu']).nullable(),
      montants,
      presentationEnt: texte,
      conventionEnt: texte,
    }),
  ),
  enAttenteDe: z.array(z.object({ role: texte, acte: texte, depuis: texte, avant: nul, ecole: texte.optional() })),
  actesPossibles: z.array(z.object({ acte: texte, sur: texte, id: texte.optional() })),
  completude,
  pieces: z.array(piece),
  devis: z.array(
    z.object({
      id: z.uuid(),
      numero: texte,
      version: entier,
      fournisseur: z.object({ nom: texte, siret: texte }),
      date: jour,
      validite: jour,
      total: cents,
      etat: z.enum(['envoye', 'conforme', 'a_reprendre', 'remplace']),
      lignes: z.array(ligneDevis),
    }),
  ),
  commandes: z.array(
    z.object({
      id: z.uuid(),
      date: jour,
      fournisseur: texte,
      total: cents,
      etat: z.enum(['passee', 'livree_partiellement', 'livree']),
    }),
  ),
  receptions: z.array(z.object({ id: z.uuid(), ecole: texte, date: jour })),
  versements: z.array(
    z.object({
      id: z.uuid(),
      type: z.enum(['avance', 'acompte', 'solde']),
      etat: z.enum(['deposee', 'a_completer', 'liquidee', 'validee', 'mandatee', 'payee', 'rejetee']),
      montant: cents.meta({ description: 'Le montant calculé comme dû.' }),
      mandat: nul,
      payeLe: jour.nullable(),
    }),
  ),
  convention: z
    .object({
      etat: z.enum(['envoyee', 'signee', 'executee', 'notifiee']),
      deliberation: z.object({ date: jour, numero: nul, sens: texte }).nullable(),
      signatures: z.array(z.object({ partie: texte, nom: texte, qualite: texte, date: jour })),
    })
    .nullable(),
  piliers: z.array(z.object({ id: z.uuid(), ecole: texte, pilier: texte, etat: texte, date: nul })),
})
