import { calculDuDossier } from './demande.ts'
import type { Faits, MontantsVolet, Vote } from './faits.ts'
import { ecolesVivantes } from './faits.ts'
import { partager } from './financement/calculer.ts'
import { repartir, somme } from './montants.ts'

/** The vote in force, or undefined. */
export const voteEnVigueur = (f: Pick<Faits, 'votes'>): Vote | undefined =>
  f.votes.findLast((v) => v.etat === 'accorde')
/** The agenda of the commission permanente on which the dossier stands, or undefined. */
export const inscription = (f: Pick<Faits, 'votes'>): Vote | undefined => f.votes.findLast((v) => v.etat === 'inscrit')

/** Amounts (cents) that may be voted without a reason: what was fixed from conform quotes, or what the commission proposed. */
export const montantsAttendus = (f: Faits): number[] => {
  const propose = somme(ecolesVivantes(f).map((e) => (e.decision === 'retenu' ? e.montant_propose : 0)))
  const plafond = calculDuDossier(f).subvention
  const arrete = f.dossier.contenu.montantArrete?.montant
  return [arrete ?? (propose > 0 ? Math.min(propose, plafond) : plafond), propose > 0 ? propose : plafond].filter(
    (m) => m <= plafond,
  )
}

/** An amount of the award shared between parts (asked, or in proportion of the computed ceilings) then sources. Whole cents, exact sums. */
export const ventiler = (
  f: Faits,
  montant: number,
  demandes?: readonly { volet: string; montant: number }[],
): MontantsVolet[] => {
  const calcul = calculDuDossier(f)
  const plafonds = calcul.volets.map((v) => v.subvention)
  const parts = demandes
    ? calcul.volets.map((v) => somme(demandes.filter((d) => d.volet === v.volet).map((d) => d.montant)))
    : repartir(montant, plafonds)
  return calcul.volets.flatMap((v, i) =>
    partager(f.appel.financement, v.volet, parts[i] ?? 0).map((s, k) => ({
      volet: v.volet,
      source: s.source,
      demande: 0,
      calcule: v.sources[k]?.montant ?? 0,
      vote: s.montant,
      liquide: 0,
      paye: 0,
    })),
  )
}

/** What the award rests on, frozen with the vote: retained expense of each part, expense, schools. Cents. */
export const baseDuVote = (f: Faits) => {
  const calcul = calculDuDossier(f)
  return {
    depense: calcul.depense,
    depenseRetenue: calcul.depenseRetenue,
    retenue: Object.fromEntries(calcul.volets.map((v) => [v.volet, v.depenseRetenue])),
    ecoles: calcul.ecoles.map((e) => ({
      uai: e.uai,
      depense: e.depense,
      depenseRetenue: e.depenseRetenue,
      subvention: e.subvention,
    })),
  }
}
