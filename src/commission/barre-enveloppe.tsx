import type { ComponentChildren } from 'preact'
import { eurosCourts } from '../domaine/montants.ts'
import type { EtatEnveloppe } from '../registre/enveloppe.ts'
import { Barre } from '../ui/barre.tsx'

/** The envelope while a session sits: what is voted, what it proposes, the rest free. */
export const BarreEnveloppe = ({ enveloppe, children }: { enveloppe: EtatEnveloppe; children?: ComponentChildren }) => (
  <Barre
    total={enveloppe.total}
    format={eurosCourts}
    segments={[
      { libelle: 'votés', valeur: enveloppe.vote, ton: 'plein' },
      { libelle: 'proposés', valeur: enveloppe.propose, ton: 'moyen' },
    ]}
  >
    {children}
  </Barre>
)
