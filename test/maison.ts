import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { construireApp } from '../src/app.ts'
import type { Fondations } from '../src/composition.ts'
import { type Config, lireConfig } from '../src/config.ts'
import type { Acteur } from '../src/domaine/faits.ts'
import { estRefus } from '../src/domaine/refus.ts'
import { acteurParId, nouveauSecret } from '../src/registre/acteurs.ts'
import { chargerAppel } from '../src/registre/charger-appel.ts'
import { creerJeton, creerPersonne, habiliter, lireOctroi } from '../src/registre/comptes.ts'
import { publierAppel } from '../src/registre/publier-appel.ts'
import { fabriquerSuivre } from '../src/registre/suivre.ts'
import { ouvrirAntivirus } from '../src/socle/antivirus.ts'
import { ouvrirTransport } from '../src/socle/courriel/transport.ts'
import { ouvrirFichiers } from '../src/socle/fichiers/ouvrir.ts'
import { SUITES } from '../src/suites.ts'
import { baseDeTest } from './base-de-test.ts'

export const VOIRON = { siren: '213805633', insee: '38563' }
export const PILOTE = 'tne38-pac-2025'

/**
 * A whole Lauréat in memory on a fresh database: the pilot call published, a few communes and invented schools of Isère, a clock
 * that the test moves. Jobs are listed in `taches`, not run. Always `fermer()`.
 */
export const maisonDEssai = async ({ maintenant = '2025-01-15T10:00:00+01:00' } = {}) => {
  const base = await baseDeTest()
  const donnees = mkdtempSync(join(tmpdir(), 'laureat-essai-'))
  const config = lireConfig({
    DONNEES: donnees,
    DEMO: '1',
    DEMO_MONDE: 'vide',
    LAUREAT_LANCEUR: 'dev',
    SECRET: 'x'.repeat(40),
  }) as Config // this environment is right
  const horloge = { instant: new Date(maintenant), maintenant: () => new Date(horloge.instant) }
  const taches: { tache: string; donnees: object }[] = []
  const fichiers = await ouvrirFichiers(config)
  const porte = {
    base: base.base,
    maintenant: horloge.maintenant,
    suivre: fabriquerSuivre({
      adresse: config.adressePublique,
      table: SUITES,
      enfiler: async (_tx, tache, d) => void taches.push({ tache, donnees: d }),
    }),
  }
  const f: Fondations = {
    config,
    porte,
    pool: base.pool,
    fichiers,
    antivirus: ouvrirAntivirus(undefined),
    transport: ouvrirTransport({}),
    horloge,
    travaux: { enfiler: async () => {}, demarrer: async () => {}, arreter: async () => {} },
    fermer: base.fermer,
  }
  await semer(f)
  const app = await construireApp(f, { journaux: false })
  const maison = {
    app,
    porte,
    base: base.base,
    config,
    fichiers,
    f,
    taches,
    /** Moves the clock. */
    alleAu: (instant: string) => {
      horloge.instant = new Date(instant)
    },
    /** A person with rights (« role@portee »), a session cookie and an API token. */
    compte: async (courriel: string, ...habilitations: string[]) => {
      const id = await creerPersonne(base.base, courriel, `Camille ${courriel.split('@')[0]}`, horloge.maintenant())
      for (const h of habilitations) {
        const o = lireOctroi(h)
        if (estRefus(o)) throw new Error(o.detail)
        await habiliter(base.base, id, o, horloge.maintenant())
      }
      const jeton = (await creerJeton(base.base, courriel, horloge.maintenant())) ?? ''
      const { secret, empreinte } = nouveauSecret()
      const expire = new Date(horloge.instant.getTime() + 86_400_000 * 365)
      await sql`insert into session (empreinte, personne_id, cree_le, vue_le, expire_le) values (${empreinte}, ${id}, ${horloge.instant}, ${horloge.instant}, ${expire})`.execute(
        base.base,
      )
      const acteur = async (): Promise<Acteur> => (await acteurParId(base.base, id, horloge.maintenant())) as Acteur // just created
      return {
        id,
        courriel,
        jeton,
        cookie: `session=${secret}`,
        acteur,
        ...navigateur(app, secret),
        ...clientApi(app, jeton),
      }
    },
    courriels: async () =>
      (
        await sql<{
          a: string[]
          modele: string
          objet: string
          acte: string
          dossier_id: string
        }>`select * from courriel order by cree_le, id`.execute(base.base)
      ).rows,
    fermer: async () => {
      await app.close()
      await base.fermer()
      rmSync(donnees, { recursive: true, force: true })
    },
  }
  return maison
}

type App = Awaited<ReturnType<typeof construireApp>>

const clientApi = (app: App, jeton: string) => {
  const appel = async (
    method: 'GET' | 'POST' | 'PATCH',
    url: string,
    payload?: object,
    headers: Record<string, string> = {},
  ) => {
    const r = await app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${jeton}`, ...headers },
      ...(payload ? { payload } : {}),
    })
    return {
      statut: r.statusCode,
      json: r.headers['content-type']?.includes('json') ? r.json() : undefined,
      entetes: r.headers,
    }
  }
  const agir = async (objet: string, acte: string, saisie: object = {}) => {
    const lu = await appel('GET', objet)
    return appel('POST', `${objet}/actes/${acte}`, { version: lu.json?.version, ...saisie })
  }
  return {
    api: appel,
    /** An act on the current version. */
    acte: (dossier: string, acte: string, saisie?: object) => agir(`/api/v1/dossiers/${dossier}`, acte, saisie),
    acteSeance: (seance: string, acte: string, saisie?: object) => agir(`/api/v1/seances/${seance}`, acte, saisie),
  }
}

const navigateur = (app: App, secret: string) => {
  const cookies = { session: secret }
  return {
    page: async (url: string) => {
      const r = await app.inject({ method: 'GET', url, cookies })
      return { statut: r.statusCode, html: r.body, vers: r.headers.location }
    },
    /** Posts a form with the anti-forgery token of this session. */
    envoyer: async (url: string, champs: Record<string, string | string[]>) => {
      const accueil = await app.inject({ method: 'GET', url: '/page-qui-n-existe-pas', cookies })
      const jeton = /name="jeton-csrf" content="([^"]+)"/.exec(accueil.body)?.[1] ?? ''
      const corps = new URLSearchParams(
        Object.entries({ ...champs, _csrf: jeton }).flatMap(([k, v]) =>
          Array.isArray(v) ? v.map((x) => [k, x]) : [[k, v]],
        ),
      )
      const r = await app.inject({
        method: 'POST',
        url,
        cookies,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: corps.toString(),
      })
      return { statut: r.statusCode, html: r.body, vers: r.headers.location }
    },
  }
}

/** UAI of the invented schools: two in Voiron, one private, one in Crolles. */
export const ECOLES = { ferry: '0389901F', brunerie: '0389902G', privee: '0389903H', crolles: '0389904J' }

const semer = async (f: Fondations): Promise<void> => {
  const maintenant = f.porte.maintenant()
  await sql`
    insert into commune (insee, nom, siren, departement, region, population, type_liaison, epci, recherche) values
      ('38563', 'Voiron', '213805633', '38', '84', 20500, 0, '243800984', 'voiron'),
      ('38140', 'Crolles', '213801400', '38', '84', 8400, 0, '200018166', 'crolles'),
      ('38187', 'Le Gua', '213801871', '38', '84', 1800, 2, '200040715', 'le gua'),
      ('75056', 'Paris', '217500016', '75', '11', 2100000, 0, '200054781', 'paris')`.execute(f.porte.base)
  await sql`insert into epci (siren, nom, type, recherche) values ('200018166', 'CC Le Grésivaudan', 'CC', 'cc le gresivaudan')`.execute(
    f.porte.base,
  )
  await sql`insert into epci_membre (epci, insee) values ('200018166', '38140')`.execute(f.porte.base)
  const ecole = (uai: string, nom: string, commune: string, secteur = 'public', contrat = 'sans_objet') =>
    sql`(${uai}, ${nom}, ${commune}, '038', 'primaire', ${secteur}, ${contrat}, ${`ce.${uai.toLowerCase()}@ac-grenoble.fr`}, '0380999E', 'Voiron 1', 120, 'ouvert', ${nom.toLowerCase()}, ${maintenant})`
  await sql`
    insert into ecole (uai, nom, commune, departement, type, secteur, contrat, courriel, circonscription_code, circonscription_nom, eleves, etat, recherche, maj_le) values
    ${sql.join([ecole(ECOLES.ferry, 'École Jules Ferry', '38563'), ecole(ECOLES.brunerie, 'École La Brunerie', '38563'), ecole(ECOLES.privee, 'École Sainte-Marie', '38563', 'prive', 'association'), ecole(ECOLES.crolles, 'École Soleil', '38140')])}`.execute(
    f.porte.base,
  )
  const lu = await chargerAppel('appels/tne38-pac-2025', maintenant)
  if ('erreurs' in lu) throw new Error(JSON.stringify(lu.erreurs))
  await f.porte.base.transaction().execute((tx) => publierAppel(tx, lu.appel, maintenant))
}
