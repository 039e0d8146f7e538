/** Luhn's sum modulo 10 is zero (INSEE's check of SIREN and SIRET). Digits only. */
export function luhn(numero: string): boolean {
  let total = 0
  for (let i = 0; i < numero.length; i++) {
    const chiffre = Number(numero[numero.length - 1 - i])
    total += i % 2 === 0 ? chiffre : chiffre > 4 ? 2 * chiffre - 9 : 2 * chiffre
  }
  return total % 10 === 0
}
