import type { BlocTexte, Fragment, Texte } from './blocs.ts'

type Bloc = BlocTexte | { type: 'bouton'; libelle: string; href: string }

/**
 * A letter gives an address once, under its button. « Votre dossier : https://… » goes; a longer paragraph that ends with the
 * address keeps its sentence and loses the address. Without a button, nothing changes.
 */
export const lienUnique = <B extends Bloc>(blocs: readonly B[]): B[] => {
  const boutons = new Set(blocs.flatMap((b) => (b.type === 'bouton' ? [b.href] : [])))
  return blocs.flatMap((b) => {
    if (b.type !== 'paragraphe') return [b]
    const texte = sansAdresse(b.texte, boutons)
    return texte === undefined ? [] : [{ ...b, texte }]
  })
}

const COURT = 45

const sansAdresse = (texte: Texte, boutons: ReadonlySet<string>): Texte | undefined => {
  const morceaux: readonly Fragment[] = typeof texte === 'string' ? couper(texte) : texte
  const fin = morceaux.at(-1)
  if (typeof fin !== 'object' || !('lien' in fin) || fin.texte !== fin.lien || !boutons.has(fin.lien)) return texte
  const [debut, annonce] = [morceaux.slice(0, -2), morceaux.at(-2)]
  if (typeof annonce !== 'string' || !/\s*:\s*$/u.test(annonce)) return texte
  const phrase = annonce.replace(/\s*:\s*$/u, '')
  if (debut.length === 0 && phrase.length <= COURT && !/[.!?]/u.test(phrase)) return undefined
  return [...debut, `${phrase}.`]
}

const couper = (texte: string): Fragment[] => {
  const lien = /https?:\/\/\S+$/u.exec(texte)?.[0]
  return lien ? [texte.slice(0, -lien.length), { lien, texte: lien }] : [texte]
}
