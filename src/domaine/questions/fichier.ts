import type { TypeDeQuestion } from './type.ts'

const AILLEURS = 'Cette réponse est un fichier\u202f: déposez-le parmi les pièces du dossier.'

/** A file: never among the answers. It is a piece of the dossier whose `nature` is the question's id. */
export const fichier: TypeDeQuestion = {
  analyser: (saisie) => (saisie === undefined || saisie === '' ? { valeur: null } : { erreur: AILLEURS }),
  verifier: () => AILLEURS,
  afficher: () => '',
  schemaJson: () => ({ type: 'null', description: AILLEURS }),
}
