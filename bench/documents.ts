// Documents and long calculations: agreements as PDF/UA per second and memory (the worker is renewed), results of a session
// published dossier by dossier, a ranking with its scenario, a long quote compared. Run by hand:
// node bench/documents.ts [agreements] [results]
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { publierCeQuiEstDu } from '../src/commission/publier.ts'
import { convention } from '../src/conventions/convention.ts'
import { classer } from '../src/domaine/classement.ts'
import { comparer } from '../src/domaine/devis-comparer.ts'
import { simuler } from '../src/domaine/enveloppe.ts'
import type { Devis, Faits } from '../src/domaine/faits.ts'
import { lireFaits } from '../src/registre/lire.ts'
import { fermerAtelier, numeroDeLOuvrier } from '../src/socle/pdf/atelier.ts'
import { composer } from '../src/socle/pdf/composer.ts'
import { dire, machine } from './banc.ts'
import { unBrouillon } from './brouillon.ts'
import { ouvrirMaisonDeBanc } from './maison.ts'
import { copierBrouillons } from './semer.ts'

const CONVENTIONS = Number(process.argv[2] ?? 2000)
const RESULTATS = Number(process.argv[3] ?? 5000)

const maison = await ouvrirMaisonDeBanc()
try {
  console.log(`Documents et calculs ; ${machine()}`)
  const { base } = maison.porte
  const { id: modele, uais } = await unBrouillon(maison)
  const faits = await lireFaits(base, modele)
  if (!faits) throw new Error('The model is not there.')
  classerEtSimuler(10_000)
  comparerUnDevis(faits, uais, 2000)
  await publier(RESULTATS)
  await composerLesConventions(faits, CONVENTIONS)

  async function publier(n: number): Promise<void> {
    await copierBrouillons(base, modele, n)
    const le = maison.porte.maintenant()
    const seance = '01946a00-0000-7000-8000-00000000beef'
    await sql`insert into seance (id, appel, genre, etat, date, publiee_le, cree_le) select ${seance}, appel, 'technique', 'publiee', '2025-01-15', ${le}, ${le} from dossier where id = ${modele}`.execute(
      base,
    )
    await sql`update dossier set etat = 'retenu', depose_le = ${le}, montant_propose = 300000 where id in (select id from banc)`.execute(
      base,
    )
    await sql`update projet_ecole set decision = case when right(uai, 1) < 'H' then 'non_retenu' else 'retenu' end, motif = 'Le projet n’est pas assez précis.', seance_id = ${seance}, montant_propose = 100000
      where dossier_id in (select id from banc)`.execute(base)
    await sql`insert into seance_dossier (seance_id, dossier_id, ordre) select ${seance}, id, n from banc`.execute(base)
    const avant = rss(process.pid)
    const debut = performance.now()
    let plus = avant
    const veille = setInterval(() => {
      plus = Math.max(plus, rss(process.pid))
    }, 500)
    await publierCeQuiEstDu(maison)
    clearInterval(veille)
    const s = (performance.now() - debut) / 1000
    const lettres = await compter()
    dire(`publication de ${n} résultats`, n / s, 'dossiers/s')
    console.log(
      `  ${JSON.stringify(lettres)} en ${s.toFixed(1)} s ; mémoire ${avant.toFixed(0)} → ${rss(process.pid).toFixed(0)} Mio (au plus ${plus.toFixed(0)})`,
    )
    // Each applicant, each school and each document once; a second passage of the job writes nothing more.
    await publierCeQuiEstDu(maison)
    const encore = await compter()
    const { dossiers, ecoles, pdf, doubles } = lettres
    if (
      dossiers !== n ||
      ecoles !== lettres.attendues ||
      pdf !== n ||
      doubles > 0 ||
      encore.lettres !== lettres.lettres
    )
      throw new Error(`A letter is missing or doubled: ${JSON.stringify({ n, ...lettres, encore: encore.lettres })}`)
  }

  async function compter() {
    const { rows } = await sql<Record<'lettres' | 'dossiers' | 'ecoles' | 'attendues' | 'doubles' | 'pdf', number>>`
      select count(*)::int as lettres, count(distinct dossier_id) filter (where modele <> 'publier_resultats.ecole')::int as dossiers,
        count(distinct (dossier_id, objet)) filter (where modele = 'publier_resultats.ecole')::int as ecoles,
        (count(*) - count(distinct (dossier_id, modele, objet, a)))::int as doubles,
        (select count(*)::int from projet_ecole p join ecole e on e.uai = p.uai where p.dossier_id in (select id from banc) and e.courriel is not null) as attendues,
        (select count(*)::int from document where dossier_id in (select id from banc)) as pdf
      from courriel where dossier_id in (select id from banc)`.execute(base)
    const [ligne] = rows
    if (!ligne) throw new Error('An aggregate answers one row')
    return ligne
  }

  async function composerLesConventions(f: Faits, n: number): Promise<void> {
    const le = maison.porte.maintenant()
    const debut = performance.now()
    let [octets, plusOuvrier, plusServeur, suivant] = [0, 0, 0, 0]
    const ouvriers = new Set<number>()
    const un = async (): Promise<void> => {
      while (suivant < n) {
        octets = (await composer('maison', convention(f, ++suivant, le))).length
        const pid = numeroDeLOuvrier()
        if (pid) ouvriers.add(pid)
        if (suivant % 20 === 0) {
          if (pid) plusOuvrier = Math.max(plusOuvrier, rss(pid))
          plusServeur = Math.max(plusServeur, rss(process.pid))
        }
      }
    }
    await Promise.all([un(), un(), un()])
    const s = (performance.now() - debut) / 1000
    dire(`conventions en PDF/UA (${n}, ${Math.round(octets / 1024)} ko)`, n / s, 'par seconde')
    console.log(
      `  ${ouvriers.size} ouvriers l’un après l’autre ; mémoire au plus : ouvrier ${plusOuvrier.toFixed(0)} Mio, serveur ${plusServeur.toFixed(0)} Mio`,
    )
    fermerAtelier()
  }
} finally {
  await maison.fermer()
}

function classerEtSimuler(n: number): void {
  const projets = Array.from({ length: n }, (_, i) => ({
    id: `P${i}`,
    numero: `N-${String((i * 7919) % n).padStart(6, '0')}`,
    score: `${(i * 31) % 300}/3`,
    notes: {},
    deposeLe: new Date(Date.UTC(2025, 0, 15) + ((i * 7919) % n) * 60_000).toISOString(),
    montant: 100_000 + ((i * 13) % 900) * 1000,
    population: 500 + (i % 9000),
  }))
  const debut = performance.now()
  const classes = classer(projets, ['depot_le_plus_ancien', 'numero'])
  const milieu = performance.now()
  const servir = classes.map((p) => ({
    id: p.id,
    rang: p.rang,
    parVolet: { equipements: p.montant },
    organisme: `O${Number(p.id.slice(1)) % 3000}`,
    territoires: [`T${Number(p.id.slice(1)) % 50}`],
    classes: 5,
    eleves: 120,
    prioritaire: Number(p.id.slice(1)) % 7 === 0,
  }))
  const simulation = simuler({ total: 300_000_000 }, servir, { P5: { decision: 'retenu' } })
  dire(`classement de ${n} projets, de mémoire`, milieu - debut, 'ms')
  dire(`scénario de ${n} projets (coupure au rang ${simulation.coupure})`, performance.now() - milieu, 'ms')
}

function comparerUnDevis(f: Faits, uais: string[], n: number): void {
  const catalogue = f.appel.catalogue
  const lignes = Array.from({ length: n }, (_, i) => {
    const article = catalogue[i % catalogue.length]
    return {
      ecole: uais[i % uais.length] ?? '',
      article: article?.id,
      designation: `Ligne ${i} du devis`,
      quantite: 1 + (i % 5),
      prixUnitaireHt: (article?.plafond ?? 1000) - (i % 7),
      tva: 20,
    }
  })
  const devis = { id: 'd', lignes } as unknown as Devis // the comparison reads the lines only
  const debut = performance.now()
  const resultat = comparer(f, devis)
  dire(`comparaison d’un devis de ${resultat.length} lignes, de mémoire`, performance.now() - debut, 'ms')
}

/** Resident memory of a process, Mio. */
function rss(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}
