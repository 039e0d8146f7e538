import type { Lecteur } from './config-lecture.ts'
import { refuserCouleur } from './domaine/contraste.ts'

/** Who runs this instance. */
export type Operateur = {
  nom: string
  contact: string
  logo?: string
  couleur?: string
  /** The grey line beside the logo. */
  ligne?: string
  /** For the legal pages: postal address, telephone, director of publication, host, data protection officer. */
  adresse?: string
  telephone?: string
  directeur?: string
  hebergeur?: string
  delegue?: string
}

/** OPERATEUR_*: name and contact are needed in production; a colour under 4.5:1 with white is refused (RGAA 3.2). */
export const lireOperateur = (l: Lecteur, production: boolean): Operateur => {
  const nom = l.texte('OPERATEUR_NOM')
  const contact = l.texte('OPERATEUR_CONTACT')
  const logo = l.texte('OPERATEUR_LOGO')
  const couleur = l.texte('OPERATEUR_COULEUR')
  if (production && !nom)
    l.manque('OPERATEUR_NOM', 'le nom de la collectivité, par exemple «\u00a0Département de l’Exemple\u00a0»')
  if (production && !contact) l.manque('OPERATEUR_CONTACT', 'l’adresse de courriel où l’on vous écrit')
  if (couleur && !/^#[0-9a-f]{6}$/i.test(couleur))
    l.refuser('OPERATEUR_COULEUR doit être une couleur de la forme #1b4f8a.')
  else if (couleur) {
    const trop = refuserCouleur(couleur)
    if (trop) l.refuser(`OPERATEUR_COULEUR\u00a0: ${trop.detail}.`)
  }
  return {
    nom: nom ?? 'Département de l’Isère',
    contact: contact ?? 'contact@demo.example',
    ...(logo ? { logo } : {}),
    ...(couleur ? { couleur } : {}),
    ...facultatifs(l, ['ligne', 'adresse', 'telephone', 'directeur', 'hebergeur', 'delegue']),
  }
}

const facultatifs = <K extends string>(l: Lecteur, noms: readonly K[]): Partial<Record<K, string>> =>
  Object.fromEntries(
    noms.flatMap((nom) => {
      const valeur = l.texte(`OPERATEUR_${nom.toUpperCase()}`)
      return valeur ? [[nom, valeur]] : []
    }),
  ) as Partial<Record<K, string>> // only the names asked for, when given
