import type { Readable } from 'node:stream'
import type { Qualite } from '../domaine/droits.ts'
import type { Acteur, Faits } from '../domaine/faits.ts'
import { type Erreur, estRefus, introuvable, type Refus } from '../domaine/refus.ts'
import type { Antivirus } from '../socle/antivirus.ts'
import type { Fichiers } from '../socle/fichiers/ouvrir.ts'
import { recevoirFichier } from '../socle/fichiers/recevoir.ts'
import { type Corps, texteDe } from '../socle/http/corps.ts'
import type { Requete } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { accomplir } from './accomplir.ts'
import { lireDossier } from './lire.ts'
import { ajouterPiece, pieceRefusee } from './pieces.ts'
import type { Porte } from './porte.ts'

type Moyens = { porte: Porte; fichiers: Fichiers; antivirus: Antivirus }

/** One page about one dossier: what this person sees of it, in which capacities, when. */
export type Regard = { faits: Faits; qualites: Qualite[]; acteur: Acteur; maintenant: Date; requete: Requete }

/** The dossier of the address as this person sees it, or the same 404 for « not there » and « not yours ». */
export const regarder = async (m: Moyens, requete: Requete): Promise<Regard | Refus> => {
  const acteur = acteurDe(requete)
  const vue = await lireDossier(m.porte.base, requete.params.id ?? '', acteur)
  return vue ? { ...vue, acteur, maintenant: requete.recuLe, requete } : introuvable()
}

/** A file whose bytes the page reads itself, as the browser named it. */
export type ContenuLu = { nom: string; type: string; octets: Buffer }

/** The fields of a posted page; each file becomes a piece of the dossier, whose id takes the field's place. `natures`: the
 * nature of each file field (`lu`: its bytes are only read), or a function of the fields read before it. `ecole`: the school they are of. A refused file is an error beside its field; no text is lost. */
export const lireEnvoi = async (
  m: Moyens,
  requete: Requete,
  natures: Record<string, string> | ((lus: Corps) => string | undefined) = {},
  ecole?: string,
): Promise<{ corps: Corps; erreurs: Erreur[]; contenus: Record<string, ContenuLu> }> => {
  if (!requete.isMultipart()) return { corps: sansPrefixe(requete.body ?? {}), erreurs: [], contenus: {} }
  const corps: Record<string, string | string[]> = {}
  const erreurs: Erreur[] = []
  const contenus: Record<string, ContenuLu> = {}
  const recus = new Set<string>()
  const limites = { fields: 5000, files: 60, fileSize: 20_000_001, fieldSize: 1_000_000 }
  for await (const part of requete.parts({ limits: limites })) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') ajouter(corps, part.fieldname, part.value)
    } else if (!part.filename) part.file.resume()
    else if (typeof natures !== 'function' && natures[part.fieldname] === 'lu')
      contenus[part.fieldname] = { nom: part.filename, type: part.mimetype, octets: await toutLire(part.file) }
    else {
      const nature =
        (typeof natures === 'function'
          ? natures(corps)
          : (natures[part.fieldname] ?? natures[part.fieldname.split('.').at(-1) ?? ''])) ?? 'autre'
      const piece = await joindre(m, requete, { nature, ecole }, part.filename, part.mimetype, part.file)
      if (estRefus(piece)) erreurs.push({ chemin: part.fieldname, message: piece.detail })
      else if (recus.has(part.fieldname) || nature === 'photo') ajouter(corps, part.fieldname, piece.id)
      else corps[part.fieldname] = piece.id
      recus.add(part.fieldname)
    }
  }
  return { corps: sansPrefixe(corps), erreurs, contenus }
}

/** Several forms of one page ask the same things: each names its fields under its own `prefixe`, so that no two share an id. */
export const sansPrefixe = (corps: Corps): Corps => {
  const prefixe = texteDe(corps, 'prefixe')
  if (prefixe === '') return corps
  const debut = `${prefixe}.`
  return Object.fromEntries(
    Object.entries(corps).map(([nom, v]) => [nom.startsWith(debut) ? nom.slice(debut.length) : nom, v]),
  )
}

/** The errors of an act, brought back to the fields of the form that was posted. */
export const sousPrefixe = (erreurs: readonly Erreur[], corps: Corps): Erreur[] => {
  const prefixe = texteDe(corps, 'prefixe')
  return erreurs.map((e) =>
    prefixe === '' || e.chemin.startsWith(`${prefixe}.`) ? e : { ...e, chemin: `${prefixe}.${e.chemin}` },
  )
}

/** One act from a page, on the version that the person read. Sentences about cents, meant for the API, speak of euros here. */
export const agir = async (m: Moyens, r: Regard, acte: string, saisie: Record<string, unknown>, version?: string) => {
  const fait = await accomplir(m.porte, {
    dossier: r.faits.dossier.id,
    acte,
    saisie: { version: version && /^\d{1,9}$/.test(version) ? Number(version) : r.faits.dossier.version, ...saisie },
    acteur: r.acteur,
    recuLe: r.maintenant,
  })
  return estRefus(fait) && fait.erreurs ? { ...fait, erreurs: fait.erreurs.map(enEuros) } : fait
}

const enEuros = (e: Erreur): Erreur =>
  /centimes/.test(e.message) ? { ...e, message: 'Indiquez un montant en euros, par exemple 1\u202f250,90.' } : e

const joindre = async (
  m: Moyens,
  requete: Requete,
  genre: { nature: string; ecole: string | undefined },
  nom: string,
  type: string,
  flux: Readable,
) => {
  const d = { dossier: requete.params.id ?? '', ...genre, acteur: acteurDe(requete), recuLe: requete.recuLe }
  const non = await pieceRefusee(m.porte.base, d)
  if (non) {
    flux.resume()
    return non
  }
  const recu = await recevoirFichier(m, flux, { nom, type, photo: genre.nature === 'photo' })
  return estRefus(recu) ? recu : ajouterPiece(m.porte, { ...d, fichier: { ...recu, antivirus: recu.antivirus.etat } })
}

const toutLire = async (flux: Readable): Promise<Buffer> => {
  const morceaux: Buffer[] = []
  for await (const m of flux) morceaux.push(Buffer.from(m as Uint8Array)) // a byte stream
  return Buffer.concat(morceaux)
}

const ajouter = (champs: Record<string, string | string[]>, nom: string, valeur: string): void => {
  const avant = Object.hasOwn(champs, nom) ? champs[nom] : undefined
  champs[nom] = avant === undefined ? valeur : Array.isArray(avant) ? [...avant, valeur] : [avant, valeur]
}
