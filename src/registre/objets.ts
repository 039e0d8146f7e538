import type { Objet } from '../domaine/acte.ts'
import type { Faits } from '../domaine/faits.ts'
import { type Refus, saisieInvalide } from '../domaine/refus.ts'

/** Where each kind of object stands among the facts. */
const OBJETS: Record<Objet, (f: Faits) => { id: string; mot: string }[]> = {
  ecole: (f) => f.ecoles.filter((e) => e.etat !== 'retire').map((e) => ({ id: e.uai, mot: 'école' })),
  devis: (f) => f.devis.map((d) => ({ id: d.id, mot: 'devis' })),
  commande: (f) => f.commandes.map((c) => ({ id: c.id, mot: 'commande' })),
  versement: (f) => f.versements.map((v) => ({ id: v.id, mot: 'demande' })),
  avenant: (f) => f.avenants.map((a) => ({ id: a.id, mot: 'avenant' })),
  recours: (f) => f.recours.map((r) => ({ id: r.id, mot: 'recours' })),
  procedure: (f) => f.procedures.map((p) => ({ id: p.id, mot: 'procédure' })),
  avis: (f) => f.avis.map((a) => ({ id: a.id, mot: 'avis' })),
  invitation: (f) => f.invitations.map((i) => ({ id: i.id, mot: 'invitation' })),
  action: (f) => f.actions.map((a) => ({ id: a.id, mot: 'action' })),
  convention: (f) => f.conventions.map((c) => ({ id: c.id, mot: 'convention' })),
}

/** The id that `sur` names, found among the facts (UAI in capitals), or 422. */
export const objetDe = (f: Faits, objet: Objet, sur: string | undefined): string | undefined | Refus => {
  if (sur === undefined) return undefined
  const cherche = objet === 'ecole' ? sur.toUpperCase() : sur.toLowerCase()
  return OBJETS[objet](f).some((o) => o.id === cherche)
    ? cherche
    : saisieInvalide([{ chemin: 'sur', message: `« ${sur.slice(0, 60)} » ne désigne rien dans ce dossier.` }])
}
