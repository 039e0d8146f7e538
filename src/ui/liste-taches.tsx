import type { ComponentChildren } from 'preact'
import { TaskList } from './govuk/task-list.tsx'
import { PuceEtat, type TonDePuce } from './puce-etat.tsx'

export type EtatDeTache = 'termine' | 'a_completer' | 'en_cours' | 'a_commencer' | 'bloque'

const ETATS: Record<EtatDeTache, { mot: string; ton: TonDePuce }> = {
  termine: { mot: 'Terminé', ton: 'fait' },
  a_completer: { mot: 'À compléter', ton: 'attention' },
  en_cours: { mot: 'En cours', ton: 'attention' },
  a_commencer: { mot: 'À commencer', ton: 'neutre' },
  bloque: { mot: 'Plus tard', ton: 'neutre' },
}

/** `mot` replaces the state's usual word: « En cours par l’école ». Without `href` the task is not open yet. */
export type Tache = { libelle: string; href?: string; aide?: ComponentChildren; etat: EtatDeTache; mot?: string }

export function ListeTaches({ id, taches }: { id: string; taches: Tache[] }) {
  return (
    <TaskList
      idPrefix={id}
      items={taches.map((t) => ({
        title: { text: t.libelle },
        href: t.href,
        hint: t.aide ? { text: t.aide } : undefined,
        status: { text: <PuceEtat ton={ETATS[t.etat].ton}>{t.mot ?? ETATS[t.etat].mot}</PuceEtat> },
      }))}
    />
  )
}
