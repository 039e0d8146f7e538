import { type Attributs, attributs, classes } from './attributs.ts'
import type { ChoixProps } from './choices.tsx'
import { Fieldset } from './fieldset.tsx'
import { AideEtErreur, descriptions, FormGroup } from './form-group.tsx'
import { Input } from './input.tsx'

export type PartieDeDate = {
  name?: string | undefined
  id?: string | undefined
  label?: string | undefined
  value?: string | number | undefined
  classes?: string | undefined
  error?: boolean | undefined
  inputmode?: string | undefined
  autocomplete?: string | undefined
  pattern?: string | undefined
  attributes?: Attributs | undefined
}

export type DateInputProps = Omit<ChoixProps, 'name' | 'items' | 'idPrefix'> & {
  id: string
  namePrefix?: string | undefined
  items?: (PartieDeDate | false | null | undefined)[] | undefined
  day?: PartieDeDate | undefined
  month?: PartieDeDate | undefined
  year?: PartieDeDate | undefined
  values?: Record<string, string | number> | undefined
}

export function DateInput(p: DateInputProps) {
  const { hint, errorMessage, fieldset } = p
  const decrit = descriptions(p.id, { hint, errorMessage }, fieldset?.describedBy)
  const trois = partiesParDefaut(p)
  const parties = p.items?.length ? p.items : trois
  const uneEnErreur = parties.some((x) => x && enErreur(x))
  const interieur = (
    <>
      <AideEtErreur id={p.id} hint={hint} errorMessage={errorMessage} />
      <div class={classes('govuk-date-input', p.classes)} {...attributs(p.attributes)} id={p.id || undefined}>
        {p.formGroup?.beforeInputs?.text}
        {parties.map((partie) =>
          partie ? <Partie p={p} trois={trois} partie={partie} uneEnErreur={uneEnErreur} /> : null,
        )}
        {p.formGroup?.afterInputs?.text}
      </div>
    </>
  )
  return (
    <FormGroup
      errorMessage={errorMessage}
      formGroup={{ classes: p.formGroup?.classes, attributes: p.formGroup?.attributes }}
    >
      {fieldset ? (
        // `group`: otherwise JAWS does not read the description of a fieldset of text inputs (govuk-frontend).
        <Fieldset {...fieldset} role="group" describedBy={decrit || undefined}>
          {interieur}
        </Fieldset>
      ) : (
        interieur
      )}
    </FormGroup>
  )
}

const partiesParDefaut = (p: DateInputProps): PartieDeDate[] => [
  p.day ?? { name: 'day', value: p.values?.day, classes: 'govuk-input--width-2' },
  p.month ?? { name: 'month', value: p.values?.month, classes: 'govuk-input--width-2' },
  p.year ?? { name: 'year', value: p.values?.year, classes: 'govuk-input--width-4' },
]

const enErreur = (x: PartieDeDate): boolean => Boolean(x.error || x.classes?.includes('govuk-input--error'))

const NOMS = ['day', 'month', 'year']

function Partie(q: { p: DateInputProps; trois: PartieDeDate[]; partie: PartieDeDate; uneEnErreur: boolean }) {
  const { p, partie } = q
  const rang = q.trois.findIndex(
    (x, i) => x === partie || (Boolean(partie.name) && (partie.name === NOMS[i] || partie.name === x.name)),
  )
  const nom = partie.name ?? NOMS[rang] ?? ''
  const nomComplet = p.namePrefix ? `${p.namePrefix}-${nom}` : nom
  const rouge =
    !partie.classes?.includes('govuk-input--error') &&
    (enErreur(partie) || (partie.error !== false && p.errorMessage && !q.uneEnErreur))
  return (
    <div class="govuk-date-input__item">
      <Input
        label={{
          text: partie.label || nom.charAt(0).toUpperCase() + nom.slice(1).toLowerCase(),
          classes: 'govuk-date-input__label',
        }}
        id={partie.id || `${p.id}-${nom}`}
        classes={classes(
          'govuk-date-input__input',
          rouge && 'govuk-input--error',
          !partie.classes?.includes('govuk-input--width-') && `govuk-input--width-${rang === 2 ? 4 : 2}`,
          partie.classes,
        )}
        name={nomComplet}
        value={partie.value ?? q.trois[rang]?.value ?? p.values?.[nomComplet]}
        inputmode={partie.inputmode || 'numeric'}
        autocomplete={partie.autocomplete}
        pattern={partie.pattern}
        attributes={partie.attributes}
      />
    </div>
  )
}
