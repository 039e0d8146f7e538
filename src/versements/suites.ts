import { sql } from 'kysely'
import type { ValeursLettre } from '../domaine/appel/remplir-lettre.ts'
import type { Versement } from '../domaine/faits.ts'
import { dateLongue } from '../domaine/francais.ts'
import { masquerIban } from '../domaine/identifiants/iban.ts'
import { euros } from '../domaine/montants.ts'
import { designer, typographier } from '../domaine/organismes.ts'
import { calculerVersement } from '../domaine/versement.ts'
import { demanderDocument, ecrireLettre } from '../registre/courriels.ts'
import { destinatairesDe } from '../registre/destinataires.ts'
import type { Lecteur } from '../registre/lire.ts'
import type { Evenement } from '../registre/suite.ts'
import type { EvenementDossier, Suite } from '../registre/suivre.ts'
import { etatLiquidatif, explicationDe, explicationPaiement, phrases, TYPES } from './documents.ts'
import { direProbleme, noterReception, noterReceptionsDites } from './livraisons.ts'

const dit = (x: unknown): string => (typeof x === 'string' ? x : '')

const versementDe = (e: EvenementDossier): Versement | undefined =>
  e.apres.versements.find((v) => v.id === (e.sur ?? e.resultat.versement))

const demande = (e: EvenementDossier): ValeursLettre => {
  const v = versementDe(e)
  return {
    date: dateLongue(e.le),
    type_versement: v ? TYPES[v.type].toLowerCase() : '',
    montant: v ? euros(calculerVersement(e.apres, v).montant) : '',
    factures: e.apres.factures
      .filter((x) => x.versement_id === v?.id)
      .map((x) => `${dit(x.contenu.fournisseur)} n° ${x.numero}, ${euros(x.ht)} HT`),
  }
}

const paiement = (e: EvenementDossier): ValeursLettre => {
  const v = versementDe(e)
  return {
    date: dateLongue(dit(e.saisie.date)),
    montant: euros(v?.montant ?? 0),
    calcul: v ? phrases(explicationDe(v)) : [],
    reste: euros(Math.max(0, e.apres.dossier.montant_vote - e.apres.dossier.montant_paye)),
  }
}

const document =
  (genre: 'etat_liquidatif' | 'explication_paiement', faire: typeof etatLiquidatif) =>
  async (tx: Lecteur, e: EvenementDossier) => {
    const v = versementDe(e)
    if (!v) return undefined
    const nom = `${genre.replace('_', '-')}-${e.apres.dossier.numero}-${e.apres.versements.indexOf(v) + 1}.pdf`
    const id = await demanderDocument(tx, {
      dossier: e.apres.dossier.id,
      genre,
      nom,
      contenu: faire(e.apres, v),
      le: e.le,
      visible: genre === 'explication_paiement',
    })
    return { genre, id, nom }
  }

/** The former contact learns that the account changed: the cheapest way to stop a fraud (domaine.md §2.4). */
const prevenirChangementIban = async (tx: Lecteur, e: Evenement): Promise<void> => {
  if (!e.apres || e.resultat.ibanChange !== true) return
  const f = e.apres
  const v = f.versements.find((x) => x.id === e.resultat.versement)
  const [porteur] = await destinatairesDe(tx, 'porteur', f, { le: e.le })
  const anciens = [
    ...f.invitations.filter((i) => i.role === 'redacteur' && i.etat === 'acceptee').map((i) => i.courriel),
    ...(await courrielsDe(
      tx,
      f.versements.flatMap((x) =>
        x.id !== v?.id && typeof x.contenu.demandePar === 'string' ? x.contenu.demandePar : [],
      ),
    )),
  ]
  await ecrireLettre(tx, {
    cle: `${e.cle}:iban`,
    a: [...(porteur?.adresses ?? []), ...anciens],
    objet: `Le compte bancaire a changé (dossier ${f.dossier.numero})`,
    modele: 'changement_iban',
    dossier: f.dossier.id,
    acte: e.acte,
    blocs: [
      { type: 'paragraphe', texte: 'Bonjour,' },
      {
        type: 'paragraphe',
        texte: `La demande de versement du dossier ${f.dossier.numero} (${designer(f.organisme)}) donne un nouveau compte : ${masquerIban(v?.iban ?? '')}. Elle a été envoyée par ${e.acteur.nom}.`,
      },
      {
        type: 'paragraphe',
        texte: `Si ce changement ne vient pas de vous, appelez sans attendre le ${f.appel.contact.telephone}. Rien n’est payé avant qu’une seconde personne ait vérifié ce compte.`,
      },
    ],
    le: e.le,
  })
}

/** Those who filed the claims before, with or without a role today. */
const courrielsDe = async (tx: Lecteur, personnes: string[]): Promise<string[]> =>
  (await sql<{ courriel: string }>`select courriel from personne where id = any(${personnes})`.execute(tx)).rows.map(
    (x) => x.courriel,
  )

const procedure = (e: EvenementDossier): ValeursLettre => {
  const genre = e.acte.endsWith('caducite') ? 'caducite' : 'reversement'
  const p = e.apres.procedures.findLast((x) => x.genre === genre)
  return {
    motif: dit(e.saisie.motif) || dit(p?.contenu.motif),
    montant: euros(Number(e.resultat.annule ?? e.resultat.montant ?? p?.montant ?? 0)),
    reponse_avant: p?.contenu.reponseAvant ? dateLongue(dit(p.contenu.reponseAvant)) : '',
  }
}

/** What follows the acts of « Déployer, justifier, payer ». */
export const SUITES_VERSEMENTS: Record<string, readonly Suite[]> = {
  declarer_reception: [{ faire: noterReception }],
  viser_livraison: [{ faire: direProbleme }],
  demander_versement: [
    { lettre: 'demander_versement', a: 'porteur', valeurs: demande },
    { faire: prevenirChangementIban },
    { faire: prevenirPaiement },
    { faire: noterReceptionsDites },
  ],
  demander_complement_versement: [
    {
      lettre: 'demander_complement_versement',
      a: 'porteur',
      valeurs: (e) => ({
        elements: [
          ...(dit(e.saisie.motif) ? [dit(e.saisie.motif)] : []),
          ...(Array.isArray(e.saisie.elements) ? (e.saisie.elements as { motif: string }[]).map((x) => x.motif) : []), // parsed by the act
          ...(e.commentaire ? [e.commentaire] : []),
        ],
      }),
    },
  ],
  rejeter_demande: [{ lettre: 'rejeter_demande', a: 'porteur', valeurs: (e) => ({ motif: dit(e.saisie.motif) }) }],
  valider_liquidation: [{ document: document('etat_liquidatif', etatLiquidatif) }],
  enregistrer_rejet_comptable: [
    { lettre: 'enregistrer_rejet_comptable', a: 'porteur', valeurs: (e) => ({ motif: dit(e.saisie.motif) }) },
  ],
  enregistrer_paiement: [
    { document: document('explication_paiement', explicationPaiement) },
    { lettre: 'enregistrer_paiement', a: 'porteur', valeurs: paiement, joindre: ['explication_paiement'] },
  ],
  solder: [
    {
      lettre: 'solder',
      a: 'porteur',
      valeurs: (e) => ({
        montant_vote: euros(e.apres.dossier.montant_vote),
        montant_paye: euros(e.apres.dossier.montant_paye),
        motif: dit(e.saisie.motif) || (e.commentaire ?? ''),
      }),
    },
  ],
  engager_caducite: [{ lettre: 'engager_caducite', a: 'porteur', valeurs: procedure }],
  prononcer_caducite: [{ lettre: 'prononcer_caducite', a: 'porteur', valeurs: procedure }],
  proposer_reversement: [{ lettre: 'proposer_reversement', a: 'porteur', valeurs: procedure }],
  prononcer_reversement: [{ lettre: 'prononcer_reversement', a: 'porteur', valeurs: procedure }],
}

async function prevenirPaiement(tx: Lecteur, e: Evenement): Promise<void> {
  if (!e.apres) return
  const f = e.apres
  const [paie] = await destinatairesDe(tx, 'paiement', f, { le: e.le })
  await ecrireLettre(tx, {
    cle: `${e.cle}:paiement`,
    a: paie?.adresses ?? [],
    objet: `Une demande de versement est à calculer (dossier ${f.dossier.numero})`,
    modele: 'demande_a_calculer',
    dossier: f.dossier.id,
    acte: e.acte,
    blocs: [
      { type: 'paragraphe', texte: 'Bonjour,' },
      {
        type: 'paragraphe',
        texte: `${typographier(f.organisme.nom)} demande un versement pour le dossier ${f.dossier.numero}.`,
      },
    ],
    le: e.le,
  })
}
