import { type ChampProps, erreurDe, idDeChemin, libelleDe } from './champ.tsx'
import { CharacterCount } from './govuk/character-count.tsx'
import { Input } from './govuk/input.tsx'
import { Select } from './govuk/select.tsx'
import { Textarea } from './govuk/textarea.tsx'

const commun = (p: ChampProps) => ({
  id: idDeChemin(p.chemin),
  name: p.chemin,
  label: libelleDe(p),
  hint: p.aide ? { text: p.aide } : undefined,
  errorMessage: erreurDe(p.erreurs, p.chemin),
})

type Ligne = ChampProps & {
  valeur?: string | number | null | undefined
  /** Width in characters, when the answer's length is known. */
  largeur?: 2 | 3 | 4 | 5 | 10 | 20 | undefined
  autocomplete?: string | undefined
  suffixe?: string | undefined
  desactive?: boolean | undefined
}

/** One line of text; `type` for an e-mail or a telephone number. */
export function ChampTexte(
  p: Ligne & { type?: 'text' | 'email' | 'tel' | 'search' | undefined; orthographe?: boolean },
) {
  return (
    <Input
      {...commun(p)}
      type={p.type}
      value={p.valeur ?? undefined}
      autocomplete={p.autocomplete}
      spellcheck={p.orthographe}
      disabled={p.desactive}
      suffix={p.suffixe ? { text: p.suffixe } : undefined}
      classes={p.largeur ? `govuk-input--width-${p.largeur}` : undefined}
    />
  )
}

/** A whole number typed as text (no spinner that changes under the wheel). */
export function ChampEntier(p: Ligne) {
  return (
    <Input
      {...commun(p)}
      inputmode="numeric"
      value={p.valeur ?? undefined}
      disabled={p.desactive}
      suffix={p.suffixe ? { text: p.suffixe } : undefined}
      classes={`govuk-input--width-${p.largeur ?? 5} laureat-chiffres`}
    />
  )
}

/** Euros typed as people write them; `valeur` in whole cents, or what was typed. */
export function ChampMontant(p: Ligne) {
  const valeur = typeof p.valeur === 'number' ? (p.valeur / 100).toFixed(2).replace('.', ',') : p.valeur
  return (
    <Input
      {...commun(p)}
      inputmode="decimal"
      value={valeur ?? undefined}
      disabled={p.desactive}
      suffix={{ text: p.suffixe ?? '€' }}
      classes={`govuk-input--width-${p.largeur ?? 10} laureat-chiffres`}
    />
  )
}

/** Several lines; with `max`, the limit is said before typing and counted down while typing. */
export function ChampLong(
  p: ChampProps & { valeur?: string | null | undefined; lignes?: number | undefined; max?: number | undefined },
) {
  const props = { ...commun(p), value: p.valeur ?? undefined, rows: p.lignes, spellcheck: true }
  return p.max ? <CharacterCount {...props} maxlength={p.max} /> : <Textarea {...props} />
}

/** A drop-down list, for more than about eight choices. `vide`: the first, empty choice. */
export function ChampListe(
  p: ChampProps & {
    choix: { valeur: string; libelle: string; desactive?: boolean }[]
    valeur?: string | null | undefined
    vide?: string | undefined
  },
) {
  return (
    <Select
      {...commun(p)}
      value={p.valeur ?? undefined}
      items={[
        { value: '', text: p.vide ?? 'Choisissez' },
        ...p.choix.map((c) => ({ value: c.valeur, text: c.libelle, disabled: c.desactive })),
      ]}
    />
  )
}
