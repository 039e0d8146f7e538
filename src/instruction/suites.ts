import { ACTES } from '../domaine/actes.ts'
import type { ValeursLettre } from '../domaine/appel/remplir-lettre.ts'
import { dateLongue } from '../domaine/francais.ts'
import { enPdf } from '../registre/lettre-pdf.ts'
import type { EvenementDossier, Suite } from '../registre/suivre.ts'
import { demandesAvis } from './demandes-avis.ts'

/** What follows the acts of the examination. */
export const SUITES_INSTRUCTION: Record<string, readonly Suite[]> = {
  attribuer: [
    {
      lettre: 'attribuer',
      a: (e) => [String(e.resultat.courriel ?? '')].filter((x) => x !== e.acteur.courriel),
      valeurs: (e) => ({ agent: String(e.resultat.agent ?? '') }),
    },
  ],
  demander_complements: [
    { document: enPdf('demander_complements', demandes) },
    { lettre: 'demander_complements', a: 'porteur', valeurs: demandes, joindre: ['demander_complements'] },
  ],
  completer: [{ lettre: 'completer', a: 'service', valeurs: (e) => ({ date: dateLongue(e.le) }) }],
  demander_avis: [{ faire: demandesAvis }],
  declarer_conforme: [
    { lettre: 'declarer_conforme', a: 'porteur', si: estConforme },
    { lettre: 'declarer_conforme', a: 'ecoles', si: estConforme },
    { lettre: 'declarer_conforme', a: 'rectorat', si: estConforme },
  ],
  declarer_non_conforme: [
    { document: enPdf('declarer_non_conforme', raisons) },
    { lettre: 'declarer_non_conforme', a: 'porteur', valeurs: raisons, joindre: ['declarer_non_conforme'] },
  ],
  former_recours: [
    {
      lettre: 'former_recours',
      a: 'porteur',
      valeurs: (e) => ({
        date: dateLongue(String(e.saisie.date ?? e.le.toISOString())),
        genre: String(e.saisie.genre),
        reponse_avant: dateLongue(String(e.resultat.reponseAvant)),
      }),
    },
  ],
  statuer_recours: [
    {
      document: (tx, e) => enPdf(reponse(e), decision)(tx, e),
    },
    {
      lettre: reponse,
      a: 'porteur',
      valeurs: decision,
      joindre: ['statuer_recours.accueilli', 'statuer_recours.rejete', 'statuer_recours.irrecevable'],
    },
  ],
  rapporter_decision: [{ lettre: 'rectifier', a: 'porteur', valeurs: retour }],
  rectifier: corriger(),
  approuver_rectification: corriger(),
}

/** The corrective letter goes to all those who had received the wrong one. */
function corriger(): Suite[] {
  const commun = { lettre: 'rectifier', valeurs: correction } as const
  const siDit = (acte: string) => (e: EvenementDossier) => estDite(e) && demande(e, 'acte') === acte
  return [
    { ...commun, a: 'porteur', si: estDite },
    { ...commun, a: 'ecoles', si: siDit('declarer_conforme') },
    { ...commun, a: 'rectorat', si: siDit('declarer_conforme') },
    { ...commun, a: 'ecole', ecole: (e) => String(demande(e, 'cible')), si: siDit('repecher') },
  ]
}

function demandes(e: EvenementDossier): ValeursLettre {
  const elements = e.saisie.elements as { element: string; manque: string }[] // parsed by the act
  const libelle = (id: string) => e.apres.appel.controle.find((c) => c.id === id)?.libelle ?? id
  return {
    elements: elements.map((x) => `${libelle(x.element)} : ${x.manque}`),
    avant: dateLongue(String(e.saisie.avant)),
  }
}

function raisons(e: EvenementDossier): ValeursLettre {
  return { motifs: (e.resultat.motifs as string[]) ?? [] } // as `declarer_non_conforme` answers
}

function estConforme(e: EvenementDossier): boolean {
  return e.apres.dossier.etat === 'conforme'
}

function reponse(e: EvenementDossier) {
  return `statuer_recours.${String(e.saisie.sens) as 'accueilli' | 'rejete' | 'irrecevable'}` as const // parsed by the act
}

function decision(e: EvenementDossier): ValeursLettre {
  return {
    date: dateLongue(String(e.saisie.date ?? e.le.toISOString())),
    motifs: String(e.saisie.motifs),
    suite: 'votre dossier reprend son cours là où la décision contestée l’avait arrêté',
  }
}

function retour(e: EvenementDossier): ValeursLettre {
  return {
    objet_initial: 'Votre dossier n’est pas retenu ou n’est pas conforme',
    correction: 'cette décision est rapportée ; votre dossier reprend son cours',
    motif: String(e.saisie.motif),
  }
}

const OBJETS: Record<string, string> = {
  demander_complements: 'Votre dossier : il manque des éléments',
  declarer_conforme: 'Le dossier est conforme',
  declarer_non_conforme: 'Le dossier n’est pas conforme',
  classer_sans_suite: 'Votre dossier est classé sans suite',
  desister: 'Votre candidature est retirée',
  repecher: 'Votre dossier quitte la liste d’attente\u00a0: il est retenu',
  rejeter_demande: 'Votre demande de versement est rejetée',
  enregistrer_paiement: 'La subvention est payée',
  solder: 'Votre dossier est soldé',
}

/** Only what was applied, and only if the first act had been told. */
function estDite(e: EvenementDossier): boolean {
  return e.resultat.applique === true && e.resultat.dite === true
}

function correction(e: EvenementDossier): ValeursLettre {
  const acte = String(demande(e, 'acte'))
  const correction = demande(e, 'correction')
  return {
    objet_initial: OBJETS[acte] ?? ACTES[acte]?.libelle ?? acte,
    correction:
      correction === undefined
        ? `ne tenez pas compte de cette lettre\u202f; ${APRES[acte] ?? 'votre dossier est de nouveau en examen'}`
        : sansPoint(correction),
    motif: sansPoint(demande(e, 'motif')),
  }
}

/** What the rectification asked: once approved, it is in the result. */
function demande(e: EvenementDossier, nom: string): unknown {
  return e.resultat[nom] ?? e.saisie[nom]
}

/** The letter ends the sentence itself. */
const sansPoint = (x: unknown): string => String(x).replace(/\s*\.\s*$/, '')

const NOUVELLE = 'une nouvelle vous parviendra'
const APRES: Record<string, string> = {
  rejeter_demande: NOUVELLE,
  enregistrer_paiement: NOUVELLE,
  solder: NOUVELLE,
  repecher: 'le projet est de nouveau en liste d’attente, au même rang',
}
