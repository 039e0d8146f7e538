import { encode } from 'uqr'

/** A QR code as the source of an SVG picture, one path, quiet zone of two modules (the page's white makes the rest). */
export function qrEnSvg(texte: string): string {
  const { data, size } = encode(texte, { ecc: 'M', border: 2 })
  const trace = data.map((ligne, y) => ligne.map((noir, x) => (noir ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${trace}"/></svg>`
}
