import { type Refus, saisieInvalide } from './refus.ts'

const SEUIL = 4.5

/** Contrast between two colours `#rrggbb`, from 1 to 21. Source: WCAG 2.2, « contrast ratio ». Anything else gives NaN. */
export function contraste(a: string, b: string): number {
  const [claire, sombre] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return ((claire ?? Number.NaN) + 0.05) / ((sombre ?? Number.NaN) + 0.05)
}

/** Refuses an operator's colour on which white text could not be read: under 4.5:1 (RGAA 3.2), or not a colour. */
export function refuserCouleur(couleur: string, chemin = 'couleur'): Refus | undefined {
  const obtenu = contraste(couleur, '#ffffff')
  if (Number.isNaN(obtenu))
    return saisieInvalide([{ chemin, message: 'Indiquez une couleur par son code, par exemple #0b4f47' }])
  if (obtenu >= SEUIL) return undefined
  // Rounded down: « 4,5 » must never be written under the threshold.
  const ecrit = (Math.floor(obtenu * 10) / 10).toFixed(1).replace('.', ',')
  return saisieInvalide([
    {
      chemin,
      message: `Choisissez une couleur plus foncée\u00a0: le contraste de celle-ci avec le blanc est de ${ecrit}, il en faut au moins 4,5`,
    },
  ])
}

function luminance(couleur: string): number {
  const lu = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(couleur.trim())
  if (!lu) return Number.NaN
  const [r = 0, v = 0, b = 0] = lu.slice(1).map((x) => lineaire(Number.parseInt(x, 16) / 255))
  return 0.2126 * r + 0.7152 * v + 0.0722 * b
}

const lineaire = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
