import type { Financement, Suivi } from './financement.ts'

/** The claim of a dossier and its way to the payment, until the step asked. */
export const etrePaye = async (pas: Suivi, c: Financement): Promise<void> => {
  await signerEnt(pas, c)
  const solde = c.jusqua === 'solde'
  await demander(pas, c, solde ? 'solde' : 'acompte', solde ? 1 : 0.6)
  if (!pas.doit('liquidee')) return
  const { paiement, validation } = c.equipe
  const sur = (await pas.faits()).versements.at(-1)?.id
  await pas.jouer(paiement, 'liquidee', 'liquider', { sur })
  if (!pas.doit('validee')) return
  await pas.jouer(validation, 'validee', 'valider_liquidation', { sur })
  if (!pas.doit('mandatee')) return
  const date = pas.jour('mandatee')
  await pas.jouer(paiement, 'mandatee', 'enregistrer_mandat', { sur, mandat: '4512', bordereau: '87', date })
  if (!pas.doit('payee')) return
  const montant = (await pas.faits()).versements.at(-1)?.montant
  await pas.jouer(paiement, 'payee', 'enregistrer_paiement', { sur, date: pas.jour('payee'), montant })
  if (solde) await pas.jouer(paiement, 'solde', 'solder')
}

/** Schools without an ENT: its agreement is signed by both sides before the claim. */
const signerEnt = async (pas: Suivi, c: Financement): Promise<void> => {
  for (const e of (await pas.faits()).ecoles.filter((x) => x.convention_ent === 'a_signer' && x.decision === 'retenu'))
    for (const acteur of [c.redacteur, c.equipe.rectorat])
      await pas.jouer(acteur, 'livre', 'signer_convention_ent', {
        sur: e.uai,
        piece: await pas.joindre(acteur, 'livre', 'convention_ent', 'Convention ENT signée'),
      })
}

/** An invoice per quote, for this part of it. */
const demander = async (pas: Suivi, c: Financement, type: 'acompte' | 'solde', part: number): Promise<void> => {
  const faits = await pas.faits()
  const date = pas.jour('livre')
  const factures = []
  for (const d of faits.devis.filter((x) => x.etat === 'conforme')) {
    const ht = Math.round(d.total * part)
    const numero = `F${d.numero.slice(1)}-${type}`
    const piece = await pas.joindre(c.porteur, 'demande', 'facture', `Facture ${numero}`, [
      d.fournisseur_nom,
      `${ht / 100} € HT`,
    ])
    const mandat = { mandat: `M${numero}`, mandatLe: date }
    factures.push({
      piece,
      fournisseur: { siret: d.fournisseur_siret },
      numero,
      date,
      ht,
      tva: Math.round(ht * 0.2),
      ...mandat,
    })
  }
  await pas.jouer(c.porteur, 'demande', 'demander_versement', {
    type,
    factures,
    etatRecapitulatif: await pas.joindre(c.porteur, 'demande', 'etat_recapitulatif', 'État récapitulatif visé'),
    iban: IBAN,
    ...(type === 'solde' ? { planFinancement: [] } : {}),
  })
}

const IBAN = 'FR7630001007941234567890185'
