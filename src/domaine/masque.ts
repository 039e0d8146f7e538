import { ecolesVisibles, estDeLAppel, type Qualite, sontPartenaires } from './droits.ts'
import { type Action, ecolesVivantes, etatPublic, type Faits, resultatsPublies } from './faits.ts'
import { pieceLisible } from './fils.ts'
import type { Role } from './roles.ts'

/** What these capacities may see of the facts. Schools, district staff and partners see their schools; only the call's people
 * see scores, checklist and decisions before publication: until then the others see the dossier exactly as before the
 * session (actes.md, `publier_resultats`). */
export const masquer = (faits: Faits, qualites: Qualite[]): Faits => {
  const publics = estDeLAppel(qualites) ? faits : sansInterne(avantPublication(faits), qualites)
  const visibles = ecolesVisibles(qualites)
  if (visibles === null) return publics
  const restreints = { ...restreindre(publics, visibles), entiers: publics }
  return sontPartenaires(qualites) ? auPilier(restreints, qualites) : restreints
}

const PILIER_DE: Partial<Record<Role, Action['pilier']>> = {
  partenaire_formation: 'formation',
  partenaire_parentalite: 'parentalite',
}

/** Partners see their pillar: what the school asked of them, and what they did. No amount, no other section. */
const auPilier = (f: Faits, qualites: Qualite[]): Faits => {
  const piliers = qualites.flatMap((q) => PILIER_DE[q.role] ?? [])
  const sections = ['presentation', ...piliers]
  const actions = f.actions.filter((a) => piliers.includes(a.pilier))
  return {
    ...f,
    dossier: { ...f.dossier, montant_demande: 0, montant_calcule: 0, montant_propose: 0 },
    ecoles: f.ecoles.map((e) => ({
      ...e,
      montant_demande: 0,
      montant_calcule: 0,
      montant_propose: 0,
      par_volet: [],
      motif: null,
    })),
    reponses: {
      ecoles: Object.fromEntries(
        Object.entries(f.reponses.ecoles ?? {}).map(([uai, r]) => [
          uai,
          Object.fromEntries(Object.entries(r ?? {}).filter(([section]) => sections.includes(section))),
        ]),
      ),
    },
    pieces: f.pieces.filter((x) => actions.some((a) => a.contenu.piece === x.id)),
    avis: [],
    commandes: [],
    receptions: [],
    actions,
  }
}

/** The facts as those outside the commission know them until the results are published. */
export const avantPublication = (f: Faits): Faits => {
  if (resultatsPublies(f)) return f
  const ecoles = f.ecoles.map((e) =>
    e.seance_publiee ? e : { ...e, decision: null, rang: null, motif: null, montant_propose: 0, seance_id: null },
  )
  const etat = etatPublic(f)
  const conformeLe = f.dossier.contenu.conformeLe
  return {
    ...f,
    dossier: {
      ...f.dossier,
      etat,
      etat_depuis: etat === 'conforme' && typeof conformeLe === 'string' ? conformeLe : f.dossier.etat_depuis,
      montant_propose: ecolesVivantes({ ecoles })
        .filter((e) => e.decision === 'retenu')
        .reduce((t, e) => t + e.montant_propose, 0),
    },
    ecoles,
    seances: f.seances.filter((s) => s.etat === 'publiee'),
  }
}

const sansInterne = (f: Faits, qualites: Qualite[]): Faits => ({
  ...f,
  dossier: { ...f.dossier, agent_id: null, alertes: [], contenu: { ...f.dossier.contenu, interne: undefined } },
  ecoles: f.ecoles.map((e) => ({ ...e, score: null, contenu: { ...e.contenu, interne: undefined } })),
  // An ERUN or IEN sees the opinions asked of that role, on his or her schools.
  avis: f.avis.filter(
    (a) =>
      a.contenu.conseil === true ||
      qualites.some((q) => q.role === a.role && a.ecole !== null && (q.ecoles === null || q.ecoles.includes(a.ecole))),
  ),
  pieces: f.pieces.filter((p) => pieceLisible(p, qualites)),
  examens: [],
  notes: [],
  deports: [],
  seances: f.seances.filter((s) => s.etat === 'publiee' || s.genre === 'permanente'),
})

const restreindre = (f: Faits, uais: string[]): Faits => {
  const ecoles = f.ecoles.filter((e) => uais.includes(e.uai))
  const somme = (cle: 'montant_demande' | 'montant_calcule' | 'montant_propose') =>
    ecolesVivantes({ ecoles }).reduce((t, e) => t + e[cle], 0)
  const dEcole = <T extends { ecole: string | null }>(lignes: T[]) =>
    lignes.filter((l) => l.ecole !== null && uais.includes(l.ecole))
  return {
    ...f,
    dossier: {
      ...f.dossier,
      montant_demande: somme('montant_demande'),
      montant_calcule: somme('montant_calcule'),
      montant_propose: somme('montant_propose'),
      montant_depense: 0,
      montant_vote: 0,
      montant_liquide: 0,
      montant_paye: 0,
      par_volet: [],
    },
    ecoles,
    reponses: {
      ecoles: Object.fromEntries(Object.entries(f.reponses.ecoles ?? {}).filter(([uai]) => uais.includes(uai))),
    },
    traces: f.traces.filter((t) => uais.includes(t.ecole)),
    pieces: dEcole(f.pieces),
    invitations: f.invitations.filter((i) => i.uai !== null && uais.includes(i.uai)),
    avis: dEcole(f.avis),
    receptions: dEcole(f.receptions),
    actions: dEcole(f.actions),
    devis: [],
    votes: [],
    conventions: [],
    deliberations: [],
    engagements: [],
    avenants: [],
    versements: [],
    factures: [],
    recours: [],
    procedures: [],
    commandes: f.commandes
      .map((c) => ({ ...c, total: 0, lignes: c.lignes.filter((l) => uais.includes(l.ecole)) }))
      .filter((c) => c.lignes.length > 0),
    signatures: f.signatures.filter((s) => s.ecole !== null && uais.includes(s.ecole)),
  }
}
