import type { Faits } from '../domaine/faits.ts'
import { urls } from '../urls.ts'

/** Where an act of the money has its own page, better than a form made from its inputs; undefined elsewhere. */
export const pageDeLActe = (f: Pick<Faits, 'dossier'>, acte: string): string | undefined => {
  const { id, appel: slug } = f.dossier
  if (DEVIS.has(acte)) return urls.devis.href({ id })
  if (CONVENTION.has(acte)) return urls.convention.href({ id })
  if (AVENANTS.has(acte)) return urls.avenants.href({ id })
  if (VOTE.has(acte)) return urls.commissionPermanente.href({ slug })
  if (ACHATS.has(acte)) return urls.achats.href({ id })
  if (acte === 'demander_versement') return urls.demandeVersement.href({ id })
  if (VERSEMENTS.has(acte)) return urls.versements.href({ id })
  return PILIERS.has(acte) ? urls.piliers.href({ id }) : undefined
}

const DEVIS = new Set(['envoyer_devis', 'saisir_lignes_devis', 'declarer_devis_conforme', 'demander_reprise_devis'])
const CONVENTION = new Set([
  'envoyer_convention',
  'enregistrer_deliberation',
  'retourner_convention_signee',
  'enregistrer_signature_departement',
  'notifier',
  'signer_convention_ent',
  'etablir_convention_ent',
])
const AVENANTS = new Set([
  'demander_avenant',
  'instruire_avenant',
  'voter_avenant',
  'retourner_avenant_signe',
  'conclure_avenant',
  'refuser_avenant',
])
const VOTE = new Set(['inscrire_ordre_du_jour', 'accorder', 'ajourner', 'refuser_accord'])
const ACHATS = new Set(['passer_commande', 'declarer_reception', 'viser_livraison'])
const VERSEMENTS = new Set([
  'demander_complement_versement',
  'rejeter_demande',
  'liquider',
  'confirmer_coordonnees_bancaires',
  'valider_liquidation',
  'renvoyer_liquidation',
  'enregistrer_mandat',
  'enregistrer_rejet_comptable',
  'enregistrer_paiement',
])
const PILIERS = new Set([
  'presenter_ent',
  'proposer_formation',
  'planifier_formation',
  'consigner_formation',
  'exprimer_besoin_parentalite',
  'planifier_atelier',
  'consigner_atelier',
  'constater_ressource',
])
