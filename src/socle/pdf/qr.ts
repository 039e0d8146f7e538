import encodeQR from 'qr'

/** A QR code as the source of an SVG picture, with a quiet zone of two modules (the page's white makes the rest). */
export const qrEnSvg = (texte: string): string => encodeQR(texte, 'svg', { ecc: 'medium', border: 2 })
