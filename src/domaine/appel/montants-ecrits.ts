import type { Erreur } from '../refus.ts'

/** Keys of a call that hold an amount, and only that. */
const MONTANTS = [
  'enveloppe',
  'montant',
  'plafond',
  'minimum',
  'moinsDe',
  'parClasse',
  'parClasseConcernee',
  'parEleve',
  'parEcole',
  'parDossier',
]

/**
 * Amounts written without their sign in the file of a call, where 450 would silently be 4,50 €: published versions hold cents, the
 * file holds euros. `brut` is the YAML before its shape is checked.
 */
export function montantsSansSigne(brut: unknown, chemin: readonly (string | number)[] = []): Erreur[] {
  if (Array.isArray(brut)) return brut.flatMap((v: unknown, i) => montantsSansSigne(v, [...chemin, i]))
  if (typeof brut !== 'object' || brut === null) return []
  const borne = 'type' in brut && brut.type === 'montant' ? ['min', 'max'] : []
  return Object.entries(brut).flatMap(([cle, v]) =>
    typeof v === 'number' && [...MONTANTS, ...borne].includes(cle)
      ? [{ chemin: [...chemin, cle].join('.'), message: `Écrivez ce montant en euros avec son signe : « ${v},00 € ».` }]
      : montantsSansSigne(v, [...chemin, cle]),
  )
}
