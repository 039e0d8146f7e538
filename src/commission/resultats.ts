import type { CleLettre } from '../domaine/appel/lettres.ts'
import { remplirLettre, type ValeursLettre } from '../domaine/appel/remplir-lettre.ts'
import { blocsDeMarkdown } from '../domaine/blocs.ts'
import { type EcoleDuDossier, ecolesVivantes, type Faits } from '../domaine/faits.ts'
import { euros, nombre } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Classement } from '../registre/classement.ts'
import { ecrireLettre } from '../registre/courriels.ts'
import { destinatairesDe } from '../registre/destinataires.ts'
import { demanderLettre } from '../registre/lettre-pdf.ts'
import type { Lecteur } from '../registre/lire.ts'
import { valeursDuDossier } from '../registre/suivre.ts'
import { urls } from '../urls.ts'

export type ContexteResultats = { adresse: string; seance: string; classement: Classement; le: Date }

const LIBELLES = {
  retenu: 'projet retenu',
  liste_attente: 'projet en liste d’attente',
  non_retenu: 'projet non retenu',
}

/** The letters of the results for one dossier: the applicant's (mail and PDF of record), and one per school. Nothing for a dossier
 * that was withdrawn meanwhile, or that the session did not decide. */
export const ecrireResultats = async (tx: Lecteur, f: Faits, c: ContexteResultats): Promise<void> => {
  const { etat } = f.dossier
  const decidees = ecolesVivantes(f).filter((e) => e.decision !== null && e.seance_id === c.seance)
  if (decidees.length === 0 || etat === 'desiste' || etat === 'classe_sans_suite') return
  const toutes = ecolesVivantes(f)
  const de = (d: EcoleDuDossier['decision']) => toutes.filter((e) => e.decision === d)
  const cle: CleLettre =
    de('retenu').length > 0
      ? 'publier_resultats.retenu'
      : de('liste_attente').length > 0
        ? 'publier_resultats.liste_attente'
        : 'publier_resultats.non_retenu'
  const valeurs: ValeursLettre = {
    ecoles_retenues: de('retenu').map(nomDe),
    ecoles_attente: de('liste_attente').map(nomDe),
    ecoles_non_retenues: de('non_retenu').map(nomDe),
    montant_propose: euros(f.dossier.montant_propose),
    rang: de('liste_attente')
      .map((e) => (e.rang === null ? '' : `${nombre(e.rang)} (${nomDe(e)})`))
      .filter(Boolean)
      .join(', '),
    motifs: de('non_retenu').map((e) => `${nomDe(e)} : ${motifDe(e, f, c.classement)}`),
    // Nothing to contest when every school is kept.
    ...(cle === 'publier_resultats.retenu' && de('non_retenu').length === 0 ? { voies_recours: '' } : {}),
  }
  const document = await demanderLettre(tx, {
    f,
    cle,
    valeurs,
    nom: `resultat-${f.dossier.numero}.pdf`,
    le: c.le,
  })
  const [porteur] = await destinatairesDe(tx, 'porteur', f, { le: c.le })
  await envoyer(tx, f, c, {
    cle,
    valeurs,
    a: porteur?.adresses ?? [],
    pieces: [{ document: document.id, nom: document.nom }],
  })
  for (const { ecole: uai, adresses } of await destinatairesDe(tx, 'ecoles', f, { le: c.le })) {
    const ecole = decidees.find((e) => e.uai === uai)
    if (ecole?.decision)
      await envoyer(tx, f, c, {
        cle: 'publier_resultats.ecole',
        valeurs: { ecole: nomDe(ecole), decision: LIBELLES[ecole.decision], voies_recours: '' },
        a: adresses,
        pieces: [],
        suffixe: ecole.uai,
      })
  }
}

type Envoi = {
  cle: CleLettre
  valeurs: ValeursLettre
  a: string[]
  pieces: { document: string; nom: string }[]
  suffixe?: string
}

const envoyer = async (tx: Lecteur, f: Faits, c: ContexteResultats, e: Envoi): Promise<void> => {
  const { objet, corps } = remplirLettre(
    f.appel,
    e.cle,
    { ...valeursDuDossier(f, c.adresse), ...e.valeurs },
    { prive: f.organisme.type === 'ogec' },
  )
  await ecrireLettre(tx, {
    cle: `${c.seance}:${f.dossier.id}:${e.cle}${e.suffixe ? `:${e.suffixe}` : ''}`,
    a: e.a,
    objet,
    modele: e.cle,
    dossier: f.dossier.id,
    acte: 'publier_resultats',
    blocs: [
      ...blocsDeMarkdown(corps),
      { type: 'bouton', libelle: 'Ouvrir le dossier', href: c.adresse + urls.dossier.href({ id: f.dossier.id }) },
    ],
    pieces: e.pieces,
    le: c.le,
  })
}

const nomDe = (e: { nom: string }): string => typographier(e.nom)

/** The reason written in session, else the place in the ranking: a refusal always says why. */
const motifDe = (e: EcoleDuDossier, f: Faits, classement: Classement): string => {
  if (e.motif) return e.motif
  const rang = classement.projets.find((p) => p.dossier === f.dossier.id && p.uai === e.uai)?.rang
  return rang
    ? `le projet est classé ${nombre(rang)} sur ${nombre(classement.projets.length)}, et les crédits de l’appel ne permettent pas d’aider tous les projets`
    : 'les crédits de l’appel ne permettent pas d’aider tous les projets'
}
