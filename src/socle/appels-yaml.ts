import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'

/** Where something is wrong in the folder of a call: file, line and column (from 1), path in the call, the French sentence. */
export type ErreurFichier = { fichier: string; ligne: number; colonne: number; chemin: string; message: string }

export type Place = { ligne: number; colonne: number }

/** A file that was read. `prefixe`: the path it answers for; `place` finds a path in a YAML file, `dedans` one in a text cut up. */
export type Fichier = {
  nom: string
  prefixe: string
  texte: string
  place?: (chemin: string, exact: boolean) => Place | undefined
  dedans?: (chemin: string) => Place
}

type YamlLu = { brut: Record<string, unknown>; place: NonNullable<Fichier['place']> }

/** YAML 1.2 (core: no dates, no tags), unique keys, at most 100 aliases expanded. */
export function lireYaml(texte: string): YamlLu | { erreurs: ErreurFichier[] } {
  const lignes = new LineCounter()
  const doc = parseDocument(texte, {
    lineCounter: lignes,
    uniqueKeys: true,
    strict: true,
    merge: false,
    logLevel: 'silent',
    prettyErrors: false,
  })
  const place = (offset: number): Place => {
    const { line, col } = lignes.linePos(offset)
    return { ligne: line, colonne: col }
  }
  const problemes = [...doc.errors, ...doc.warnings]
  if (problemes.length > 0)
    return {
      erreurs: problemes.map((e) => ({
        fichier: 'appel.yaml',
        ...place(e.pos[0]),
        chemin: '',
        message: enFrancais(e.code, e.message),
      })),
    }
  try {
    const brut: unknown = doc.toJS({ maxAliasCount: 100 })
    if (typeof brut !== 'object' || brut === null || Array.isArray(brut))
      return echec('Écrivez des clés\u00a0: «\u00a0titre: …\u00a0», «\u00a0contact: …\u00a0».')
    return { brut: { ...brut }, place: (chemin, exact) => chercher(doc, chemin, exact, place) }
  } catch {
    return echec('Trop de renvois («\u00a0*nom\u00a0») dans ce fichier.')
  }
}

/** The line of a text that a message quotes (« {date} »), or its first line. */
export function placeDansTexte(texte: string, message: string): Place {
  const [, cite] = /«[\s\u00a0](\{[a-z0-9_]+\})[\s\u00a0]»/.exec(message) ?? []
  const rang = cite ? texte.indexOf(cite) : -1
  if (rang < 0) return { ligne: 1, colonne: 1 }
  const avant = texte.slice(0, rang).split('\n')
  return { ligne: avant.length, colonne: (avant.at(-1)?.length ?? 0) + 1 }
}

/** The key of the path's last step; when it is not there: undefined if `exact`, else the nearest parent that is. */
function chercher(doc: Document, chemin: string, exact: boolean, place: (offset: number) => Place): Place | undefined {
  const pas = chemin === '' ? [] : chemin.split('.')
  for (let n = pas.length; n > 0; n--) {
    const debut = debutDe(doc, pas.slice(0, n))
    if (debut !== undefined) return place(debut)
    if (exact) return undefined
  }
  return exact ? undefined : { ligne: 1, colonne: 1 }
}

function debutDe(doc: Document, pas: readonly string[]): number | undefined {
  const parent = pas.length > 1 ? doc.getIn(pas.slice(0, -1), true) : doc.contents
  const dernier = pas.at(-1)
  if (isMap(parent)) {
    const paire = parent.items.find((p) => isScalar(p.key) && String(p.key.value) === dernier)
    if (paire && isNode(paire.key) && paire.key.range) return paire.key.range[0]
    return undefined
  }
  const noeud = doc.getIn(pas, true)
  return isNode(noeud) && noeud.range ? noeud.range[0] : undefined
}

const enFrancais = (code: string, message: string): string =>
  FRANCAIS[code] ?? `Le YAML ne se lit pas ici (${message.split('\n')[0]}).`

const FRANCAIS: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'Cette clé est écrite deux fois.',
  BAD_INDENT: 'Le retrait est faux\u00a0: alignez cette ligne sur ses voisines.',
  TAB_AS_INDENT: 'Une tabulation sert de retrait\u00a0: employez des espaces.',
  MISSING_CHAR: 'Il manque un caractère\u00a0: un guillemet ou un crochet fermant, ou «\u00a0:\u00a0» après une clé.',
  UNEXPECTED_TOKEN:
    'Ce texte n’est pas attendu ici\u00a0: mettez-le entre guillemets s’il contient «\u00a0:\u00a0» ou «\u00a0#\u00a0».',
  BLOCK_AS_IMPLICIT_KEY: 'Mettez ce texte entre guillemets\u00a0: il contient «\u00a0:\u00a0».',
  MULTILINE_IMPLICIT_KEY: 'Une clé tient sur une ligne. Il manque peut-être «\u00a0:\u00a0».',
  BAD_ALIAS: 'Ce renvoi («\u00a0*nom\u00a0») ne mène nulle part.',
  TAG_RESOLVE_FAILED: 'Les étiquettes «\u00a0!\u00a0» ne sont pas admises.',
}

const echec = (message: string): { erreurs: ErreurFichier[] } => ({
  erreurs: [{ fichier: 'appel.yaml', ligne: 1, colonne: 1, chemin: '', message }],
})
