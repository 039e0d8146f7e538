import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { access, constants, mkdir, realpath, rmdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as attendre } from 'node:timers/promises'
import pg from 'pg'
import { codeErreur, ErreurDemarrage } from '../erreur-demarrage.ts'
import { fermerSurInterruption } from './interruption.ts'
import { derniereLigne, dossierSocket, type Lancement, type Lieu, lancer } from './lancer.ts'
import { arreterPostmaster, lirePostmaster } from './postmaster.ts'
import { prendreVerrou, sousVerrou } from './verrou.ts'

export type Acces = { host: string; port: number; user: string; database: string }
export type BaseEmbarquee = { acces: Acces; fermer(): Promise<void> }

/**
 * Opens the database that Lauréat carries with it, in `donnees/postgres`. Whoever comes first starts its server, others
 * join it, the last to leave stops it; one left alone by a kill -9 is adopted. Each user holds one connection, its
 * presence, which also starts the server again if it ever dies. Refuses a second Lauréat server on the same folder.
 */
export async function ouvrirEmbarquee(donnees: string, { serveur = false } = {}): Promise<BaseEmbarquee> {
  const racine = await preparerDonnees(donnees)
  const empreinte = createHash('sha256').update(racine).digest('hex').slice(0, 16)
  const verrouServeur = serveur ? await prendreVerrou(`serveur-${empreinte}`) : undefined
  if (serveur && !verrouServeur)
    throw new ErreurDemarrage(
      `Un autre Lauréat tourne déjà sur ${racine}\u00a0: arrêtez-le, ou indiquez un autre dossier dans DONNEES.`,
    )
  const verrou = `base-${empreinte}`
  const lieu: Lieu = {
    dossier: join(racine, 'postgres'),
    socket: dossierSocket(empreinte),
    journal: join(racine, 'postgres.log'),
  }
  let ferme = false
  let presence: pg.Client
  const entrer = (): Promise<Acces> =>
    sousVerrou(verrou, async () => {
      const client = await demarrer(lieu)
      client.on('error', () => {})
      client.once('end', () => {
        if (!ferme) void revenir(entrer)
      })
      presence = client
      return { host: client.host, port: client.port, user: 'laureat', database: 'laureat' }
    })
  const ouverture = entrer()
  let fermeture: Promise<void> | undefined
  const fermer = (): Promise<void> => {
    fermeture ??= fermerUneFois()
    return fermeture
  }
  const fermerUneFois = async (): Promise<void> => {
    ferme = true
    await ouverture
    await sousVerrou(verrou, () => sortir(presence, lieu))
    await verrouServeur?.liberer()
    interruption.lacher()
  }
  const interruption = fermerSurInterruption(fermer)
  try {
    return { acces: await ouverture, fermer }
  } catch (e) {
    interruption.lacher()
    await verrouServeur?.liberer()
    throw e
  }
}

async function preparerDonnees(donnees: string): Promise<string> {
  try {
    // `recursive` only where parents miss: under /proc, it would never end.
    await mkdir(donnees, { recursive: !existsSync(dirname(donnees)) }).catch((e) => {
      if (codeErreur(e) !== 'EEXIST') throw e
    })
    await access(donnees, constants.R_OK | constants.W_OK | constants.X_OK)
    if (!(await stat(donnees)).isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' })
    return await realpath(donnees)
  } catch (e) {
    throw new ErreurDemarrage(
      `Le dossier de données ${donnees} n’est pas accessible en écriture (${codeErreur(e)})\u00a0: donnez-en les droits à ce compte, ou indiquez un autre dossier dans DONNEES.`,
    )
  }
}

const PATIENCE = 90_000
const PATIENCE_MEMOIRE = 10_000

async function demarrer(lieu: Lieu): Promise<pg.Client> {
  const debut = performance.now()
  let lancement: Lancement | undefined
  while (performance.now() - debut < PATIENCE) {
    const enCours = await lirePostmaster(lieu.dossier).catch((e) => {
      throw new ErreurDemarrage(`La base de ${lieu.dossier} appartient à un autre compte (${codeErreur(e)}).`)
    })
    if (enCours) {
      const client = enCours.pret ? await joindre(enCours.socket, enCours.port) : undefined
      if (client === 'perdue') await arreterPostmaster(enCours, lieu.dossier)
      else if (client) return client
    } else {
      lancement ??= await lancer(lieu)
    }
    const fin = await Promise.race([attendre(15), lancement?.fin ?? attendre(15)])
    if (typeof fin === 'string') {
      // After a kill -9 of the server, its children live on for a moment.
      const memoire = fin.includes('pre-existing shared memory block') && performance.now() - debut < PATIENCE_MEMOIRE
      if (!memoire && !fin.includes('postmaster.pid')) throw new ErreurDemarrage(echec(lieu, fin))
      lancement = undefined
      await attendre(200)
    }
  }
  throw new ErreurDemarrage(`La base de ${lieu.dossier} ne répond pas\u00a0: regardez ${lieu.journal}, puis relancez.`)
}

const echec = (lieu: Lieu, fin: string): string =>
  `La base de données de ${lieu.dossier} ne démarre pas\u00a0: ${derniereLigne(fin) || 'aucune raison donnée'} (journal\u00a0: ${lieu.journal}).`

/** Joins a server that says it is ready; `perdue` when its socket was deleted from the temporary folder. */
async function joindre(host: string, port: number): Promise<pg.Client | 'perdue' | undefined> {
  try {
    return await connecter(host, port, 'laureat')
  } catch (e) {
    const code = codeErreur(e)
    if (code === 'ENOENT') return 'perdue'
    if (code !== '3D000') return
    const client = await connecter(host, port, 'postgres')
    await client.query('create database laureat')
    await client.end()
    return connecter(host, port, 'laureat')
  }
}

const PRESENCE = 'laureat-presence'

async function connecter(host: string, port: number, database: string): Promise<pg.Client> {
  const client = new pg.Client({ host, port, user: 'laureat', database, application_name: PRESENCE })
  await client.connect()
  return client
}

async function sortir(presence: pg.Client, lieu: Lieu): Promise<void> {
  const autres = await presence
    .query<{ n: string }>(
      'select count(*) n from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()',
      [PRESENCE],
    )
    .then(({ rows }) => Number(rows[0]?.n))
    .catch(() => 0)
  await presence.end().catch(() => {})
  const enCours = autres === 0 ? await lirePostmaster(lieu.dossier) : undefined
  if (!enCours) return
  await arreterPostmaster(enCours, lieu.dossier)
  await rmdir(lieu.socket).catch(() => {})
}

// The server died or restarted: come back, which starts it again. The pool's own connections follow by themselves.
async function revenir(entrer: () => Promise<unknown>): Promise<void> {
  await attendre(200)
  await entrer().catch(() => revenir(entrer))
}
