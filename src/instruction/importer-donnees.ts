import { sql } from 'kysely'
import { verifierUai } from '../domaine/identifiants/uai.ts'
import { lireMontant } from '../domaine/montants.ts'
import { estRefus, type Refus, saisieInvalide } from '../domaine/refus.ts'
import { nouvelId } from '../registre/identifiants.ts'
import type { Lecteur } from '../registre/lire.ts'
import { pourRecherche } from '../socle/annuaires/recherche.ts'
import { lireCsvParLigne } from '../socle/tableurs/lire-csv.ts'

export type Bilan = { lues: number; ecrites: number; ignorees: { ligne: number; raison: string }[] }
type Champs = Record<string, string>

/** Past grants (earlier waves) from a CSV: `siren` or `uai`, and if known `organisme`, `ecole`, `annee`, `montant` (euros),
 * `objet`. Importing the same file again writes nothing twice. */
export const importerBeneficiaires = (
  base: Lecteur,
  chemin: string,
  vague: string,
  maintenant: Date,
): Promise<Bilan | Refus> =>
  parLigne(chemin, [], async (c) => {
    const siren = (c.siren ?? '').replace(/\s/g, '') || null
    const uai = (c.uai ?? '').trim().toUpperCase() || null
    if (!siren && !uai) return 'Ni SIREN ni UAI : on ne sait pas qui a été aidé.'
    if (siren && !/^\d{9}$/.test(siren)) return `Le SIREN « ${siren} » n’a pas neuf chiffres.`
    const faute = uai ? verifierUai(uai) : undefined
    if (faute) return faute
    const montant = c.montant ? lireMontant(c.montant) : null
    if (montant === undefined) return `Le montant « ${c.montant} » n’est pas un montant en euros.`
    const annee = /^20\d\d$/.test(c.annee ?? '') ? Number(c.annee) : null
    await sql`
      insert into beneficiaire (id, vague, annee, siren, organisme, uai, ecole, montant, objet, source, importe_le)
      values (${nouvelId()}, ${vague}, ${annee}, ${siren}, ${c.organisme ?? ''}, ${uai}, ${c.ecole ?? ''}, ${montant}, ${c.objet ?? ''}, ${vague}, ${maintenant})
      on conflict (vague, siren, uai, objet) do update set annee = excluded.annee, montant = excluded.montant, organisme = excluded.organisme, ecole = excluded.ecole`.execute(
      base,
    )
    return undefined
  })

/** Social position index of schools (« fr-en-ips-ecoles »): `uai`, `ips`, `ips_departemental`, `rentree_scolaire`. A school
 * without index (« NS ») is left without. Of several school years, the latest stays. */
export const importerIps = (base: Lecteur, chemin: string): Promise<Bilan | Refus> =>
  parLigne(chemin, ['uai', 'ips'], async (c) => {
    const uai = (c.uai ?? '').trim().toUpperCase()
    const faute = verifierUai(uai)
    if (faute) return faute
    const ips = nombre(c.ips)
    if (ips === undefined) return 'Cette école n’a pas d’indice publié.'
    const rentree = /^(20\d\d)/.exec(c.rentree_scolaire ?? '')?.[1]
    const date = rentree ? `${rentree}-09-01` : null
    const departement = nombre(c.ips_departemental)
    const source = `Indice de position sociale${rentree ? `, rentrée ${rentree}` : ''}`
    for (const [cle, valeur] of [
      ['ips', ips],
      ['ips_ecart', departement === undefined ? undefined : ips - departement],
    ] as const)
      if (valeur !== undefined)
        await sql`
          insert into donnee_ecole (uai, cle, valeur, source, date) values (${uai}, ${cle}, ${valeur.toFixed(1)}::numeric, ${source}, ${date}::date)
          on conflict (uai, cle) do update set valeur = excluded.valeur, source = excluded.source, date = excluded.date
          where donnee_ecole.date is null or excluded.date >= donnee_ecole.date`.execute(base)
    return undefined
  })

/** Rural revitalisation zoning by commune: `code` (INSEE) and `statut` (FRR, FRR_PLUS, EX_ZRR_MAINTENUE, HORS). */
export const importerRuralite = (base: Lecteur, chemin: string, source: string): Promise<Bilan | Refus> =>
  parLigne(chemin, ['code', 'statut'], async (c) => {
    const statut = pourRecherche(c.statut ?? '')
      .toUpperCase()
      .replace(/\W+/g, '_')
    if (!/^\w{5}$/.test(c.code ?? '')) return `« ${c.code} » n’est pas un code de commune.`
    if (!['FRR', 'FRR_PLUS', 'EX_ZRR_MAINTENUE', 'HORS'].includes(statut))
      return `Le statut « ${c.statut} » n’est pas connu.`
    await sql`
      insert into donnee_commune (insee, cle, valeur, source) values (${c.code}, 'ruralite', ${statut}, ${source})
      on conflict (insee, cle) do update set valeur = excluded.valeur, source = excluded.source`.execute(base)
    return undefined
  })

const nombre = (texte: string | undefined): number | undefined => {
  const n = Number((texte ?? '').trim().replace(',', '.'))
  return (texte ?? '').trim() !== '' && Number.isFinite(n) ? n : undefined
}

/** Column labels compared without accent, case, space or underscore. */
const etiquette = (texte: string): string =>
  pourRecherche(texte)
    .trim()
    .replace(/[\s-]+/g, '_')

const parLigne = async (
  chemin: string,
  exigees: string[],
  ecrire: (c: Champs) => Promise<string | undefined>,
): Promise<Bilan | Refus> => {
  const csv = await lireCsvParLigne(chemin)
  if (estRefus(csv)) return csv
  const colonnes = csv.colonnes.map(etiquette)
  const absente = exigees.find((c) => !colonnes.includes(c))
  if (absente) return saisieInvalide([{ chemin: absente, message: `Il manque la colonne « ${absente} ».` }])
  const bilan: Bilan = { lues: 0, ecrites: 0, ignorees: [] }
  for await (const ligne of csv.lignes) {
    bilan.lues += 1
    const raison = estRefus(ligne)
      ? ligne.detail
      : await ecrire(Object.fromEntries(colonnes.map((c, i) => [c, (ligne.cellules[i] ?? '').trim()])))
    if (raison === undefined) bilan.ecrites += 1
    else bilan.ignorees.push({ ligne: estRefus(ligne) ? bilan.lues + 1 : ligne.numero, raison })
  }
  return bilan
}
