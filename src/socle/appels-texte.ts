import { lstat, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ErreurFichier } from './appels-yaml.ts'

const MAX_OCTETS = 500_000

/** One text file of a call's folder, in UTF-8 with LF; undefined when it is not there. Only regular files, none over 500 kB. */
export async function lireTexte(
  racine: string,
  nom: string,
): Promise<{ texte: string } | { erreurs: ErreurFichier[] } | undefined> {
  const chemin = join(racine, nom)
  const etat = await lstat(chemin).catch(() => undefined)
  if (!etat) return undefined
  // A symbolic link could lead out of the folder.
  if (!etat.isFile()) return echec(nom, 'Ce n’est pas un fichier ordinaire.')
  if (etat.size > MAX_OCTETS) return echec(nom, `Ce fichier dépasse ${MAX_OCTETS / 1000} ko.`)
  try {
    const texte = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(chemin))
    return { texte: texte.replaceAll('\r\n', '\n') }
  } catch {
    return echec(nom, 'Ce fichier n’est pas un texte en UTF-8.')
  }
}

export const echec = (fichier: string, message: string, ligne = 1): { erreurs: ErreurFichier[] } => ({
  erreurs: [{ fichier, ligne, colonne: 1, chemin: '', message }],
})
