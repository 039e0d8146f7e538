import { z } from 'zod'
import { type ActeSeance, acteSeance } from '../acte.ts'
import { jourParis } from '../calendrier.ts'
import { dateLongue } from '../francais.ts'
import { saisieInvalide } from '../refus.ts'
import { jour, personneNommee, piece } from '../saisies.ts'
import { mettreSeance, PREPARENT } from './tete-de-seance.ts'

/** The signed minutes of a session. Source: actes.md « Décider ». */
export const PROCES_VERBAL = {
  signer_proces_verbal: acteSeance({
    libelle: 'Enregistrer le procès-verbal signé',
    fait: 'a enregistré le procès-verbal signé',
    etape: 'decider',
    source: 'F',
    de: ['close', 'publiee'],
    par: PREPARENT,
    saisie: z.strictObject({ piece, date: jour, signataire: personneNommee.optional() }),
    besoins: ['pieceDeSeance'],
    garde: ({ faits, saisie, autour, maintenant }) => {
      const lue = autour.pieceDeSeance
      if (lue?.seance !== faits.seance.id)
        return saisieInvalide([{ chemin: 'piece', message: 'Joignez le procès-verbal signé à cette séance.' }])
      if (lue.type !== 'application/pdf')
        return saisieInvalide([{ chemin: 'piece', message: 'Joignez le procès-verbal signé en PDF.' }])
      if (saisie.date < faits.seance.date)
        return saisieInvalide([
          {
            chemin: 'date',
            message: `La signature ne peut pas précéder la séance du ${dateLongue(faits.seance.date)}.`,
          },
        ])
      return saisie.date > jourParis(maintenant)
        ? saisieInvalide([
            { chemin: 'date', message: 'Cette date est dans l’avenir : indiquez le jour de la signature.' },
          ])
        : undefined
    },
    // The first signed paper stays: a corrected one comes after it.
    effet: ({ faits, saisie, autour, acteur, maintenant }) => ({
      changements: [
        mettreSeance(faits, {
          contenu: {
            procesVerbauxSignes: [
              ...procesVerbauxSignes(faits.seance.contenu),
              {
                document: saisie.piece,
                sha256: autour.pieceDeSeance?.sha256 ?? '',
                date: saisie.date,
                signataire: saisie.signataire ?? null,
                par: acteur.nom,
                le: maintenant.toISOString(),
              },
            ],
          },
        }),
      ],
      resultat: { document: saisie.piece, sha256: autour.pieceDeSeance?.sha256 ?? '' },
    }),
  }),
} satisfies Record<string, ActeSeance>

export type ProcesVerbalSigne = {
  document: string
  sha256: string
  date: string
  signataire: { nom: string; qualite: string } | null
  par: string
  le: string
}

/** The signed minutes of a session, oldest first; the last one counts. */
export const procesVerbauxSignes = (contenu: Record<string, unknown>): ProcesVerbalSigne[] =>
  // As `signer_proces_verbal` wrote them.
  Array.isArray(contenu.procesVerbauxSignes) ? (contenu.procesVerbauxSignes as ProcesVerbalSigne[]) : []
