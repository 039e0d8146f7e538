import { refuserCouleur } from '../domaine/contraste.ts'

/**
 * The small style sheet of an operator's own colour (`#rrggbb`), to serve as a file beside the main one (`actifs.couleurs`).
 * A colour that cannot be read under white text gives an empty sheet: Lauréat's green stays.
 */
export function feuilleOperateur(couleur: string): string {
  if (refuserCouleur(couleur)) return ''
  return `:root{--sapin:${couleur.trim()};--sapin-fonce:color-mix(in srgb,${couleur.trim()},#000 35%)}\n`
}
