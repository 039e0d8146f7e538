import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import type { Operateur } from './config-operateur.ts'
import { ErreurDemarrage } from './socle/erreur-demarrage.ts'
import { feuilleOperateur } from './ui/couleurs-operateur.ts'

/** A file of the operator's identity, under an address that changes with its content. */
export type FichierOperateur = { adresse: string; type: string; contenu: string | Buffer }

const TYPES: Record<string, string> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.jpg': 'image/jpeg',
}

/** The operator's colour (already refused when it cannot be read) as a style sheet, and its logo read once from the file that the
 * configuration names. A logo that cannot be read stops the start. */
export const fichiersOperateur = ({
  couleur,
  logo,
}: Operateur): { couleurs?: FichierOperateur; logo?: FichierOperateur } => ({
  ...(couleur
    ? {
        couleurs: {
          adresse: `/actifs/couleurs-${couleur.slice(1).toLowerCase()}.css`,
          type: 'text/css; charset=utf-8',
          contenu: feuilleOperateur(couleur),
        },
      }
    : {}),
  ...(logo ? { logo: lireLogo(logo) } : {}),
})

const lireLogo = (chemin: string): FichierOperateur => {
  const extension = extname(chemin).toLowerCase()
  const type = TYPES[extension]
  if (!type)
    throw new ErreurDemarrage(
      `OPERATEUR_LOGO doit être une image ${Object.keys(TYPES).join(', ')}, pas «\u00a0${chemin}\u00a0».`,
    )
  try {
    const contenu = readFileSync(chemin)
    const empreinte = createHash('sha256').update(contenu).digest('hex').slice(0, 12)
    return { adresse: `/actifs/logo-${empreinte}${extension}`, type, contenu }
  } catch {
    throw new ErreurDemarrage(
      `OPERATEUR_LOGO ne se lit pas\u00a0: vérifiez que le fichier «\u00a0${chemin}\u00a0» existe.`,
    )
  }
}
