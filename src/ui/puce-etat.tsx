import type { ComponentChildren } from 'preact'
import { Tag } from './govuk/tag.tsx'

/** `fait` green, `attention` amber, `erreur` red, `neutre` mist, `ici` mirabelle. The words carry the meaning, never the colour alone. */
export type TonDePuce = 'fait' | 'attention' | 'erreur' | 'neutre' | 'ici'

export const PuceEtat = ({ ton = 'neutre', children }: { ton?: TonDePuce; children: ComponentChildren }) => (
  <Tag classes={`laureat-puce--${ton}`} text={children} />
)
