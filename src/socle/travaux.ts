import type pg from 'pg'
import { fromKysely, type KyselyTransactionLike, PgBoss } from 'pg-boss'

/** A job: what it does, and when it comes back by itself (`chaque`: five cron fields, Paris time). */
export type Tache = {
  faire: (donnees: Record<string, unknown>) => Promise<void>
  chaque?: string
  ensemble?: number
  essais?: number
}

export type Travaux = {
  /** Enqueues in the transaction of the act: the job exists if and only if the act does. `dans`: seconds. */
  enfiler: (
    tx: KyselyTransactionLike,
    tache: string,
    donnees: object,
    options?: { cle?: string; dans?: number },
  ) => Promise<void>
  /** Starts working (a job worker), or only prepares the queues (a web process). */
  demarrer: (taches: Record<string, Tache>, options: { travailler: boolean }) => Promise<void>
  arreter: () => Promise<void>
}

/** Jobs on the same database (pg-boss): enqueued in the business transaction, retried with backoff, run once over all processes. */
export const ouvrirTravaux = (pool: pg.Pool, surErreur: (e: unknown) => void): Travaux => {
  const boss = new PgBoss({
    // Without values, several statements may come in one text: PostgreSQL takes them only as a simple query.
    db: { executeSql: (texte, valeurs) => (valeurs?.length ? pool.query(texte, valeurs) : pool.query(texte)) },
    schema: 'pgboss',
  })
  boss.on('error', surErreur)
  return {
    enfiler: async (tx, tache, donnees, { cle, dans } = {}) => {
      await boss.send(tache, donnees, {
        db: fromKysely(tx),
        ...(cle ? { singletonKey: cle } : {}),
        ...(dans ? { startAfter: dans } : {}),
      })
    },
    demarrer: async (taches, { travailler }) => {
      await boss.start()
      for (const [nom, t] of Object.entries(taches)) {
        await boss.createQueue(nom, {
          retryLimit: t.essais ?? 5,
          retryDelay: 5,
          retryBackoff: true,
          expireInSeconds: 900,
        })
        if (!travailler) continue
        if (t.chaque) await boss.schedule(nom, t.chaque, {}, { tz: 'Europe/Paris' })
        await boss.work(nom, { pollingIntervalSeconds: 0.5, batchSize: t.ensemble ?? 1 }, async (jobs) => {
          for (const job of jobs) await t.faire((job.data ?? {}) as Record<string, unknown>) // what `enfiler` was given
        })
      }
    },
    arreter: () => boss.stop({ graceful: true, timeout: 10_000 }),
  }
}
