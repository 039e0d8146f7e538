import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { totalComme } from '../devis.ts'
import { periodeEligible } from '../echeances.ts'
import { DEPUIS_DEPOT } from '../etats.ts'
import type { Devis, Faits, LigneDevis } from '../faits.ts'
import { dateSimple } from '../francais.ts'
import { piecesAbsentes } from '../gardes.ts'
import { verifierSiret } from '../identifiants/siret.ts'
import { refus, saisieInvalide } from '../refus.ts'
import { jour, motif, piece, texteCourt } from '../saisies.ts'
import { ligneDeDevis, lignesInconnues } from './lignes-devis.ts'

/** The act on orders. Source: actes.md « Déployer, justifier, payer ». */
export const COMMANDER = {
  passer_commande: acte({
    libelle: 'Enregistrer une commande',
    fait: 'a enregistré une commande',
    etape: 'deployer',
    source: 'G',
    discret: true,
    de: DEPUIS_DEPOT,
    par: ['redacteur', 'signataire'],
    saisie: z.strictObject({
      date: jour,
      devis: z.uuid({ error: 'Choisissez le devis de cette commande.' }),
      conformeAuDevis: z.boolean().optional(),
      lignes: z.array(ligneDeDevis).max(3000).optional(),
      fournisseur: texteCourt.optional(),
      siret: z
        .string()
        .max(40)
        .optional()
        .meta({ description: 'SIRET du fournisseur, quand ce n’est pas celui du devis.' }),
      motif: motif.optional(),
      piece: piece.optional(),
    }),
    possible: ({ faits }) =>
      faits.dossier.etat === 'notifie' || faits.dossier.contenu.demarrageAnticipe
        ? undefined
        : refus(
            'commande_avant_notification',
            'Ne commandez rien avant la notification : la dépense pourrait ne pas être subventionnée. Vous pouvez demander un démarrage anticipé.',
          ),
    garde: ({ faits, saisie, commentaire }) => {
      const d = devisDe(faits, saisie.devis)
      if (!d || d.etat === 'remplace')
        return saisieInvalide([{ chemin: 'devis', message: 'Ce devis n’est pas dans le dossier.' }])
      if (d.etat !== 'conforme')
        return refus('devis_pas_conforme', 'Ce devis n’a pas été déclaré conforme : attendez la réponse du service.')
      const lignes = saisie.lignes ?? []
      if (saisie.conformeAuDevis === false && lignes.length === 0)
        return saisieInvalide([{ chemin: 'lignes', message: 'Dites ce que vous avez commandé, ligne par ligne.' }])
      if (lignes.length === 0 && faits.commandes.some((c) => c.devis_id === d.id))
        return refus('deja_commande', 'Ce devis est déjà commandé.')
      // Other lines explain themselves, beside those of the quote; another supplier does not.
      if (saisie.fournisseur && !saisie.motif && !commentaire)
        return saisieInvalide([{ chemin: 'motif', message: 'Dites pourquoi la commande diffère du devis.' }])
      const siret = saisie.siret ? verifierSiret(saisie.siret) : undefined
      if (siret) return saisieInvalide([{ chemin: 'siret', message: siret }])
      const hors = lignesInconnues(faits, lignes)
      if (hors) return hors
      return piecesAbsentes(faits, [['piece', saisie.piece]])
    },
    effet: ({ faits, saisie, commentaire, id, maintenant }) => {
      const d = devisDe(faits, saisie.devis)
      const lignes = saisie.lignes?.length
        ? saisie.lignes.map((l) => commandee(l, d))
        : (d?.lignes ?? []).filter((l) => l.verdict !== 'ecartee')
      return {
        changements: [
          {
            dans: 'commande',
            creer: {
              id: id(),
              devis_id: d?.id ?? null,
              date: saisie.date,
              fournisseur: saisie.fournisseur ?? d?.fournisseur_nom ?? '',
              total: saisie.lignes?.length ? totalComme(d, saisie.lignes) : (d?.total ?? 0),
              lignes,
              contenu: {
                conformeAuDevis: !saisie.lignes?.length,
                siret: saisie.siret?.replace(/\s/g, '') ?? null,
                motif: saisie.motif ?? commentaire ?? null,
                piece: saisie.piece ?? null,
              },
              cree_le: maintenant,
            },
          },
        ],
        resultat: { commande: id(), avertissements: avertirCommande(faits, saisie.date, saisie.lignes, d) },
      }
    },
  }),
} satisfies Record<string, Acte>

const devisDe = (f: Faits, id: string): Devis | undefined => f.devis.find((d) => d.id === id.toLowerCase())

/** An ordered line that names no article is the quote's line of the same words; what the instructor set aside on the quote stays out
 * of the subsidised expense when it is ordered. */
const commandee = (l: z.infer<typeof ligneDeDevis>, d: Devis | undefined) => {
  const ecole = l.ecole.toUpperCase()
  const article = l.article ?? d?.lignes.find((x) => x.ecole === ecole && x.designation === l.designation)?.article
  const ligne = { ...l, ecole, ...(article ? { article } : {}) }
  const jumelles = (d?.lignes ?? []).filter((x) => x.ecole === ligne.ecole && x.article === ligne.article)
  const hors = jumelles.length > 0 && jumelles.every((x) => x.verdict === 'ecartee' || x.verdict === 'hors_catalogue')
  return hors ? { ...ligne, verdict: 'ecartee' } : ligne
}

const avertirCommande = (
  f: Faits,
  date: string,
  lignes: readonly Pick<LigneDevis, 'quantite'>[] | undefined,
  d: Devis | undefined,
): string[] => {
  const { debut } = periodeEligible(f)
  const commande = (lignes ?? []).reduce((t, l) => t + l.quantite, 0)
  const devise = (d?.lignes ?? []).reduce((t, l) => t + l.quantite, 0)
  return [
    ...(f.dossier.etat === 'notifie'
      ? []
      : ['La subvention n’est pas encore notifiée : cette commande est à vos risques, l’autorisation ne promet rien.']),
    ...(debut && date < debut
      ? [`La commande est datée d’avant le ${dateSimple(debut)}, début de la période subventionnée.`]
      : []),
    ...(commande > devise ? ['Vous avez commandé plus que le devis : l’excédent n’est pas subventionné.'] : []),
  ]
}
