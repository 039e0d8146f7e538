import type { ActeDe } from '../domaine/acte.ts'
import { ACTES_APPEL } from '../domaine/actes/appel.ts'
import { ACTES_ORGANISATION } from '../domaine/actes/organisations.ts'
import { ACTES_SEANCE } from '../domaine/actes/seance.ts'
import { ACTES } from '../domaine/actes.ts'
import { ETATS, type Etat } from '../domaine/etats.ts'
import { ROLES } from '../domaine/roles.ts'
import { diagrammeDesEtats } from './docs-etats.ts'

/** Files of docs/ made from the tables: never edited by hand. */
export const documentsEngendres = (): { chemin: string; texte: string }[] => [
  { chemin: 'docs/actes.md', texte: actesEnMarkdown() },
  { chemin: 'docs/etats.svg', texte: diagrammeDesEtats(ACTES) },
]

type Table = Record<
  string,
  Pick<ActeDe<never>, 'libelle' | 'sur' | 'par' | 'saisie' | 'source'> & {
    de: readonly string[]
    vers?: readonly string[] | undefined
  }
>

const actesEnMarkdown = (): string =>
  [
    '# Les actes',
    '',
    '<!-- Engendré depuis ACTES par « bin/laureat docs » : ne pas modifier. -->',
    '',
    '![États d’un dossier](etats.svg)',
    '',
    section('Sur un dossier', ACTES),
    section('Sur une séance', ACTES_SEANCE),
    section('Sur un appel', ACTES_APPEL),
    section('Sur un organisme ou une école', ACTES_ORGANISATION),
  ].join('\n')

const section = (titre: string, actes: Table): string =>
  [
    `## ${titre}`,
    '',
    '| acte | depuis | vers | par | saisie | source |',
    '|---|---|---|---|---|---|',
    ...Object.entries(actes).map(([nom, a]) => {
      const saisie = [...(a.sur ? ['sur'] : []), ...Object.keys(a.saisie.shape)].map((x) => `\`${x}\``).join(', ')
      const par = a.par.map((r) => ROLES[r].libelle).join(', ')
      return `| \`${nom}\` ${a.libelle} | ${liste(a.de)} | ${liste(a.vers ?? [])} | ${par} | ${saisie || '—'} | ${a.source === 'G' ? 'guide' : 'terrain'} |`
    }),
    '',
  ].join('\n')

const liste = (etats: readonly string[]): string =>
  etats.length === Object.keys(ETATS).length
    ? 'tous'
    : etats.map((e) => (Object.hasOwn(ETATS, e) ? ETATS[e as Etat].libelle : e)).join(', ') || '—' // checked just before
