import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { lignesDecouvertes } from '../couverture.ts'
import { ecartTotal } from '../devis.ts'
import { echeancesDe } from '../echeances.ts'
import { JUSQU_A_NOTIFIE } from '../etats.ts'
import { type Faits, resultatsPublies } from '../faits.ts'
import { piecesAbsentes } from '../gardes.ts'
import { verifierSiret } from '../identifiants/siret.ts'
import { euros } from '../montants.ts'
import { refus, saisieInvalide } from '../refus.ts'
import { ROLES_PORTEUR } from '../roles.ts'
import { cents, jour, piece, texteCourt } from '../saisies.ts'
import { lignes, lignesNormalisees, lignesRefusees } from './lignes-devis.ts'

/** A quote is sent, and its lines typed. Source: actes.md « Accorder et conventionner ». */
export const ENVOYER_DEVIS = {
  envoyer_devis: acte({
    libelle: 'Envoyer un devis',
    fait: 'a envoyé un devis',
    etape: 'accorder',
    source: 'G',
    discret: true,
    de: JUSQU_A_NOTIFIE,
    par: ROLES_PORTEUR,
    saisie: z.strictObject({
      piece,
      fournisseur: z.strictObject({ nom: texteCourt, siret: z.string().max(40) }),
      numero: texteCourt,
      date: jour,
      validite: jour,
      total: cents,
      lignes: lignes.optional(),
      remplace: z.uuid({ error: 'Choisissez le devis remplacé.' }).optional(),
      signe: z.boolean().optional(),
    }),
    garde: ({ faits, saisie }) => {
      const siret = verifierSiret(saisie.fournisseur.siret)
      if (siret) return saisieInvalide([{ chemin: 'fournisseur.siret', message: siret }])
      if (saisie.validite < saisie.date)
        return saisieInvalide([
          { chemin: 'validite', message: 'La date de fin de validité est avant la date du devis.' },
        ])
      const remplace = saisie.remplace ? faits.devis.find((d) => d.id === saisie.remplace?.toLowerCase()) : undefined
      if (saisie.remplace && (!remplace || remplace.etat === 'remplace'))
        return saisieInvalide([
          { chemin: 'remplace', message: 'Ce devis n’existe pas dans ce dossier, ou il est déjà remplacé.' },
        ])
      const siretPropre = saisie.fournisseur.siret.replace(/\s/g, '')
      const meme = faits.devis.find(
        (d) =>
          d.etat !== 'remplace' &&
          d.id !== remplace?.id &&
          d.fournisseur_siret === siretPropre &&
          d.numero.toUpperCase() === saisie.numero.toUpperCase(),
      )
      if (meme)
        return refus(
          'devis_deja_envoye',
          `Le devis ${saisie.numero} de ce fournisseur est déjà dans le dossier. Pour le corriger, envoyez-le comme nouvelle version de celui-ci.`,
        )
      return (
        piecesAbsentes(faits, [['piece', saisie.piece]]) ?? lignesRefusees(faits, saisie.lignes ?? [], saisie.total)
      )
    },
    effet: ({ faits, saisie, id, maintenant }) => {
      const remplace = faits.devis.find((d) => d.id === saisie.remplace?.toLowerCase())
      const liste = saisie.lignes ?? []
      return {
        changements: [
          ...(remplace ? [{ dans: 'devis' as const, ou: { id: remplace.id }, mettre: { etat: 'remplace' } }] : []),
          {
            dans: 'devis',
            creer: {
              id: id(),
              numero: saisie.numero,
              version: (remplace?.version ?? 0) + 1,
              etat: 'envoye',
              fournisseur_nom: saisie.fournisseur.nom,
              fournisseur_siret: saisie.fournisseur.siret.replace(/\s/g, ''),
              date: saisie.date,
              validite: saisie.validite,
              total: saisie.total,
              piece_id: saisie.piece.toLowerCase(),
              remplace: remplace?.id ?? null,
              lignes: lignesNormalisees(liste),
              contenu: {
                signe: saisie.signe === true,
                ecart: liste.length > 0 ? ecartTotal(liste, saisie.total) : null,
              },
              cree_le: maintenant,
            },
          },
        ],
        resultat: {
          devis: id(),
          avertissements: [
            ...(saisie.signe
              ? [
                  'Ce devis est déjà signé : la signature est un engagement, et une dépense engagée avant la notification peut ne pas être subventionnée.',
                ]
              : []),
            ...(liste.length > 0 && ecartTotal(liste, saisie.total) > 0
              ? [`Le total des lignes et le total du devis diffèrent de ${euros(ecartTotal(liste, saisie.total))}.`]
              : []),
          ],
        },
      }
    },
    attendu: (s) =>
      s.faits.dossier.etat === 'retenu' &&
      resultatsPublies(s.faits) &&
      devisEnvoyes(s.faits).length === 0 &&
      lignesDecouvertes(s.faits).length > 0
        ? [
            {
              role: 'redacteur',
              depuis: s.faits.dossier.etat_depuis,
              ...avant(echeancesDe(s.faits).devis),
              quoi: 'les devis de tout ce qui est financé sont à envoyer',
            },
          ]
        : [],
  }),
  saisir_lignes_devis: acte({
    libelle: 'Saisir les lignes d’un devis',
    fait: 'a saisi les lignes d’un devis',
    etape: 'accorder',
    source: 'G',
    sur: 'devis',
    discret: true,
    de: JUSQU_A_NOTIFIE,
    par: [...ROLES_PORTEUR, 'instructeur'],
    saisie: z.strictObject({ lignes: lignes.min(1, { error: 'Saisissez au moins une ligne.' }) }),
    possible: ({ faits }, sur) =>
      (sur === undefined ? devisEnvoyes(faits).length > 0 : faits.devis.find((d) => d.id === sur)?.etat === 'envoye')
        ? undefined
        : refus('devis_deja_examine', 'Ce devis est déjà examiné : envoyez-en une nouvelle version.'),
    garde: ({ faits, saisie, sur }) =>
      lignesRefusees(faits, saisie.lignes, faits.devis.find((d) => d.id === sur)?.total ?? 0),
    effet: ({ saisie, sur }) => ({
      changements: [{ dans: 'devis', ou: { id: sur }, mettre: { lignes: lignesNormalisees(saisie.lignes) } }],
    }),
  }),
} satisfies Record<string, Acte>

/** The quotes that wait for the examination. */
export const devisEnvoyes = (f: Faits) => f.devis.filter((d) => d.etat === 'envoye')

const avant = (jour: string | undefined) => (jour ? { avant: jour } : {})
