/** The texts of a TypeScript source, template pieces included, without its comments and regular expressions. */
export function litteraux(source: string): string[] {
  const textes: string[] = []
  const ouvertes: number[] = []
  let i = 0
  const gabarit = (debut: number) => {
    for (i = debut; i < source.length; i++) {
      if (source[i] === '\\') i++
      else if (source[i] === '`') break
      else if (source.startsWith('${', i)) {
        ouvertes.push(0)
        break
      }
    }
    textes.push(source.slice(debut, i))
    i += source[i] === '`' ? 1 : 2
  }
  while (i < source.length) {
    const c = source[i] ?? ''
    if (source.startsWith('//', i)) i = finDe(source, '\n', i)
    else if (source.startsWith('/*', i)) i = finDe(source, '*/', i + 2)
    else if (c === "'" || c === '"') {
      const debut = ++i
      while (i < source.length && source[i] !== c && source[i] !== '\n') i += source[i] === '\\' ? 2 : 1
      textes.push(source.slice(debut, i++))
    } else if (c === '`') gabarit(i + 1)
    else if (c === '/' && /[(,=:[!&|?{};+]\s*$/.test(source.slice(Math.max(0, i - 40), i))) i = finDeRegex(source, i)
    else if (c === '}' && ouvertes.at(-1) === 0) {
      ouvertes.pop()
      gabarit(i + 1)
    } else {
      const dernier = ouvertes.length - 1
      if (dernier >= 0 && (c === '{' || c === '}')) ouvertes[dernier] = (ouvertes[dernier] ?? 0) + (c === '{' ? 1 : -1)
      i++
    }
  }
  return textes
}

const finDe = (source: string, signe: string, depuis: number): number => {
  const fin = source.indexOf(signe, depuis)
  return fin < 0 ? source.length : fin + signe.length
}

const finDeRegex = (source: string, depuis: number): number => {
  let classe = false
  for (let i = depuis + 1; i < source.length && source[i] !== '\n'; i++) {
    if (source[i] === '\\') i++
    else if (source[i] === '[') classe = true
    else if (source[i] === ']') classe = false
    else if (source[i] === '/' && !classe) return i + 1
  }
  return depuis + 1
}
