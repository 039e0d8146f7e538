import type { ComponentChildren } from 'preact'
import { Formulaire } from './formulaire.tsx'

/** A form for those who may post it, the same page to read for the others. */
export const SiPossible = (p: {
  ouvert: boolean
  action: string
  csrf: string | undefined
  children: ComponentChildren
}) =>
  p.ouvert ? (
    <Formulaire action={p.action} csrf={p.csrf}>
      {p.children}
    </Formulaire>
  ) : (
    <div>{p.children}</div>
  )
