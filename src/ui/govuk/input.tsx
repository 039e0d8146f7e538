import { type Attributs, attributs, classes, type GroupeDeChamp, type Texte } from './attributs.ts'
import { AideEtErreur, type ChampCommun, descriptions, FormGroup } from './form-group.tsx'
import { Label, type LabelProps } from './label.tsx'

export type InputProps = ChampCommun & {
  name: string
  label: LabelProps
  id?: string | undefined
  type?: string | undefined
  value?: string | number | undefined
  inputmode?: string | undefined
  autocomplete?: string | undefined
  autocapitalize?: string | undefined
  pattern?: string | undefined
  spellcheck?: boolean | undefined
  disabled?: boolean | undefined
  describedBy?: string | undefined
  classes?: string | undefined
  prefix?: Texte | undefined
  suffix?: Texte | undefined
  inputWrapper?: GroupeDeChamp | undefined
  attributes?: Attributs | undefined
}

export function Input(p: InputProps) {
  const id = p.id || p.name
  const champ = <Champ {...p} id={id} />
  const { beforeInput, afterInput } = p.formGroup ?? {}
  const enrobe = [p.prefix, p.suffix, beforeInput, afterInput].some((x) => x?.text)
  return (
    <FormGroup {...p}>
      <Label {...p.label} for={id} />
      <AideEtErreur id={id} {...p} />
      {enrobe ? (
        <div
          class={classes('govuk-input__wrapper', p.inputWrapper?.classes)}
          {...attributs(p.inputWrapper?.attributes)}
        >
          {beforeInput?.text}
          <Affixe type="prefix" {...p.prefix} />
          {champ}
          <Affixe type="suffix" {...p.suffix} />
          {afterInput?.text}
        </div>
      ) : (
        champ
      )}
    </FormGroup>
  )
}

function Champ(p: InputProps) {
  return (
    <input
      class={classes('govuk-input', p.classes, p.errorMessage && 'govuk-input--error')}
      name={p.name}
      {...attributs({
        id: p.id,
        type: p.type || 'text',
        spellcheck: { value: typeof p.spellcheck === 'boolean' ? String(p.spellcheck) : undefined, optional: true },
        value: { value: p.value, optional: true },
        disabled: { value: p.disabled, optional: true },
        'aria-describedby': { value: descriptions(p.id, p, p.describedBy) || undefined, optional: true },
        autocomplete: { value: p.autocomplete, optional: true },
        autocapitalize: { value: p.autocapitalize, optional: true },
        pattern: { value: p.pattern, optional: true },
        inputmode: { value: p.inputmode, optional: true },
        ...p.attributes,
      })}
    />
  )
}

function Affixe({ type, ...p }: Texte & { type: 'prefix' | 'suffix' }) {
  if (!p.text) return null
  return (
    <div class={classes(`govuk-input__${type}`, p.classes)} aria-hidden="true" {...attributs(p.attributes)}>
      {p.text}
    </div>
  )
}
