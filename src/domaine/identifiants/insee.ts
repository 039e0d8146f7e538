/** The département of a commune's code: « 38 », « 2A », « 974 ». */
export const departementDe = (code: string): string => code.slice(0, /^9[78]/.test(code) ? 3 : 2)
