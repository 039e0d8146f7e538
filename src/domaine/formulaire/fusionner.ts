import { ECOLES, type Reponses, type ReponsesEcoles, type ReponsesSection, reponsesDe } from './reponses.ts'

/** The old answers with those of the fragment in their place: question by question, a table being one answer; `null` erases. Pure. */
export function fusionner(ancien: Reponses, fragment: Reponses): Reponses {
  const neuf: Reponses = { ...ancien }
  for (const [section, reponses] of Object.entries(fragment)) {
    // `nettoyer` gave the fragment its shape: schools under « ecoles », one level of answers elsewhere.
    if (section === ECOLES) neuf[ECOLES] = fusionnerEcoles(ancien, reponses as ReponsesEcoles)
    else neuf[section] = remplacer(reponsesDe(ancien, section), reponses as ReponsesSection)
  }
  return neuf
}

function fusionnerEcoles(ancien: Reponses, fragment: ReponsesEcoles): ReponsesEcoles {
  const neuf = { ...((ancien[ECOLES] as ReponsesEcoles | undefined) ?? {}) }
  for (const [uai, sections] of Object.entries(fragment)) {
    const ecole = { ...neuf[uai] }
    for (const [section, reponses] of Object.entries(sections))
      ecole[section] = remplacer(reponsesDe(ancien, section, uai), reponses)
    neuf[uai] = ecole
  }
  return neuf
}

const remplacer = (ancien: ReponsesSection, fragment: ReponsesSection): ReponsesSection =>
  Object.fromEntries(Object.entries({ ...ancien, ...fragment }).filter(([, valeur]) => valeur !== null))

/** Where two texts differ from each other: paths of the questions whose answer changed between two versions. */
export function differences(avant: Reponses, apres: Reponses): { chemin: string; avant: unknown; apres: unknown }[] {
  const [a, b] = [aplatir(avant), aplatir(apres)]
  return [...new Set([...a.keys(), ...b.keys()])].sort().flatMap((chemin) => {
    const [x, y] = [a.get(chemin), b.get(chemin)]
    return canonique(x) === canonique(y) ? [] : [{ chemin, avant: x, apres: y }]
  })
}

function aplatir(reponses: Reponses): Map<string, unknown> {
  const feuilles = new Map<string, unknown>()
  const noter = (prefixe: string, section: ReponsesSection) => {
    for (const [question, valeur] of Object.entries(section)) feuilles.set(`${prefixe}.${question}`, valeur)
  }
  for (const section of Object.keys(reponses)) if (section !== ECOLES) noter(section, reponsesDe(reponses, section))
  const ecoles = (reponses[ECOLES] as ReponsesEcoles | undefined) ?? {}
  for (const [uai, sections] of Object.entries(ecoles))
    for (const section of Object.keys(sections))
      noter(`${ECOLES}.${uai}.${section}`, reponsesDe(reponses, section, uai))
  return feuilles
}

// PostgreSQL reorders the keys of jsonb: compare without their order.
const canonique = (x: unknown): string =>
  JSON.stringify(x, (_, v: unknown) =>
    typeof v === 'object' && v !== null && !Array.isArray(v) ? Object.fromEntries(Object.entries(v).sort()) : v,
  ) ?? ''
