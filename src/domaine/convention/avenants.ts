import { AVEC_VOTE, GENRES_AVENANT } from '../actes/etats-avenant.ts'
import type { Avenant, Faits } from '../faits.ts'
import { dateSimple } from '../francais.ts'
import { euros } from '../montants.ts'
import { typographier } from '../organismes.ts'
import type { Clause } from './modele.ts'
import { balisesDe } from './rediger.ts'

export type Genre = keyof typeof GENRES_AVENANT
export const estGenre = (x: unknown): x is Genre => typeof x === 'string' && Object.hasOwn(GENRES_AVENANT, x)

/** What each kind of change entails, told before it is asked. Source: actes.md « Accorder et conventionner ». */
export const CE_QU_IL_FAUT: Record<Genre, { nom: string; court: string; etapes: readonly string[] }> = {
  prorogation: {
    nom: 'Plus de temps',
    court: 'Une lettre suffit : ni vote, ni signature de votre part.',
    etapes: ['Le service instruit votre demande.', 'Le Département vous envoie une lettre : le délai est prolongé.'],
  },
  fournisseur: {
    nom: 'Un autre fournisseur, ou un équipement équivalent',
    court: 'Un accord écrit suffit : ni vote, ni signature de votre part.',
    etapes: [
      'Le service vérifie que l’équipement est équivalent.',
      'Il vous donne son accord écrit : vous pouvez commander.',
    ],
  },
  montant: {
    nom: 'Un autre montant',
    court: 'Nouveau vote, nouvelle délibération, deux signatures.',
    etapes: [
      'Le service instruit votre demande.',
      'La commission permanente vote le nouveau montant.',
      'Votre assemblée délibère, vous signez l’avenant, puis le Département.',
    ],
  },
  objet: {
    nom: 'Un autre objet',
    court: 'Nouveau vote, nouvelle délibération, deux signatures.',
    etapes: [
      'Le service instruit votre demande.',
      'La commission permanente vote le nouvel objet.',
      'Votre assemblée délibère, vous signez l’avenant, puis le Département.',
    ],
  },
  beneficiaire: {
    nom: 'Un autre bénéficiaire',
    court: 'Nouveau vote, nouvelle délibération, deux signatures.',
    etapes: [
      'Le service instruit votre demande.',
      'La commission permanente vote le changement.',
      'Les assemblées délibèrent, vous signez l’avenant, puis le Département.',
      'Le dossier est transféré au nouveau bénéficiaire.',
    ],
  },
}

/** « la subvention maximale passe de 10,00 € à 8,00 € » : what an amendment changes, in one clause of a sentence. */
export const direChangement = (a: Avenant, avant: Avant = avantDe(a)): string => {
  const c = a.contenu
  if (a.genre === 'montant')
    return `la subvention maximale passe ${avant.montant === undefined ? '' : `de ${euros(avant.montant)} `}à ${euros(Number(c.montant ?? 0))}`
  if (a.genre === 'prorogation')
    return `les achats se terminent le ${dateSimple(String(c.jusqua))}${avant.jusqua ? ` au lieu du ${dateSimple(avant.jusqua)}` : ''}`
  if (a.genre === 'beneficiaire') return `le bénéficiaire devient ${dire(c.beneficiaire, 'siren', 'SIREN')}`
  if (a.genre === 'fournisseur') {
    const nouveau = c.fournisseur ? `le fournisseur devient ${dire(c.fournisseur, 'siret', 'SIRET')}` : ''
    return (
      [nouveau, typeof c.objet === 'string' ? `équipement équivalent : ${c.objet}` : ''].filter(Boolean).join(' ; ') ||
      String(c.motif ?? '')
    )
  }
  return `le nouvel objet est : ${String(c.objet ?? c.motif ?? '')}`
}

/** « Avenant n° 1 du 3 mars 2026 », « Prorogation du 3 mars 2026 ». */
export const nommerAvenant = (a: Avenant): string => {
  const { date } = conclusion(a)
  const le = date ? ` du ${dateSimple(date)}` : ''
  if (AVEC_VOTE.includes(a.genre))
    return `Avenant${typeof a.contenu.numero === 'number' ? ` n° ${a.contenu.numero}` : ''}${le}`
  return `${a.genre === 'prorogation' ? 'Prorogation' : 'Accord sur le fournisseur ou l’équipement'}${le}`
}

/** Those in force, in the order of their conclusion. */
export const avenantsConclus = (f: Pick<Faits, 'avenants'>): Avenant[] =>
  f.avenants
    .filter((a) => a.etat === 'notifie')
    .toSorted((a, b) => (conclusion(a).date ?? '').localeCompare(conclusion(b).date ?? ''))

/** The amendments that change what a clause says. */
export const avenantsDeLaClause = (c: Clause, conclus: readonly Avenant[]): Avenant[] => {
  const balises = balisesDe(c)
  return conclus.filter((a) => estGenre(a.genre) && TOUCHE[a.genre].some((b) => balises.includes(b)))
}

const TOUCHE: Record<Genre, readonly string[]> = {
  montant: ['montant', 'montant_en_lettres'],
  prorogation: ['achevement_mois', 'fin_des_achats'],
  beneficiaire: ['beneficiaire'],
  objet: ['ecoles', 'nombre_ecoles'],
  fournisseur: [],
}

type Avant = { montant?: number; jusqua?: string }
const avantDe = (a: Avenant): Avant =>
  typeof a.contenu.avant === 'object' && a.contenu.avant !== null ? a.contenu.avant : {}
const conclusion = (a: Avenant): { date?: string } =>
  typeof a.contenu.conclu === 'object' && a.contenu.conclu !== null ? a.contenu.conclu : {}

const dire = (x: unknown, cle: string, mot: string): string => {
  const o = (typeof x === 'object' && x !== null ? x : {}) as Record<string, unknown> // as the act's schema wrote it
  return `${typographier(String(o.nom ?? ''))}${o[cle] ? ` (${mot} ${String(o[cle])})` : ''}`
}
