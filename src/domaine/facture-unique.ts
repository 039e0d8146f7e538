import type { Autour } from './acte.ts'
import type { Faits } from './faits.ts'
import { euros, somme } from './montants.ts'
import { type Refus, refus } from './refus.ts'
import { memeFacture } from './versement-factures.ts'

/** An invoice as a claim presents it; `ht` its total, `part` what is claimed of it, cents before tax. */
type Presentee = { siret: string; numero: string; ht: number; part: number; sha256: string | null }
type Ailleurs = Autour['facturesAilleurs']

/** The parts claimed of one invoice never exceed its total, over all dossiers; one file is one invoice. `ailleurs`: the
 * invoices of other living claims. Refusal: 409 `facture_deja_presentee`. */
export const dejaPresentee = (x: Presentee, ailleurs: Ailleurs): Refus | undefined => {
  const memes = ailleurs.filter((a) => memeFacture(a, x))
  const fichier = ailleurs.find(
    (a) => a.sha256 !== null && a.sha256 === x.sha256 && a.ht === x.ht && !memes.includes(a),
  )
  if (fichier)
    return refus(
      'facture_deja_presentee',
      `Le fichier de la facture ${x.numero} est déjà présenté dans le dossier ${fichier.dossierNumero}, sous le numéro ${fichier.numero}.`,
    )
  if (memes.length === 0) return undefined
  const deja = somme(memes.map((a) => a.reclame))
  // Two claims that do not agree on the total of one invoice: the smaller is believed.
  const total = Math.min(x.ht, ...memes.map((a) => a.ht))
  return x.ht > 0 && deja + x.part <= total
    ? undefined
    : refus(
        'facture_deja_presentee',
        `La facture ${x.numero} est déjà présentée dans le dossier ${memes[0]?.dossierNumero} pour ${euros(deja)} sur ${euros(total)} HT\u00a0: elle ne peut pas être payée deux fois.`,
      )
}

/** The same rule once more when the amount due is computed: a rejection may have been rectified after another claim presented the
 * invoice. `ecartees`: ids set aside by this very computation. */
export const payeeDeuxFois = (
  f: Faits,
  versement: string | undefined,
  ecartees: readonly (string | undefined)[],
  autour: Autour,
): Refus | undefined => {
  const ailleurs = autour.facturesAilleurs.filter((a) => a.versement !== versement)
  return f.factures
    .filter((x) => x.versement_id === versement && !x.ecartee && !ecartees.includes(x.id))
    .map((x) => dejaPresentee({ ...x, part: typeof x.contenu.part === 'number' ? x.contenu.part : x.ht }, ailleurs))
    .find((r) => r !== undefined)
}
