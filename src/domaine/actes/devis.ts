import { z } from 'zod'
import { type Acte, acte, type Situation } from '../acte.ts'
import { lignesDecouvertes } from '../couverture.ts'
import { ecartTotal, totalHt, totalTtc } from '../devis.ts'
import { echeancesDe } from '../echeances.ts'
import { DEPUIS_DEPOT, JUSQU_A_NOTIFIE } from '../etats.ts'
import { type Devis, type Faits, type LigneDevis, resultatsPublies } from '../faits.ts'
import { dateSimple } from '../francais.ts'
import { ecoleVivante, piecesAbsentes } from '../gardes.ts'
import { verifierSiret } from '../identifiants/siret.ts'
import { euros } from '../montants.ts'
import { type Refus, refus, saisieInvalide } from '../refus.ts'
import { ROLES_PORTEUR } from '../roles.ts'
import { cents, codeUai, jour, motif, piece, texteCourt } from '../saisies.ts'

/** `prixUnitaireHt`: cents, negative for a discount; `tva`: percent; `nature`: `article`, `eco_contribution`, `remise`, `livraison`,
 * `hors_depense`…; only lines with an article of the catalogue are subsidised. */
export const ligneDeDevis = z.strictObject({
  ecole: codeUai,
  article: z.string().max(60).optional(),
  nature: z.string().trim().min(1).max(60).default('article'),
  designation: texteCourt,
  quantite: z
    .number({ error: 'Indiquez une quantité.' })
    .gt(0, { error: 'Une quantité est supérieure à zéro.' })
    .max(100_000),
  prixUnitaireHt: z.int({ error: 'Indiquez un prix en centimes entiers.' }).min(-10_000_000_000).max(10_000_000_000),
  tva: z.number({ error: 'Indiquez un taux de TVA en %.' }).min(0).max(100),
})
const lignes = z.array(ligneDeDevis).max(3000, { error: '3 000 lignes au plus.' })

export const VERDICTS = {
  conforme: 'Conforme',
  prix_au_dessus_du_plafond: 'Prix au-dessus du plafond',
  hors_catalogue: 'Hors catalogue',
  quantite_superieure: 'Quantité supérieure à la candidature',
  garantie_manquante: 'Garantie manquante',
  ecartee: 'Écartée',
  autre: 'Autre point',
} as const
const NOMS_VERDICTS = Object.keys(VERDICTS) as [keyof typeof VERDICTS] // the keys of a constant object
const verdicts = z
  .array(
    z.strictObject({
      ligne: z.int().min(0).meta({ description: 'Rang de la ligne, à partir de 0.' }),
      verdict: z.enum(NOMS_VERDICTS, { error: 'Choisissez un verdict.' }),
      motif: motif.optional(),
    }),
  )
  .max(3000)

const DEJA: Readonly<Record<string, string>> = {
  conforme: 'déclaré conforme',
  a_reprendre: 'renvoyé pour être repris',
  remplace: 'remplacé par une nouvelle version',
}
const enAttente = (f: Faits) => f.devis.filter((d) => d.etat === 'envoye')
const devisEnvoye = ({ faits }: Situation, sur?: string): Refus | undefined => {
  const d = faits.devis.find((x) => x.id === sur)
  if (sur === undefined ? enAttente(faits).length > 0 : d?.etat === 'envoye') return undefined
  return refus(
    'devis_deja_examine',
    d ? `Ce devis est déjà ${DEJA[d.etat] ?? 'examiné'}.` : 'Aucun devis n’attend votre examen.',
  )
}

/** Acts on quotes. Source: actes.md « Accorder et conventionner ». */
export const DEVIS = {
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
              lignes: enLignes(liste),
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
      enAttente(s.faits).length === 0 &&
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
      (sur === undefined ? enAttente(faits).length > 0 : faits.devis.find((d) => d.id === sur)?.etat === 'envoye')
        ? undefined
        : refus('devis_deja_examine', 'Ce devis est déjà examiné : envoyez-en une nouvelle version.'),
    garde: ({ faits, saisie, sur }) =>
      lignesRefusees(faits, saisie.lignes, faits.devis.find((d) => d.id === sur)?.total ?? 0),
    effet: ({ saisie, sur }) => ({
      changements: [{ dans: 'devis', ou: { id: sur }, mettre: { lignes: enLignes(saisie.lignes) } }],
    }),
  }),
  declarer_devis_conforme: acte({
    libelle: 'Déclarer le devis conforme',
    fait: 'a déclaré un devis conforme',
    etape: 'accorder',
    source: 'G',
    sur: 'devis',
    discret: true,
    de: DEPUIS_DEPOT,
    par: ['instructeur'],
    saisie: z.strictObject({ lignes: verdicts.optional() }),
    possible: devisEnvoye,
    garde: ({ faits, saisie, sur }) => {
      const d = faits.devis.find((x) => x.id === sur)
      return d?.lignes.length === 0
        ? refus('devis_sans_lignes', 'Saisissez d’abord les lignes de ce devis : elles portent le montant financé.')
        : verdictsRefuses(d, saisie.lignes)
    },
    effet: ({ faits, saisie, sur }) => ({
      changements: [
        {
          dans: 'devis',
          ou: { id: sur },
          mettre: { etat: 'conforme', lignes: avecVerdicts(faits, sur, saisie.lignes, 'conforme') },
        },
      ],
    }),
    attendu: ({ faits }) => {
      const premier = enAttente(faits)[0]
      return premier ? [{ role: 'instructeur', depuis: premier.cree_le, quoi: 'un devis est à examiner' }] : []
    },
  }),
  demander_reprise_devis: acte({
    libelle: 'Demander la reprise du devis',
    fait: 'a demandé la reprise d’un devis',
    etape: 'accorder',
    source: 'G',
    sur: 'devis',
    discret: true,
    de: DEPUIS_DEPOT,
    par: ['instructeur'],
    saisie: z.strictObject({ lignes: verdicts.optional(), motif: motif.optional() }),
    possible: devisEnvoye,
    garde: ({ faits, saisie, sur, commentaire }) =>
      saisie.lignes?.some((l) => l.verdict !== 'conforme') || saisie.motif || commentaire
        ? verdictsRefuses(
            faits.devis.find((x) => x.id === sur),
            saisie.lignes,
          )
        : saisieInvalide([
            { chemin: 'motif', message: 'Dites ce qui est à reprendre : une ligne au moins, ou un motif.' },
          ]),
    effet: ({ faits, saisie, sur, commentaire }) => ({
      changements: [
        {
          dans: 'devis',
          ou: { id: sur },
          mettre: {
            etat: 'a_reprendre',
            lignes: avecVerdicts(faits, sur, saisie.lignes),
            contenu: { motif: saisie.motif ?? commentaire ?? null },
          },
        },
      ],
    }),
  }),
} satisfies Record<string, Acte>

const avant = (jour: string | undefined) => (jour ? { avant: jour } : {})

type LigneSaisie = z.infer<typeof ligneDeDevis>
const enLignes = (liste: readonly LigneSaisie[]): LigneSaisie[] =>
  liste.map((l) => ({ ...l, ecole: l.ecole.toUpperCase() }))

/** 422 for lines whose school is not in the dossier, or whose article is not in the catalogue. */
export const lignesInconnues = (
  f: Faits,
  liste: readonly { ecole: string; article?: string | undefined }[],
): Refus | undefined => {
  const erreurs = liste.flatMap((l, i) => [
    ...(ecoleVivante(f, l.ecole)
      ? []
      : [{ chemin: `lignes.${i}.ecole`, message: `L’école ${l.ecole} n’est pas dans ce dossier.` }]),
    ...(l.article === undefined || f.appel.catalogue.some((a) => a.id === l.article)
      ? []
      : [{ chemin: `lignes.${i}.article`, message: `L’article « ${l.article} » n’est pas au catalogue de l’appel.` }]),
  ])
  return erreurs.length > 0 ? saisieInvalide(erreurs) : undefined
}

/** Schools of the dossier, articles of the catalogue, and lines that agree with the total of the file within one euro. */
const lignesRefusees = (f: Faits, liste: readonly LigneSaisie[], total: number): Refus | undefined => {
  const inconnues = lignesInconnues(f, liste)
  if (inconnues) return inconnues
  if (liste.length === 0 || ecartTotal(liste, total) <= 100) return undefined
  const [ht, ttc] = [totalHt(liste), totalTtc(liste)]
  return saisieInvalide([
    {
      chemin: 'total',
      message: `Les lignes font ${euros(ht)} HT et ${euros(ttc)} TTC, et le total du devis ${euros(total)} : plus d’un euro d’écart. Vérifiez les lignes ou le total.`,
    },
  ])
}

const verdictsRefuses = (
  d: Devis | undefined,
  liste: readonly { ligne: number; verdict: string; motif?: string | undefined }[] = [],
): Refus | undefined => {
  const n = d?.lignes.length ?? 0
  const erreurs = liste.flatMap((l, i) =>
    l.ligne >= n
      ? [{ chemin: `lignes.${i}.ligne`, message: `Ce devis a ${n} lignes, numérotées de 0 à ${n - 1}.` }]
      : [],
  )
  return erreurs.length > 0 ? saisieInvalide(erreurs) : undefined
}

const avecVerdicts = (
  f: Faits,
  sur: string | undefined,
  liste: readonly { ligne: number; verdict: string; motif?: string | undefined }[] = [],
  defaut?: string,
): LigneDevis[] =>
  (f.devis.find((d) => d.id === sur)?.lignes ?? []).map((l, i) => {
    const v = liste.find((x) => x.ligne === i)
    if (!v && !defaut) return l
    return { ...l, verdict: v?.verdict ?? defaut ?? '', ...(v?.motif ? { motif: v.motif } : {}) }
  })

/** What is said of a quote that expired before this day, or nothing: the vote is a maximum, an expired quote is warned. */
export const phraseValidite = (d: Devis, le: string): string | undefined =>
  d.validite < le ? `Le devis ${d.numero} n’est plus valable depuis le ${dateSimple(d.validite)}.` : undefined
