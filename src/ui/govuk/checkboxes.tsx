import { type ChoixProps, GroupeDeChoix } from './choices.tsx'

export type CheckboxesProps = ChoixProps & {
  values?: (string | number | boolean | undefined)[] | undefined
  describedBy?: string | undefined
}

export function Checkboxes(p: CheckboxesProps) {
  return (
    <GroupeDeChoix
      {...p}
      genre="checkboxes"
      describedBy={p.fieldset?.describedBy || p.describedBy}
      estCoche={(item) => item.checked || Boolean(p.values?.includes(item.value) && item.checked !== false)}
    />
  )
}
