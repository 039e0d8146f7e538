import type { ComponentChildren } from 'preact'
import type { Raison, Verdict as Reponse } from '../domaine/eligibilite.ts'
import { PuceEtat, type TonDePuce } from '../ui/puce-etat.tsx'

/** The answer in one line, its subject, and what explains it. */
export const Verdict = (p: { verdict: Reponse; titre: string; quoi: string; children: ComponentChildren }) => (
  <div class={`laureat-verdict laureat-verdict--${p.verdict.replace('_', '-')}`}>
    <h2 class="laureat-verdict__titre">{p.titre}</h2>
    <p class="laureat-verdict__quoi">{p.quoi}</p>
    {p.children}
  </div>
)

const MOTS: Record<Reponse, { ton: TonDePuce; mot: string }> = {
  oui: { ton: 'fait', mot: 'Rempli' },
  non: { ton: 'erreur', mot: 'Non rempli' },
  a_verifier: { ton: 'attention', mot: 'À vérifier' },
}

/** Each condition with its word; `condition` is what only people on the spot can check. */
export const Raisons = (p: { verdict: Reponse; raisons: Raison[]; condition?: string | undefined }) => (
  <ul class="laureat-raisons">
    {[
      ...p.raisons,
      ...(p.condition && p.verdict !== 'non' ? [{ verdict: 'a_verifier' as const, phrase: p.condition }] : []),
    ].map((r) => (
      <li>
        <PuceEtat ton={MOTS[r.verdict].ton}>{MOTS[r.verdict].mot}</PuceEtat> <span>{r.phrase}</span>
      </li>
    ))}
  </ul>
)

/** The verdict as a chip, for lists. */
export const PuceVerdict = ({ verdict }: { verdict: Reponse }) => (
  <PuceEtat ton={MOTS[verdict].ton}>
    {verdict === 'oui' ? 'Concernée' : verdict === 'non' ? 'Non concernée' : 'À vérifier'}
  </PuceEtat>
)
