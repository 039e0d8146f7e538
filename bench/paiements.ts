// Results of the finance software read back: as many rows as claims, each recorded as two acts (payment order, payment) with
// its letter, then the same file once more, which must change nothing. Run by hand: node bench/paiements.ts [claims]
import { sql } from 'kysely'
import { estRefus } from '../src/domaine/refus.ts'
import { acteurParId } from '../src/registre/acteurs.ts'
import { creerPersonne, habiliter } from '../src/registre/comptes.ts'
import { importerPaiements } from '../src/versements/importer-paiements.ts'
import { dire, machine } from './banc.ts'
import { PILOTE, unBrouillon } from './brouillon.ts'
import { ouvrirMaisonDeBanc } from './maison.ts'
import { copierBrouillons } from './semer.ts'

const N = Number(process.argv[2] ?? 5000)
const MONTANT = 1_234_500

const maison = await ouvrirMaisonDeBanc()
try {
  console.log(`Import de ${N} résultats de paiement ; ${machine()}`)
  const { base } = maison.porte
  const recuLe = maison.porte.maintenant()
  const { id: modele } = await unBrouillon(maison)
  const personne = await creerPersonne(base, 'paiement.banc@exemple.fr', 'Paiement de banc', recuLe)
  await habiliter(base, personne, { role: 'gestionnaire_paiement', portee: PILOTE }, recuLe)
  const acteur = await acteurParId(base, personne, recuLe)
  if (!acteur) throw new Error('The payment manager is not there.')
  await copierBrouillons(base, modele, N)
  await sql`update dossier set etat = 'notifie', depose_le = ${recuLe}, montant_vote = ${MONTANT}, montant_liquide = ${MONTANT} where id in (select id from banc)`.execute(
    base,
  )
  await sql`
    insert into versement (id, dossier_id, type, etat, montant, par_volet, cree_le)
    select gen_random_uuid(), id, 'acompte', 'validee', ${MONTANT}, '[]', ${recuLe} from banc`.execute(base)
  const { rows } = await sql<{ id: string }>`select id from versement order by id`.execute(base)
  const contenu = Buffer.from(
    [
      'Référence;Mandat;Date du mandat;Payé le;Montant',
      ...rows.map((v, i) => `${v.id};${1000 + i};2025-01-10;2025-01-14;12345,00`),
    ].join('\n'),
  )
  for (const quoi of ['premier import', 'le même fichier, une seconde fois']) {
    const debut = performance.now()
    const bilan = await importerPaiements(maison.porte, { slug: PILOTE, contenu, acteur, recuLe })
    const s = (performance.now() - debut) / 1000
    if (estRefus(bilan)) throw new Error(bilan.detail)
    dire(quoi, N / s, 'lignes/s')
    const memoire = Math.round(process.memoryUsage().rss / 2 ** 20)
    console.log(
      `  ${bilan.mandats} mandats, ${bilan.paiements} paiements, ${bilan.ignorees.length} lignes ignorées (${bilan.ignorees[0]?.raison ?? 'aucune'}) ; ${memoire} Mio`,
    )
  }
  const payees = await sql<{ n: number; total: number; lettres: number }>`
    select count(*) filter (where etat = 'payee')::int as n, sum(montant_paye) as total, (select count(*)::int from courriel) as lettres from versement`.execute(
    base,
  )
  console.log(`  en base : ${JSON.stringify(payees.rows[0])}`)
} finally {
  await maison.fermer()
}
