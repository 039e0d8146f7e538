import type { Faits } from './faits.ts'
import { pieceDe } from './gardes.ts'
import { verifierBic, verifierIban } from './identifiants/iban.ts'
import { verifierSiret } from './identifiants/siret.ts'
import { euros } from './montants.ts'
import { type Erreur, type Refus, saisieInvalide } from './refus.ts'
import type { SaisieDemande } from './versement-controles.ts'
import { memeFacture, partReclamee } from './versement-factures.ts'

/** Form of a claim (422): identifiers, files, payment orders, what each type needs. */
export const formeRefusee = (f: Faits, s: SaisieDemande): Refus | undefined => {
  const prive = f.organisme.type === 'ogec'
  const erreurs: Erreur[] = []
  const dire = (chemin: string, message: string | undefined) => {
    if (message) erreurs.push({ chemin, message })
  }
  dire('iban', verifierIban(s.iban))
  if (s.bic) dire('bic', verifierBic(s.bic, s.iban))
  if (s.client) dire('client', verifierSiret(s.client))
  if (s.type === 'acompte' && s.factures.length === 0) dire('factures', 'Joignez au moins une facture.')
  if (s.type !== 'avance' && !s.etatRecapitulatif)
    dire(
      'etatRecapitulatif',
      prive
        ? 'Joignez l’attestation de votre expert-comptable.'
        : 'Joignez l’état récapitulatif des dépenses visé par le comptable public.',
    )
  if (s.etatRecapitulatif && !pieceDe(f, s.etatRecapitulatif))
    dire('etatRecapitulatif', 'Cette pièce n’est pas dans le dossier : envoyez-la d’abord.')
  if (s.type === 'solde' && s.planFinancement === undefined)
    dire('planFinancement', 'Pour le solde, donnez le plan de financement définitif (les autres financeurs, ou aucun).')
  if (typeof s.planFinancement === 'string' && !pieceDe(f, s.planFinancement))
    dire('planFinancement', 'Cette pièce n’est pas dans le dossier : envoyez-la d’abord.')
  s.factures.forEach((x, i) => {
    const ici = `factures.${i}`
    dire(`${ici}.fournisseur.siret`, verifierSiret(x.fournisseur.siret))
    if (!pieceDe(f, x.piece)) dire(`${ici}.piece`, 'Cette pièce n’est pas dans le dossier : envoyez-la d’abord.')
    if (!prive && !x.mandat) dire(`${ici}.mandat`, 'Indiquez le numéro du mandat de paiement.')
    if (!prive && !x.mandatLe) dire(`${ici}.mandatLe`, 'Indiquez la date du mandat de paiement.')
    if (x.ht === 0) dire(`${ici}.ht`, 'Le montant d’une facture n’est pas nul ; un avoir est négatif.')
    if (x.ht * x.tva < 0) dire(`${ici}.tva`, 'La TVA a le même signe que le montant HT.')
    const part = partReclamee(x)
    if (Math.abs(part) > Math.abs(x.ht) || part * x.ht < 0)
      dire(`${ici}.lignes`, `La part demandée (${euros(part)}) dépasse le total de la facture (${euros(x.ht)} HT).`)
    x.lignes?.forEach((l, k) => {
      if (!f.ecoles.some((e) => e.uai === l.ecole.toUpperCase()))
        dire(`${ici}.lignes.${k}.ecole`, `L’école ${l.ecole} n’est pas dans ce dossier.`)
      if (l.article && !f.appel.catalogue.some((a) => a.id === l.article))
        dire(`${ici}.lignes.${k}.article`, `L’article « ${l.article} » n’est pas au catalogue.`)
    })
    const jumelle = s.factures.findIndex((y, k) => k < i && memeFacture(enFacture(x), enFacture(y)))
    if (jumelle >= 0) dire(`${ici}.numero`, `La facture ${x.numero} est deux fois dans cette demande.`)
  })
  return erreurs.length > 0 ? saisieInvalide(erreurs) : undefined
}

const enFacture = (x: SaisieDemande['factures'][number]) => ({ siret: x.fournisseur.siret, numero: x.numero })
