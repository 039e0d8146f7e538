import type { Autour } from './acte.ts'
import { periodeEligible } from './echeances.ts'
import { dejaPresentee } from './facture-unique.ts'
import type { Faits, Versement } from './faits.ts'
import { dateSimple } from './francais.ts'
import { pieceDe, sansEnt } from './gardes.ts'
import { normaliserSiret } from './identifiants/siret.ts'
import { euros, somme } from './montants.ts'
import { type Refus, refus, saisieInvalide } from './refus.ts'
import { type FactureSaisie, type PartFacturee, partReclamee, partsDe, rattacher } from './versement-factures.ts'
import { soldeDemande } from './versement-reprise.ts'

export type SaisieDemande = {
  type: 'avance' | 'acompte' | 'solde'
  factures: FactureSaisie[]
  etatRecapitulatif?: string | undefined
  iban: string
  bic?: string | undefined
  planFinancement?: unknown
  client?: string | undefined
  motifClient?: string | undefined
  receptions?: { ecole: string }[] | undefined
}

/** Rules of a claim (409): type, eligible dates, the same invoice elsewhere, deliveries, customer, ENT agreement. */
export const regleRefusee = (f: Faits, s: SaisieDemande, autour: Autour, sur: string | undefined): Refus | undefined =>
  typeRefuse(f, s, sur) ??
  avoirSeul(f, s, sur) ??
  s.factures.map((x) => dateRefusee(f, x) ?? dejaLa(f, x, autour, sur)).find((r) => r !== undefined) ??
  clientRefuse(f, s) ??
  lignesRefusees(f, s, sur)

const vivantes = (f: Faits, sur: string | undefined): Versement[] =>
  f.versements.filter((v) => v.etat !== 'rejetee' && v.id !== sur)

const typeRefuse = (f: Faits, s: SaisieDemande, sur: string | undefined): Refus | undefined => {
  const autres = vivantes(f, sur)
  const { avance, nombreAcomptes } = f.appel.versement
  if (soldeDemande(f, sur))
    return refus('solde_deja_demande', 'Le solde est déjà demandé : il n’y a plus de versement à demander.')
  if (s.type === 'avance') {
    if (avance === 0) return refus('avance_impossible', 'Cet appel ne prévoit pas d’avance.')
    if (autres.length > 0) return refus('avance_tardive', 'Une avance se demande avant tout autre versement.')
  }
  if (s.type === 'acompte' && autres.filter((v) => v.type === 'acompte').length >= nombreAcomptes)
    return refus(
      'trop_d_acomptes',
      nombreAcomptes === 0
        ? 'Cet appel ne prévoit pas d’acompte : demandez le solde.'
        : `Cet appel prévoit ${nombreAcomptes} acompte${nombreAcomptes > 1 ? 's' : ''} au plus : demandez le solde.`,
    )
  if (s.type === 'solde' && s.factures.length === 0 && f.factures.every((x) => x.ecartee))
    return saisieInvalide([{ chemin: 'factures', message: 'Joignez au moins une facture.' }])
  return undefined
}

/** A credit note gives nothing by itself: it lowers invoices, of this claim or, for the balance, of those before it. */
const avoirSeul = (f: Faits, s: SaisieDemande, sur: string | undefined): Refus | undefined => {
  const net = somme(s.factures.map(partReclamee))
  if (s.factures.length === 0 || net > 0) return undefined
  const vifs = new Set(vivantes(f, sur).map((v) => v.id))
  const avant = somme(f.factures.filter((x) => vifs.has(x.versement_id) && !x.ecartee).map((x) => x.ht))
  if (s.type === 'solde' && avant + net > 0) return undefined
  return refus(
    'avoir_seul',
    `Un avoir seul ne se demande pas\u00a0: le total de ces factures est ${euros(net)} HT. Joignez l’avoir à la demande qui porte de nouvelles factures, ou au solde.`,
  )
}

const dateRefusee = (f: Faits, x: FactureSaisie): Refus | undefined => {
  const { debut, fin } = periodeEligible(f)
  if (debut && x.date < debut)
    return refus(
      'facture_hors_periode',
      `La facture ${x.numero} est datée du ${dateSimple(x.date)}, avant le ${dateSimple(debut)}, début de la période subventionnée.`,
    )
  return fin && x.date > fin
    ? refus(
        'facture_hors_periode',
        `La facture ${x.numero} est datée du ${dateSimple(x.date)}, après le ${dateSimple(fin)}, fin de la période subventionnée.`,
      )
    : undefined
}

const dejaLa = (f: Faits, x: FactureSaisie, autour: Autour, sur: string | undefined): Refus | undefined =>
  dejaPresentee(
    { ...x, siret: x.fournisseur.siret, part: partReclamee(x), sha256: pieceDe(f, x.piece)?.sha256 ?? null },
    autour.facturesAilleurs.filter((a) => a.versement !== sur),
  )

const clientRefuse = (f: Faits, s: SaisieDemande): Refus | undefined =>
  s.client && normaliserSiret(s.client).slice(0, 9) !== f.organisme.siren && !s.motifClient
    ? saisieInvalide([
        {
          chemin: 'motifClient',
          message:
            'Les factures ne sont pas au nom du bénéficiaire : dites pourquoi (achat groupé, caisse des écoles…).',
        },
      ])
    : undefined

/** Ties each invoice to the quotes, in order; undefined where a supplier without quote gives no line. */
export const rattacherTout = (f: Faits, s: SaisieDemande, sur?: string): (PartFacturee[] | undefined)[] => {
  const vifs = new Set(vivantes(f, sur).map((v) => v.id))
  const faits = f.factures.filter((x) => vifs.has(x.versement_id) && !x.ecartee).flatMap(partsDe)
  return s.factures.map((x) => {
    const parts = rattacher(f, { ...x, fournisseur: { siret: normaliserSiret(x.fournisseur.siret) } }, faits)
    faits.push(...(parts ?? []))
    return parts
  })
}

const lignesRefusees = (f: Faits, s: SaisieDemande, sur: string | undefined): Refus | undefined => {
  const rattachees = rattacherTout(f, s, sur)
  const sans = rattachees.indexOf(undefined)
  if (sans >= 0)
    return saisieInvalide([
      {
        chemin: `factures.${sans}.lignes`,
        message:
          'Ce fournisseur n’a ni devis conforme ni commande dans le dossier : enregistrez votre commande, ou détaillez les lignes de sa facture.',
      },
    ])
  const parts = rattachees.flatMap((p) => p ?? [])
  const ecoles = [...new Set(parts.filter((p) => p.ht > 0 && p.article).map((p) => p.ecole))]
  const declarees = new Set([
    ...f.receptions.map((r) => r.ecole),
    ...(s.receptions ?? []).map((r) => r.ecole.toUpperCase()),
  ])
  const manque = ecoles.filter((u) => !declarees.has(u))
  if (s.type === 'solde' ? manque.length > 0 : ecoles.length > 0 && manque.length === ecoles.length)
    return refus(
      'reception_manquante',
      `Déclarez d’abord ce qui est livré : ${manque.map((u) => f.ecoles.find((e) => e.uai === u)?.nom ?? u).join(', ')}.`,
    )
  const ent = parts.find(
    (p) =>
      estEnt(f, p.article) &&
      sansEnt(f, p.ecole) &&
      f.ecoles.find((e) => e.uai === p.ecole)?.convention_ent !== 'signee',
  )
  return ent
    ? refus(
        'convention_ent_manquante',
        'L’ENT ne peut être payé qu’une fois signée la convention sur les données des élèves : retirez cette ligne, ou signez la convention.',
      )
    : undefined
}

const estEnt = (f: Faits, article: string | undefined): boolean =>
  article !== undefined && /\bENT\b/.test(f.appel.catalogue.find((a) => a.id === article)?.libelle ?? '')
