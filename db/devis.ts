import type { Faits, LigneDevis } from '../src/domaine/faits.ts'
import { luhn } from '../src/domaine/identifiants/luhn.ts'

/** Quotes of two invented suppliers for what the kept schools asked: devices, then subscriptions. Amounts in cents, HT. */
export const devisDe = (
  f: Faits,
): { fournisseur: { nom: string; siret: string }; total: number; lignes: LigneDevis[] }[] =>
  (['equipements', 'ressources'] as const).flatMap((section) => {
    const retenues = f.ecoles.filter((e) => e.decision === 'retenu' && e.etat !== 'retire')
    const lignes = retenues.flatMap((e) => lignesDe(f, e.uai, section))
    const total = lignes.reduce((t, l) => t + l.quantite * l.prixUnitaireHt, 0)
    return lignes.length > 0 ? [{ fournisseur: FOURNISSEURS[section], total, lignes }] : []
  })

type Demandee = { article: string; quantite: number; prix_unitaire_ht: number }

const lignesDe = (f: Faits, ecole: string, section: string): LigneDevis[] => {
  const ecoles = f.reponses.ecoles as Record<string, Record<string, { lignes?: Demandee[] }>> | undefined // as the world wrote it
  return (ecoles?.[ecole]?.[section]?.lignes ?? []).map((l) => ({
    ecole,
    article: l.article,
    nature: 'article',
    designation: f.appel.catalogue.find((a) => a.id === l.article)?.libelle.slice(0, 150) ?? l.article,
    quantite: l.quantite,
    prixUnitaireHt: l.prix_unitaire_ht,
    tva: 20,
  }))
}

/** A SIRET whose keys are right and that no company bears. */
const siretInvente = (rang: number): string => {
  const completer = (debut: string) => [...'0123456789'].map((c) => debut + c).find(luhn) ?? debut
  return completer(`${completer(`9999000${rang}`)}0001`)
}

const FOURNISSEURS = {
  equipements: { nom: 'Fournitures d’exemple', siret: siretInvente(1) },
  ressources: { nom: 'Éditions d’exemple', siret: siretInvente(2) },
}
