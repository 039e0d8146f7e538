import { lireMontant } from '../domaine/montants.ts'
import type { Erreur } from '../domaine/refus.ts'
import { type Corps, texteDe } from '../registre/formulaire-fichiers.ts'
import { dateSaisie } from '../ui/champ.tsx'

/** Invoice blocks that a page holds at most. */
export const FACTURES_LUES = 200

/** The posted claim as the act's input. Empty invoice blocks are left out; `rangs` says which block each invoice was. */
export const lireDemande = (c: Corps): { saisie: Record<string, unknown>; erreurs: Erreur[]; rangs: number[] } => {
  const erreurs: Erreur[] = []
  const rangs: number[] = []
  const combien = Math.min(FACTURES_LUES, Number(texteDe(c, 'combien')) || 0)
  const factures = Array.from({ length: combien }, (_, i) => i).flatMap((i) => {
    const t = (nom: string) => texteDe(c, `factures.${i}.${nom}`)
    const pleine = t('numero') !== '' || t('piece') !== ''
    if (!pleine) return []
    rangs.push(i)
    const montant = (nom: string) => {
      const v = lireMontant(t(nom) || (nom === 'tva' ? '0' : ''), { negatif: true })
      if (v === undefined)
        erreurs.push({
          chemin: `factures.${i}.${nom}`,
          message: 'Indiquez un montant en euros, par exemple 1 250,90.',
        })
      return v ?? 0
    }
    const lignes = t('lignes')
      .split(/\r?\n/)
      .map((l) => l.trim())
      .filter(Boolean)
      .flatMap((l, k) => {
        const [ecole = '', article = '', quantite = '', prix = ''] = l.split(/[;\t]/).map((x) => x.trim())
        const cents = lireMontant(prix, { negatif: true })
        const q = Number(quantite.replace(',', '.'))
        if (cents === undefined || !(q > 0)) {
          erreurs.push({
            chemin: `factures.${i}.lignes`,
            message: `Ligne ${k + 1} : écrivez l’école, l’article, la quantité et le prix, séparés par des points-virgules.`,
          })
          return []
        }
        return [{ ecole, article, quantite: q, prixUnitaireHt: cents }]
      })
    return [
      {
        piece: t('piece'),
        fournisseur: { siret: t('fournisseur.siret') },
        numero: t('numero'),
        date: dateSaisie(c, `factures.${i}.date`) || '',
        ht: montant('ht'),
        tva: montant('tva'),
        ...(t('mandat') ? { mandat: t('mandat') } : {}),
        ...(dateSaisie(c, `factures.${i}.mandatLe`) ? { mandatLe: dateSaisie(c, `factures.${i}.mandatLe`) } : {}),
        ...(lignes.length > 0 ? { lignes } : {}),
      },
    ]
  })
  const type = texteDe(c, 'type')
  // Asked with the balance alone: what the page holds for the others is not a final plan.
  const plan = type === 'solde' ? texteDe(c, 'planFinancement') : ''
  const financeurs = plan
    .split(/\r?\n/)
    .map((l) => l.trim())
    .filter((l) => l !== '' && !/^aucune?\.?$/i.test(l))
    .flatMap((l) => {
      const place = l.search(/[;:\t]/)
      const [financeur, montant] = [l.slice(0, Math.max(0, place)).trim(), lireMontant(l.slice(place + 1))]
      if (financeur === '' || montant === undefined) {
        erreurs.push({
          chemin: 'planFinancement',
          message: `« ${l.slice(0, 100)} » : écrivez le financeur, un point-virgule, puis le montant.`,
        })
        return []
      }
      return [{ financeur, montant }]
    })
  return {
    saisie: {
      type,
      factures: type === 'avance' ? [] : factures,
      iban: texteDe(c, 'iban'),
      ...(texteDe(c, 'etatRecapitulatif') ? { etatRecapitulatif: texteDe(c, 'etatRecapitulatif') } : {}),
      ...(plan !== '' ? { planFinancement: financeurs } : {}),
    },
    erreurs: type === 'avance' ? [] : erreurs,
    rangs,
  }
}

/** Paths of the act's errors → the blocks of the form. */
export const surLeFormulaire = (erreurs: readonly Erreur[], rangs: readonly number[]): Erreur[] =>
  erreurs.map((e) => {
    const m = /^factures\.(\d+)\.(.+)$/.exec(e.chemin)
    if (!m) return e.chemin === 'factures' ? { ...e, chemin: 'factures.0.piece' } : e
    const champ = (m[2] ?? '').replace(/^lignes\..*/, 'lignes')
    return { ...e, chemin: `factures.${rangs[Number(m[1])] ?? m[1]}.${champ}` }
  })
