import type { ValeursLettre } from '../domaine/appel/remplir-lettre.ts'
import { direChangement } from '../domaine/convention/avenants.ts'
import { comparer } from '../domaine/devis-comparer.ts'
import { echeancesDe } from '../domaine/echeances.ts'
import type { Devis, Faits } from '../domaine/faits.ts'
import { dateLongue, dateSimple } from '../domaine/francais.ts'
import { sansEnt } from '../domaine/gardes.ts'
import { euros } from '../domaine/montants.ts'
import { instancesDe, typographier } from '../domaine/organismes.ts'
import { voteEnVigueur } from '../domaine/vote.ts'
import type { EvenementDossier, Suite } from '../registre/suivre.ts'
import {
  documentAvenant,
  documentConsolide,
  documentConvention,
  documentConventionWord,
  documentDeliberation,
  documentEnt,
  documentEntWord,
  documentNotification,
} from './documents-convention.ts'

const jourDit = (x: unknown): string => (typeof x === 'string' ? dateLongue(x) : '')
const dit = (x: unknown): string => (typeof x === 'string' ? x : '')

const devisDe = (e: EvenementDossier): Devis | undefined =>
  e.apres.devis.find((d) => d.id === (e.sur ?? e.resultat.devis))

const duDevis = (e: EvenementDossier): ValeursLettre => {
  const d = devisDe(e)
  const lignes = d ? comparer(e.apres, d) : []
  return {
    fournisseur: d?.fournisseur_nom ?? '',
    devis: d ? `${d.numero}${d.version > 1 ? ` (version ${d.version})` : ''}` : '',
    total: euros(d?.total ?? 0),
    ecarts: lignes
      .filter((l) => l.ecarts.length > 0)
      .map((l) => `${l.designation} : ${l.ecarts.map((x) => x.phrase).join(', ')}`)
      .slice(0, 30),
    lignes: [
      ...(d?.lignes ?? [])
        .filter((l) => l.verdict !== undefined && l.verdict !== 'conforme')
        .map((l) => `${l.designation} : ${l.motif ?? l.verdict?.replaceAll('_', ' ')}`),
      ...(dit(d?.contenu.motif) ? [dit(d?.contenu.motif)] : []),
    ],
  }
}

const duVote = (e: EvenementDossier): ValeursLettre => {
  const v = voteEnVigueur(e.apres)
  const f = e.apres.appel.financement
  return {
    date_seance: jourDit(e.saisie.date ?? v?.date),
    deliberation: dit(e.saisie.deliberation) || (v?.deliberation ?? ''),
    montant: euros(v?.montant ?? 0),
    par_volet: (v?.par_volet ?? [])
      .filter((p) => p.vote > 0)
      .map(
        (p) =>
          `${f.volets.find((x) => x.id === p.volet)?.libelle ?? p.volet}, ${f.sources.find((x) => x.id === p.source)?.libelle ?? p.source} : ${euros(p.vote)}`,
      ),
    motif: dit(e.saisie.motif) || (e.commentaire ?? ''),
  }
}

const echeances = (e: EvenementDossier): ValeursLettre => {
  const x = echeancesDe(e.apres)
  return {
    commencement_avant: x.commencement ? dateSimple(x.commencement) : '',
    achevement_avant: x.achevement ? dateSimple(x.achevement) : '',
    justificatifs_avant: x.justificatifs ? dateSimple(x.justificatifs) : '',
    signature_avant: x.signature ? dateSimple(x.signature) : '',
  }
}

const nomEcole = (e: EvenementDossier, uai: string | undefined): string =>
  typographier(e.apres.ecoles.find((x) => x.uai === uai)?.nom ?? '')

/** What follows the acts of « Accorder et conventionner ». */
export const SUITES_CONVENTIONS: Record<string, readonly Suite[]> = {
  envoyer_devis: [
    { lettre: 'envoyer_devis', a: 'service', si: (e) => e.apres.dossier.depose_le !== null, valeurs: duDevis },
  ],
  declarer_devis_conforme: [{ lettre: 'declarer_devis_conforme', a: 'porteur', valeurs: duDevis }],
  demander_reprise_devis: [{ lettre: 'demander_reprise_devis', a: 'porteur', valeurs: duDevis }],
  accorder: [
    { lettre: 'accorder', a: 'porteur', valeurs: duVote },
    // Before the agreement, the ENT is presented to the school council: the school is reminded of it once.
    {
      lettre: 'presenter_ent',
      a: (e) => entAPresenter(e.apres),
      si: (e) => e.avant?.dossier.etat === 'retenu',
      valeurs: (e) => ({ date_seance: duVote(e).date_seance }),
    },
  ],
  ajourner: [{ lettre: 'ajourner', a: 'porteur', valeurs: duVote }],
  refuser_accord: [{ lettre: 'refuser_accord', a: 'porteur', valeurs: duVote }],
  autoriser_demarrage_anticipe: [
    { lettre: 'autoriser_demarrage_anticipe', a: 'porteur', valeurs: (e) => ({ date: jourDit(e.resultat.date) }) },
  ],
  envoyer_convention: [
    { document: documentConvention },
    { document: documentConventionWord },
    { document: documentDeliberation },
    { document: documentEnt },
    { document: documentEntWord },
    {
      lettre: 'envoyer_convention',
      a: 'porteur',
      valeurs: (e) => ({ ...duVote(e), ...echeances(e), assemblee: instancesDe(e.apres.organisme).organe }),
      joindre: ['convention', 'convention_word', 'modele_deliberation', 'convention_ent', 'convention_ent_word'],
    },
  ],
  retourner_convention_signee: [
    {
      lettre: 'retourner_convention_signee',
      a: 'service',
      valeurs: (e) => {
        const s = e.apres.signatures.findLast((x) => x.objet === 'convention')
        return {
          date: jourDit(e.saisie.date),
          signataire_dossier: s ? `${s.nom}, ${s.qualite}` : '',
          empreinte: dit(s?.contenu.sha256),
        }
      },
    },
  ],
  notifier: [
    { document: documentNotification },
    {
      lettre: 'notifier',
      a: 'porteur',
      valeurs: (e) => ({ ...duVote(e), ...echeances(e), date: jourDit(e.saisie.date) }),
      joindre: ['notification'],
    },
    {
      lettre: 'notifier.ecole',
      a: 'ecoles',
      valeurs: (e, uai) => ({ date: jourDit(e.saisie.date), ecole: nomEcole(e, uai) }),
    },
    { lettre: 'notifier.partenaire', a: 'rectorat', valeurs: (e) => ({ date: jourDit(e.saisie.date) }) },
    { lettre: 'notifier.partenaire', a: 'partenaires', valeurs: (e) => ({ date: jourDit(e.saisie.date) }) },
  ],
  signer_convention_ent: [
    { lettre: 'signer_convention_ent', a: 'porteur', valeurs: ent },
    { lettre: 'signer_convention_ent', a: 'rectorat', valeurs: ent },
  ],
  etablir_convention_ent: [{ document: documentEnt }, { document: documentEntWord }],
  voter_avenant: [
    { document: documentAvenant },
    {
      lettre: 'voter_avenant',
      a: 'porteur',
      valeurs: (e) => ({
        ...avenant(e),
        deliberation: dit(e.saisie.deliberation),
        assemblee: instancesDe(e.apres.organisme).organe,
      }),
      joindre: ['avenant'],
    },
  ],
  conclure_avenant: [
    { document: documentConsolide },
    { lettre: 'conclure_avenant', a: 'porteur', valeurs: avenant, joindre: ['convention_consolidee'] },
  ],
  refuser_avenant: [{ lettre: 'refuser_avenant', a: 'porteur', valeurs: avenant }],
}

function ent(e: EvenementDossier): ValeursLettre {
  const signee = e.apres.ecoles.find((x) => x.uai === e.sur)?.convention_ent === 'signee'
  return {
    ecole: nomEcole(e, e.sur),
    date: jourDit(e.saisie.date) || dateLongue(e.le),
    suite: signee
      ? 'La convention est signée des deux côtés : l’ENT peut ouvrir.'
      : 'On attend maintenant la signature du Rectorat.',
  }
}

function avenant(e: EvenementDossier): ValeursLettre {
  const a = e.apres.avenants.find((x) => x.id === e.sur)
  return {
    date: jourDit(e.saisie.date) || dateLongue(e.le),
    objet: a ? direChangement(a) : '',
    motif: dit(e.saisie.motif),
  }
}

/** Where the schools that still have an ENT to present are written to: the directory's address, and their head's when invited. */
const entAPresenter = (f: Faits): string[] =>
  f.ecoles
    .filter((x) => x.etat !== 'retire' && sansEnt(f, x.uai) && x.presentation_ent !== 'presentee')
    .flatMap((x) => [
      ...(x.courriel ? [x.courriel] : []),
      ...f.invitations
        .filter((i) => i.uai === x.uai && i.role === 'directeur' && i.etat === 'acceptee')
        .map((i) => i.courriel),
    ])
