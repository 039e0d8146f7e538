import { normaliserCourriel, verifierCourriel } from '../identifiants/courriel.ts'
import { formaterIban, normaliserIban, verifierIban } from '../identifiants/iban.ts'
import { formaterSiret, normaliserSiret, verifierSiret } from '../identifiants/siret.ts'
import { formaterTelephone, normaliserTelephone, verifierTelephone } from '../identifiants/telephone.ts'
import { normaliserUai, verifierUai } from '../identifiants/uai.ts'
import { ligneUnique } from './texte-propre.ts'
import { type TypeDeQuestion, texteBrut, texteSaisi } from './type.ts'

type Regles = {
  normaliser: (texte: string) => string
  verifier: (texte: string) => string | undefined
  formater: (normalise: string) => string
  invite: string
  schema: Record<string, unknown>
}

const type = ({ normaliser, verifier, formater, invite, schema }: Regles): TypeDeQuestion => ({
  analyser: (saisie) => {
    const lu = ligneUnique(texteSaisi(saisie))
    if (lu === '') return { valeur: null }
    const erreur = verifier(lu)
    return erreur === undefined ? { valeur: normaliser(lu) } : { erreur }
  },
  verifier: (valeur) => (typeof valeur === 'string' ? verifier(valeur) : invite),
  afficher: (valeur) =>
    typeof valeur === 'string' && verifier(valeur) === undefined ? formater(normaliser(valeur)) : texteBrut(valeur),
  schemaJson: () => ({ type: 'string', ...schema }),
})

export const courriel = type({
  normaliser: normaliserCourriel,
  verifier: verifierCourriel,
  formater: (c) => c,
  invite: 'Indiquez une adresse électronique, par exemple mairie@commune.fr.',
  schema: { format: 'email', maxLength: 254 },
})

export const telephone = type({
  normaliser: normaliserTelephone,
  verifier: verifierTelephone,
  formater: formaterTelephone,
  invite: 'Indiquez un numéro de téléphone, par exemple 04\u00a076\u00a000\u00a038\u00a038.',
  schema: { maxLength: 30 },
})

export const siret = type({
  normaliser: normaliserSiret,
  verifier: verifierSiret,
  formater: formaterSiret,
  invite: 'Indiquez un numéro SIRET de 14 chiffres.',
  schema: { pattern: '^[0-9]{14}$' },
})

export const uai = type({
  normaliser: normaliserUai,
  verifier: verifierUai,
  formater: (u) => u,
  invite: 'Indiquez un numéro UAI\u00a0: sept chiffres et une lettre, par exemple 0380032D.',
  schema: { pattern: '^[0-9]{7}[A-HJ-NPR-Z]$' },
})

export const iban = type({
  normaliser: normaliserIban,
  verifier: verifierIban,
  formater: formaterIban,
  invite: 'Indiquez l’IBAN tel qu’il figure sur le RIB.',
  schema: { minLength: 15, maxLength: 34 },
})
