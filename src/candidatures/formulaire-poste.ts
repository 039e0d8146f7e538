import type { Readable } from 'node:stream'
import type { Champs } from '../domaine/formulaire/lire-formulaire.ts'
import type { Erreur } from '../domaine/refus.ts'
import { saisi } from '../socle/http/corps.ts'
import type { Requete } from '../socle/http/pages.ts'

export type FichierPoste = { champ: string; nom: string; type: string; flux: Readable }

/**
 * The fields of a posted page, ordinary or with files. Each file is given to `recevoir` while it arrives; what it answers is
 * an error to show beside its field, or nothing. Text fields are always read to the end: a refused file loses no text.
 */
export const lireFormulairePoste = async (
  requete: Requete,
  recevoir: (fichier: FichierPoste) => Promise<Erreur | undefined>,
): Promise<{ champs: Champs; erreurs: Erreur[] }> => {
  if (!requete.isMultipart()) return { champs: requete.body ?? {}, erreurs: [] }
  const champs: { [nom: string]: string | string[] } = {}
  const erreurs: Erreur[] = []
  const limites = { fields: 3000, files: 10, fileSize: 20_000_001, fieldSize: 200_000 }
  for await (const part of requete.parts({ limits: limites })) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') ajouter(champs, part.fieldname, part.value)
      continue
    }
    if (!part.filename) {
      part.file.resume()
      continue
    }
    const erreur = await recevoir({ champ: part.fieldname, nom: part.filename, type: part.mimetype, flux: part.file })
    part.file.resume()
    if (erreur) erreurs.push(erreur)
  }
  return { champs, erreurs }
}

const ajouter = (champs: { [nom: string]: string | string[] }, nom: string, valeur: string): void => {
  const avant = Object.hasOwn(champs, nom) ? champs[nom] : undefined
  champs[nom] = avant === undefined ? valeur : Array.isArray(avant) ? [...avant, valeur] : [avant, valeur]
}

/** One text field, or ''. */
export const champ = (champs: Champs, nom: string): string => saisi(champs, nom) ?? ''
