import { lignesNettes } from './devis.ts'
import { type EcoleDuDossier, ecolesVivantes, type Faits } from './faits.ts'
import { type Calcul, calculer } from './financement/calculer.ts'
import type { Demande, EcoleDemande, LigneDemande } from './financement/demande.ts'
import type { TRAITS } from './financement/schema.ts'
import { type Json, type ReponsesSection, reponsesDe } from './formulaire/reponses.ts'

type Base = Pick<Faits, 'appel' | 'ecoles' | 'reponses' | 'devis' | 'dossier'>

/** The request as the form says it: per school its classes, its pupils and its lines, priced in cents HT. */
export const demandeInitiale = (f: Base): Demande => ({
  ecoles: ecolesVivantes(f).map((e) => ecoleDemandee(f, e, lignesDuFormulaire(f, e.uai))),
  cofinancements: cofinancements(f),
})

/** The request of the schools that are still to be funded: once the commission's decisions are published, those it kept. */
export const demandeFinancee = (f: Base): Demande => ({
  ecoles: ecolesFinancees(f).map((e) => ecoleDemandee(f, e, lignesDuFormulaire(f, e.uai))),
  cofinancements: cofinancements(f),
})

/** The same on conform quotes, discounts deducted, lines set aside left out. */
export const demandeSurDevis = (f: Base): Demande => ({
  ecoles: ecolesFinancees(f).map((e) => ecoleDemandee(f, e, lignesDesDevis(f, e.uai))),
  cofinancements: cofinancements(f),
})

/** Schools that money may go to. Before publication, decisions change nothing that anybody can see. */
export const ecolesFinancees = (f: Pick<Faits, 'ecoles'>): EcoleDuDossier[] => {
  const vivantes = ecolesVivantes(f)
  const gardees = vivantes.filter((e) => e.decision === 'retenu' && e.seance_publiee)
  return gardees.length > 0 ? gardees : vivantes
}

export const aDesDevisConformes = (f: Pick<Faits, 'devis'>): boolean => f.devis.some((d) => d.etat === 'conforme')

/** The computed ceiling of the dossier, and of each of its schools: on the request, then on conform quotes. Cents. */
export const calculDuDossier = (f: Base): Calcul =>
  calculer(f.appel.financement, aDesDevisConformes(f) ? demandeSurDevis(f) : demandeFinancee(f))

/** What each school of the published waiting list would be given beside those that were kept, on the request: the ceiling of its call. */
export const calculEnAttente = (f: Base): Calcul['ecoles'] => {
  const financees = ecolesFinancees(f)
  const attente = ecolesVivantes(f).filter(
    (e) => e.decision === 'liste_attente' && e.seance_publiee && !financees.includes(e),
  )
  if (attente.length === 0) return []
  const ecoles = [...financees, ...attente].map((e) => ecoleDemandee(f, e, lignesDuFormulaire(f, e.uai)))
  const siens = new Set(attente.map((e) => e.uai))
  return calculer(f.appel.financement, { ecoles, cofinancements: cofinancements(f) }).ecoles.filter((e) =>
    siens.has(e.uai),
  )
}

const objet = (x: unknown): ReponsesSection =>
  typeof x === 'object' && x !== null && !Array.isArray(x) ? (x as ReponsesSection) : {} // a section's answers are an object of JSON values
const nombre = (x: Json | undefined): number => (typeof x === 'number' && Number.isFinite(x) && x > 0 ? x : 0)

const reponsesEcole = (f: Base, uai: string, section: string): ReponsesSection => reponsesDe(f.reponses, section, uai)

/** A school as the funding rules see it: what its part of the form says, and the lines that bear on it. */
export const ecoleDemandee = (f: Base, e: EcoleDuDossier, lignes: LigneDemande[]): EcoleDemande => {
  const p = reponsesEcole(f, e.uai, 'presentation')
  return {
    uai: e.uai,
    nom: e.nom,
    classes: nombre(p.nb_classes),
    classesConcernees: nombre(p.nb_classes_concernees),
    eleves: nombre(p.nb_eleves),
    traits: traitsDe(e),
    lignes,
  }
}

const traitsDe = (e: EcoleDuDossier): Record<(typeof TRAITS)[number], string | boolean | null> => ({
  education_prioritaire: e.education_prioritaire,
  ulis: e.ulis,
  type: e.type,
  secteur: e.secteur,
  commune: e.commune,
  circonscription: e.circonscription,
})

/** Lines of the tables whose article is chosen in the catalogue; a line still without quantity or price counts for nothing. */
const lignesDuFormulaire = (f: Base, uai: string): LigneDemande[] =>
  f.appel.formulaire
    .filter((s) => s.par === 'ecole')
    .flatMap((s) => s.questions.filter((q) => q.type === 'table').map((q) => ({ section: s.id, question: q.id })))
    .flatMap(({ section, question }) => {
      const lignes = reponsesEcole(f, uai, section)[question]
      return Array.isArray(lignes) ? lignes : []
    })
    .flatMap((ligne) => {
      const l = objet(ligne)
      const article = f.appel.catalogue.find((a) => a.id === l.article)
      if (!article) return []
      return [
        {
          volet: article.volet,
          article: article.id,
          libelle: article.libelle,
          quantite: Math.min(nombre(l.quantite), 100_000),
          prixUnitaireHt: Math.min(nombre(l.prix_unitaire_ht), 10_000_000_000),
          plafondUnitaire: article.plafond,
        },
      ]
    })

// A quote line is one article at its net price: the unit ceiling becomes the ceiling of the whole line.
const lignesDesDevis = (f: Base, uai: string): LigneDemande[] =>
  f.devis
    .filter((d) => d.etat === 'conforme')
    .flatMap((d) => lignesNettes(d, f.appel.catalogue))
    .filter((l) => l.ecole === uai && l.finance && l.ht > 0)
    .flatMap((l) => {
      const article = f.appel.catalogue.find((a) => a.id === l.article)
      if (!article) return []
      const entiere = l.net === l.ht
      return [
        {
          volet: article.volet,
          article: article.id,
          libelle: article.libelle,
          ...(entiere ? {} : { globale: true }),
          quantite: entiere ? l.quantite : 1,
          prixUnitaireHt: entiere ? l.prixUnitaireHt : l.net,
          tva: l.tva,
          plafondUnitaire: entiere ? article.plafond : Math.round(article.plafond * l.quantite),
        },
      ]
    })

/** The other funders that the application names, cents; what is not a valid amount counts for zero. */
export const cofinancements = (f: Base) => {
  const section = objet(f.reponses.financement)
  const lignes = Array.isArray(section.cofinancements) ? section.cofinancements : []
  return lignes.map((l) => ({ financeur: String(objet(l).financeur ?? ''), montant: nombre(objet(l).montant) }))
}
