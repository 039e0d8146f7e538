import { normaliserUai, verifierUai } from '../domaine/identifiants/uai.ts'
import type { Lecteur } from '../registre/lire.ts'
import { pourRecherche } from '../socle/annuaires/recherche.ts'
import {
  type CommuneTrouvee,
  communeParCode,
  communesTrouvees,
  type EcoleTrouvee,
  ecolesTrouvees,
  type Trouvees,
} from './queries.ts'

export const PAR_PAGE = 20

/** What was typed led to: nothing yet, a wrong number, one school, one commune with its schools, several answers, or none. */
export type Recherche =
  | { cas: 'vide' }
  | { cas: 'erreur'; message: string }
  | { cas: 'ecole'; ecole: EcoleTrouvee }
  | { cas: 'commune'; commune: CommuneTrouvee; ecoles: Trouvees<EcoleTrouvee> }
  | { cas: 'plusieurs'; communes: Trouvees<CommuneTrouvee>; ecoles: Trouvees<EcoleTrouvee> }
  | { cas: 'rien'; uai?: string }

export type Demande = { q: string; commune: string; uai: string; page: number }

/** Reads the directory for « Mon école est-elle concernée ? »: a UAI, a commune's code, or words. */
export const chercherEcole = async (
  base: Lecteur,
  appel: { slug: string; departements: readonly string[] },
  d: Demande,
): Promise<Recherche> => {
  const o = { appel: appel.slug, departements: appel.departements, limite: PAR_PAGE, page: d.page }
  const uai = normaliserUai(d.uai || d.q)
  if (d.uai || /^\d{7}[A-Z]?$/.test(uai)) {
    const faute = verifierUai(uai)
    if (faute) return { cas: 'erreur', message: faute }
    const [ecole] = (await ecolesTrouvees(base, { ...o, page: 1, uai })).elements
    return ecole ? { cas: 'ecole', ecole } : { cas: 'rien', uai }
  }
  if (d.commune) {
    const commune = await communeParCode(base, d.commune)
    return commune
      ? { cas: 'commune', commune, ecoles: await ecolesTrouvees(base, { ...o, commune: commune.insee }) }
      : { cas: 'rien' }
  }
  if (d.q === '') return { cas: 'vide' }
  if (pourRecherche(d.q).length < 2)
    return { cas: 'erreur', message: 'Écrivez au moins deux lettres, par exemple «\u00a0Voiron\u00a0».' }
  return parMots(base, o, d.q)
}

const parMots = async (
  base: Lecteur,
  o: { appel: string; departements: readonly string[]; limite: number; page: number },
  q: string,
): Promise<Recherche> => {
  const communes = await communesTrouvees(base, { ...o, q })
  const exactes = communes.elements.filter((c) => pourRecherche(c.nom) === pourRecherche(q))
  const [proche] = exactes.filter((c) => o.departements.includes(c.departement))
  const seule = proche ?? (exactes.length === 1 ? exactes[0] : undefined)
  if (seule)
    return { cas: 'commune', commune: seule, ecoles: await ecolesTrouvees(base, { ...o, commune: seule.insee }) }
  const ecoles = await ecolesTrouvees(base, { ...o, q })
  const [ecole] = ecoles.elements
  if (communes.total === 0 && ecoles.total === 1 && ecole) return { cas: 'ecole', ecole }
  return communes.total + ecoles.total === 0 ? { cas: 'rien' } : { cas: 'plusieurs', communes, ecoles }
}
