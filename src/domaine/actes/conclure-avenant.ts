import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { echeancesDe } from '../echeances.ts'
import { CONVENTION_COMPLETE } from '../etats.ts'
import type { Avenant, Faits } from '../faits.ts'
import { dateSimple } from '../francais.ts'
import { piecesAbsentes } from '../gardes.ts'
import { refus, saisieInvalide } from '../refus.ts'
import { jour, motif, personneNommee, piece } from '../saisies.ts'
import { baseDuVote, ventiler, voteEnVigueur } from '../vote.ts'
import { AVEC_VOTE, dejaPaye, montantDe } from './etats-avenant.ts'

/** An amendment ends: concluded, or refused. Source: actes.md « Accorder et conventionner ». */
export const CONCLURE_AVENANT = {
  conclure_avenant: acte({
    libelle: 'Conclure l’avenant',
    fait: 'a conclu l’avenant',
    etape: 'accorder',
    source: 'F',
    sur: 'avenant',
    discret: true,
    de: CONVENTION_COMPLETE,
    par: ['presidence', 'instructeur'],
    saisie: z.strictObject({
      date: jour,
      piece: piece.optional(),
      signataire: personneNommee.optional(),
      signataireBeneficiaire: personneNommee.optional(),
    }),
    possible: ({ faits }, sur) =>
      concluables(faits).some((a) => sur === undefined || a.id === sur)
        ? undefined
        : refus('avenant_pas_pret', 'Cet avenant n’est pas prêt à être conclu.'),
    garde: ({ faits, saisie, sur, qualite }) => {
      const a = faits.avenants.find((x) => x.id === sur)
      if (a?.genre === 'prorogation' && qualite !== 'presidence' && !saisie.piece)
        return saisieInvalide([{ chemin: 'piece', message: 'Joignez la lettre de prorogation signée.' }])
      if (a && AVEC_VOTE.includes(a.genre) && !saisie.piece)
        return saisieInvalide([{ chemin: 'piece', message: 'Joignez l’avenant signé des deux parties.' }])
      const nouveau = a?.genre === 'montant' ? montantDe(a) : undefined
      if (nouveau !== undefined && nouveau < faits.dossier.montant_paye) return dejaPaye(faits)
      const commune = (a?.contenu.signatureBeneficiaire as { date?: string } | undefined)?.date // as `retourner_avenant_signe` wrote it
      if (commune && saisie.date < commune)
        return saisieInvalide([
          {
            chemin: 'date',
            message: `Le bénéficiaire a signé le ${dateSimple(commune)} : la seconde signature ne peut pas être avant.`,
          },
        ])
      return piecesAbsentes(faits, [['piece', saisie.piece]])
    },
    effet: ({ faits, sur, saisie, id, maintenant }) => {
      const a = faits.avenants.find((x) => x.id === sur)
      return {
        changements: [
          {
            dans: 'avenant',
            ou: { id: sur },
            mettre: {
              etat: 'notifie',
              contenu: {
                conclu: saisie,
                // What the consolidated agreement marks: how it stood before.
                avant: {
                  montant: voteEnVigueur(faits)?.montant ?? 0,
                  jusqua: echeancesDe(faits).achevement ?? null,
                  beneficiaire: { nom: faits.organisme.nom, siren: faits.organisme.siren },
                },
              },
            },
          },
          ...effetDe(faits, a, id(), maintenant),
        ],
        resultat: { genre: a?.genre },
      }
    },
    attendu: ({ faits }) =>
      concluables(faits)
        .filter((a) => a.etat !== 'vote')
        .map((a) => ({
          role: 'presidence' as const,
          depuis: a.cree_le,
          quoi: 'un avenant est à conclure',
        })),
  }),
  refuser_avenant: acte({
    libelle: 'Refuser l’avenant',
    fait: 'a refusé l’avenant',
    etape: 'accorder',
    source: 'F',
    sur: 'avenant',
    discret: true,
    de: CONVENTION_COMPLETE,
    par: ['presidence', 'instructeur', 'secretaire_assemblee'],
    saisie: z.strictObject({ motif }),
    possible: ({ faits }, sur) =>
      faits.avenants.some(
        (a) => (sur === undefined || a.id === sur) && ['demande', 'instruit', 'vote', 'signe'].includes(a.etat),
      )
        ? undefined
        : refus('avenant_clos', 'Cet avenant est déjà conclu ou refusé.'),
    effet: ({ sur, saisie }) => ({
      changements: [
        { dans: 'avenant', ou: { id: sur }, mettre: { etat: 'refuse', contenu: { motifRefus: saisie.motif } } },
      ],
    }),
  }),
} satisfies Record<string, Acte>

const concluables = (f: Faits): Avenant[] =>
  f.avenants.filter((a) => (AVEC_VOTE.includes(a.genre) ? ['vote', 'signe'].includes(a.etat) : a.etat === 'instruit'))

/** What a concluded amendment changes: the award of a new vote, or the last day of the expense. */
const effetDe = (f: Faits, a: Avenant | undefined, id: string, maintenant: Date) => {
  if (a?.genre === 'prorogation')
    return [
      { dans: 'dossier' as const, ou: {}, mettre: { contenu: { prorogation: { jusqua: String(a.contenu.jusqua) } } } },
    ]
  const montant = montantDe(a)
  const vote = voteEnVigueur(f)
  if (a?.genre !== 'montant' || montant === undefined || !vote) return []
  const nouveau = (a.contenu.vote ?? {}) as Record<string, unknown> // as `voter_avenant` wrote it
  return [
    { dans: 'vote' as const, ou: { id: vote.id }, mettre: { etat: 'remplace' } },
    {
      dans: 'vote' as const,
      creer: {
        id,
        etat: 'accorde',
        date: nouveau.date ?? vote.date,
        seance_id: vote.seance_id,
        deliberation: nouveau.deliberation ?? vote.deliberation,
        rapport: nouveau.rapport ?? vote.rapport,
        montant,
        par_volet: ventiler(f, montant),
        contenu: {
          ...vote.contenu,
          ...baseDuVote(f),
          avenant: a.id,
          transmiseLe: nouveau.transmiseLe,
          publieeLe: nouveau.publieeLe,
        },
        cree_le: maintenant,
      },
    },
  ]
}
