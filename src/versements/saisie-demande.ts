import type { Faits } from '../domaine/faits.ts'
import { lireMontant, montantSaisi } from '../domaine/montants.ts'
import type { Erreur } from '../domaine/refus.ts'
import type { LigneFacture } from '../domaine/versement-factures.ts'
import type { LignesLues } from '../registre/lignes-importees.ts'
import { lignesChangees } from '../registre/lignes-saisies.ts'
import { type Corps, texteDe } from '../socle/http/corps.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { facturesProposees, lignesAFacturer } from './factures-proposees.ts'
import { lireTable, totalDesLignes } from './lignes-facture.ts'

/** Invoice blocks that a page holds at most. */
export const FACTURES_LUES = 200

/** Where each invoice of the act stands on the page: its block, and the field of each of its lines. */
export type PlaceFacture = { bloc: number; origines: LignesLues['origines'] }

/** The posted claim as the act's input. Empty invoice blocks are left out. `ajuste`: fields whose value follows from the others (the
 * total of an invoice whose lines alone were changed), to show again. */
export const lireDemande = (
  c: Corps,
  f: Faits,
  sauf?: string,
): { saisie: Record<string, unknown>; erreurs: Erreur[]; places: PlaceFacture[]; ajuste: Corps } => {
  const erreurs: Erreur[] = []
  const places: PlaceFacture[] = []
  const ajuste: Record<string, string> = {}
  const proposees = facturesProposees(f, sauf)
  const bougees = lignesAFacturer(f, sauf)
  const combien = Math.min(FACTURES_LUES, Number(texteDe(c, 'combien')) || 0)
  const factures = Array.from({ length: combien }, (_, i) => i).flatMap((i) => {
    const t = (nom: string) => texteDe(c, `factures.${i}.${nom}`)
    const pleine = t('numero') !== '' || t('piece') !== ''
    if (!pleine) return []
    const montant = (nom: string) => {
      const v = lireMontant(t(nom) || (nom === 'tva' ? '0' : ''), { negatif: true })
      if (v === undefined)
        erreurs.push({
          chemin: `factures.${i}.${nom}`,
          message: 'Indiquez un montant en euros, par exemple 1 250,90.',
        })
      return v ?? 0
    }
    const collees = lireCollees(t('collees'), `factures.${i}.collees`)
    const table = t('collees') === '' ? lireTable(c, `factures.${i}.lignes`, { faits: f, bougees }) : undefined
    erreurs.push(...collees.erreurs, ...(table?.erreurs ?? []))
    const lignes = table?.lignes.map(({ nature: _, ...l }) => l) ?? collees.lignes
    places.push({
      bloc: i,
      origines: table?.origines ?? lignes.map((_, k) => ({ chemin: `factures.${i}.collees`, ligne: `Ligne ${k + 1}` })),
    })
    const prop = sauf === undefined ? proposees[i] : undefined
    const montants = { ht: montant('ht'), tva: montant('tva') }
    // Only the lines were changed: the total follows, and nobody types it twice.
    if (table && prop && lignes.length > 0 && montants.ht === prop.ht && montants.tva === prop.tva) {
      Object.assign(montants, totalDesLignes(lignes))
      for (const nom of ['ht', 'tva'] as const) ajuste[`factures.${i}.${nom}`] = montantSaisi(montants[nom])
    }
    return [
      {
        piece: t('piece'),
        fournisseur: { siret: t('fournisseur.siret') },
        numero: t('numero'),
        date: dateSaisie(c, `factures.${i}.date`) || '',
        ...montants,
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
    places,
    ajuste,
  }
}

/** Lines pasted in one field: school, article, quantity, unit price HT. */
const lireCollees = (texte: string, chemin: string): { lignes: LigneFacture[]; erreurs: Erreur[] } => {
  const erreurs: Erreur[] = []
  const lignes = texte
    .split(/\r?\n/)
    .map((l) => l.trim())
    .filter(Boolean)
    .flatMap((l, k) => {
      const [ecole = '', article = '', quantite = '', prix = ''] = l.split(/[;\t]/).map((x) => x.trim())
      const prixUnitaireHt = lireMontant(prix, { negatif: true })
      const q = Number(quantite.replace(',', '.'))
      if (prixUnitaireHt !== undefined && q > 0) return [{ ecole, article, quantite: q, prixUnitaireHt }]
      erreurs.push({
        chemin,
        message: `Ligne ${k + 1} : écrivez l’école, l’article, la quantité et le prix, séparés par des points-virgules.`,
      })
      return []
    })
  return { lignes, erreurs }
}

/** Paths of the act's errors → the blocks of the form, and the rows of their tables. */
export const surLeFormulaire = (erreurs: readonly Erreur[], places: readonly PlaceFacture[]): Erreur[] =>
  erreurs.map((e) => {
    const m = /^factures\.(\d+)\.(.+)$/.exec(e.chemin)
    if (!m) return e.chemin === 'factures' ? { ...e, chemin: 'factures.0.piece' } : e
    const place = places[Number(m[1])]
    const bloc = place?.bloc ?? m[1]
    const ligne = /^lignes\.(\d+)\.?(\w*)/.exec(m[2] ?? '')
    if (!ligne) return { ...e, chemin: `factures.${bloc}.${m[2]}` }
    const chemin = place?.origines[Number(ligne[1])]?.chemin ?? `factures.${bloc}.lignes`
    if (!/lignes\.\d+$/.test(chemin)) return { ...e, chemin }
    // The school and the article of a row of the table are not typed.
    const champ = ['quantite', 'prixUnitaireHt', 'tva'].includes(ligne[2] ?? '') ? ligne[2] : 'quantite'
    return { ...e, chemin: `${chemin}.${champ}` }
  })

/** The fields after « Ajouter » or « Retirer » a line of an invoice without script; undefined when neither was pressed. */
export const avecRangees = (c: Corps): Corps | undefined => {
  const bouton = texteDe(c, 'ajouter') || texteDe(c, 'retirer')
  const chemin = /^factures\.\d+\.lignes/.exec(bouton)?.[0]
  const lignes = chemin && lignesChangees(c, chemin)
  if (!lignes) return undefined
  const autres = Object.entries(c).filter(
    ([nom]) => !nom.startsWith(`${chemin}.`) && nom !== 'ajouter' && nom !== 'retirer',
  )
  return Object.fromEntries([
    ...autres,
    ...lignes.flatMap((l, k) =>
      Object.entries(l.quantite === undefined ? { quantite: '' } : l).map(([champ, v]) => [
        `${chemin}.${k}.${champ}`,
        v,
      ]),
    ),
  ])
}
