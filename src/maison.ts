import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from './config.ts'
import type { Lecteur } from './registre/lire.ts'
import type { Porte } from './registre/porte.ts'
import type { Antivirus } from './socle/antivirus.ts'
import type { Fichiers } from './socle/fichiers/ouvrir.ts'
import type { Pages } from './socle/http/pages.ts'
import type { Cadre } from './ui/page.tsx'

/** What `app.ts` hands to every slice: the door, the files, the configuration and the frame of a page. Type only: slices
 * receive it as their first argument and import nothing from here at run time. */
export type Maison = {
  porte: Porte
  config: Config
  fichiers: Fichiers
  antivirus: Antivirus
  /** Makes the letters written in this transaction leave, without waiting for the minute. */
  envoyerLettres: (tx: Lecteur) => Promise<void>
  /** Starts a job of `taches.ts` once this transaction is written, without waiting for its minute. */
  lancer: (tx: Lecteur, tache: string) => Promise<void>
  cadre: (requete: FastifyRequest) => Cadre
}

/** A slice declares its pages (and, rarely, a raw route). */
export type Slice = (outils: { pages: Pages; app: FastifyInstance; maison: Maison }) => void
