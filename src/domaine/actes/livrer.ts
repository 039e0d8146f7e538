import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { ecolesFinancees } from '../demande.ts'
import { DEPUIS_DEPOT } from '../etats.ts'
import type { Commande, Faits } from '../faits.ts'
import { accorder } from '../francais.ts'
import { pieceDe, piecesAbsentes } from '../gardes.ts'
import { cleDe, type LigneALivrer, resteALivrer } from '../livraison.ts'
import { somme } from '../montants.ts'
import { deEcole } from '../organismes.ts'
import { refus, saisieInvalide } from '../refus.ts'
import { jour, piece, texteCourt, texteLong } from '../saisies.ts'

/** Acts on deliveries. Source: actes.md « Déployer, justifier, payer » ; the district's answer: issue 4 §5. */
export const LIVRER = {
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
        return refus('avant_notification', 'Le programme n’est pas encore lancé : rien n’est à déclarer.')
      return sur !== undefined && recue(faits, sur)
        ? refus('deja_recue', 'Tout est déjà déclaré livré dans cette école.')
        : undefined
    },
    garde: ({ faits, saisie }) => {
      if (saisie.toutLivre !== true && !saisie.lignes?.length)
        return saisieInvalide([
          { chemin: 'toutLivre', message: 'Cochez « Tout est livré », ou dites ce qui est arrivé, ligne par ligne.' },
        ])
      const inconnue = (saisie.lignes ?? []).findIndex((l) =>
        l.article ? !faits.appel.catalogue.some((a) => a.id === l.article) : !l.designation,
      )
      if (inconnue >= 0)
        return saisieInvalide([
          {
            chemin: `lignes.${inconnue}.article`,
            message: 'Dites ce qui est arrivé : un article du catalogue, ou sa désignation.',
          },
        ])
      const photos = (saisie.photos ?? []).map((p, i) => [`photos.${i}`, p] as const)
      const autre = photos.find(([, p]) => pieceDe(faits, p) && pieceDe(faits, p)?.nature !== 'photo')
      return (
        piecesAbsentes(faits, photos) ??
        (autre
          ? saisieInvalide([
              {
                chemin: autre[0],
                message: 'Envoyez cette image comme photo (nature « photo ») : elle est réduite et rendue anonyme.',
              },
            ])
          : undefined)
      )
    },
    effet: ({ faits, saisie, sur, id, maintenant }) => {
      const attendues = resteALivrer(faits, sur ?? '')
      const arrivees = (l: LigneALivrer) =>
        somme((saisie.lignes ?? []).filter((x) => (x.article ?? x.designation) === cleDe(l)).map((x) => x.quantite))
      // Deliveries that add up to all that was ordered are the whole delivery, whoever ticks the box.
      const tout = saisie.toutLivre === true || (attendues.length > 0 && attendues.every((l) => l.reste <= arrivees(l)))
      const enTrop = saisie.toutLivre === true ? [] : attendues.filter((l) => arrivees(l) > l.reste)
      return {
        changements: [
          {
            dans: 'reception',
            creer: {
              id: id(),
              ecole: sur,
              date: saisie.date,
              tout_livre: tout,
              lignes: saisie.lignes ?? [],
              contenu: {
                reserves: saisie.reserves ?? null,
                numerosSerie: saisie.numerosSerie ?? [],
                photos: saisie.photos ?? [],
              },
              cree_le: maintenant,
            },
          },
          ...livrer(faits, tout && sur ? [sur] : [], sur ? [sur] : []),
        ],
        resultat: {
          reception: id(),
          avertissements: enTrop.map(
            (l) =>
              `${l.designation} : ${accorder(arrivees(l), 'arrivé')}, ${accorder(l.reste, 'attendu')}. Vérifiez la quantité.`,
          ),
        },
      }
    },
    attendu: ({ faits }) =>
      faits.dossier.etat === 'notifie' && faits.commandes.length > 0
        ? ecolesFinancees(faits)
            .filter((e) => !recue(faits, e.uai) && faits.commandes.some((c) => c.lignes.some((l) => l.ecole === e.uai)))
            .map((e) => ({
              role: 'redacteur' as const,
              aussi: 'directeur' as const,
              depuis: faits.commandes.at(-1)?.date ?? faits.dossier.etat_depuis,
              ecole: e.uai,
              quoi: `la livraison ${deEcole(e.nom)} est à déclarer (la direction de l’école peut aussi le faire)`,
            }))
        : [],
  }),
  viser_livraison: acte({
    libelle: 'Prendre acte de la livraison, ou signaler un problème',
    fait: 'a répondu à une livraison',
    etape: 'deployer',
    source: 'G',
    sur: 'ecole',
    discret: true,
    de: [...DEPUIS_DEPOT, 'solde'],
    par: ['ien', 'erun'],
    saisie: z.strictObject({
      reception: z.uuid({ error: 'Choisissez la livraison.' }),
      sens: z.enum(['vu', 'probleme'], { error: 'Dites si tout va bien, ou s’il y a un problème.' }),
      texte: texteLong.optional(),
    }),
    possible: ({ faits }, sur) =>
      faits.receptions.some((r) => sur === undefined || r.ecole === sur)
        ? undefined
        : refus('pas_de_livraison', 'Aucune livraison n’est déclarée dans cette école.'),
    garde: ({ faits, saisie, sur }) => {
      if (!faits.receptions.some((r) => r.id === saisie.reception.toLowerCase() && r.ecole === sur))
        return saisieInvalide([{ chemin: 'reception', message: 'Cette livraison n’est pas celle de cette école.' }])
      return saisie.sens === 'probleme' && !saisie.texte
        ? saisieInvalide([
            { chemin: 'texte', message: 'Dites quel est le problème : la commune et l’école vous liront.' },
          ])
        : undefined
    },
    effet: ({ faits, saisie, acteur, qualite, maintenant }) => {
      const r = faits.receptions.find((x) => x.id === saisie.reception.toLowerCase())
      const visa = {
        role: qualite,
        par: acteur.nom,
        le: maintenant.toISOString(),
        sens: saisie.sens,
        texte: saisie.texte ?? null,
      }
      return {
        changements: [{ dans: 'reception', ou: { id: r?.id }, mettre: { contenu: { visas: [...visasDe(r), visa] } } }],
      }
    },
  }),
} satisfies Record<string, Acte>

export type Visa = { role: string; par: string; le: string; sens: 'vu' | 'probleme'; texte: string | null }
/** What the district answered to a delivery, oldest first. */
export const visasDe = (r: { contenu: Record<string, unknown> } | undefined): Visa[] =>
  Array.isArray(r?.contenu.visas) ? (r.contenu.visas as Visa[]) : [] // as `viser_livraison` wrote them

/** Has this school declared that everything arrived? */
export const recue = (f: Faits, uai: string): boolean => f.receptions.some((r) => r.ecole === uai && r.tout_livre)

/** Orders whose every school has declared everything delivered are delivered; the others partly. `touchees`: schools that this act
 * speaks of; `completes`: those where it says that all is there. */
export const livrer = (f: Faits, completes: readonly string[], touchees: readonly string[]) =>
  f.commandes
    .filter((c) => c.etat !== 'livree' && c.lignes.some((l) => touchees.includes(l.ecole)))
    .map((c) => ({
      dans: 'commande' as const,
      ou: { id: c.id },
      mettre: { etat: etatLivraison(f, c, completes) },
    }))

const etatLivraison = (f: Faits, c: Commande, completes: readonly string[]): Commande['etat'] =>
  c.lignes.every((l) => completes.includes(l.ecole) || recue(f, l.ecole)) ? 'livree' : 'livree_partiellement'
