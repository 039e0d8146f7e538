import { borner, euros, eurosCourts, fraction, nombre, somme } from '../montants.ts'
import type { EcoleDemande, Explication, LigneDemande } from './demande.ts'
import type { ReglesVolet } from './schema.ts'

/** An expense line once the ceiling of its article is applied (cents, in the base of the part). */
export type LigneRetenue = { ligne: LigneDemande; depense: number; retenue: number }

/** The expense of one school in one part: as presented, and as retained under the ceilings of article, class, pupil and school. */
export type DepenseRetenue = {
  depense: number
  retenue: number
  plafond?: number
  lignes: LigneRetenue[]
  explication: Explication[]
}

/**
 * Retained expense = lines at their ceiling price, then at most each ceiling of the part for this school; never negative,
 * never above what is presented. All in cents, in the base (HT or TTC) of the part.
 */
export function retenir(volet: ReglesVolet, ecole: EcoleDemande): DepenseRetenue {
  const lignes = ecole.lignes.filter((l) => l.volet === volet.id).map((l) => retenirLigne(volet, l))
  const depense = Math.max(0, somme(lignes.map((l) => l.depense)))
  const avantPlafonds = Math.max(0, somme(lignes.map((l) => l.retenue)))
  const plafonds = plafondsDe(volet, ecole)
  const plafond = plafonds.length > 0 ? Math.min(...plafonds.map((p) => p.montant)) : undefined
  const retenue = Math.min(depense, avantPlafonds, plafond ?? avantPlafonds)
  const explication = [
    { libelle: `Dépense présentée (${volet.base})`, montant: depense },
    ...lignes.flatMap(expliquerLigne),
    ...plafonds
      .filter((p) => p.montant < avantPlafonds)
      .map((p) => ({ libelle: `Plafond ${p.libelle}`, montant: p.montant, formule: p.formule })),
    { libelle: 'Dépense subventionnable', montant: retenue },
  ]
  return { depense, retenue, lignes, explication, ...(plafond === undefined ? {} : { plafond }) }
}

function retenirLigne(volet: ReglesVolet, ligne: LigneDemande): LigneRetenue {
  if (ligne.ecartee !== undefined) return { ligne, depense: 0, retenue: 0 }
  const ht = borner(ligne.quantite * ligne.prixUnitaireHt)
  const depense = volet.base === 'HT' ? ht : fraction(ht, 10_000 + Math.round((ligne.tva ?? 20) * 100), 10_000)
  if (ligne.plafondUnitaire === undefined) return { ligne, depense, retenue: depense }
  // A credit note gives back what its invoice brought: the ceiling bears on both alike.
  const retenue = Math.min(Math.abs(depense), borner(Math.abs(ligne.quantite) * ligne.plafondUnitaire))
  return { ligne, depense, retenue: depense < 0 ? -retenue : retenue }
}

function plafondsDe(volet: ReglesVolet, ecole: EcoleDemande): { libelle: string; montant: number; formule: string }[] {
  const { parClasse, parClasseConcernee, parEleve, parEcole } = volet.plafonds
  return [
    { unite: parClasse, combien: ecole.classes, par: 'par classe', mot: 'classe' },
    { unite: parClasseConcernee, combien: ecole.classesConcernees, par: 'par classe concernée', mot: 'classe' },
    { unite: parEleve, combien: ecole.eleves, par: 'par élève', mot: 'élève' },
    { unite: parEcole, combien: 1, par: 'par école', mot: 'école' },
  ].flatMap(({ unite, combien, par, mot }) => {
    if (unite === undefined) return []
    const montant = borner(unite * Math.max(0, combien))
    const formule = `${nombre(combien)} ${mot}${combien > 1 ? 's' : ''} × ${eurosCourts(unite)} = ${euros(montant)}`
    return [{ libelle: `de ${eurosCourts(unite)} ${par}`, montant, formule }]
  })
}

function expliquerLigne({ ligne, depense, retenue }: LigneRetenue): Explication[] {
  const nom = ligne.libelle ?? ligne.article ?? 'Ligne'
  if (ligne.ecartee !== undefined)
    return [
      {
        libelle: `${nom}\u00a0: écartée. ${ligne.ecartee}`,
        formule: `${euros(borner(ligne.quantite * ligne.prixUnitaireHt))} non comptés`,
      },
    ]
  if (retenue >= depense || depense < 0) return []
  const plafond = ligne.plafondUnitaire ?? 0
  const seule = ligne.globale === true || ligne.quantite === 1
  return [
    {
      libelle: ligne.globale
        ? `${nom}\u00a0: ramené au plafond de ${eurosCourts(plafond)}`
        : `${nom}\u00a0: prix ramené au plafond de ${eurosCourts(plafond)} l’unité`,
      montant: retenue,
      formule: `${seule ? '' : `${nombre(ligne.quantite)} × ${eurosCourts(plafond)} = `}${euros(retenue)}, au lieu de ${euros(depense)}`,
    },
  ]
}
