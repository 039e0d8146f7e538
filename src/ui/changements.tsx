import type { Faits } from '../domaine/faits.ts'
import { typographier } from '../domaine/organismes.ts'
import { estRole, ROLES } from '../domaine/roles.ts'
import { Chronologie } from './chronologie.tsx'
import { type Ecart, TableauEcarts } from './ecarts.tsx'

type Ligne = {
  le: Date
  fait: string
  par: string
  qualite: string
  sur: string | null
  saisie: Record<string, unknown>
}
type Piece = { nom: string; ecole: string | null }

export type ChangementsLus = {
  lignes: readonly Ligne[]
  ecarts: readonly Ecart[]
  piecesAjoutees: readonly Piece[]
  piecesRetirees: readonly Piece[]
}

export const rienDeNeuf = (c: ChangementsLus): boolean =>
  c.lignes.length + c.ecarts.length + c.piecesAjoutees.length + c.piecesRetirees.length === 0

/** What changed since somebody read a dossier: who did what, which answers, which files. `niveau`: of the headings inside. */
export const Changements = ({ faits, c, niveau = 3 }: { faits: Faits; c: ChangementsLus; niveau?: 3 | 4 }) => (
  <>
    {c.lignes.length > 0 ? (
      <Chronologie
        niveau={niveau}
        evenements={c.lignes.map((l) => ({
          le: l.le,
          titre: `${l.par} ${l.fait}${ecoleDe(faits, l.sur)}`,
          par: capacite(l.qualite),
          texte: detail(faits, l.saisie),
        }))}
      />
    ) : null}
    {c.ecarts.length > 0 ? <TableauEcarts faits={faits} ecarts={c.ecarts} legende="Réponses qui ont changé" /> : null}
    <Pieces titre="Pièces ajoutées" pieces={c.piecesAjoutees} />
    <Pieces titre="Pièces retirées" pieces={c.piecesRetirees} />
  </>
)

const Pieces = ({ titre, pieces }: { titre: string; pieces: readonly Piece[] }) =>
  pieces.length === 0 ? null : (
    <p class="govuk-body">
      <strong>{titre}&nbsp;:</strong> {pieces.map((x) => x.nom).join(', ')}.
    </p>
  )

const ecoleDe = (f: Faits, sur: string | null): string => {
  const ecole = sur && f.ecoles.find((e) => e.uai === sur)
  return ecole ? ` : ${typographier(ecole.nom)}` : ''
}

/** A capacity inside a sentence: « par responsable des accès ». */
export const capacite = (qualite: string): string =>
  (estRole(qualite) ? ROLES[qualite].libelle : qualite).replace(/^[A-Z](?=[a-zé])/u, (x) => x.toLowerCase())

const VERDICTS: Record<string, string> = {
  conforme: 'conforme',
  non_conforme: 'non conforme',
  sans_objet: 'sans objet',
}
const LIBRES = ['motif', 'motifs', 'commentaire', 'texte', 'explication', 'correction', 'agent'] as const

/** What an act said: its free words, and the elements of the checklist that it names. */
const detail = (f: Faits, saisie: Record<string, unknown>): string | undefined => {
  const elements = Array.isArray(saisie.elements) ? (saisie.elements as Record<string, unknown>[]) : [] // as the acts wrote them
  const dits = elements.map((x) => {
    const nom = f.appel.controle.find((el) => el.id === x.element)?.libelle ?? String(x.element)
    return `${nom} : ${VERDICTS[String(x.verdict)] ?? String(x.manque ?? '')}${x.motif ? ` (${String(x.motif)})` : ''}`
  })
  const mots = LIBRES.flatMap((k) => {
    const v = saisie[k]
    return typeof v === 'string' ? [v] : Array.isArray(v) ? [v.join(' ; ')] : []
  })
  const dit = [...mots, ...dits].join(' — ')
  return dit === '' ? undefined : dit.length > 1200 ? `${dit.slice(0, 1200)}…` : dit
}
