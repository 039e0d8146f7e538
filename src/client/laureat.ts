import { Button, createAll, ErrorSummary, ServiceNavigation, SkipLink } from 'govuk-frontend'
import { empecherDoubleEnvoi } from './double-envoi.ts'
import { faireLePoint } from './memoire.ts'

// Everything here only makes nicer what already works without it.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')

createAll(Button, { preventDoubleClick: true })
createAll(ErrorSummary)
createAll(ServiceNavigation)
createAll(SkipLink)
faireLePoint(document)
empecherDoubleEnvoi(document)

// The rest is fetched by the pages that have a use for it: a reader of the public call downloads none of it.
const siPresent = (selecteur: string, charger: () => Promise<unknown>) =>
  document.querySelector(selecteur) ? charger() : undefined

siPresent('[data-module="govuk-character-count"]', () => import('./compteur.ts').then((m) => m.compterCaracteres()))
siPresent('[data-lignes]', () => import('./lignes.ts').then((m) => m.gererLignes(document)))
siPresent('[data-enregistrement]', () => import('./enregistrement.ts').then((m) => m.enregistrerAuFil(document)))
siPresent('[data-calcul]', () => import('./calcul.ts').then((m) => m.suivreCalculs(document)))
siPresent('[data-televersement]', () => import('./televersement.ts').then((m) => m.preparerTeleversements(document)))
