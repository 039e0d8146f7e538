import { sql } from 'kysely'
import type { Config } from './config.ts'
import type { Porte } from './registre/porte.ts'
import { fabriquerSuivre } from './registre/suivre.ts'
import { type Antivirus, ouvrirAntivirus } from './socle/antivirus.ts'
import { migrer } from './socle/base/migrer.ts'
import { ouvrirBase } from './socle/base/ouvrir.ts'
import { ouvrirTransport, type Transport } from './socle/courriel/transport.ts'
import { type Fichiers, ouvrirFichiers } from './socle/fichiers/ouvrir.ts'
import { type Horloge, lireHorloge, poserHorloge } from './socle/horloge.ts'
import { ouvrirTravaux, type Travaux } from './socle/travaux.ts'
import { SUITES } from './suites.ts'

/** What the server and the command line both stand on. `fermer` closes all that was opened, in reverse order. */
export type Fondations = {
  config: Config
  porte: Porte
  pool: Awaited<ReturnType<typeof ouvrirBase>>['pool']
  fichiers: Fichiers
  antivirus: Antivirus
  transport: Transport
  horloge: Horloge
  travaux: Travaux
  fermer: () => Promise<void>
}

/** Opens the database (migrated), the files, the clock and the jobs. `serveur` takes the data folder for itself. */
export const poserFondations = async (config: Config, { serveur }: { serveur: boolean }): Promise<Fondations> => {
  const ouverte = await ouvrirBase(config, { serveur, applicationName: serveur ? 'laureat' : 'laureat-commande' })
  await migrer(ouverte.pool).catch(async (e) => {
    await ouverte.fermer()
    throw e
  })
  const horloge = serveur ? await poserHorloge(config) : await lireHorloge(config.donnees)
  const fichiers = await ouvrirFichiers(config)
  const travaux = ouvrirTravaux(ouverte.pool, (e) => console.error(e))
  const porte: Porte = {
    base: ouverte.base,
    maintenant: horloge.maintenant,
    suivre: fabriquerSuivre({
      adresse: config.adressePublique,
      table: SUITES,
      enfiler: (tx, tache, donnees, options) => travaux.enfiler(tx, tache, donnees, options),
    }),
  }
  return {
    config,
    porte,
    pool: ouverte.pool,
    fichiers,
    antivirus: ouvrirAntivirus(config.clamd),
    transport: ouvrirTransport(config.courriel),
    horloge,
    travaux,
    fermer: () => ouverte.fermer(),
  }
}

/** Does the database answer? */
export const repond = async (porte: Porte): Promise<boolean> => {
  try {
    await sql`select 1`.execute(porte.base)
    return true
  } catch {
    return false
  }
}
