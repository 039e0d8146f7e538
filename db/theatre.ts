import { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { Fondations } from '../src/composition.ts'
import type { Valeurs } from '../src/domaine/acte.ts'
import type { Acteur } from '../src/domaine/faits.ts'
import { estRefus, type Refus } from '../src/domaine/refus.ts'
import { type Accompli, accomplir } from '../src/registre/accomplir.ts'
import { acteurParId } from '../src/registre/acteurs.ts'
import { creerPersonne, habiliter, lireOctroi } from '../src/registre/comptes.ts'
import { ajouterPiece } from '../src/registre/pieces.ts'
import type { Porte } from '../src/registre/porte.ts'
import { fabriquerSuivre } from '../src/registre/suivre.ts'
import { recevoirFichier } from '../src/socle/fichiers/recevoir.ts'
import { SUITES } from '../src/suites.ts'
import { petitPdf } from './pdf.ts'

/** Since when the people of the demonstration hold their roles: before the pilot call opened. */
const DEPUIS = new Date('2024-12-01T08:00:00Z')

export type Theatre = ReturnType<typeof ouvrirTheatre>
export type Scene = Awaited<ReturnType<typeof uneScene>>

/** Where the invented people act, through the same door as real ones, each act at its own date. */
export const ouvrirTheatre = (f: Fondations) => {
  const maintenant = f.porte.maintenant()
  const depuis = maintenant < DEPUIS ? maintenant : DEPUIS
  // Letters and documents are written; the jobs that make them leave are asked once, at the end.
  const suivre = fabriquerSuivre({ adresse: f.config.adressePublique, table: SUITES, enfiler: async () => {} })
  const troupe = new Map<string, Promise<Acteur>>()
  const creer = async (courriel: string, nom: string, habilitations: readonly string[]): Promise<Acteur> => {
    const id = await creerPersonne(f.porte.base, courriel, nom, depuis)
    for (const texte of habilitations) {
      const octroi = bien(lireOctroi(texte), texte)
      await habiliter(f.porte.base, id, octroi, depuis, { origine: 'demonstration' })
    }
    const acteur = await acteurParId(f.porte.base, id, maintenant)
    if (!acteur) throw new Error(`${courriel} was not created`)
    return acteur
  }
  return {
    maintenant,
    base: f.porte.base,
    /** A person of the world, created once with his or her rights (« role@portee »). */
    personne: (courriel: string, nom = courriel, habilitations: readonly string[] = []): Promise<Acteur> => {
      const deja = troupe.get(courriel) ?? creer(courriel, nom, habilitations)
      troupe.set(courriel, deja)
      return deja
    },
    /** Everything that happens in it is one transaction. */
    scene: <T>(jouer: (s: Scene) => Promise<T>): Promise<T> =>
      f.porte.base.transaction().execute(async (tx) => {
        // Nothing is lost if the machine stops meanwhile: the world would be loaded again.
        await sql`set local synchronous_commit = off`.execute(tx)
        return jouer(uneScene(f, { ...f.porte, base: sansTransaction(tx), suivre }))
      }),
    /** The same with a transaction for each act: where acts wait for one another across dossiers (the envelope of a call). */
    actes: <T>(jouer: (s: Scene) => Promise<T>): Promise<T> =>
      jouer(uneScene(f, { ...f.porte, base: sansAttendreLeDisque(f.porte.base), suivre })),
  }
}

const uneScene = (f: Fondations, porte: Porte) => ({
  porte,
  /** One act on a dossier, at this instant; a refusal is a mistake of the world and stops everything. */
  jouer: async (dossier: string, acteur: Acteur, acte: string, le: Date, saisie: Valeurs = {}): Promise<Accompli> => {
    const { rows } = await sql<{ version: number }>`select version from dossier where id = ${dossier}`.execute(
      porte.base,
    )
    const demande = { dossier, acte, acteur, recuLe: le, saisie: { version: rows[0]?.version, ...saisie } }
    return bien(await accomplir(porte, demande), `${acte} ${JSON.stringify(saisie)}`)
  },
  /** A small real PDF joined to a dossier; answers its id. */
  joindre: async (
    dossier: string,
    acteur: Acteur,
    le: Date,
    p: { nature: string; ecole?: string; titre: string; lignes?: string[]; octets?: Buffer },
  ) => {
    const flux = Readable.from([p.octets ?? petitPdf(p.titre, [...(p.lignes ?? []), `Le ${jourDe(le)}.`])])
    const nom = `${p.titre.replace(/[^\p{L}\p{N} ’-]/gu, '').slice(0, 80)}.pdf`
    const recu = bien(await recevoirFichier(f, flux, { nom, type: 'application/pdf' }), p.titre)
    const fichier = { ...recu, antivirus: recu.antivirus.etat }
    const piece = { dossier, nature: p.nature, ecole: p.ecole, fichier, acteur, recuLe: le }
    return bien(await ajouterPiece(porte, piece), `${p.nature} ${p.titre}`).id
  },
})

/** The value, or the refusal as the bug that it is here. */
export const bien = <T extends object>(r: T | Refus, quoi: string): T => {
  if (!estRefus(r)) return r
  throw new Error(`The invented world was refused ${quoi}: ${r.code}, ${r.detail} ${JSON.stringify(r.erreurs ?? [])}`)
}

export const jourDe = (d: Date): string => d.toISOString().slice(0, 10)

// Each act of the door opens its transaction: here they all join the one of the scene, which the first error ends.
const sansTransaction = (tx: Porte['base']): Porte['base'] => {
  let perdue: unknown
  const execute = async (faire: (t: Porte['base']) => Promise<unknown>) => {
    if (perdue) throw perdue
    try {
      return await faire(tx)
    } catch (e) {
      if (typeof e === 'object' && e !== null && 'severity' in e) perdue = e
      throw e
    }
  }
  return avec(tx, execute)
}

const sansAttendreLeDisque = (base: Porte['base']): Porte['base'] =>
  avec(base, (faire) =>
    base.transaction().execute(async (tx) => {
      await sql`set local synchronous_commit = off`.execute(tx)
      return faire(tx)
    }),
  )

/** The same base, whose transactions are made this way. */
const avec = (
  base: Porte['base'],
  execute: (faire: (t: Porte['base']) => Promise<unknown>) => Promise<unknown>,
): Porte['base'] =>
  new Proxy(base, {
    get: (cible, cle) => {
      if (cle === 'transaction') return () => ({ execute })
      const valeur: unknown = Reflect.get(cible, cle, cible)
      return typeof valeur === 'function' ? valeur.bind(cible) : valeur
    },
  })
