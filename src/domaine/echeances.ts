import { ajouterJours, ajouterMois, type Jour, jourParis } from './calendrier.ts'
import type { Faits } from './faits.ts'

/** The deadlines of the agreement (days, Paris), as the call sets them and amendments move them. Source: actes.md §5. */
export type Echeances = {
  devis?: Jour
  signature?: Jour
  commencement?: Jour
  achevement?: Jour
  justificatifs?: Jour
}

/** The deadlines that run today: each stands only while its step lasts. */
export const echeancesDe = (f: Pick<Faits, 'dossier' | 'appel' | 'conventions'>): Echeances => {
  const { delais } = f.appel
  const { contenu, etat, etat_depuis } = f.dossier
  const envoyee = f.conventions.findLast((c) => c.etat !== 'remplacee')
  const notifie = contenu.notification?.date
  const achevement = notifie ? (contenu.prorogation?.jusqua ?? ajouterMois(notifie, delais.achevementMois)) : undefined
  return {
    ...(etat === 'retenu' ? { devis: ajouterJours(jourParis(new Date(etat_depuis)), delais.devisJours) } : {}),
    ...(envoyee && !notifie
      ? { signature: ajouterJours(jourParis(new Date(envoyee.cree_le)), delais.signatureJours) }
      : {}),
    ...(notifie ? { commencement: ajouterMois(notifie, delais.commencementMois) } : {}),
    ...(achevement ? { achevement, justificatifs: ajouterMois(achevement, delais.justificatifsMois) } : {}),
  }
}

/** First and last day on which an invoice may be dated: from the notification, or the authorised early start, to the end of the works. */
export const periodeEligible = (
  f: Pick<Faits, 'dossier' | 'appel' | 'conventions'>,
): { debut: Jour | undefined; fin: Jour | undefined } => {
  const { notification, demarrageAnticipe } = f.dossier.contenu
  const debuts = [notification?.date, demarrageAnticipe?.date].filter((d) => d !== undefined).sort()
  return { debut: debuts[0], fin: echeancesDe(f).achevement }
}

/** The deadline that justifies a forfeiture today, with its words; undefined while none has passed. */
export const echeancePassee = (f: Faits, aujourdhui: Jour): { mot: string; le: Jour } | undefined => {
  const e = echeancesDe(f)
  const candidats: [string, Jour | undefined, boolean][] = [
    ['la signature de la convention', e.signature, ['convention_envoyee', 'accorde'].includes(f.dossier.etat)],
    ['le début des achats', e.commencement, f.commandes.length === 0 && f.factures.length === 0],
    ['la fin des achats', e.achevement, f.receptions.length === 0 && f.factures.length === 0],
    ['l’envoi des justificatifs', e.justificatifs, !f.versements.some((v) => v.type === 'solde')],
  ]
  const passe = candidats.find(([, le, encore]) => le !== undefined && encore && le < aujourdhui)
  return passe?.[1] ? { mot: passe[0], le: passe[1] } : undefined
}
