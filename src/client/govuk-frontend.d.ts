// govuk-frontend ships no types: only what the browser script starts.
declare module 'govuk-frontend' {
  type Composant = { new (racine: Element, reglages?: object): object; moduleName: string }
  export const Button: Composant
  export const CharacterCount: Composant
  export const ErrorSummary: Composant
  export const ServiceNavigation: Composant
  export const SkipLink: Composant
  export function createAll(composant: Composant, reglages?: object, racine?: Element | Document): object[]
}
