import { lireJour } from '../domaine/calendrier.ts'
import type { Acteur } from '../domaine/faits.ts'
import { euros, lireMontant } from '../domaine/montants.ts'
import { estRefus, type Refus } from '../domaine/refus.ts'
import { accomplir } from '../registre/accomplir.ts'
import type { Porte } from '../registre/porte.ts'
import { lireTableur } from '../socle/tableurs/lire-tableur.ts'
import { type LignePaiement, lirePaiements } from './paiements-queries.ts'

export type Bilan = { mandats: number; paiements: number; ignorees: { ligne: number; raison: string }[] }

const simple = (t: string): string =>
  t
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .trim()
const COLONNES = {
  reference: /^ref/,
  dossier: /^dossier|^numero/,
  mandat: /mandat(?!.*date)/,
  bordereau: /bordereau/,
  mandateLe: /date.*mandat/,
  payeLe: /paye|paiement|reglement|virement/,
  montant: /montant/,
}

/** Reads the results of the finance software (CSV or XLSX): payment orders and payments are matched to their claim by reference,
 * else by dossier and amount. Each row is an act: reading the same file twice changes nothing, what does not match is said. */
export const importerPaiements = async (
  porte: Porte,
  d: { slug: string; contenu: Buffer; acteur: Acteur; recuLe: Date },
): Promise<Bilan | Refus> => {
  const lu = await lireTableur(d.contenu, 'résultats de paiement', { lignes: 20_000 })
  if (estRefus(lu)) return lu
  const rang = Object.fromEntries(
    Object.entries(COLONNES).map(([cle, forme]) => [
      cle,
      lu.colonnes.findIndex((c) => forme.test(simple(c.slice(0, 200)))),
    ]),
  )
  const enCours = await lirePaiements(porte.base, d.slug, ['validee', 'mandatee', 'payee'], 100_000)
  const bilan: Bilan = { mandats: 0, paiements: 0, ignorees: [] }
  for (const [i, cellules] of lu.lignes.entries()) {
    const de = (cle: string): string => cellules[rang[cle] ?? -1]?.trim() ?? ''
    const ignorer = (raison: string) => bilan.ignorees.push({ ligne: lu.numeros[i] ?? i + 2, raison })
    const montant = lireMontant(de('montant'))
    if (de('montant') !== '' && montant === undefined) {
      ignorer(`« ${de('montant')} » n’est pas un montant en euros`)
      continue
    }
    const cible = trouver(enCours, de('reference'), de('dossier'), montant)
    if (!cible) {
      ignorer(`aucune demande ne correspond à « ${de('reference') || de('dossier')} »`)
      continue
    }
    if (cible.etat === 'payee') {
      ignorer(`${cible.numero} : déjà payée, rien n’a changé`)
      continue
    }
    if (montant !== undefined && montant !== cible.montant) {
      ignorer(`${cible.numero} : ${euros(montant)} au lieu de ${euros(cible.montant)}`)
      continue
    }
    if (cible.etat === 'mandatee' && de('mandat') !== '' && cible.mandat !== null && de('mandat') !== cible.mandat) {
      ignorer(`${cible.numero} : mandat de paiement ${de('mandat')} au lieu de ${cible.mandat}`)
      continue
    }
    const faire = async (acte: string, saisie: Record<string, unknown>): Promise<boolean> => {
      const fait = await accomplir(porte, {
        dossier: cible.dossier,
        acte,
        saisie: { version: cible.version, sur: cible.id, ...saisie },
        acteur: d.acteur,
        recuLe: d.recuLe,
      })
      if (estRefus(fait)) ignorer(`${cible.numero} : ${fait.detail}`)
      else for (const l of enCours) if (l.dossier === cible.dossier) l.version = fait.version
      return !estRefus(fait)
    }
    const [mandateLe, payeLe] = [lireJour(de('mandateLe')), lireJour(de('payeLe'))]
    let mandatee = false
    if (cible.etat === 'validee') {
      if (de('mandat') === '' || !(mandateLe ?? payeLe)) {
        ignorer(`${cible.numero} : il manque le numéro ou la date du mandat de paiement`)
        continue
      }
      const ok = await faire('enregistrer_mandat', {
        mandat: de('mandat'),
        date: mandateLe ?? payeLe,
        ...(de('bordereau') ? { bordereau: de('bordereau') } : {}),
      })
      if (!ok) continue
      cible.etat = 'mandatee'
      cible.mandat = de('mandat')
      mandatee = true
      bilan.mandats++
    }
    if (payeLe && montant === undefined) ignorer(`${cible.numero} : il manque le montant payé`)
    else if (payeLe && (await faire('enregistrer_paiement', { date: payeLe, montant }))) {
      cible.etat = 'payee'
      bilan.paiements++
    } else if (!payeLe && !mandatee)
      ignorer(`${cible.numero} : mandat de paiement déjà enregistré, la date de paiement est attendue`)
  }
  return bilan
}

const trouver = (
  lignes: LignePaiement[],
  reference: string,
  dossier: string,
  montant: number | undefined,
): LignePaiement | undefined => {
  const ref = reference.toLowerCase()
  if (ref !== '') return lignes.find((l) => l.id === ref)
  const siennes = lignes.filter((l) => l.numero === dossier)
  return (
    siennes.find((l) => l.montant === montant && l.etat !== 'payee') ?? (siennes.length === 1 ? siennes[0] : undefined)
  )
}
