import type { ComponentChildren } from 'preact'

export type Segment = { libelle: string; valeur: number; ton: 'plein' | 'moyen' | 'attention' | 'libre' }

const COULEURS: Record<Segment['ton'], string> = {
  plein: '#0b4f47',
  moyen: '#7fb3ab',
  attention: '#ffd23f',
  libre: '#d8d4cb',
}

/**
 * An envelope or a progress as one bar, with its figures in words below: the drawing is for the eye only.
 * `total` when it is more than the segments (the rest is drawn as free). `format` writes a value (`eurosCourts`, `entier`).
 */
export function Barre(p: {
  segments: Segment[]
  total?: number
  format: (valeur: number) => string
  children?: ComponentChildren
}) {
  const somme = p.segments.reduce((s, x) => s + x.valeur, 0)
  const total = Math.max(p.total ?? somme, somme, 1)
  return (
    <div class="laureat-barre">
      <svg class="laureat-barre__dessin" width="100%" height="14" aria-hidden="true" focusable="false">
        <rect width="100%" height="14" fill={COULEURS.libre} />
        {p.segments.map((s, i) => (
          <rect
            x={part(
              p.segments.slice(0, i).reduce((t, x) => t + x.valeur, 0),
              total,
            )}
            width={part(s.valeur, total)}
            height="14"
            fill={COULEURS[s.ton]}
          />
        ))}
      </svg>
      <ul class="laureat-barre__legende">
        {p.segments.map((s) => (
          <li>
            <svg width="12" height="12" aria-hidden="true" focusable="false">
              <rect x="0.5" y="0.5" width="11" height="11" rx="2" fill={COULEURS[s.ton]} stroke="#55525c" />
            </svg>{' '}
            <strong>{p.format(s.valeur)}</strong> {s.libelle}
          </li>
        ))}
      </ul>
      {p.children}
    </div>
  )
}

const part = (valeur: number, total: number): string => `${Math.round((10_000 * valeur) / total) / 100}%`
