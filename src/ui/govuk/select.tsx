import { type Attributs, attributs, classes } from './attributs.ts'
import { AideEtErreur, type ChampCommun, descriptions, FormGroup } from './form-group.tsx'
import { Label, type LabelProps } from './label.tsx'

type Option = {
  text: string
  value?: string | number | undefined
  selected?: boolean | undefined
  disabled?: boolean | undefined
  attributes?: Attributs | undefined
}

export type SelectProps = ChampCommun & {
  name: string
  label: LabelProps
  items?: (Option | false | null | undefined)[] | undefined
  id?: string | undefined
  value?: string | number | undefined
  disabled?: boolean | undefined
  describedBy?: string | undefined
  classes?: string | undefined
  attributes?: Attributs | undefined
}

export function Select(p: SelectProps) {
  const id = p.id || p.name
  return (
    <FormGroup {...p}>
      <Label {...p.label} for={id} />
      <AideEtErreur id={id} {...p} />
      {p.formGroup?.beforeInput?.text}
      <select
        class={classes('govuk-select', p.classes, p.errorMessage && 'govuk-select--error')}
        id={id}
        name={p.name}
        disabled={p.disabled || undefined}
        aria-describedby={descriptions(id, p, p.describedBy) || undefined}
        {...attributs(p.attributes)}
      >
        {p.items?.map((item) =>
          item ? (
            <option
              {...(item.value === undefined ? {} : { value: String(item.value) })}
              selected={
                item.selected || (Boolean(p.value) && item.selected !== false && (item.value ?? item.text) === p.value)
              }
              disabled={item.disabled || undefined}
              {...attributs(item.attributes)}
            >
              {item.text}
            </option>
          ) : null,
        )}
      </select>
      {p.formGroup?.afterInput?.text}
    </FormGroup>
  )
}
