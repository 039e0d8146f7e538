import type { Colonne } from '../appel/schema-formulaire.ts'
import { choix, choixMultiple } from './choix.ts'
import { date } from './date.ts'
import { entier } from './entier.ts'
import { courriel, iban, siret, telephone, uai } from './identifiants.ts'
import { montant } from './montant.ts'
import { ouiNon } from './oui-non.ts'
import { texte, texteLong } from './texte.ts'
import type { TypeDeQuestion } from './type.ts'

/** Types that may stand alone or in the column of a table. */
export const TYPES_SIMPLES = {
  texte,
  texte_long: texteLong,
  entier,
  montant,
  date,
  oui_non: ouiNon,
  choix,
  choix_multiple: choixMultiple,
  courriel,
  telephone,
  siret,
  uai,
  iban,
} satisfies Record<Colonne['type'], TypeDeQuestion>
