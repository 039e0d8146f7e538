import type { Appel } from '../domaine/appel/schema.ts'
import type { EcoleDuDossier, Faits } from '../domaine/faits.ts'
import { baseDuVote, ventiler } from '../domaine/vote.ts'
import type { DocumentMaison } from '../socle/pdf/document.ts'

const UAI = ['0387000A', '0387001B'] as const
const NOMS = ['École Jean-Moulin', 'École Les Trois Fontaines']
const VIDE = [] as never[] // a sample has none of these rows

/** An invented dossier of this call, complete enough to print every clause and every annex. It exists nowhere in the register. */
export const dossierExemple = (appel: Appel, maintenant: Date): Faits => {
  const le = maintenant.toISOString()
  const jour = le.slice(0, 10)
  const sans: Faits = {
    dossier: {
      id: '00000000-0000-0000-0000-000000000000',
      numero: 'EXEMPLE-0001',
      appel: appel.slug,
      appel_version: 1,
      organisme: '213800014',
      etat: 'accorde',
      etat_depuis: le,
      version: 1,
      cree_le: le,
      depose_le: le,
      cloture_particuliere: null,
      papier: false,
      agent_id: null,
      montant_depense: 0,
      montant_demande: 0,
      montant_calcule: 0,
      montant_propose: 0,
      montant_vote: 0,
      montant_liquide: 0,
      montant_paye: 0,
      par_volet: [],
      alertes: [],
      contenu: {},
      journal_rang: 1,
      journal_empreinte: '',
    },
    appel,
    calendrier: { ouverture: appel.calendrier.ouverture, cloture: appel.calendrier.cloture },
    organisme: {
      siren: '213800014',
      nom: 'Les Abrets en Dauphiné',
      type: 'commune',
      insee: '38001',
      departement: '38',
      type_liaison: 4,
      population: 6400,
      contact_courriel: null,
    },
    ecoles: UAI.map((uai, i) => ecole(uai, NOMS[i] ?? '', le)),
    reponses: {
      ecoles: Object.fromEntries(
        UAI.map((uai) => [
          uai,
          { presentation: { nb_classes: 6, nb_classes_concernees: 6, nb_eleves: 140, ent_existant: false } },
        ]),
      ),
    },
    pieces: VIDE,
    invitations: VIDE,
    depots: VIDE,
    complements: VIDE,
    avis: VIDE,
    examens: VIDE,
    notes: VIDE,
    deports: VIDE,
    devis: [devis(appel, jour, le)],
    votes: VIDE,
    conventions: VIDE,
    deliberations: VIDE,
    signatures: VIDE,
    engagements: VIDE,
    avenants: VIDE,
    commandes: VIDE,
    receptions: VIDE,
    versements: VIDE,
    factures: VIDE,
    recours: VIDE,
    procedures: VIDE,
    actions: VIDE,
    seances: VIDE,
    traces: VIDE,
  }
  const contenu = baseDuVote(sans)
  const montant = contenu.ecoles.reduce((t, e) => t + e.subvention, 0)
  return {
    ...sans,
    votes: [
      {
        id: sans.dossier.id,
        etat: 'accorde',
        date: jour,
        seance_id: null,
        deliberation: 'EXEMPLE-CP-01',
        rapport: null,
        montant,
        par_volet: ventiler(sans, montant),
        contenu,
        cree_le: le,
      },
    ],
  }
}

/** Nobody may take it for a real one: EXEMPLE across each page, and no code that leads to a dossier. */
export const marquerExemple = (d: DocumentMaison): DocumentMaison => {
  const { qr: _, ...reste } = d
  return {
    ...reste,
    filigrane: 'EXEMPLE',
    blocs: [
      {
        type: 'encadre',
        ton: 'attention',
        titre: 'EXEMPLE',
        texte: 'Ce texte est un aperçu, rempli avec un dossier inventé. Il n’engage personne.',
      },
      ...d.blocs,
    ],
  }
}

const ecole = (uai: string, nom: string, le: string): EcoleDuDossier & { cree_le?: string } => ({
  uai,
  nom,
  commune: '38001',
  type: 'primaire',
  secteur: 'public',
  contrat: 'sans_objet',
  courriel: null,
  circonscription: null,
  education_prioritaire: null,
  ulis: false,
  eleves_annuaire: 140,
  etat_annuaire: 'ouvert',
  etat: 'valide_par_ecole',
  decision: 'retenu',
  seance_id: null,
  seance_publiee: true,
  rang: 1,
  score: null,
  motif: null,
  valide_le: le,
  valide_par: null,
  classes: 6,
  classes_concernees: 6,
  eleves: 140,
  montant_demande: 0,
  montant_calcule: 0,
  montant_propose: 0,
  par_volet: [],
  presentation_ent: 'a_faire',
  convention_ent: 'a_signer',
  contenu: {},
})

/** One conform quote: the first article of each part of the catalogue, for each school. */
const devis = (appel: Appel, jour: string, le: string): Faits['devis'][number] => {
  const articles = appel.financement.volets.flatMap((v) => appel.catalogue.find((a) => a.volet === v.id) ?? [])
  const lignes = UAI.flatMap((uai) =>
    articles.map((a) => ({
      ecole: uai,
      article: a.id,
      nature: 'article',
      designation: a.libelle,
      quantite: 8,
      prixUnitaireHt: a.plafond,
      tva: 20,
    })),
  )
  return {
    id: '00000000-0000-0000-0000-000000000001',
    numero: 'EXEMPLE',
    version: 1,
    etat: 'conforme',
    fournisseur_nom: 'Fournisseur d’exemple',
    fournisseur_siret: '00000000000000',
    date: jour,
    validite: jour,
    total: lignes.reduce((t, l) => t + l.quantite * l.prixUnitaireHt, 0),
    piece_id: null,
    remplace: null,
    lignes,
    contenu: {},
    cree_le: le,
  }
}
