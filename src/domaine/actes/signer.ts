import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { avantSignature, conventionsVives, deliberationFavorable } from '../convention/signature.ts'
import type { Convention, Faits } from '../faits.ts'
import { dateSimple } from '../francais.ts'
import { piecesAbsentes } from '../gardes.ts'
import { refus, saisieInvalide } from '../refus.ts'
import { ROLES_PORTEUR } from '../roles.ts'
import { jour, personneNommee, piece, texteCourt } from '../saisies.ts'
import { voteEnVigueur } from '../vote.ts'

const conventionSignee = z.uuid({ error: 'Joignez la convention signée.' })
const dateSignature = z.iso.date({ error: 'Indiquez la date de la signature, par exemple 15 3 2025.' })

/** Both signatures of the agreement, then the official launch. Source: actes.md « Accorder et conventionner ». */
export const SIGNER = {
  retourner_convention_signee: acte({
    libelle: 'Retourner la convention signée',
    fait: 'a retourné la convention signée',
    etape: 'accorder',
    source: 'G',
    discret: true,
    de: ['convention_envoyee'],
    vers: ['convention_signee'],
    par: ROLES_PORTEUR,
    saisie: z.strictObject({ piece: conventionSignee, signataire: personneNommee, date: dateSignature }),
    possible: ({ faits }) =>
      deliberationFavorable(faits)
        ? undefined
        : refus(
            'deliberation_manquante',
            'Enregistrez d’abord la délibération favorable qui autorise à signer : sans elle, la signature n’engage pas.',
          ),
    garde: ({ faits, saisie }) => {
      const d = deliberationFavorable(faits)
      return d && saisie.date < d.date
        ? refus(
            'signature_avant_deliberation',
            `La convention ne peut pas être signée (${dateSimple(saisie.date)}) avant la délibération (${dateSimple(d.date)}).`,
          )
        : piecesAbsentes(faits, [['piece', saisie.piece]])
    },
    effet: ({ faits, saisie, id, maintenant }) => ({
      vers: 'convention_signee',
      changements: [...passer(faits, 'signee'), signature(id(), 'beneficiaire', saisie, faits, maintenant)],
    }),
    attendu: ({ faits }) =>
      faits.dossier.etat === 'convention_envoyee' && deliberationFavorable(faits)
        ? [
            {
              role: 'signataire',
              depuis: faits.dossier.etat_depuis,
              ...avantSignature(faits),
              quoi: 'la convention est à signer et à retourner',
            },
          ]
        : [],
  }),
  enregistrer_signature_departement: acte({
    libelle: 'Enregistrer la signature du Département',
    fait: 'a enregistré la signature du Département',
    etape: 'accorder',
    source: 'G',
    discret: true,
    de: ['convention_signee'],
    vers: ['convention_executee'],
    par: ['presidence', 'instructeur'],
    saisie: z.strictObject({
      piece: conventionSignee,
      signataire: personneNommee,
      delegation: texteCourt.optional(),
      date: dateSignature,
    }),
    garde: ({ faits, saisie }) => {
      const commune = faits.signatures.findLast((s) => s.objet === 'convention' && s.partie === 'beneficiaire')
      return commune && saisie.date < commune.date
        ? saisieInvalide([
            {
              chemin: 'date',
              message: `Le bénéficiaire a signé le ${dateSimple(commune.date)} : le Département signe ensuite.`,
            },
          ])
        : piecesAbsentes(faits, [['piece', saisie.piece]])
    },
    effet: ({ faits, saisie, id, maintenant }) => ({
      vers: 'convention_executee',
      changements: [...passer(faits, 'executee'), signature(id(), 'departement', saisie, faits, maintenant)],
    }),
    attendu: ({ faits }) => [
      { role: 'presidence', depuis: faits.dossier.etat_depuis, quoi: 'la convention est à signer par le Département' },
    ],
  }),
  notifier: acte({
    libelle: 'Notifier la subvention',
    fait: 'a notifié la subvention : le programme est lancé',
    etape: 'accorder',
    source: 'G',
    discret: true,
    de: ['convention_executee'],
    vers: ['notifie'],
    par: ['presidence', 'instructeur'],
    saisie: z.strictObject({
      date: jour,
      piece: piece.optional(),
      transmiseLe: jour.optional(),
      publieeLe: jour.optional(),
    }),
    garde: ({ faits, saisie }) => {
      const vote = voteEnVigueur(faits)
      const transmise = saisie.transmiseLe ?? vote?.contenu.transmiseLe
      const publiee = saisie.publieeLe ?? vote?.contenu.publieeLe
      if (!transmise || !publiee)
        return refus(
          'deliberation_non_executoire',
          'La délibération de la commission permanente n’est pas exécutoire : indiquez les dates de sa transmission au préfet et de sa publication.',
        )
      return piecesAbsentes(faits, [['piece', saisie.piece]])
    },
    effet: ({ faits, saisie }) => {
      const vote = voteEnVigueur(faits)
      return {
        vers: 'notifie',
        changements: [
          ...passer(faits, 'notifiee'),
          {
            dans: 'vote',
            ou: { id: vote?.id },
            mettre: {
              contenu: {
                transmiseLe: saisie.transmiseLe ?? vote?.contenu.transmiseLe,
                publieeLe: saisie.publieeLe ?? vote?.contenu.publieeLe,
              },
            },
          },
          {
            dans: 'dossier',
            ou: {},
            mettre: { contenu: { notification: { date: saisie.date, piece: saisie.piece ?? null } } },
          },
        ],
        resultat: { date: saisie.date },
      }
    },
    attendu: ({ faits }) => [
      { role: 'presidence', depuis: faits.dossier.etat_depuis, quoi: 'la notification est à signer et à envoyer' },
    ],
  }),
} satisfies Record<string, Acte>

const passer = (f: Faits, etat: Convention['etat']) =>
  conventionsVives(f).map((c) => ({ dans: 'convention' as const, ou: { id: c.id }, mettre: { etat } }))

const signature = (
  id: string,
  partie: 'beneficiaire' | 'departement',
  s: { piece: string; signataire: { nom: string; qualite: string }; date: string; delegation?: string | undefined },
  f: Faits,
  maintenant: Date,
) => ({
  dans: 'signature' as const,
  creer: {
    id,
    objet: 'convention',
    partie,
    nom: s.signataire.nom,
    qualite: s.signataire.qualite,
    date: s.date,
    piece_id: s.piece.toLowerCase(),
    contenu: {
      convention: conventionsVives(f).at(-1)?.id ?? null,
      delegation: s.delegation ?? null,
      sha256: f.pieces.find((p) => p.id === s.piece.toLowerCase())?.sha256 ?? null,
    },
    cree_le: maintenant,
  },
})
