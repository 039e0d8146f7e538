import type { ComponentChildren } from 'preact'
import { Alert } from './moj/alert.tsx'

const VARIANTES = { information: 'information', succes: 'success', attention: 'warning', erreur: 'error' } as const

/** A message in the page. `succes` after an act answers at once to screen readers. */
export const Avis = (p: { ton?: keyof typeof VARIANTES; titre: string; children?: ComponentChildren }) => (
  <Alert
    variant={VARIANTES[p.ton ?? 'information']}
    role={p.ton === 'succes' ? 'status' : 'region'}
    title={p.titre}
    text={p.children}
    showTitleAsHeading
    disableAutoFocus
  />
)
