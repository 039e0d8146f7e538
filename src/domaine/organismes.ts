import { de } from './francais.ts'

/** What is needed to name an applicant. `type_liaison`: INSEE's article code of a commune's name (TNCC); null when unknown. */
export type Nomme = {
  nom: string
  type: 'commune' | 'epci' | 'syndicat' | 'ogec'
  type_liaison?: number | null | undefined
}

// TNCC: 0 « de », 1 « d’ », 2 « Le » → « du », 4 « Les » → « des »; La (3), L’ (5), Aux (6), Las (7), Los (8) keep their article.
const LIAISONS: Readonly<Record<number, (nom: string) => string>> = {
  0: (nom) => `de ${nom}`,
  1: (nom) => `d’${nom}`,
  2: (nom) => `du ${nom.replace(/^Le /u, '')}`,
  4: (nom) => `des ${nom.replace(/^Les /u, '')}`,
  6: (nom) => `d’${nom}`,
}

/** « de Voiron », « d’Allevard », « du Gua », « des Abrets en Dauphiné », « de La Mure », « de L’Albenc ». */
export function deCommune(nom: string, typeLiaison?: number | null): string {
  const affiche = typographier(nom)
  const liaison = typeLiaison === null || typeLiaison === undefined ? deviner(affiche) : typeLiaison
  return LIAISONS[liaison]?.(affiche) ?? `de ${affiche}`
}

/** « à Voiron », « au Gua », « aux Abrets en Dauphiné », « à La Mure ». */
export function aCommune(nom: string): string {
  const affiche = typographier(nom)
  if (affiche.startsWith('Le ')) return `au ${affiche.slice(3)}`
  if (affiche.startsWith('Les ')) return `aux ${affiche.slice(4)}`
  return `à ${affiche}`
}

/** « la commune de Voiron », « la communauté de communes Le Grésivaudan »: the applicant inside a sentence. */
export function designer(o: Nomme): string {
  if (o.type === 'commune') return `la commune ${deCommune(o.nom, o.type_liaison)}`
  const nom = typographier(o.nom)
  const sigle = Object.entries(FORMES).find(([abrege]) => new RegExp(`^${abrege} `, 'u').test(nom))
  if (sigle) return `${sigle[1]} ${nom.slice(sigle[0].length + 1)}`
  if (/^(communaut|m[ée]tropole|association)/iu.test(nom))
    return `la ${minuscule(nom)}`.replace('la association', 'l’association')
  if (/^(syndicat|organisme)/iu.test(nom)) return /^s/iu.test(nom) ? `le ${minuscule(nom)}` : `l’${minuscule(nom)}`
  return o.type === 'syndicat' ? `le syndicat ${nom}` : o.type === 'ogec' ? `l’organisme de gestion ${nom}` : nom
}

/** The same after « de »: « de la commune des Abrets en Dauphiné », « du syndicat … ». */
export function deOrganisme(o: Nomme): string {
  const nom = designer(o)
  if (nom.startsWith('le ')) return `du ${nom.slice(3)}`
  return /^(?:la |l’)/u.test(nom) ? `de ${nom}` : de(nom)
}

/** Who decides and who signs for this type of applicant, with their articles. */
export type Instances = { organe: string; delOrgane: string; executif: string; delExecutif: string; qualite: string }

const INSTANCES: Readonly<Record<Nomme['type'], Instances>> = {
  commune: instances('conseil municipal', 'maire'),
  epci: instances('conseil communautaire', 'président'),
  syndicat: instances('comité syndical', 'président'),
  ogec: instances('conseil d’administration', 'président'),
}

/** « le conseil municipal », « du conseil municipal », « le maire », « du maire », « Maire ». A métropole has its own council. */
export const instancesDe = (o: Pick<Nomme, 'type' | 'nom'>): Instances =>
  o.type === 'epci' && /métropole/iu.test(o.nom) ? instances('conseil métropolitain', 'président') : INSTANCES[o.type]

/** « École Jules Ferry » → « l’école Jules Ferry »; « Groupe scolaire du Lac » → « le groupe scolaire du Lac »: a school inside a sentence. */
export const ecoleDite = (nom: string): string => {
  const n = typographier(nom)
  if (/^[ée]cole\b/iu.test(n)) return `l’é${n.slice(1)}`
  return /^groupe\b/iu.test(n) ? `le g${n.slice(1)}` : `l’école ${n}`
}

/** A name at the beginning of a sentence: « L’école Jules Ferry ». */
export const avecCapitale = (texte: string): string => texte.charAt(0).toUpperCase() + texte.slice(1)

/** « de l’école Jules Ferry », « du groupe scolaire du Bourg ». */
export const deEcole = (nom: string): string => {
  const dite = ecoleDite(nom)
  return dite.startsWith('le ') ? `du ${dite.slice(3)}` : `de ${dite}`
}

/** Typographic apostrophe, as in every text that people read. */
export const typographier = (nom: string): string => nom.replaceAll("'", '’')

const FORMES: Readonly<Record<string, string>> = {
  CC: 'la communauté de communes',
  CA: 'la communauté d’agglomération',
  CU: 'la communauté urbaine',
  SIVU: 'le SIVU',
  SIVOM: 'le SIVOM',
  OGEC: 'l’OGEC',
}

function instances(organe: string, executif: string): Instances {
  return {
    organe: `le ${organe}`,
    delOrgane: `du ${organe}`,
    executif: `le ${executif}`,
    delExecutif: `du ${executif}`,
    qualite: `${executif.charAt(0).toUpperCase()}${executif.slice(1)}`,
  }
}

function deviner(nom: string): number {
  if (/^Le /u.test(nom)) return 2
  if (/^Les /u.test(nom)) return 4
  if (/^(?:La |L’)/u.test(nom)) return 3
  return /^[aeiouyàâäéèêëîïôöùûüœæ]/iu.test(nom) ? 1 : 0
}

const minuscule = (nom: string): string => nom.charAt(0).toLowerCase() + nom.slice(1)
