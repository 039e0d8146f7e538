import type { Faits, Versement } from './faits.ts'
import { memeFacture } from './versement-factures.ts'
import { voteEnVigueur } from './vote.ts'

type Demande = {
  type: Versement['type']
  factures: readonly { fournisseur: { siret: string }; numero: string }[]
}

/** The claim that this one completes: the one that it names, else the one sent back that can only be the same: its only balance or
 * advance, or an instalment that already holds one of these invoices. */
export const demandeReprise = (f: Faits, s: Demande, sur: string | undefined): string | undefined =>
  sur ??
  f.versements.findLast(
    (v) =>
      v.etat === 'a_completer' &&
      v.type === s.type &&
      (v.type !== 'acompte' ||
        f.factures.some(
          (x) =>
            x.versement_id === v.id &&
            s.factures.some((y) => memeFacture(x, { siret: y.fournisseur.siret, numero: y.numero })),
        )),
  )?.id

/** The balance that closes the claims, if there is one (but `sauf`): a later vote that raised the award opens them again. */
export const soldeDemande = (f: Faits, sauf?: string): Versement | undefined =>
  f.versements.find((v) => v.type === 'solde' && v.etat !== 'rejetee' && v.id !== sauf && !rouvert(f, v))

const rouvert = (f: Faits, solde: Versement): boolean => {
  const vote = voteEnVigueur(f)
  return (
    solde.etat === 'payee' &&
    typeof vote?.contenu.avenant === 'string' &&
    Date.parse(vote.cree_le) > Date.parse(solde.cree_le) &&
    (vote.montant ?? 0) > f.dossier.montant_paye
  )
}
