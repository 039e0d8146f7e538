import { type Attributs, attributs, classes } from './attributs.ts'
import { AideEtErreur, type ChampCommun, descriptions, FormGroup } from './form-group.tsx'
import { Label, type LabelProps } from './label.tsx'

export type TextareaProps = ChampCommun & {
  name: string
  label: LabelProps
  id?: string | undefined
  value?: string | undefined
  rows?: number | string | undefined
  spellcheck?: boolean | undefined
  autocomplete?: string | undefined
  disabled?: boolean | undefined
  describedBy?: string | undefined
  classes?: string | undefined
  attributes?: Attributs | undefined
}

export function Textarea(p: TextareaProps) {
  const id = p.id || p.name
  const decrit = descriptions(id, p, p.describedBy)
  return (
    <FormGroup {...p}>
      <Label {...p.label} for={id} />
      <AideEtErreur id={id} {...p} />
      {p.formGroup?.beforeInput?.text}
      <textarea
        class={classes('govuk-textarea', p.errorMessage && 'govuk-textarea--error', p.classes)}
        id={id}
        name={p.name}
        {...attributs({
          rows: p.rows || 5,
          spellcheck: { value: typeof p.spellcheck === 'boolean' ? String(p.spellcheck) : undefined, optional: true },
          disabled: { value: Boolean(p.disabled), optional: true },
          'aria-describedby': { value: decrit || undefined, optional: true },
          autocomplete: { value: p.autocomplete || undefined, optional: true },
          ...p.attributes,
        })}
      >
        {p.value}
      </textarea>
      {p.formGroup?.afterInput?.text}
    </FormGroup>
  )
}
