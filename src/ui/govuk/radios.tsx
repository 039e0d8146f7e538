import { type ChoixProps, GroupeDeChoix } from './choices.tsx'

export type RadiosProps = ChoixProps & { value?: string | number | boolean | undefined }

export function Radios(p: RadiosProps) {
  return (
    <GroupeDeChoix
      {...p}
      genre="radios"
      describedBy={p.fieldset?.describedBy}
      estCoche={(item) => item.checked || Boolean(p.value && item.value === p.value && item.checked !== false)}
    />
  )
}
