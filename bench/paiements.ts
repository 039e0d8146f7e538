// Results of the finance software read back: as many rows as claims, each recorded as two acts (payment order, payment) with
// its letter, then the same file once more, which must change nothing. Run by hand: node bench/paiements.ts [claims]
import { sql } from 'kysely'
import { estRefus } from '../src/domaine/refus.ts'
import { acteurParId } from '../src/registre/acteurs.ts'
import { creerPersonne, habiliter } from '../src/registre/comptes.ts'
import { executerResultats } from '../src/versements/executer-resultats.ts'
import { lireImports, lireLignesImport } from '../src/versements/imports-queries.ts'
import { recevoirResultats } from '../src/versements/recevoir-resultats.ts'
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
    const recu = await recevoirResultats(maison, {
      slug: PILOTE,
      contenu,
      nom: 'resultats.csv',
      type: 'text/csv',
      acteur,
      recuLe,
    })
    if (estRefus(recu)) throw new Error(recu.detail)
    // What the payment officer waits for: the file is kept and its rows are written. The job does the rest.
    console.log(`  ${quoi}, reçu en ${Math.round(performance.now() - debut)} ms`)
    const depart = performance.now()
    await executerResultats(maison)
    const s = (performance.now() - depart) / 1000
    dire(quoi, N / s, 'lignes/s')
    const [bilan] = await lireImports(base, PILOTE, { id: recu.id })
    const [premiere] = await lireLignesImport(base, recu.id, { etat: bilan?.ecarts ? 'ecart' : 'deja', limite: 1 })
    const memoire = Math.round(process.memoryUsage().rss / 2 ** 20)
    console.log(
      `  ${bilan?.mandats} mandats, ${bilan?.paiements} paiements, ${bilan?.deja} lignes déjà connues, ${bilan?.ecarts} écarts (${premiere?.raison ?? 'aucun'}) ; ${memoire} Mio`,
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
