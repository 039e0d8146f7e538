import { demandeFinancee } from '../domaine/demande.ts'
import type { Action, Faits } from '../domaine/faits.ts'
import { reponsesDe } from '../domaine/formulaire/reponses.ts'
import { accorder, dateSimple } from '../domaine/francais.ts'

const ETATS = { proposee: 'Proposée', planifiee: 'Planifiée', tenue: 'Tenue', annulee: 'Annulée' } as const

export const jourDit = (j: string | null): string => (j ? dateSimple(j) : '')

/** One action in a sentence. */
export const dire = (a: Action): string =>
  `${String(a.contenu.theme ?? a.contenu.besoins ?? '').slice(0, 80)} : ${ETATS[a.etat].toLowerCase()}${a.date ? ` le ${jourDit(a.date)}` : ''}${typeof a.contenu.participants === 'number' ? `, ${accorder(a.contenu.participants, 'participant')}` : ''}${typeof a.contenu.familles === 'number' ? `, ${accorder(a.contenu.familles, 'famille')}` : ''}`

export const liste = (actions: Action[], phrase: (a: Action) => string) =>
  actions.length === 0 ? 'rien pour le moment' : actions.map((a) => <div>{phrase(a)}</div>)

/** What the school asked in one part of the request. */
export const articles = (f: Faits, uai: string, volet: string): string =>
  demandeFinancee(f)
    .ecoles.find((e) => e.uai === uai)
    ?.lignes.filter((l) => l.volet === volet && l.quantite > 0)
    .map((l) => `${l.quantite} × ${l.libelle ?? ''}`)
    .join(' ; ') || 'rien'

export const commande = (f: Faits, uai: string): string =>
  f.commandes.some((c) => c.lignes.some((l) => l.ecole === uai)) ? 'Commandé' : 'rien pour le moment'

/** What the form says of a pillar. */
export const demande = (f: Faits, uai: string, section: string): string => {
  const r = reponsesDe(f.reponses, section, uai)
  const libelles = (q: string, v: unknown) => {
    const question = f.appel.formulaire.find((s) => s.id === section)?.questions.find((x) => x.id === q)
    const choix =
      question && 'choix' in question && Array.isArray(question.choix)
        ? (question.choix as { valeur: string; libelle: string }[])
        : [] // choices of the call's form
    return choix.find((c) => c.valeur === v)?.libelle ?? String(v)
  }
  const textes = Object.entries(r).flatMap(([q, v]) =>
    Array.isArray(v) ? v.map((x) => libelles(q, x)) : typeof v === 'string' && v !== '' ? [v.slice(0, 160)] : [],
  )
  return textes.join(' ; ') || 'rien'
}
