import { jeton } from './jeton.ts'

const MORCEAU = 1024 * 1024
const ESSAIS = 8

export type Piece = { id: string; nom: string; octets: number; sha256: string }
type Reponse = { envoi?: string; recu?: number; piece?: Piece; detail?: string }

/** A refusal that the person can read (too big, wrong type): not worth another try. */
export class RefusDuServeur extends Error {}

/**
 * Sends one file by pieces of 1 MiB and resumes after a cut: POST `<url>/envois` → `{ envoi, recu }`, then
 * PUT `<url>/envois/:id?debut=<offset>`; GET the same to know what arrived; the last PUT answers `{ piece }`.
 */
export async function envoyerFichier(
  url: string,
  fichier: File,
  nature: string,
  avance: (octets: number) => void,
  arret: AbortSignal,
): Promise<Piece> {
  const depart = await demander(`${url}/envois`, arret, {
    method: 'POST',
    body: JSON.stringify({ nom: fichier.name, octets: fichier.size, nature }),
    headers: { 'content-type': 'application/json' },
  })
  if (depart.piece) return depart.piece
  const adresse = `${url}/envois/${encodeURIComponent(depart.envoi ?? '')}`
  let recu = depart.recu ?? 0
  let echecs = 0
  for (;;) {
    avance(recu)
    try {
      const reponse = await demander(`${adresse}?debut=${recu}`, arret, {
        method: 'PUT',
        body: fichier.slice(recu, recu + MORCEAU),
        headers: { 'content-type': 'application/octet-stream' },
      })
      if (reponse.piece) return reponse.piece
      recu = reponse.recu ?? recu + MORCEAU
      echecs = 0
    } catch (erreur) {
      if (erreur instanceof RefusDuServeur || arret.aborted || ++echecs > ESSAIS) throw erreur
      await pause(Math.min(500 * 2 ** echecs, 15_000))
      // What arrived before the cut is asked to the server: nothing is sent twice.
      recu = (await demander(adresse, arret, { method: 'GET' }).catch(() => ({ recu }))).recu ?? recu
    }
  }
}

async function demander(adresse: string, signal: AbortSignal, options: RequestInit): Promise<Reponse> {
  const reponse = await fetch(adresse, {
    ...options,
    signal,
    headers: { accept: 'application/json', ...jeton(), ...Object.fromEntries(new Headers(options.headers)) },
  })
  const lu: Reponse = await reponse.json().catch(() => ({}))
  if (reponse.ok) return lu
  if (reponse.status >= 400 && reponse.status < 500 && reponse.status !== 408 && reponse.status !== 409)
    throw new RefusDuServeur(lu.detail ?? 'Ce fichier a été refusé.')
  throw new Error(String(reponse.status))
}

const pause = (ms: number): Promise<void> => new Promise((ok) => setTimeout(ok, ms))
