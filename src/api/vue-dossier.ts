import type { Qualite } from '../domaine/droits.ts'
import type { Acteur, EcoleDuDossier, Faits, MontantsVolet } from '../domaine/faits.ts'
import { ecolesVivantes } from '../domaine/faits.ts'
import { completude } from '../domaine/formulaire/completude.ts'
import { somme } from '../domaine/montants.ts'
import { actesPossibles, enAttenteDe } from '../domaine/possibles.ts'

type Montants = {
  demande: number
  calcule: number
  propose: number
  vote: number
  liquide: number
  paye: number
  parVolet: MontantsVolet[]
}

export const montantsDossier = (d: Faits['dossier']): Montants => ({
  demande: d.montant_demande,
  calcule: d.montant_calcule,
  propose: d.montant_propose,
  vote: d.montant_vote,
  liquide: d.montant_liquide,
  paye: d.montant_paye,
  parVolet: d.par_volet,
})

/** A school's own amounts: its share of the vote and of the payments is kept per part and source. */
const montantsEcole = (e: EcoleDuDossier): Montants => ({
  demande: e.montant_demande,
  calcule: e.montant_calcule,
  propose: e.montant_propose,
  vote: somme(e.par_volet.map((l) => l.vote)),
  liquide: somme(e.par_volet.map((l) => l.liquide)),
  paye: somme(e.par_volet.map((l) => l.paye)),
  parVolet: e.par_volet,
})

/** A row of `GET /api/v1/dossiers` (contrat.md §4). */
export const vueElement = (f: Pick<Faits, 'dossier' | 'organisme'>) => ({
  id: f.dossier.id,
  numero: f.dossier.numero,
  appel: f.dossier.appel,
  organisme: { siren: f.organisme.siren, nom: f.organisme.nom, type: f.organisme.type },
  etat: f.dossier.etat,
  version: f.dossier.version,
  montants: montantsDossier(f.dossier),
})

/** The answer of `GET /api/v1/dossiers/{id}` (contrat.md §4), for the person who asks. */
export const vueDossier = (f: Faits, qualites: Qualite[], maintenant: Date, acteur?: Acteur) => {
  const convention = f.conventions.findLast((c) => c.etat !== 'remplacee')
  const deliberation = f.deliberations.at(-1)
  return {
    ...vueElement(f),
    ecoles: ecolesVivantes(f).map((e) => ({
      uai: e.uai,
      nom: e.nom,
      etat: e.etat,
      decision: e.decision,
      montants: montantsEcole(e),
      presentationEnt: e.presentation_ent,
      conventionEnt: e.convention_ent,
    })),
    enAttenteDe: enAttenteDe(f, maintenant).map((a) => ({
      role: a.role,
      acte: a.acte,
      depuis: enIso(a.depuis),
      avant: a.avant === undefined ? null : enIso(a.avant),
      ...(a.ecole ? { ecole: a.ecole } : {}),
    })),
    actesPossibles: actesPossibles(f, qualites, maintenant, acteur?.personne),
    completude: completude(f),
    pieces: f.pieces.map((p) => ({
      id: p.id,
      nature: p.nature,
      ecole: p.ecole,
      nom: p.nom,
      octets: p.octets,
      sha256: p.sha256,
      antivirus: p.antivirus,
    })),
    devis: f.devis.map((d) => ({
      id: d.id,
      numero: d.numero,
      version: d.version,
      fournisseur: { nom: d.fournisseur_nom, siret: d.fournisseur_siret },
      date: d.date,
      validite: d.validite,
      total: d.total,
      etat: d.etat,
      lignes: d.lignes,
    })),
    commandes: f.commandes.map((c) => ({
      id: c.id,
      date: c.date,
      fournisseur: c.fournisseur,
      total: c.total,
      etat: c.etat,
    })),
    receptions: f.receptions.map((r) => ({ id: r.id, ecole: r.ecole, date: r.date })),
    versements: f.versements.map((v) => ({
      id: v.id,
      type: v.type,
      etat: v.etat,
      montant: v.montant,
      mandat: v.mandat,
      payeLe: v.paye_le,
    })),
    convention: convention
      ? {
          etat: convention.etat,
          deliberation: deliberation
            ? { date: deliberation.date, numero: deliberation.numero, sens: deliberation.sens }
            : null,
          signatures: f.signatures
            .filter((s) => s.objet === 'convention')
            .map((s) => ({ partie: s.partie, nom: s.nom, qualite: s.qualite, date: s.date })),
        }
      : null,
    piliers: f.actions.map((a) => ({ id: a.id, ecole: a.ecole, pilier: a.pilier, etat: a.etat, date: a.date })),
  }
}

/** The same instant always reads the same, whether it comes from the database or from a rule; a day stays a day. */
const enIso = (x: string): string => (x.length > 10 ? new Date(x).toISOString() : x)
