import type { ComponentChildren } from 'preact'
import type { Erreur } from '../domaine/refus.ts'
import { erreurDe, idDeChemin } from './champ.tsx'
import { classes } from './govuk/attributs.ts'

type Valeur = string | number | null | undefined

/** `montant` values are whole cents or what was typed; `suffixe` is written in the heading. */
export type ColonneDeLignes = {
  id: string
  titre: string
  type: 'texte' | 'entier' | 'montant' | 'choix'
  choix?: { valeur: string; libelle: string; groupe?: string }[]
  large?: boolean
}

export type LignesProps = {
  /** Inputs are named `<chemin>.<rank>.<column>`; one button per row posts `retirer=<chemin>.<rank>`, one posts `ajouter=<chemin>`. */
  chemin: string
  legende: string
  aide?: string | undefined
  colonnes: ColonneDeLignes[]
  lignes: Record<string, Valeur>[]
  erreurs?: Erreur[] | undefined
  /** « Ajouter un article » */
  ajouter: string
  max?: number | undefined
  /** What a row already filled is called; its columns `repliees` are then folded under it, unless one is wrong. */
  intitule?: ((ligne: Record<string, Valeur>) => string) | undefined
  repliees?: { colonnes: string[]; libelle: string } | undefined
  children?: ComponentChildren
}

/**
 * A table that people fill: existing rows, then one empty row. Without the script the two buttons submit the form and the
 * server answers with the new rows; with it, rows come and go at once. Rows left entirely empty are to be ignored.
 */
export function Lignes(p: LignesProps) {
  const rangs = p.lignes.length ? p.lignes : [{}]
  const erreur = erreurDe(p.erreurs, p.chemin)
  const id = idDeChemin(p.chemin)
  return (
    <fieldset
      class={classes('govuk-fieldset laureat-lignes', erreur && 'govuk-form-group--error')}
      id={id}
      data-lignes={p.chemin}
      data-max={p.max}
    >
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">{p.legende}</legend>
      {p.aide ? <p class="govuk-hint">{p.aide}</p> : null}
      {erreur ? (
        <p class="govuk-error-message">
          <span class="govuk-visually-hidden">Erreur&nbsp;:</span> {erreur.text}
        </p>
      ) : null}
      {rangs.map((ligne, rang) => (
        <Ligne {...p} ligne={ligne} rang={rang} />
      ))}
      <button type="submit" name="ajouter" value={p.chemin} class="govuk-button govuk-button--secondary" formnovalidate>
        {p.ajouter}
      </button>
      {p.children}
    </fieldset>
  )
}

function Ligne({ ligne, rang, ...p }: LignesProps & { ligne: Record<string, Valeur>; rang: number }) {
  const intitule = p.intitule?.(ligne) ?? ''
  const pliees = intitule === '' ? [] : (p.repliees?.colonnes ?? [])
  const enErreur = p.erreurs?.some((e) => pliees.some((id) => e.chemin === `${p.chemin}.${rang}.${id}`))
  const cellule = (c: ColonneDeLignes) => (
    <Cellule colonne={c} chemin={`${p.chemin}.${rang}.${c.id}`} valeur={ligne[c.id]} erreurs={p.erreurs} />
  )
  return (
    <fieldset class="laureat-lignes__ligne" data-ligne>
      <legend class="govuk-visually-hidden">Ligne {rang + 1}</legend>
      {intitule ? (
        <p class="laureat-lignes__intitule" data-intitule>
          {intitule}
        </p>
      ) : null}
      {p.colonnes.filter((c) => !pliees.includes(c.id)).map(cellule)}
      {pliees.length > 0 ? (
        <details class="laureat-lignes__repli" open={enErreur || undefined}>
          <summary>
            {p.repliees?.libelle}
            <span class="govuk-visually-hidden"> de la ligne {rang + 1}</span>
          </summary>
          {p.colonnes.filter((c) => pliees.includes(c.id)).map(cellule)}
        </details>
      ) : null}
      <button
        type="submit"
        name="retirer"
        value={`${p.chemin}.${rang}`}
        class="laureat-bouton-lien laureat-lignes__retirer"
        formnovalidate
      >
        Retirer<span class="govuk-visually-hidden"> la ligne {rang + 1}</span>
      </button>
    </fieldset>
  )
}

function Cellule(q: { colonne: ColonneDeLignes; chemin: string; valeur: Valeur; erreurs: Erreur[] | undefined }) {
  const { colonne: c, chemin } = q
  const id = idDeChemin(chemin)
  const erreur = erreurDe(q.erreurs, chemin)
  const montant = c.type === 'montant' && typeof q.valeur === 'number'
  const valeur = montant ? (Number(q.valeur) / 100).toFixed(2).replace('.', ',') : String(q.valeur ?? '')
  const communs = { id, name: chemin, 'aria-describedby': erreur ? `${id}-error` : undefined }
  const mesure = c.large || c.type === 'choix' ? 'laureat-lignes__cellule--large' : ''
  return (
    <div class={classes('laureat-lignes__cellule', mesure, erreur && 'laureat-lignes__cellule--erreur')}>
      <label class="govuk-label" for={id}>
        {c.titre}
      </label>
      {erreur ? (
        <p class="govuk-error-message" id={`${id}-error`}>
          <span class="govuk-visually-hidden">Erreur&nbsp;:</span> {erreur.text}
        </p>
      ) : null}
      {c.type === 'choix' ? (
        <select class={classes('govuk-select', erreur && 'govuk-select--error')} {...communs}>
          <Options choix={c.choix ?? []} valeur={valeur} />
        </select>
      ) : (
        <input
          class={classes('govuk-input', erreur && 'govuk-input--error', c.type !== 'texte' && 'laureat-chiffres')}
          type="text"
          inputmode={c.type === 'entier' ? 'numeric' : c.type === 'montant' ? 'decimal' : undefined}
          value={valeur}
          {...communs}
        />
      )}
    </div>
  )
}

function Options({ choix, valeur }: { choix: NonNullable<ColonneDeLignes['choix']>; valeur: string }) {
  const groupes = [...new Set(choix.map((c) => c.groupe))]
  const options = (groupe: string | undefined) =>
    choix
      .filter((c) => c.groupe === groupe)
      .map((c) => (
        <option value={c.valeur} selected={c.valeur === valeur}>
          {c.libelle}
        </option>
      ))
  return (
    <>
      <option value="">Choisissez</option>
      {groupes.map((g) => (g ? <optgroup label={g}>{options(g)}</optgroup> : options(undefined)))}
    </>
  )
}
