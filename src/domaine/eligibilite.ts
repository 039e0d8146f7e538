import type { Appel, NatureEcole } from './appel/schema.ts'
import { aCommune } from './organismes.ts'

export type Verdict = 'oui' | 'non' | 'a_verifier'
/** One condition of the call, met or not, in a sentence about this school. */
export type Raison = { verdict: Verdict; phrase: string }
export type Eligibilite = { verdict: Verdict; raisons: Raison[] }

/** What the official directory says of a school; `departement`: « 38 », « 2A ». */
export type EcoleAJuger = {
  commune: string
  departement: string
  type: NatureEcole
  secteur: 'public' | 'prive'
  contrat: 'sans_objet' | 'association' | 'simple'
  etat: 'ouvert' | 'a_fermer' | 'ferme'
}

type Regles = Pick<Appel, 'territoire' | 'ecoles' | 'candidats'>

/** Is this school concerned by the call, and why? `dejaInscrite`: in a live dossier of the call, whose name is never said. */
export const eligibiliteEcole = (appel: Regles, e: EcoleAJuger, { dejaInscrite = false } = {}): Eligibilite => {
  const raisons = [
    territoire(appel, e),
    nature(appel, e.type),
    secteur(appel, e),
    OUVERTURE[e.etat],
    ...(dejaInscrite ? [DEJA_INSCRITE] : []),
  ]
  return { verdict: ensemble(raisons), raisons }
}

/** May this commune apply? */
export const eligibiliteCommune = (appel: Regles, c: { nom: string; departement: string }): Eligibilite => {
  const dedans = appel.territoire.departements.includes(c.departement)
  const raisons: Raison[] = [
    {
      verdict: dedans ? 'oui' : 'non',
      phrase: dedans
        ? `Elle est dans le territoire de l’appel (${appel.territoire.libelle}).`
        : `L’appel est réservé au territoire suivant\u00a0: ${appel.territoire.libelle}.`,
    },
  ]
  if (!appel.candidats.types.includes('commune'))
    raisons.push({ verdict: 'a_verifier', phrase: 'Les communes ne candidatent pas elles-mêmes à cet appel.' })
  return { verdict: ensemble(raisons), raisons }
}

const ensemble = (raisons: readonly Raison[]): Verdict =>
  raisons.some((r) => r.verdict === 'non')
    ? 'non'
    : raisons.some((r) => r.verdict === 'a_verifier')
      ? 'a_verifier'
      : 'oui'

const territoire = ({ territoire: t }: Regles, e: EcoleAJuger): Raison =>
  t.departements.includes(e.departement)
    ? { verdict: 'oui', phrase: `Elle est ${aCommune(e.commune)}, dans le territoire de l’appel (${t.libelle}).` }
    : {
        verdict: 'non',
        phrase: `Elle est ${aCommune(e.commune)}\u00a0: l’appel est réservé au territoire suivant\u00a0: ${t.libelle}.`,
      }

const NATURES: Record<NatureEcole, string> = {
  maternelle: 'maternelle',
  elementaire: 'élémentaire',
  primaire: 'primaire',
}

const nature = ({ ecoles }: Regles, type: NatureEcole): Raison =>
  ecoles.natures.includes(type)
    ? { verdict: 'oui', phrase: `C’est une école ${NATURES[type]}, du premier degré.` }
    : { verdict: 'non', phrase: `L’appel ne concerne pas les écoles ${NATURES[type]}s.` }

const secteur = ({ ecoles }: Regles, e: EcoleAJuger): Raison => {
  if (!ecoles.secteurs.includes(e.secteur))
    return {
      verdict: 'non',
      phrase: `L’appel ne concerne pas les écoles ${e.secteur === 'public' ? 'publiques' : 'privées'}.`,
    }
  if (e.secteur === 'public') return { verdict: 'oui', phrase: 'C’est une école publique.' }
  if (e.contrat === 'association')
    return { verdict: 'oui', phrase: 'C’est une école privée sous contrat d’association.' }
  if (e.contrat === 'simple') return { verdict: 'oui', phrase: 'C’est une école privée sous contrat simple.' }
  return ecoles.sousContrat
    ? { verdict: 'non', phrase: 'C’est une école privée hors contrat\u00a0: l’appel demande un contrat avec l’État.' }
    : { verdict: 'oui', phrase: 'C’est une école privée.' }
}

const OUVERTURE: Record<EcoleAJuger['etat'], Raison> = {
  ouvert: { verdict: 'oui', phrase: 'Elle est ouverte.' },
  a_fermer: {
    verdict: 'a_verifier',
    phrase: 'L’annuaire officiel annonce sa fermeture\u00a0: vérifiez auprès de l’inspection de la circonscription.',
  },
  ferme: { verdict: 'non', phrase: 'Elle est fermée, d’après l’annuaire officiel.' },
}

const DEJA_INSCRITE: Raison = {
  verdict: 'a_verifier',
  phrase: 'Elle figure déjà dans une candidature. Une école n’est que dans un dossier\u00a0: voyez avec votre mairie.',
}
