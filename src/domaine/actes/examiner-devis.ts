import { z } from 'zod'
import { type Acte, acte, type Situation } from '../acte.ts'
import { DEPUIS_DEPOT } from '../etats.ts'
import type { Devis, Faits, LigneDevis } from '../faits.ts'
import { type Refus, refus, saisieInvalide } from '../refus.ts'
import { motif } from '../saisies.ts'
import { devisEnvoyes } from './envoyer-devis.ts'

/** What may be said of each line of a quote. */
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

/** States that the examination leaves behind, after « Ce devis est déjà ». */
const DEJA: Readonly<Record<string, string>> = {
  conforme: 'déclaré conforme',
  a_reprendre: 'renvoyé pour être repris',
  remplace: 'remplacé par une nouvelle version',
}

/** 409 unless the named quote, or one of them when none is named, waits for its examination. */
const attendExamen = ({ faits }: Situation, sur?: string): Refus | undefined => {
  const d = faits.devis.find((x) => x.id === sur)
  if (sur === undefined ? devisEnvoyes(faits).length > 0 : d?.etat === 'envoye') return undefined
  return refus(
    'devis_deja_examine',
    d ? `Ce devis est déjà ${DEJA[d.etat] ?? 'examiné'}.` : 'Aucun devis n’attend votre examen.',
  )
}

/** A quote is found right, or sent back to be done again. Source: actes.md « Accorder et conventionner ». */
export const EXAMINER_DEVIS = {
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
    possible: attendExamen,
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
      const premier = devisEnvoyes(faits)[0]
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
    possible: attendExamen,
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
