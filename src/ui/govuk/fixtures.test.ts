import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type ComponentType, h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { arbre, enVnodes } from './arbre.test-outil.ts'
import { BackLink } from './back-link.tsx'
import { Breadcrumbs } from './breadcrumbs.tsx'
import { Button } from './button.tsx'
import { CharacterCount } from './character-count.tsx'
import { Checkboxes } from './checkboxes.tsx'
import { DateInput } from './date-input.tsx'
import { Details } from './details.tsx'
import { ErrorMessage } from './error-message.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { Fieldset } from './fieldset.tsx'
import { FileUpload } from './file-upload.tsx'
import { GenericHeader } from './generic-header.tsx'
import { Hint } from './hint.tsx'
import { Input } from './input.tsx'
import { InsetText } from './inset-text.tsx'
import { Label } from './label.tsx'
import { NotificationBanner } from './notification-banner.tsx'
import { Pagination } from './pagination.tsx'
import { Panel } from './panel.tsx'
import { PhaseBanner } from './phase-banner.tsx'
import { Radios } from './radios.tsx'
import { Select } from './select.tsx'
import { ServiceNavigation } from './service-navigation.tsx'
import { SkipLink } from './skip-link.tsx'
import { SummaryList } from './summary-list.tsx'
import { Table } from './table.tsx'
import { Tabs } from './tabs.tsx'
import { Tag } from './tag.tsx'
import { TaskList } from './task-list.tsx'
import { Textarea } from './textarea.tsx'
import { WarningText } from './warning-text.tsx'

type Options = Record<string, unknown>
type Fixture = { name: string; options: Options; html: string }

// Ours speak French unless told otherwise; the fixtures expect the English words.
const ANGLAIS: Record<string, Options> = {
  'back-link': { text: 'Back' },
  breadcrumbs: { labelText: 'Breadcrumb' },
  'error-message': { visuallyHiddenText: 'Error' },
  'service-navigation': { ariaLabel: 'Service information' },
  tabs: { title: 'Contents' },
  'warning-text': { iconFallbackText: 'Warning' },
}

// biome-ignore lint/suspicious/noExplicitAny: each component has its own props; the fixtures are its options
const COMPOSANTS: Record<string, ComponentType<any>> = {
  'back-link': BackLink,
  breadcrumbs: Breadcrumbs,
  button: Button,
  'character-count': CharacterCount,
  checkboxes: Checkboxes,
  'date-input': DateInput,
  details: Details,
  'error-message': ErrorMessage,
  'error-summary': ErrorSummary,
  fieldset: Fieldset,
  'file-upload': FileUpload,
  'generic-header': GenericHeader,
  hint: Hint,
  input: Input,
  'inset-text': InsetText,
  label: Label,
  'notification-banner': NotificationBanner,
  pagination: Pagination,
  panel: Panel,
  'phase-banner': PhaseBanner,
  radios: Radios,
  select: Select,
  'service-navigation': ServiceNavigation,
  'skip-link': SkipLink,
  'summary-list': SummaryList,
  table: Table,
  tabs: Tabs,
  tag: Tag,
  'task-list': TaskList,
  textarea: Textarea,
  'warning-text': WarningText,
}

const dossier = createRequire(import.meta.url)
  .resolve('govuk-frontend/package.json')
  .replace('package.json', 'dist/govuk/components')
const lire = (nom: string): Fixture[] => JSON.parse(readFileSync(`${dossier}/${nom}/fixtures.json`, 'utf8')).fixtures

describe('la boîte à outils produit le même arbre que govuk-frontend', () => {
  for (const [nom, composant] of Object.entries(COMPOSANTS)) {
    for (const fixture of lire(nom)) {
      it(`${nom} : ${fixture.name}`, () => {
        const props = enProps({ ...ANGLAIS[nom], ...parDefaut(nom, fixture.options) }, nom)
        expect(arbre(renderToString(h(composant, props)))).toEqual(arbre(fixture.html))
      })
    }
  }
})

/** Default words that depend on the other options. */
function parDefaut(nom: string, options: Options): Options {
  if (nom === 'notification-banner')
    return { titleText: options.type === 'success' ? 'Success' : 'Important', ...options }
  if (nom === 'character-count') {
    const unite = (options.countType ?? (options.maxwords ? 'words' : '')) === 'words' ? 'words' : 'characters'
    return options.maxlength || options.maxwords
      ? {
          ...options,
          textareaDescriptionText: options.textareaDescriptionText || `You can enter up to %{count} ${unite}`,
        }
      : options
  }
  return options
}

/** `html` options become vnodes under `text`, at every depth; error messages say « Error ». */
function enProps(options: Options, nom: string): Options {
  const sortie: Options = {}
  for (const [cle, valeur] of Object.entries(options)) {
    if (cle === 'html' || cle.endsWith('Html')) {
      if (valeur) sortie[cle === 'html' ? 'text' : cle.replace('Html', 'Text')] = enVnodes(String(valeur))
    } else if (cle === 'text' && options.html) {
      // `html` wins over `text`, as in the templates.
    } else if (cle === 'slots' && typeof valeur === 'object') sortie.slots = fentes(valeur as Options)
    else if (cle === 'attributes') sortie[cle] = valeur
    else sortie[cle] = valeurEnProps(cle, valeur, nom)
  }
  if (nom === 'fieldset' && sortie.text) {
    sortie.children = sortie.text
  }
  return sortie
}

function valeurEnProps(cle: string, valeur: unknown, nom: string): unknown {
  if (Array.isArray(valeur)) return valeur.map((x) => valeurEnProps(cle, x, nom))
  if (typeof valeur !== 'object' || valeur === null) return valeur
  const props = enProps(valeur as Options, '')
  if (cle === 'errorMessage') return { visuallyHiddenText: 'Error', ...props }
  if (nom === 'pagination' && (cle === 'previous' || cle === 'next') && !props.text)
    return {
      ...props,
      text: enVnodes(`${cle === 'next' ? 'Next' : 'Previous'}<span class="govuk-visually-hidden"> page</span>`),
    }
  return props
}

const fentes = (slots: Options): Options =>
  Object.fromEntries(
    Object.entries(slots).map(([cle, x]) => {
      if (typeof x === 'string') return [cle, x ? enVnodes(x) : x]
      const { html, align } = x as Options
      return [cle, { text: html ? enVnodes(String(html)) : undefined, align }]
    }),
  )
