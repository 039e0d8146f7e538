import type { Acte } from '../domaine/acte.ts'
import { lireMontant } from '../domaine/montants.ts'
import { nombreOuTexte } from '../socle/http/corps.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { type Corps, genreDe, proprietes, valeurSeule } from './schema-acte.ts'

/** What the posted form says, as the act's input; empty fields are absent. */
export const lireFormulaire = (acte: Acte, corps: Corps): Record<string, unknown> => {
  const saisie = Object.fromEntries(
    proprietes(acte).flatMap(([nom, s]): [string, unknown][] => {
      const t = valeurSeule(corps[nom])?.trim()
      switch (genreDe(nom, s)) {
        case 'date': {
          const d = dateSaisie(corps, nom)
          return d ? [[nom, d]] : []
        }
        case 'case':
          return t === 'oui' ? [[nom, true]] : []
        case 'montant':
          return t ? [[nom, lireMontant(t) ?? t]] : []
        case 'entier':
          return t ? [[nom, nombreOuTexte(t)]] : []
        case 'lignes':
          return t
            ? [
                [
                  nom,
                  t
                    .split(/\r?\n/)
                    .map((x) => x.trim())
                    .filter(Boolean),
                ],
              ]
            : []
        case 'personne': {
          const personne = valeurSeule(corps[`${nom}.nom`])?.trim()
          return personne ? [[nom, { nom: personne, qualite: valeurSeule(corps[`${nom}.qualite`])?.trim() ?? '' }]] : []
        }
        case 'impossible':
          return []
        default:
          return t ? [[nom, t]] : []
      }
    }),
  )
  const sur = valeurSeule(corps.sur)
  const commentaire = valeurSeule(corps.commentaire)?.trim()
  return { ...saisie, ...(acte.sur && sur ? { sur } : {}), ...(commentaire ? { commentaire } : {}) }
}
