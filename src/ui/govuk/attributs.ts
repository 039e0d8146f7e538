import type { ComponentChildren } from 'preact'

/** What people read: a string is text, a vnode is markup. Raw HTML never enters. */
export type Contenu = ComponentChildren

type Valeur = string | number | boolean | null | undefined
/** Extra attributes, with govuk-frontend's own rule for the optional ones. */
export type Attributs = Record<string, Valeur | { value: Valeur; optional?: boolean }>

/** Texts with their classes: `label`, `hint`, `errorMessage`, `legend`… */
export type Texte = { text?: Contenu; classes?: string | undefined; attributes?: Attributs | undefined }

export type GroupeDeChamp = {
  classes?: string | undefined
  attributes?: Attributs | undefined
  beforeInput?: { text: Contenu } | undefined
  afterInput?: { text: Contenu } | undefined
}

/** Written as strings, because the renderer would drop `false` and shorten `true`. */
export function attributs(attributes: Attributs | undefined): Record<string, string | true> {
  const sortie: Record<string, string | true> = {}
  for (const [nom, brut] of Object.entries(attributes ?? {})) {
    const objet = typeof brut === 'object' && brut !== null
    const valeur = objet ? brut.value : brut
    if (objet && brut.optional && (valeur === null || valeur === undefined || valeur === false)) continue
    sortie[nom] = objet && brut.optional && valeur === true ? '' : String(valeur ?? '')
  }
  return sortie
}

/** Joins the class names that are there. */
export const classes = (...noms: (string | false | null | undefined)[]): string => noms.filter(Boolean).join(' ')

/** `data-i18n.<key>` attributes, one per plural form when there are several. */
export function attributsI18n(cle: string, message: string | Record<string, string> | undefined): Attributs {
  if (!message) return {}
  if (typeof message === 'string') return { [`data-i18n.${cle}`]: message }
  return Object.fromEntries(Object.entries(message).map(([forme, texte]) => [`data-i18n.${cle}.${forme}`, texte]))
}
