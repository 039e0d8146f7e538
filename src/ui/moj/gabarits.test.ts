import { createRequire } from 'node:module'
import { dirname, resolve } from 'node:path'
import nunjucks from 'nunjucks'
import { type ComponentType, h } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { arbre, enVnodes } from '../govuk/arbre.test-outil.ts'
import { Alert } from './alert.tsx'
import { Filter } from './filter.tsx'
import { SubNavigation } from './sub-navigation.tsx'
import { Timeline } from './timeline.tsx'

const trouver = createRequire(import.meta.url).resolve
const moj = dirname(trouver('@ministryofjustice/frontend/package.json'))
const govuk = resolve(dirname(trouver('govuk-frontend/package.json')), 'dist')
const gabarits = new nunjucks.Environment(new nunjucks.FileSystemLoader([moj, govuk]), { autoescape: true })
// The templates ask for date filters that the package leaves to the application: ours receives the date already written.
gabarits.addFilter('date', () => 'le 14 janvier 2025')

type Options = Record<string, unknown>
const attendu = (nom: string, params: Options) => {
  // The dismiss button has no type in the template, so it would submit a surrounding form: ours says type="button".
  const html = gabarits.render(`moj/components/${nom}/template.njk`, { params })
  return arbre(html.replace('<button class="moj-alert__dismiss"', '<button type="button" class="moj-alert__dismiss"'))
}
// biome-ignore lint/suspicious/noExplicitAny: each component has its own props
const obtenu = (composant: ComponentType<any>, props: Options) => arbre(renderToString(h(composant, props)))

describe('les composants du ministère de la Justice gardent leur arbre', () => {
  it.each(['information', 'success', 'warning', 'error'])('un avis « %s », avec et sans titre visible', (variant) => {
    const commun = { variant, title: 'Rappel envoyé', dismissText: 'Fermer', classes: 'x', attributes: { id: 'a' } }
    const mots = { variantText: variant }
    expect(obtenu(Alert, { ...commun, ...mots })).toEqual(attendu('alert', commun))
    const riche = { ...commun, showTitleAsHeading: true, headingTag: 'h3', dismissible: true, disableAutoFocus: true }
    const html = '<p>Mme Perrin a reçu un <a href="#">courriel</a>.</p>'
    expect(obtenu(Alert, { ...riche, ...mots, text: enVnodes(html) })).toEqual(attendu('alert', { ...riche, html }))
    const focus = { ...commun, role: 'alert', text: 'Bonjour', focusOnDismissSelector: '#contenu' }
    expect(obtenu(Alert, { ...focus, ...mots })).toEqual(attendu('alert', focus))
  })

  it('une chronologie avec et sans auteur', () => {
    const item = { label: { text: 'Dossier créé' }, text: 'Bonjour', classes: 'mien', attributes: { id: 'i' } }
    const dates = { timestamp: '2025-01-14T09:12:00.000Z', text: 'le 14 janvier 2025' }
    const params = {
      headingLevel: 3,
      classes: 'moj-timeline--full',
      items: [
        { ...item, datetime: dates, byline: { text: 'Mme Martin' } },
        { ...item, datetime: dates },
      ],
    }
    expect(obtenu(Timeline, { ...params, bylinePrefix: 'by' })).toEqual(attendu('timeline', params))
  })

  it('une navigation secondaire avec la page courante', () => {
    const params = {
      label: 'Le dossier',
      items: [
        { text: 'Résumé', href: '#1', active: true },
        { text: 'Pièces', href: '#2', attributes: { id: 'p' } },
      ],
    }
    expect(obtenu(SubNavigation, params)).toEqual(attendu('sub-navigation', params))
  })

  it('des filtres choisis, chacun avec le lien qui le retire', () => {
    const params = {
      heading: { text: 'Filtres' },
      submit: { text: 'Appliquer' },
      selectedFilters: {
        heading: { text: 'Choisis' },
        clearLink: { href: '#', text: 'Tout retirer' },
        categories: [{ heading: { text: 'État' }, items: [{ href: '#e', text: 'Déposé' }] }],
      },
    }
    const props = { ...params, removeText: 'Remove this filter', children: enVnodes('<p>options</p>') }
    expect(obtenu(Filter, props)).toEqual(attendu('filter', { ...params, optionsHtml: '<p>options</p>' }))
  })
})
