import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { ETATS, type Etat } from '../etats.ts'
import { verifierIban } from '../identifiants/iban.ts'
import { type Refus, saisieInvalide } from '../refus.ts'
import { jour, motif, texteCourt } from '../saisies.ts'

/** A dossier changes hands: new commune, transfer of the school competence, dissolution. Source: actes.md « Candidater ». */
export const TRANSFERER = {
  transferer_dossier: acte({
    libelle: 'Transférer à un autre organisme',
    fait: 'a transféré le dossier à un autre organisme',
    etape: 'candidater',
    source: 'F',
    discret: true,
    de: (Object.keys(ETATS) as Etat[]).filter((e) => e !== 'brouillon' && ETATS[e].vivant),
    par: ['instructeur'],
    saisie: z.strictObject({
      siren: z.string().regex(/^\d{9}$/, { error: 'Indiquez un SIREN : neuf chiffres.' }),
      arrete: texteCourt,
      date: jour,
      iban: z.string().max(34).optional(),
      motif: motif.optional(),
    }),
    besoins: ['repreneur'],
    garde: ({ faits, saisie, autour }) =>
      saisie.siren === faits.dossier.organisme
        ? saisieInvalide([{ chemin: 'siren', message: 'Le dossier appartient déjà à cet organisme.' }])
        : autour.repreneur
          ? ibanRefuse(saisie.iban)
          : saisieInvalide([
              { chemin: 'siren', message: 'Aucun organisme de l’annuaire n’a ce SIREN. Vérifiez les neuf chiffres.' },
            ]),
    effet: ({ faits, saisie, maintenant, autour }) => ({
      changements: [
        ...(autour.repreneur && !autour.repreneur.connu
          ? [{ dans: 'organisme' as const, creer: { ...autour.repreneur.organisme, cree_le: maintenant } }]
          : []),
        {
          dans: 'dossier',
          ou: {},
          mettre: {
            organisme: saisie.siren,
            contenu: { transfert: { ancien: faits.dossier.organisme, ...saisie, le: maintenant.toISOString() } },
          },
        },
      ],
    }),
  }),
} satisfies Record<string, Acte>

const ibanRefuse = (iban: string | undefined): Refus | undefined => {
  const faute = iban === undefined ? undefined : verifierIban(iban)
  return faute ? saisieInvalide([{ chemin: 'iban', message: faute }]) : undefined
}
