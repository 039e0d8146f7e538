import { connect, type Socket } from 'node:net'
import type { Readable } from 'node:stream'

export type AdresseClamd = { chemin: string } | { hote: string; port: number }

/** `non_analyse` carries why in `detail`, for the administrator: not configured, not reachable, too slow, file too big for it. */
export type Analyse = { etat: 'sain' } | { etat: 'infecte'; detail: string } | { etat: 'non_analyse'; detail: string }

export type Antivirus = {
  configure: boolean
  /** Never throws because of clamd: an absent or slow one gives `non_analyse`. */
  analyser(flux: Readable): Promise<Analyse>
  /** Null when clamd answers; otherwise the French sentence to show to administrators. */
  etat(): Promise<string | null>
}

const MORCEAU = 65_536

/** Opens clamd's INSTREAM protocol on its socket; without an address, says of every file that it was not analysed. */
export function ouvrirAntivirus(adresse: AdresseClamd | undefined, { delai = 60_000 } = {}): Antivirus {
  if (!adresse) {
    const detail = 'Aucun antivirus n’est configuré\u00a0: les fichiers reçus ne sont pas analysés.'
    const absent = async (flux: Readable): Promise<Analyse> => {
      oublier(flux)
      return { etat: 'non_analyse', detail }
    }
    return { configure: false, analyser: absent, etat: async () => detail }
  }
  return {
    configure: true,
    analyser: async (flux) =>
      lireReponse(await dialoguer(adresse, delai, (s) => envoyer(s, flux)).finally(() => oublier(flux))),
    async etat() {
      const reponse = await dialoguer(adresse, Math.min(delai, 5_000), async (s) => void s.end('zPING\0'))
      return reponse.texte === 'PONG' ? null : `L’antivirus ne répond pas\u00a0: ${reponse.erreur ?? reponse.texte}.`
    },
  }
}

// The file may be taken away before its stream is even opened: nobody reads it any more, its error is nobody's.
const oublier = (flux: Readable): void => void flux.on('error', () => {}).destroy()

type Reponse = { texte: string; erreur?: string }

/** One connection, one command, one answer; errors and delays come back as values. */
function dialoguer(adresse: AdresseClamd, delai: number, parler: (s: Socket) => Promise<void>): Promise<Reponse> {
  const socket = 'chemin' in adresse ? connect(adresse.chemin) : connect(adresse.port, adresse.hote)
  const { promise, resolve } = Promise.withResolvers<Reponse>()
  let texte = ''
  // clamd may answer and close before the end of a file it finds too big: what it said counts more than the broken pipe.
  const finir = (erreur?: string) => {
    clearTimeout(reveil)
    socket.destroy()
    resolve({ texte: texte.replace(/\0[\s\S]*$/, '').trim(), ...(erreur && texte === '' ? { erreur } : {}) })
  }
  const reveil = setTimeout(() => finir(`pas de réponse en ${Math.round(delai / 1000)} s`), delai)
  socket.setEncoding('utf8')
  socket.on('data', (recu: string) => {
    texte += recu
    if (texte.includes('\0')) finir()
  })
  socket.on('end', () => finir('connexion fermée sans réponse'))
  socket.on('error', (e) => finir(e.message))
  parler(socket).catch((e: unknown) => finir(e instanceof Error ? e.message : String(e)))
  return promise
}

async function envoyer(socket: Socket, flux: Readable): Promise<void> {
  socket.write('zINSTREAM\0')
  for await (const recu of flux) {
    const b = Buffer.from(recu)
    for (let i = 0; i < b.length; i += MORCEAU) {
      const morceau = b.subarray(i, i + MORCEAU)
      const longueur = Buffer.alloc(4)
      longueur.writeUInt32BE(morceau.length)
      socket.write(longueur)
      if (!socket.write(morceau)) await place(socket)
      if (socket.destroyed) return
    }
  }
  socket.write(Buffer.alloc(4))
}

/** Waits until the socket takes more, or is gone. */
function place(socket: Socket): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const fini = () => {
    socket.off('drain', fini).off('close', fini)
    resolve()
  }
  socket.on('drain', fini).on('close', fini)
  return promise
}

function lireReponse({ texte, erreur }: Reponse): Analyse {
  if (/: OK$/.test(texte)) return { etat: 'sain' }
  const signature = /: (.+) FOUND$/.exec(texte)?.[1]
  if (signature) return { etat: 'infecte', detail: signature }
  return {
    etat: 'non_analyse',
    detail: `L’antivirus n’a pas analysé ce fichier\u00a0: ${erreur ?? (texte || 'réponse vide')}.`,
  }
}
