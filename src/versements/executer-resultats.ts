import { sql } from 'kysely'
import type { Acteur } from '../domaine/faits.ts'
import { estRefus, type Refus } from '../domaine/refus.ts'
import { accomplirDans } from '../registre/accomplir.ts'
import { acteurParId } from '../registre/acteurs.ts'
import { enTransaction, type Porte } from '../registre/porte.ts'
import { seulAuTravail } from '../registre/seul-au-travail.ts'
import { type CellulesResultat, type LigneResultat, lireResultat } from './colonnes-resultats.ts'
import { type LignePaiement, lireDemandesNommees } from './paiements-queries.ts'
import { type Rapprochement, rapprocher } from './rapprocher.ts'

type Lot = { id: string; appel: string; personne_id: string }
type Ligne = { ligne: number; contenu: CellulesResultat }
type Marque = { etat: 'fait' | 'deja' | 'ecart'; raison?: string; cible?: LignePaiement | undefined }

/** Does the rows of the imports that wait, in the order of the file. After a process that died, the next one goes on from the first
 * row without report. */
export const executerResultats = ({ porte }: { porte: Porte }): Promise<void> =>
  seulAuTravail(porte.base, 'resultats', async () => {
    for (let lot = await prochain(porte); lot; lot = await prochain(porte)) await toutFaire(porte, lot)
  })

const prochain = async ({ base }: Porte): Promise<Lot | undefined> =>
  (
    await sql<Lot>`select id, appel, personne_id from lot where genre = 'resultats_paiement' and etat = 'en_cours' order by cree_le, id limit 1`.execute(
      base,
    )
  ).rows[0]

const toutFaire = async (porte: Porte, lot: Lot): Promise<void> => {
  const acteur = await acteurParId(porte.base, lot.personne_id, porte.maintenant())
  const { rows } = await sql<Ligne>`
    select ligne, contenu from lot_resultat where lot_id = ${lot.id} and etat = 'attente' order by ligne`.execute(
    porte.base,
  )
  for (const l of rows) {
    if (!acteur) await marquer(porte.base, lot, l, { etat: 'ecart', raison: SANS_COMPTE })
    else await faireUne(porte, lot, l, acteur)
  }
  await sql`update lot set etat = 'fini', fini_le = ${porte.maintenant()} where id = ${lot.id}`.execute(porte.base)
}

/** One row: the payment order, then the payment, each with its mark in one transaction. */
const faireUne = async (porte: Porte, lot: Lot, l: Ligne, acteur: Acteur): Promise<void> => {
  const lue = lireResultat(l.contenu)
  if (typeof lue === 'string') return marquer(porte.base, lot, l, { etat: 'ecart', raison: lue })
  for (let essai = 0; essai < ESSAIS; essai++) {
    const r = rapprocher(lue, await lireDemandesNommees(porte.base, lot.appel, lue))
    if (r.quoi === 'ecart' || r.quoi === 'deja')
      return marquer(porte.base, lot, l, { etat: r.quoi, raison: r.raison, cible: r.cible })
    const non = await agir(porte, lot, l, acteur, r, lue)
    // Somebody acted on this dossier between our reading and our act: it is read again.
    if (non?.code === 'version_perimee') continue
    if (non)
      return marquer(porte.base, lot, l, {
        etat: 'ecart',
        raison: `${r.cible.numero}\u00a0: ${non.detail}`,
        cible: r.cible,
      })
    if (r.quoi === 'paiement' || !lue.payeLe) return
  }
  await marquer(porte.base, lot, l, { etat: 'ecart', raison: OCCUPE })
}

const agir = async (
  porte: Porte,
  lot: Lot,
  l: Ligne,
  acteur: Acteur,
  r: Extract<Rapprochement<LignePaiement>, { quoi: 'mandat' | 'paiement' }>,
  lue: LigneResultat,
): Promise<Refus | undefined> => {
  const { cible } = r
  const saisie =
    r.quoi === 'mandat'
      ? { mandat: r.mandat, date: r.date, ...(r.bordereau ? { bordereau: r.bordereau } : {}) }
      : { date: r.date, montant: r.montant }
  const fait = await enTransaction(porte, async (tx) => {
    const acte = await accomplirDans(tx, porte, {
      dossier: cible.dossier,
      acte: r.quoi === 'mandat' ? 'enregistrer_mandat' : 'enregistrer_paiement',
      saisie: { version: cible.version, sur: cible.id, ...saisie },
      acteur,
    })
    if (estRefus(acte)) return acte
    const fini = r.quoi === 'paiement' || !lue.payeLe
    await sql`update lot_resultat set mandate = mandate or ${r.quoi === 'mandat'}, paye = ${r.quoi === 'paiement'},
      etat = ${fini ? 'fait' : 'attente'}, versement_id = ${cible.id} where lot_id = ${lot.id} and ligne = ${l.ligne}`.execute(
      tx,
    )
    return acte
  })
  return estRefus(fait) ? fait : undefined
}

const marquer = async (base: Porte['base'], lot: Lot, l: Ligne, m: Marque): Promise<void> => {
  await sql`update lot_resultat set etat = ${m.etat}, raison = ${m.raison ?? null}, versement_id = ${m.cible?.id ?? null}
    where lot_id = ${lot.id} and ligne = ${l.ligne} and etat = 'attente'`.execute(base)
}

// A payment order and its payment take two; the others are for people who act on the same dossier meanwhile.
const ESSAIS = 6
const SANS_COMPTE =
  'La personne qui a importé ce fichier ne peut plus enregistrer de paiement\u00a0: importez-le de nouveau.'
const OCCUPE = 'Ce dossier changeait sans cesse pendant l’import\u00a0: importez cette ligne de nouveau.'
