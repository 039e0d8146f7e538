import type { ComponentChildren } from 'preact'
import type { Question } from '../domaine/appel/schema-formulaire.ts'
import type { Json, ReponsesSection } from '../domaine/formulaire/reponses.ts'
import { nombre } from '../domaine/montants.ts'
import { choixDe } from '../domaine/questions/choix.ts'
import { type Catalogue, texteBrut } from '../domaine/questions/type.ts'
import type { Erreur } from '../domaine/refus.ts'
import { ChampEntier, ChampListe, ChampLong, ChampMontant, ChampTexte } from '../ui/champs.tsx'
import { ChampChoix, ChampChoixMultiple, ChampDate } from '../ui/champs-choix.tsx'
import type { Montree } from './questions-montrees.ts'

type Props = {
  montree: Montree
  valeurs: ReponsesSection
  erreurs: Erreur[]
  catalogue: Catalogue
  /** Files and tables need more than an answer: the page draws them. */
  special: (q: Question) => ComponentChildren
}

/** One question of the call as a field, whatever its type; the questions that an answer opens stand under it. */
export const ChampQuestion = ({ montree, ...p }: Props) => {
  const { question: q, suites } = montree
  if (q.type === 'fichier' || q.type === 'table') return <>{p.special(q)}</>
  if (suites.length > 0 && (q.type === 'oui_non' || q.type === 'choix')) return <AvecSuites {...p} montree={montree} />
  return <Simple q={q} valeur={p.valeurs[q.id]} erreurs={p.erreurs} catalogue={p.catalogue} />
}

const communs = (q: Question, erreurs: Erreur[]) => ({
  chemin: q.id,
  libelle: q.libelle,
  aide: aideDe(q),
  erreurs,
  facultatif: !q.obligatoire,
})

const aideDe = (q: Question): string | undefined => {
  const bornes = q.type === 'texte_long' && q.min ? `${nombre(q.min)} caractères au moins.` : ''
  return [q.aide, bornes].filter(Boolean).join(' ') || undefined
}

const Simple = ({
  q,
  valeur,
  erreurs,
  catalogue,
}: {
  q: Question
  valeur: Json | undefined
  erreurs: Erreur[]
  catalogue: Catalogue
}) => {
  const c = communs(q, erreurs)
  const texte = valeur === undefined ? '' : texteBrut(valeur)
  switch (q.type) {
    case 'texte_long':
      return <ChampLong {...c} valeur={texte} lignes={8} max={q.max} />
    case 'entier':
      return <ChampEntier {...c} valeur={texte} suffixe={q.unite} />
    case 'montant':
      return <ChampMontant {...c} valeur={typeof valeur === 'number' ? valeur : texte} />
    case 'date':
      return <ChampDate {...c} valeur={texte} />
    case 'oui_non':
      return <ChampChoix {...c} choix={OUI_NON} valeur={ouiNon(valeur)} enLigne />
    case 'choix':
      return choixDe(q, catalogue).length <= 8 ? (
        <ChampChoix {...c} choix={libelles(q, catalogue)} valeur={texte} />
      ) : (
        <ChampListe {...c} choix={choixDe(q, catalogue)} valeur={texte} />
      )
    case 'choix_multiple':
      return (
        <ChampChoixMultiple
          {...c}
          choix={libelles(q, catalogue)}
          valeurs={Array.isArray(valeur) ? valeur.map(texteBrut) : []}
        />
      )
    case 'courriel':
      return <ChampTexte {...c} valeur={texte} type="email" orthographe={false} autocomplete="email" />
    case 'telephone':
      return <ChampTexte {...c} valeur={texte} type="tel" largeur={20} autocomplete="tel" />
    case 'siret':
    case 'uai':
      return <ChampTexte {...c} valeur={texte} largeur={20} orthographe={false} />
    default:
      return <ChampTexte {...c} valeur={texte} {...(q.type === 'iban' ? { orthographe: false } : {})} />
  }
}

const AvecSuites = ({ montree: { question: q, suites }, valeurs, erreurs, catalogue }: Props) => {
  const suiteDe = (valeur: string) => {
    const siennes = suites.filter((s) => texteDe(s.valeur) === valeur)
    return siennes.length === 0
      ? {}
      : {
          suite: siennes.map((s) => (
            <Simple q={s.question} valeur={valeurs[s.question.id]} {...{ erreurs, catalogue }} />
          )),
        }
  }
  const choix = (q.type === 'oui_non' ? OUI_NON : libelles(q, catalogue)).map((c) => ({ ...c, ...suiteDe(c.valeur) }))
  const valeur = q.type === 'oui_non' ? ouiNon(valeurs[q.id]) : texteBrut(valeurs[q.id] ?? null)
  return <ChampChoix {...communs(q, erreurs)} choix={choix} valeur={valeur} />
}

const OUI_NON = [
  { valeur: 'oui', libelle: 'Oui' },
  { valeur: 'non', libelle: 'Non' },
]
const ouiNon = (v: Json | undefined): string | undefined => (v === true ? 'oui' : v === false ? 'non' : undefined)
const texteDe = (v: string | boolean): string => (v === true ? 'oui' : v === false ? 'non' : v)

const libelles = (q: Question, catalogue: Catalogue) =>
  choixDe(q, catalogue).map((c) => ({ valeur: c.valeur, libelle: c.libelle, ...(c.aide ? { aide: c.aide } : {}) }))
