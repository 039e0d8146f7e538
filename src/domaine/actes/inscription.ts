import type { Cas } from '../acte.ts'
import { ecolesVivantes, type Faits } from '../faits.ts'
import { verifierUai } from '../identifiants/uai.ts'
import { aCommune, avecCapitale, ecoleDite } from '../organismes.ts'
import { type Refus, refus, saisieInvalide } from '../refus.ts'

/** May this school stand in this dossier? Directory, first degree, open, public or under contract, in the applicant's
 * territory, in no other live dossier of the call. Refusals: 422 for a wrong number, 409 for the rest. Source: actes.md. */
export const inscriptionRefusee = ({ faits, saisie, autour }: Cas<{ uai: string }>): Refus | undefined => {
  const uai = saisie.uai.toUpperCase()
  const faute = verifierUai(uai)
  if (faute) return saisieInvalide([{ chemin: 'uai', message: faute }])
  if (ecolesVivantes(faits).some((e) => e.uai === uai))
    return refus('ecole_deja_inscrite', 'Cette école est déjà dans votre dossier.')
  const ecole = autour.ecoleAnnuaire
  if (!ecole)
    return refus(
      'ecole_inconnue',
      `L’école ${uai} n’est pas dans l’annuaire officiel. Vérifiez le numéro UAI auprès de l’école.`,
    )
  if (ecole.etat === 'ferme') return refus('ecole_fermee', `${avecCapitale(ecoleDite(ecole.nom))} est fermée.`)
  if (ecole.secteur === 'prive' && !['association', 'simple'].includes(ecole.contrat))
    return refus(
      'ecole_hors_contrat',
      `${avecCapitale(ecoleDite(ecole.nom))} est privée hors contrat : l’appel est réservé aux écoles publiques et privées sous contrat.`,
    )
  if (autour.territoire.length > 0 && !autour.territoire.includes(ecole.commune))
    return refus(
      'ecole_hors_territoire',
      `${avecCapitale(ecoleDite(ecole.nom))} est ${aCommune(ecole.communeNom)}, hors de votre territoire.`,
    )
  if (ecole.dejaDans)
    return refus(
      'ecole_prise',
      `${avecCapitale(ecoleDite(ecole.nom))} est déjà dans un autre dossier de cet appel (${ecole.dejaDans}).`,
    )
  return undefined
}

/** The heads' agreements that the town hall attests bear on schools of the dossier (422). */
export const accordsEtrangers = (faits: Faits, accords: string[] | undefined): Refus | undefined => {
  const uais = ecolesVivantes(faits).map((e) => e.uai)
  const erreurs = (accords ?? []).flatMap((uai, i) =>
    uais.includes(uai.toUpperCase())
      ? []
      : [{ chemin: `accordDirection.${i}`, message: `L’école ${uai} n’est pas dans le dossier.` }],
  )
  return erreurs.length > 0 ? saisieInvalide(erreurs) : undefined
}
