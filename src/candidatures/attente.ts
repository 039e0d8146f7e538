import { clotureDe, ecolesVivantes } from '../domaine/faits.ts'
import { completude } from '../domaine/formulaire/completude.ts'
import { accorder } from '../domaine/francais.ts'
import { deEcole, ecoleDite } from '../domaine/organismes.ts'
import { type EnAttente, enAttenteDe } from '../domaine/possibles.ts'
import { aRole, type Ecran } from './ecran.ts'
import { quiEstAttendu } from './mots.ts'

/** One awaited thing, ready to be read: `moi` when the reader is the one awaited. */
export type Attendu = {
  acte: string
  moi: boolean
  qui: string
  quoi: string
  depuis: string
  avant?: string | undefined
  ecole?: string | undefined
}

type Regard = Pick<Ecran, 'faits' | 'qualites' | 'maintenant'>

/** Who is awaited, for what, in the order that helps this reader: what he or she can do now first. Derived from the rulebook. */
export const attendus = (e: Regard): Attendu[] => {
  // After the closing nothing can be filed: only a paper application is still typed in.
  if (e.faits.dossier.etat === 'brouillon' && !e.faits.dossier.papier && e.maintenant >= clotureDe(e.faits)) return []
  const tous = enAttenteDe(e.faits, e.maintenant).map((a) => enPhrase(e, a))
  const utile = (a: Attendu) => (a.moi && !(a.acte === 'deposer' && resteAuxEcoles(e)) ? 0 : a.moi ? 2 : 1)
  return tous.sort((a, b) => utile(a) - utile(b))
}

const enPhrase = (e: Regard, a: EnAttente): Attendu => {
  const nomme =
    a.role === 'redacteur' || a.role === 'signataire'
      ? aRole(e, ['redacteur', 'signataire'])
      : aRole(e, [a.role], a.ecole)
  const moi = nomme || (a.aussi !== undefined && aRole(e, [a.aussi], a.ecole))
  return {
    acte: a.acte,
    moi,
    qui: moi ? 'vous' : quiEstAttendu(a, e.faits),
    quoi: motsPropres(e, a, moi) ?? a.quoi,
    depuis: a.depuis,
    avant: a.avant,
    ecole: a.ecole,
  }
}

/** In a draft, the sentence follows what is missing. */
const motsPropres = (e: Regard, a: EnAttente, moi: boolean): string | undefined => {
  if (a.acte === 'valider_projet_ecole') {
    const nom = e.faits.ecoles.find((x) => x.uai === a.ecole)?.nom ?? ''
    const reste = completude(e.faits).manquants.some((m) => m.chemin.startsWith(`ecoles.${a.ecole}.`))
    return moi
      ? `${reste ? 'complétez' : 'relisez'} le projet de ${ecoleDite(nom)}, puis validez-le`
      : 'son projet pédagogique n’est pas encore validé par sa direction'
  }
  if (a.acte === 'declarer_reception' && moi)
    return `déclarez la livraison ${deEcole(e.faits.ecoles.find((x) => x.uai === a.ecole)?.nom ?? '')}`
  if (a.acte !== 'deposer' || !moi) return undefined
  if (ecolesVivantes(e.faits).length === 0) return 'ajoutez les écoles de votre projet'
  const miens = completude(e.faits).manquants
  const ici = miens.filter((m) => !m.chemin.startsWith('ecoles.')).length
  if (ici > 0) return `il reste ${accorder(ici, 'point')} à compléter dans votre partie du dossier`
  if (miens.length > 0)
    return `il reste ${accorder(miens.length, 'point')} à compléter dans la partie des écoles, que vous pouvez aussi remplir`
  return ecolesVivantes(e.faits).some((x) => x.etat === 'a_rediger')
    ? 'tout est rempli\u00a0: laissez l’école valider son projet si le délai le permet, puis relisez et déposez'
    : 'relisez et déposez votre dossier, tout est prêt'
}

/** The applicant's own part is done, and schools still write or validate. */
const resteAuxEcoles = (e: Regard): boolean => {
  const ecoles = ecolesVivantes(e.faits)
  return (
    ecoles.some((x) => x.etat === 'a_rediger') &&
    !completude(e.faits).manquants.some((m) => !m.chemin.startsWith('ecoles.'))
  )
}
