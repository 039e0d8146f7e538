const NAVIGATEURS: readonly [RegExp, string][] = [
  [/Edg(?:e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const SYSTEMES: readonly [RegExp, string][] = [
  [/iPhone/, 'un iPhone'],
  [/iPad/, 'un iPad'],
  [/Android/, 'un appareil Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'un Mac'],
  [/CrOS/, 'un Chromebook'],
  [/Linux|X11/, 'Linux'],
]

/** « Firefox sur Windows »: enough for a person to recognise a session, never the whole header. */
export const appareilDe = (entete: string | undefined): string => {
  const trouver = (table: readonly [RegExp, string][]) => table.find(([forme]) => forme.test(entete ?? ''))?.[1]
  const [navigateur, systeme] = [trouver(NAVIGATEURS), trouver(SYSTEMES)]
  return navigateur && systeme ? `${navigateur} sur ${systeme}` : (navigateur ?? systeme ?? 'Navigateur inconnu')
}
