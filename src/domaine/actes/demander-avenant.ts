import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { ajouterMois } from '../calendrier.ts'
import { echeancesDe } from '../echeances.ts'
import { CONVENTION_COMPLETE } from '../etats.ts'
import { dateSimple } from '../francais.ts'
import { piecesAbsentes } from '../gardes.ts'
import { verifierSiret } from '../identifiants/siret.ts'
import { euros } from '../montants.ts'
import { refus, saisieInvalide } from '../refus.ts'
import { ROLES_PORTEUR } from '../roles.ts'
import { cents, jour, motif, piece, texteCourt, texteLong } from '../saisies.ts'
import { voteEnVigueur } from '../vote.ts'
import { avenantEn, GENRES_AVENANT } from './etats-avenant.ts'

const NOMS = Object.keys(GENRES_AVENANT) as [keyof typeof GENRES_AVENANT] // the keys of a constant object

/** An amendment is asked for, then examined. Source: actes.md « Accorder et conventionner ». */
export const DEMANDER_AVENANT = {
  demander_avenant: acte({
    libelle: 'Demander un avenant',
    fait: 'a demandé un avenant',
    etape: 'accorder',
    source: 'F',
    discret: true,
    de: CONVENTION_COMPLETE,
    par: ROLES_PORTEUR,
    saisie: z.strictObject({
      genre: z.enum(NOMS, { error: 'Choisissez ce qui change.' }),
      motif,
      objet: texteLong.optional(),
      montant: cents.optional(),
      jusqua: jour.optional(),
      /** Who will supply, when the supplier changes. */
      fournisseur: z.strictObject({ nom: texteCourt, siret: z.string().max(40) }).optional(),
      /** Who will hold the subsidy, when the beneficiary changes. */
      beneficiaire: z
        .strictObject({
          nom: texteCourt,
          siren: z.string().regex(/^\d{9}$/, { error: 'Indiquez le SIREN : neuf chiffres.' }),
        })
        .optional(),
      piece: piece.optional(),
    }),
    garde: ({ faits, saisie }) => {
      const siret = saisie.fournisseur && verifierSiret(saisie.fournisseur.siret)
      if (siret) return saisieInvalide([{ chemin: 'fournisseur.siret', message: siret }])
      if (saisie.genre === 'objet' && !saisie.objet)
        return saisieInvalide([{ chemin: 'objet', message: 'Décrivez le nouvel objet de la subvention.' }])
      if (saisie.genre === 'beneficiaire' && !saisie.beneficiaire)
        return saisieInvalide([
          { chemin: 'beneficiaire.nom', message: 'Indiquez le nouveau bénéficiaire : son nom et son SIREN.' },
        ])
      if (saisie.genre === 'beneficiaire' && saisie.beneficiaire?.siren === faits.organisme.siren)
        return saisieInvalide([
          { chemin: 'beneficiaire.siren', message: 'C’est le bénéficiaire actuel : indiquez le nouveau.' },
        ])
      if (saisie.genre === 'montant' && saisie.montant === voteEnVigueur(faits)?.montant)
        return saisieInvalide([
          { chemin: 'montant', message: `C’est déjà le montant voté : ${euros(saisie.montant ?? 0)}.` },
        ])
      if (saisie.genre === 'montant' && saisie.montant !== undefined && saisie.montant < faits.dossier.montant_paye)
        return saisieInvalide([
          {
            chemin: 'montant',
            message: `${euros(faits.dossier.montant_paye)} sont déjà payés : le nouveau montant ne peut pas être plus bas.`,
          },
        ])
      if (saisie.genre === 'prorogation') {
        if (!saisie.jusqua) return saisieInvalide([{ chemin: 'jusqua', message: 'Indiquez la nouvelle date de fin.' }])
        const fin = echeancesDe(faits).achevement
        if (fin && saisie.jusqua <= fin)
          return saisieInvalide([{ chemin: 'jusqua', message: `La date de fin est déjà le ${dateSimple(fin)}.` }])
        const notifie = faits.dossier.contenu.notification?.date
        const { achevementMois, prorogationMois } = faits.appel.delais
        const limite = notifie ? ajouterMois(notifie, achevementMois + prorogationMois) : undefined
        if (limite && saisie.jusqua > limite)
          return refus('prorogation_trop_longue', `L’appel permet une prorogation jusqu’au ${dateSimple(limite)}.`)
      }
      return saisie.genre === 'montant' && saisie.montant === undefined
        ? saisieInvalide([{ chemin: 'montant', message: 'Indiquez le nouveau montant demandé.' }])
        : piecesAbsentes(faits, [['piece', saisie.piece]])
    },
    effet: ({ saisie, id, maintenant }) => ({
      changements: [
        {
          dans: 'avenant',
          creer: { id: id(), etat: 'demande', genre: saisie.genre, contenu: saisie, cree_le: maintenant },
        },
      ],
      resultat: { avenant: id() },
    }),
  }),
  instruire_avenant: acte({
    libelle: 'Instruire l’avenant',
    fait: 'a instruit l’avenant',
    etape: 'accorder',
    source: 'F',
    sur: 'avenant',
    discret: true,
    de: CONVENTION_COMPLETE,
    par: ['instructeur'],
    saisie: z.strictObject({ avis: texteLong.optional(), montant: cents.optional() }),
    possible: avenantEn('demande'),
    effet: ({ sur, saisie, commentaire }) => ({
      changements: [
        {
          dans: 'avenant',
          ou: { id: sur },
          mettre: {
            etat: 'instruit',
            contenu: {
              avis: saisie.avis ?? commentaire ?? null,
              ...(saisie.montant === undefined ? {} : { montant: saisie.montant }),
            },
          },
        },
      ],
    }),
    attendu: ({ faits }) =>
      faits.avenants
        .filter((a) => a.etat === 'demande')
        .map((a) => ({ role: 'instructeur', depuis: a.cree_le, quoi: 'une demande d’avenant est à instruire' })),
  }),
} satisfies Record<string, Acte>
