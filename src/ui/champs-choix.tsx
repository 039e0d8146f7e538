import type { ComponentChildren } from 'preact'
import { type ChampProps, erreurDe, idDeChemin, legendeDe } from './champ.tsx'
import { Checkboxes } from './govuk/checkboxes.tsx'
import { DateInput } from './govuk/date-input.tsx'
import { Radios } from './govuk/radios.tsx'

/** `suite`: fields that follow from this choice, shown under it. */
export type Choix = { valeur: string; libelle: string; aide?: string; suite?: ComponentChildren; desactive?: boolean }

const commun = (p: ChampProps) => ({
  idPrefix: idDeChemin(p.chemin),
  name: p.chemin,
  fieldset: { legend: legendeDe(p) },
  hint: p.aide ? { text: p.aide } : undefined,
  errorMessage: erreurDe(p.erreurs, p.chemin),
})

const item = (c: Choix) => ({
  value: c.valeur,
  text: c.libelle,
  hint: c.aide ? { text: c.aide } : undefined,
  conditional: c.suite ? { text: c.suite } : undefined,
  disabled: c.desactive,
})

/** One choice among a few. */
export function ChampChoix(
  p: ChampProps & { choix: Choix[]; valeur?: string | null | undefined; enLigne?: boolean | undefined },
) {
  return (
    <Radios
      {...commun(p)}
      items={p.choix.map(item)}
      value={p.valeur ?? undefined}
      classes={p.enLigne ? 'govuk-radios--inline' : undefined}
    />
  )
}

/** Yes or no; `suiteOui` is shown under « Oui ». The posted value is `oui` or `non`. */
export function ChampOuiNon(p: ChampProps & { valeur?: boolean | null | undefined; suiteOui?: ComponentChildren }) {
  const valeur = p.valeur === true ? 'oui' : p.valeur === false ? 'non' : undefined
  const choix = [
    { valeur: 'oui', libelle: 'Oui', suite: p.suiteOui },
    { valeur: 'non', libelle: 'Non' },
  ]
  return <ChampChoix {...p} choix={choix} valeur={valeur} enLigne={!p.suiteOui} />
}

/** Several choices; the posted name is repeated. */
export function ChampChoixMultiple(p: ChampProps & { choix: Choix[]; valeurs?: string[] | null | undefined }) {
  return <Checkboxes {...commun(p)} items={p.choix.map(item)} values={p.valeurs ?? undefined} />
}

/** One box to tick (a certification); posts `oui`. */
export function Case(p: ChampProps & { coche?: boolean | undefined }) {
  return (
    <Checkboxes
      idPrefix={idDeChemin(p.chemin)}
      name={p.chemin}
      errorMessage={erreurDe(p.erreurs, p.chemin)}
      items={[{ value: 'oui', text: p.libelle, checked: p.coche, hint: p.aide ? { text: p.aide } : undefined }]}
    />
  )
}

/** A date as three inputs (`<chemin>.jour`, `.mois`, `.annee`): read it back with `dateSaisie`. `valeur`: `YYYY-MM-DD`. */
export function ChampDate(p: ChampProps & { valeur?: string | null | undefined }) {
  const id = idDeChemin(p.chemin)
  const [annee, mois, jour] = (p.valeur ?? '').split('-')
  const partie = (nom: string, libelle: string, value: string | undefined, taille: number, premiere = false) => ({
    name: `${p.chemin}.${nom}`,
    // The first box carries the field's own id, so that the error summary leads to something one can type in.
    id: premiere ? id : `${id}-${nom}`,
    label: libelle,
    value: value || undefined,
    classes: `govuk-input--width-${taille}`,
  })
  return (
    <DateInput
      id={`${id}-date`}
      fieldset={{ legend: legendeDe(p) }}
      hint={{ text: p.aide ?? 'Par exemple, 21 2 2025' }}
      errorMessage={erreurDe(p.erreurs, p.chemin)}
      items={[
        partie('jour', 'Jour', jour, 2, true),
        partie('mois', 'Mois', mois, 2),
        partie('annee', 'Année', annee, 4),
      ]}
    />
  )
}
