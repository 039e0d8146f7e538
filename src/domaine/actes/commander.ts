import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { ecolesFinancees } from '../demande.ts'
import { totalHt } from '../devis.ts'
import { periodeEligible } from '../echeances.ts'
import type { Commande, Devis, Faits, LigneDevis } from '../faits.ts'
import { deEcole } from '../organismes.ts'
import { refus, saisieInvalide } from '../refus.ts'
import { jour, motif, piece, texteCourt, texteLong } from '../saisies.ts'
import { ligneDeDevis } from './devis.ts'
import { DEPUIS_DEPOT, ecoleVivante, jourCourt, piecesAbsentes } from './etats-argent.ts'

/** Acts on orders and deliveries. Source: actes.md « Déployer, justifier, payer ». */
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
      motif: motif.optional(),
      piece: piece.optional(),
    }),
    possible: ({ faits }) =>
      faits.dossier.etat === 'notifie' || faits.dossier.contenu.demarrageAnticipe
        ? undefined
        : refus(
            'commande_avant_notification',
            'Ne commandez rien avant la notification : la dépense pourrait ne pas être subventionnée. Vous pouvez demander un démarrage anticipé.',
          ),
    garde: ({ faits, saisie }) => {
      const d = devisDe(faits, saisie.devis)
      if (!d || d.etat === 'remplace')
        return saisieInvalide([{ chemin: 'devis', message: 'Ce devis n’est pas dans le dossier.' }])
      if (d.etat !== 'conforme')
        return refus('devis_pas_conforme', 'Ce devis n’a pas été déclaré conforme : attendez la réponse du service.')
      const lignes = saisie.lignes ?? []
      if (saisie.conformeAuDevis === false && lignes.length === 0)
        return saisieInvalide([{ chemin: 'lignes', message: 'Dites ce que vous avez commandé, ligne par ligne.' }])
      if (lignes.length === 0 && faits.commandes.some((c) => c.devis_id === d.id))
        return refus('deja_commande', 'Ce devis est déjà commandé.')
      if ((saisie.fournisseur || saisie.conformeAuDevis === false) && !saisie.motif)
        return saisieInvalide([{ chemin: 'motif', message: 'Dites pourquoi la commande diffère du devis.' }])
      const hors = lignes.findIndex((l) => !ecoleVivante(faits, l.ecole))
      if (hors >= 0)
        return saisieInvalide([{ chemin: `lignes.${hors}.ecole`, message: 'Cette école n’est pas dans le dossier.' }])
      return piecesAbsentes(faits, [['piece', saisie.piece]])
    },
    effet: ({ faits, saisie, id, maintenant }) => {
      const d = devisDe(faits, saisie.devis)
      const lignes = saisie.lignes?.length
        ? saisie.lignes.map((l) => ({ ...l, ecole: l.ecole.toUpperCase() }))
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
              total: saisie.lignes?.length ? totalHt(saisie.lignes) : (d?.total ?? 0),
              lignes,
              contenu: {
                conformeAuDevis: !saisie.lignes?.length,
                motif: saisie.motif ?? null,
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
  declarer_reception: acte({
    libelle: 'Déclarer une livraison',
    fait: 'a déclaré une livraison',
    etape: 'deployer',
    source: 'G',
    sur: 'ecole',
    discret: true,
    de: DEPUIS_DEPOT,
    par: ['redacteur', 'directeur'],
    saisie: z.strictObject({
      date: jour,
      toutLivre: z.boolean().optional(),
      lignes: z
        .array(
          z.strictObject({
            article: z.string().max(60).optional(),
            designation: texteCourt.optional(),
            quantite: z.number().min(0).max(100_000),
            numerosSerie: z.array(texteCourt).max(1000).optional(),
          }),
        )
        .max(1000)
        .optional(),
      reserves: texteLong.optional(),
      numerosSerie: z.array(texteCourt).max(1000).optional(),
      photos: z.array(piece).max(20).optional(),
    }),
    possible: ({ faits }, sur) => {
      if (faits.dossier.etat !== 'notifie' && !faits.dossier.contenu.demarrageAnticipe)
        return refus('avant_notification', 'Le programme n’est pas encore lancé : rien n’est à déclarer.')
      return sur !== undefined && recue(faits, sur)
        ? refus('deja_recue', 'Tout est déjà déclaré livré dans cette école.')
        : undefined
    },
    garde: ({ faits, saisie }) => {
      if (saisie.toutLivre !== true && !saisie.lignes?.length)
        return saisieInvalide([
          { chemin: 'toutLivre', message: 'Cochez « Tout est livré », ou dites ce qui est arrivé, ligne par ligne.' },
        ])
      return piecesAbsentes(
        faits,
        (saisie.photos ?? []).map((p, i) => [`photos.${i}`, p] as const),
      )
    },
    effet: ({ faits, saisie, sur, id, maintenant }) => ({
      changements: [
        {
          dans: 'reception',
          creer: {
            id: id(),
            ecole: sur,
            date: saisie.date,
            tout_livre: saisie.toutLivre === true,
            lignes: saisie.lignes ?? [],
            contenu: {
              reserves: saisie.reserves ?? null,
              numerosSerie: saisie.numerosSerie ?? [],
              photos: saisie.photos ?? [],
            },
            cree_le: maintenant,
          },
        },
        ...livrer(faits, saisie.toutLivre === true ? sur : undefined, sur),
      ],
      resultat: { reception: id() },
    }),
    attendu: ({ faits }) =>
      faits.dossier.etat === 'notifie' && faits.commandes.length > 0
        ? ecolesFinancees(faits)
            .filter((e) => !recue(faits, e.uai) && faits.commandes.some((c) => c.lignes.some((l) => l.ecole === e.uai)))
            .map((e) => ({
              role: 'redacteur' as const,
              depuis: faits.commandes.at(-1)?.date ?? faits.dossier.etat_depuis,
              ecole: e.uai,
              quoi: `la livraison ${deEcole(e.nom)} est à déclarer`,
            }))
        : [],
  }),
} satisfies Record<string, Acte>

export const recue = (f: Faits, uai: string): boolean => f.receptions.some((r) => r.ecole === uai && r.tout_livre)

const devisDe = (f: Faits, id: string): Devis | undefined => f.devis.find((d) => d.id === id.toLowerCase())

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
      : ['La subvention n’est pas encore notifiée : cette commande est à vos risques, l’autorisation ne promet rien.']),
    ...(debut && date < debut
      ? [`La commande est datée d’avant le ${jourCourt(debut)}, début de la période subventionnée.`]
      : []),
    ...(commande > devise ? ['Vous avez commandé plus que le devis : l’excédent n’est pas subventionné.'] : []),
  ]
}

/** Orders whose every school has declared everything delivered are delivered; the others partly. */
const livrer = (f: Faits, complete: string | undefined, touchee: string | undefined) =>
  f.commandes
    .filter((c) => c.etat !== 'livree' && c.lignes.some((l) => l.ecole === touchee))
    .map((c) => ({
      dans: 'commande' as const,
      ou: { id: c.id },
      mettre: { etat: etatLivraison(f, c, complete) },
    }))

const etatLivraison = (f: Faits, c: Commande, complete: string | undefined): Commande['etat'] =>
  c.lignes.every((l) => l.ecole === complete || recue(f, l.ecole)) ? 'livree' : 'livree_partiellement'
