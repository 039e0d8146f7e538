import { z } from 'zod'
import { type Acte, type Autour, acte, type Changement } from '../acte.ts'
import { DEPUIS_DEPOT, type Etat } from '../etats.ts'
import { ecolesVivantes, etatDeCommission, type Faits } from '../faits.ts'
import { refus, saisieInvalide } from '../refus.ts'
import { codeUai, motif, texteLong } from '../saisies.ts'
import { partsDe } from '../versement-factures.ts'
import { inscriptionRefusee } from './inscription.ts'

const DE_COMMISSION: Etat[] = ['conforme', 'retenu', 'liste_attente', 'non_retenu']

/** A school of a filed dossier is withdrawn, closed, merged or takes a new UAI. Withdrawing one school of three never withdraws
 * the dossier; what the commission decided follows the schools that stay. Source: actes.md « Candidater ». */
export const PERIMETRE = {
  modifier_perimetre: acte({
    libelle: 'Signaler un changement d’école',
    fait: 'a modifié la liste des écoles',
    etape: 'candidater',
    source: 'F',
    sur: 'ecole',
    discret: true,
    de: DEPUIS_DEPOT,
    vers: DE_COMMISSION,
    par: ['signataire', 'redacteur', 'instructeur'],
    saisie: z.strictObject({
      changement: z.enum(['retiree', 'fermee', 'fusionnee', 'nouvel_uai'], {
        error: 'Choisissez ce qui change pour l’école.',
      }),
      nouvelUai: codeUai.optional(),
      equipements: texteLong.optional(),
      motif: motif.optional(),
    }),
    besoins: ['ecoleAnnuaire', 'territoire', 'projets'],
    garde: (c) => {
      const { faits, saisie, sur, autour } = c
      if (saisie.changement === 'nouvel_uai' || saisie.changement === 'fusionnee') {
        if (!saisie.nouvelUai)
          return saisieInvalide([{ chemin: 'nouvelUai', message: 'Indiquez le numéro UAI de l’école qui suit.' }])
        if (!autour.ecoleAnnuaire)
          return saisieInvalide([{ chemin: 'nouvelUai', message: 'Cette école n’est pas dans l’annuaire.' }])
      }
      if (saisie.changement === 'nouvel_uai' && saisie.nouvelUai)
        return inscriptionRefusee({ ...c, saisie: { uai: saisie.nouvelUai } })
      return ecolesVivantes(faits).every((e) => e.uai === sur)
        ? refus('derniere_ecole', 'C’est la dernière école du dossier. Pour tout arrêter, retirez la candidature.')
        : undefined
    },
    effet: ({ faits, saisie, sur = '', maintenant, autour }) => {
      const nouvel = saisie.changement === 'nouvel_uai' ? saisie.nouvelUai?.toUpperCase() : undefined
      const restent = autour.projets.filter((p) => p.uai !== sur)
      return {
        ...(DE_COMMISSION.includes(faits.dossier.etat) && !nouvel ? { vers: etatDeCommission(restent) } : {}),
        changements: [
          {
            dans: 'projet_ecole',
            ou: { uai: sur },
            mettre: {
              etat: 'retire',
              vivant: false,
              contenu: { perimetre: { ...saisie, le: maintenant.toISOString() } },
            },
          },
          ...(nouvel ? succeder(faits, sur, nouvel, autour, maintenant) : []),
        ],
        resultat: nouvel ? { succede: { ancien: sur, nouveau: nouvel } } : {},
      }
    },
  }),
} satisfies Record<string, Acte>

/** The school under its new number: its answers, its pieces, its score and what was decided about it follow, published or not. */
const succeder = (
  faits: Faits,
  ancien: string,
  nouvel: string,
  autour: Pick<Autour, 'projets'>,
  maintenant: Date,
): Changement[] => {
  const ecole = faits.ecoles.find((e) => e.uai === ancien)
  const projet = autour.projets.find((p) => p.uai === ancien)
  if (!ecole || !projet) return []
  const valeurs = {
    etat: ecole.etat,
    decision: projet.decision,
    seance_id: projet.seance_id,
    rang: projet.rang,
    motif: projet.motif,
    score: projet.score,
    montant_propose: projet.montant_propose,
    valide_le: ecole.valide_le,
    valide_par: ecole.valide_par,
    presentation_ent: ecole.presentation_ent,
    convention_ent: ecole.convention_ent,
    contenu: { ...projet.contenu, succede: ancien },
  }
  return [
    // A school that had left the dossier under this number comes back: what was written about it then is not its own any more.
    faits.ecoles.some((e) => e.uai === nouvel)
      ? { dans: 'projet_ecole', ou: { uai: nouvel }, mettre: { ...valeurs, vivant: true } }
      : {
          dans: 'projet_ecole',
          creer: { uai: nouvel, appel: faits.dossier.appel, ...valeurs, cree_le: maintenant },
        },
    { dans: 'reponse', ou: { ecole: nouvel }, supprimer: true },
    { dans: 'reponse', ou: { ecole: ancien }, mettre: { ecole: nouvel } },
    { dans: 'piece', ou: { ecole: ancien }, mettre: { ecole: nouvel } },
    { dans: 'note', ou: { ecole: nouvel }, supprimer: true },
    { dans: 'note', ou: { ecole: ancien }, mettre: { ecole: nouvel } },
    ...argentDe(faits, ancien, nouvel),
  ]
}

/** Quotes, orders, deliveries, invoices and signatures speak of the school by its number: its money follows it. */
const argentDe = (f: Faits, ancien: string, nouvel: string): Changement[] => {
  const renommer = <L extends { ecole: string }>(lignes: readonly L[]) =>
    lignes.map((l) => (l.ecole === ancien ? { ...l, ecole: nouvel } : l))
  const lignes = (dans: 'devis' | 'commande', achats: Faits['devis'] | Faits['commandes']): Changement[] =>
    achats
      .filter((x) => x.lignes.some((l) => l.ecole === ancien))
      .map((x) => ({ dans, ou: { id: x.id }, mettre: { lignes: renommer(x.lignes) } }))
  return [
    ...lignes('devis', f.devis),
    ...lignes('commande', f.commandes),
    ...f.factures
      .filter((x) => partsDe(x).some((p) => p.ecole === ancien))
      .map(
        (x): Changement => ({
          dans: 'facture',
          ou: { id: x.id },
          mettre: { contenu: { parts: renommer(partsDe(x)) } },
        }),
      ),
    ...(['reception', 'signature', 'avis', 'action'] as const).map(
      (dans): Changement => ({ dans, ou: { ecole: ancien }, mettre: { ecole: nouvel } }),
    ),
  ]
}
