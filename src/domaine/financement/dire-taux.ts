import type { ReglesVolet } from './schema.ts'
import { ajouterTaux, comparerTaux, formaterTaux, lireTaux } from './taux.ts'

/** The highest rate that a part may give, bonuses included. */
export const tauxMaximal = (v: ReglesVolet) =>
  v.bonus.reduce(
    (taux, b) => ajouterTaux(taux, lireTaux(b.points)),
    (v.taux.type === 'fixe' ? [v.taux] : v.taux.tranches).map((t) => lireTaux(t.taux)).sort(comparerTaux)[0] ??
      lireTaux(0),
  )

/** « 70 % », or « jusqu’à 70 % » when the rate depends on the expense or on the school. */
export const tauxDuVolet = (v: ReglesVolet): string =>
  `${v.taux.type === 'fixe' && v.bonus.length === 0 ? '' : 'jusqu’à '}${formaterTaux(tauxMaximal(v))}`
