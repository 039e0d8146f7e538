import { z } from 'zod'
import { type ActeAppel, acteAppel } from '../acte.ts'
import { dateHeure } from '../francais.ts'
import { type Refus, refus, saisieInvalide } from '../refus.ts'
import { adresse, entier, jour, texteCourt, texteLong } from '../saisies.ts'
import { CONVENTION_TYPE } from './convention-type.ts'
import { dateProlongeeRefusee, saisieProlongation } from './prolonger.ts'
import { SEUILS } from './seuils.ts'

/** Acts on a call itself: what creates a dossier or a session, and what moves its calendar. Source: actes.md §3. */
export const ACTES_APPEL = {
  creer_brouillon: acteAppel({
    libelle: 'Commencer un dossier',
    fait: 'a commencé le dossier',
    etape: 'candidater',
    source: 'G',
    discret: true,
    de: ['ouvert'],
    par: ['redacteur', 'signataire', 'instructeur'],
    saisie: z.strictObject({
      organisme: z.string().regex(/^\d{9}$/, { error: 'Indiquez le SIREN de l’organisme : neuf chiffres.' }),
    }),
    possible: ({ faits, maintenant }) =>
      maintenant < new Date(faits.calendrier.ouverture)
        ? refus('appel_pas_ouvert', `L’appel ouvre le ${dateHeure(new Date(faits.calendrier.ouverture))}.`)
        : maintenant >= new Date(faits.calendrier.cloture)
          ? refus(
              'appel_clos',
              `L’appel a fermé le ${dateHeure(new Date(Date.parse(faits.calendrier.cloture) - 1000))}. Pour toute question, écrivez à ${faits.appel.contact.courriel}.`,
            )
          : undefined,
    effet: () => ({ changements: [] }),
  }),
  prolonger_delai: acteAppel({
    libelle: 'Prolonger l’appel',
    fait: 'a prolongé l’appel',
    etape: 'candidater',
    source: 'F',
    de: ['ouvert', 'clos'],
    par: ['administrateur_appel'],
    saisie: saisieProlongation,
    garde: ({ faits, saisie, maintenant }) =>
      dateProlongeeRefusee(saisie.jusqua, new Date(faits.calendrier.cloture), maintenant),
    effet: ({ saisie, faits, id, maintenant }) => ({
      changements: [
        {
          dans: 'prolongation',
          creer: {
            id: id(),
            appel: faits.slug,
            jusqua: new Date(saisie.jusqua),
            motif: saisie.motif,
            contenu: saisie,
            cree_le: maintenant,
          },
        },
      ],
      resultat: { cloture: new Date(saisie.jusqua).toISOString() },
    }),
  }),
  preparer_seance: acteAppel({
    libelle: 'Préparer une séance',
    fait: 'a préparé une séance',
    etape: 'decider',
    source: 'F',
    de: ['ouvert', 'clos'],
    par: ['president_commission', 'instructeur', 'secretaire_assemblee'],
    saisie: z.strictObject({
      genre: z.enum(['technique', 'permanente'], { error: 'Choisissez le genre de séance.' }).default('technique'),
      date: jour,
      lieu: texteCourt.optional(),
      heure: z
        .string()
        .regex(/^\d{2}:\d{2}$/, { error: 'Indiquez une heure, par exemple 14:00.' })
        .optional(),
      membres: z.array(adresse).max(100).optional(),
      dossiers: z.array(z.uuid()).max(5000).optional(),
      quorum: entier.min(1).max(100).optional(),
      objet: texteLong.optional(),
    }),
    besoins: ['dossiersNommes'],
    garde: ({ saisie, autour }) => dossiersInconnus(saisie.dossiers, autour.dossiersNommes),
    effet: ({ saisie, faits, id, maintenant }) => ({
      changements: [
        {
          dans: 'seance',
          creer: {
            id: id(),
            appel: faits.slug,
            genre: saisie.genre,
            etat: 'preparee',
            date: saisie.date,
            lieu: saisie.lieu ?? '',
            cree_le: maintenant,
            contenu: {
              membres: saisie.membres ?? [],
              heure: saisie.heure,
              quorum: saisie.quorum ?? faits.appel.commission.quorum,
              objet: saisie.objet,
            },
          },
        },
        ...[...new Set(saisie.dossiers ?? [])].map((dossier, ordre) => ({
          dans: 'seance_dossier' as const,
          creer: { seance_id: id(), dossier_id: dossier, ordre },
        })),
      ],
      resultat: { seance: id() },
    }),
  }),
  ...CONVENTION_TYPE,
  ...SEUILS,
} satisfies Record<string, ActeAppel>

/** Dossiers put on an agenda are filed ones of the call (422). */
export const dossiersInconnus = (
  demandes: string[] | undefined,
  connus: string[],
  champ = 'dossiers',
): Refus | undefined => {
  const inconnus = (demandes ?? []).flatMap((d, i) =>
    connus.includes(d.toLowerCase())
      ? []
      : [{ chemin: `${champ}.${i}`, message: 'Ce dossier n’est pas un dossier déposé de cet appel.' }],
  )
  return inconnus.length > 0 ? saisieInvalide(inconnus) : undefined
}
