import type { ComponentChildren } from 'preact'
import { type Attributs, attributs, type Contenu, classes, type Texte } from './attributs.ts'
import { Fieldset, type FieldsetProps } from './fieldset.tsx'
import { AideEtErreur, type ChampCommun, descriptions, FormGroup } from './form-group.tsx'
import { Hint } from './hint.tsx'
import { Label } from './label.tsx'

export type ItemDeChoix = {
  value?: string | number | boolean | undefined
  text?: Contenu
  id?: string | undefined
  name?: string | undefined
  checked?: boolean | undefined
  disabled?: boolean | undefined
  divider?: string | undefined
  hint?: Texte | undefined
  label?: Texte | undefined
  behaviour?: string | undefined
  /** Shown under the choice once it is made; always shown without the browser script. */
  conditional?: { text?: Contenu } | undefined
  attributes?: Attributs | undefined
}

export type ChoixProps = Omit<ChampCommun, 'formGroup'> & {
  name: string
  items: (ItemDeChoix | false | null | undefined)[]
  idPrefix?: string | undefined
  fieldset?: FieldsetProps | undefined
  classes?: string | undefined
  attributes?: Attributs | undefined
  formGroup?:
    | {
        classes?: string | undefined
        attributes?: Attributs | undefined
        beforeInputs?: { text: Contenu } | undefined
        afterInputs?: { text: Contenu } | undefined
      }
    | undefined
}

type Genre = 'radios' | 'checkboxes'

/** The skeleton that radios and checkboxes share. */
export function GroupeDeChoix(
  p: ChoixProps & { genre: Genre; describedBy?: string | undefined; estCoche: (item: ItemDeChoix) => boolean },
) {
  const prefixe = p.idPrefix || p.name
  const decrit = descriptions(prefixe, { hint: p.hint, errorMessage: p.errorMessage }, p.describedBy)
  const groupe = (
    <>
      <AideEtErreur id={prefixe} hint={p.hint} errorMessage={p.errorMessage} />
      <div class={classes(`govuk-${p.genre}`, p.classes)} {...attributs(p.attributes)} data-module={`govuk-${p.genre}`}>
        {p.formGroup?.beforeInputs?.text}
        {p.items.map((item, i) =>
          item ? (
            <Item
              {...item}
              genre={p.genre}
              name={item.name || p.name}
              id={item.id || (i > 0 ? `${prefixe}-${i + 1}` : prefixe)}
              checked={p.estCoche(item)}
              decrit={p.genre === 'checkboxes' && !p.fieldset ? decrit : ''}
            />
          ) : null,
        )}
        {p.formGroup?.afterInputs?.text}
      </div>
    </>
  )
  return (
    <FormGroup
      errorMessage={p.errorMessage}
      formGroup={{ classes: p.formGroup?.classes, attributes: p.formGroup?.attributes }}
    >
      <Enveloppe fieldset={p.fieldset} decrit={decrit}>
        {groupe}
      </Enveloppe>
    </FormGroup>
  )
}

function Enveloppe(p: { fieldset: FieldsetProps | undefined; decrit: string; children: ComponentChildren }) {
  if (!p.fieldset) return <>{p.children}</>
  const { role: _, ...fieldset } = p.fieldset
  return (
    <Fieldset {...fieldset} describedBy={p.decrit || undefined}>
      {p.children}
    </Fieldset>
  )
}

function Item({ genre, decrit, ...item }: ItemDeChoix & { genre: Genre; decrit: string; id: string }) {
  if (item.divider) return <div class={`govuk-${genre}__divider`}>{item.divider}</div>
  const aide = item.hint?.text ? `${item.id}-item-hint` : undefined
  const suite = item.conditional?.text ? `conditional-${item.id}` : undefined
  return (
    <>
      <div class={`govuk-${genre}__item`}>
        <input
          class={`govuk-${genre}__input`}
          id={item.id}
          name={item.name}
          type={genre === 'radios' ? 'radio' : 'checkbox'}
          value={String(item.value ?? '')}
          checked={item.checked || undefined}
          disabled={item.disabled || undefined}
          {...attributs({
            'data-aria-controls': { value: suite, optional: true },
            'data-behaviour': { value: item.behaviour || undefined, optional: true },
            'aria-describedby': { value: classes(decrit, aide) || undefined, optional: true },
            ...item.attributes,
          })}
        />
        <Label
          text={item.text}
          classes={classes(`govuk-${genre}__label`, item.label?.classes)}
          attributes={item.label?.attributes}
          for={item.id}
        />
        {item.hint && aide ? (
          <Hint {...item.hint} id={aide} classes={classes(`govuk-${genre}__hint`, item.hint.classes)} />
        ) : null}
      </div>
      {suite ? (
        <div
          class={classes(`govuk-${genre}__conditional`, !item.checked && `govuk-${genre}__conditional--hidden`)}
          id={suite}
        >
          {item.conditional?.text}
        </div>
      ) : null}
    </>
  )
}
