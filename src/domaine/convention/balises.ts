import { ecolesFinancees } from '../demande.ts'
import { echeancesDe } from '../echeances.ts'
import { enLettres } from '../en-lettres.ts'
import type { Faits } from '../faits.ts'
import { formaterTaux, lireTaux } from '../financement/taux.ts'
import { accorder, avecArticle, dateSimple } from '../francais.ts'
import { sansEnt } from '../gardes.ts'
import { euros } from '../montants.ts'
import { deOrganisme, designer, instancesDe, typographier } from '../organismes.ts'
import { voteEnVigueur } from '../vote.ts'
import { deliberationFavorable } from './signature.ts'

/** A placeholder of the agreements: what it says, beside the field and in the starting Word model. */
export type Balise = { nom: string; dit: string; liste?: true }

const TOUTES = [
  { nom: 'appel', dit: 'le titre de l’appel' },
  { nom: 'dossier', dit: 'le numéro du dossier' },
  { nom: 'etablie_le', dit: 'la date du texte, en toutes lettres' },
  { nom: 'departement', dit: 'le nom du Département' },
  { nom: 'signataire', dit: 'qui signe pour le Département : nom et qualité' },
  { nom: 'delegation', dit: 'l’arrêté par lequel le signataire a délégation\u202f; la ligne disparaît sans lui' },
  { nom: 'deliberation_departement', dit: 'le numéro et la date de la délibération de la commission permanente' },
  { nom: 'beneficiaire', dit: '« la commune des Abrets »' },
  { nom: 'du_beneficiaire', dit: '« de la commune des Abrets »' },
  { nom: 'represente', dit: '« représentée » ou « représenté », accordé au bénéficiaire' },
  { nom: 'siren', dit: 'le SIREN du bénéficiaire' },
  { nom: 'organe', dit: '« le conseil municipal », « le conseil communautaire »…' },
  { nom: 'executif', dit: '« le maire », « le président »' },
  {
    nom: 'deliberation_beneficiaire',
    dit: 'la délibération du bénéficiaire, une fois reçue ; la ligne disparaît avant',
  },
  { nom: 'nombre_ecoles', dit: '« 2 écoles »' },
  { nom: 'ecoles', dit: 'la liste des écoles', liste: true },
  { nom: 'montant', dit: 'la subvention maximale, en chiffres' },
  { nom: 'montant_en_lettres', dit: 'la subvention maximale, en toutes lettres' },
  { nom: 'depense_subventionnable', dit: 'la dépense subventionnable, en chiffres' },
  { nom: 'commencement_mois', dit: 'le délai pour commencer les achats, en mois' },
  { nom: 'achevement_mois', dit: 'le délai pour les terminer, en mois' },
  { nom: 'justificatifs_mois', dit: 'le délai pour envoyer les justificatifs, en mois' },
  { nom: 'prorogation_mois', dit: 'la prolongation possible, en mois' },
  { nom: 'observations_jours', dit: 'le délai pour présenter ses observations, en jours' },
  {
    nom: 'part_minimale',
    dit: 'la part des financements publics que garde le bénéficiaire\u202f; la ligne disparaît sans elle',
  },
  {
    nom: 'fin_des_achats',
    dit: 'le dernier jour des achats, une fois la subvention notifiée ; la ligne disparaît avant',
  },
  { nom: 'phrase_avance', dit: 'la phrase sur l’avance, selon l’appel' },
  { nom: 'phrase_acomptes', dit: 'la phrase sur les acomptes, selon l’appel' },
  { nom: 'phrase_justificatifs', dit: 'les pièces à joindre, selon le type de bénéficiaire' },
  { nom: 'tribunal', dit: 'le tribunal compétent' },
  { nom: 'rectorat', dit: 'le nom du Rectorat' },
  { nom: 'ecoles_sans_ent', dit: 'les écoles qui n’ont pas d’espace numérique de travail', liste: true },
] as const satisfies readonly Balise[]

export type NomBalise = (typeof TOUTES)[number]['nom']
export const BALISES: readonly Balise[] = TOUTES

/** What each placeholder says for one dossier: a text, or a list. An empty text makes its line disappear. Amounts in euros. */
export const valeursConvention = (f: Faits, le: Date): Record<NomBalise, string | readonly string[]> => {
  const vote = voteEnVigueur(f)
  const montant = vote?.montant ?? 0
  const { delais, versement, signataire, recours } = f.appel
  const minimum = f.appel.financement.partMinimaleDemandeur
  const instances = instancesDe(f.organisme)
  const ecoles = ecolesFinancees(f)
  const nommer = (e: { nom: string; uai: string }) => `${typographier(e.nom)} (${e.uai})`
  const delib = deliberationFavorable(f)
  const fin = echeancesDe(f).achevement
  const [departement, rectorat] = f.appel.operateurs
  return {
    appel: f.appel.titre,
    dossier: f.dossier.numero,
    etablie_le: dateSimple(le),
    departement: avecArticle(departement?.nom ?? 'Département'),
    signataire: `${signataire.prenomNom}, ${signataire.qualite}`,
    delegation: signataire.delegation
      ? `arrêté n° ${signataire.delegation.numero} du ${dateSimple(signataire.delegation.date)}`
      : '',
    deliberation_departement:
      `${vote?.deliberation ? `n° ${vote.deliberation} ` : ''}${vote?.date ? `du ${dateSimple(vote.date)}` : ''}`.trim(),
    beneficiaire: designer(f.organisme),
    du_beneficiaire: deOrganisme(f.organisme),
    represente: /^(?:la |l’association)/u.test(designer(f.organisme)) ? 'représentée' : 'représenté',
    siren: f.organisme.siren,
    organe: instances.organe,
    executif: instances.executif,
    deliberation_beneficiaire: delib ? `${delib.numero ? `n° ${delib.numero} ` : ''}du ${dateSimple(delib.date)}` : '',
    nombre_ecoles: accorder(ecoles.length, 'école'),
    ecoles: ecoles.map(nommer),
    montant: euros(montant),
    montant_en_lettres: enLettres(montant),
    depense_subventionnable: euros(Number(vote?.contenu.depenseRetenue ?? 0)),
    commencement_mois: `${delais.commencementMois} mois`,
    achevement_mois: `${delais.achevementMois} mois`,
    justificatifs_mois: `${delais.justificatifsMois} mois`,
    prorogation_mois: `${delais.prorogationMois} mois`,
    observations_jours: `${delais.observationsJours} jours`,
    part_minimale: minimum ? formaterTaux(lireTaux(minimum.taux)) : '',
    fin_des_achats: fin ? dateSimple(fin) : '',
    phrase_avance:
      versement.avance > 0
        ? `Une avance de ${versement.avance} % de la subvention peut être demandée après la notification.`
        : 'Aucune avance n’est versée.',
    phrase_acomptes:
      versement.nombreAcomptes > 0
        ? `Les acomptes, ${versement.nombreAcomptes} au plus, et l’avance ne dépassent pas ensemble ${versement.acomptes} % de la subvention. Le solde est versé à la fin.`
        : 'La subvention est versée en une fois, à la fin.',
    phrase_justificatifs:
      f.organisme.type === 'ogec'
        ? 'Le bénéficiaire joint les factures acquittées et l’attestation de son expert-comptable.'
        : 'Le bénéficiaire joint les factures avec leur numéro de mandat de paiement et un état récapitulatif des dépenses visé par le comptable public.',
    tribunal: recours.tribunal,
    rectorat: avecArticle(rectorat?.nom ?? 'Rectorat'),
    ecoles_sans_ent: ecoles.filter((e) => sansEnt(f, e.uai)).map(nommer),
  }
}
