import { type Attributs, attributs, attributsI18n, classes } from './attributs.ts'
import { AideEtErreur, type ChampCommun, descriptions, FormGroup } from './form-group.tsx'
import { Label, type LabelProps } from './label.tsx'

export type FileUploadProps = ChampCommun & {
  name: string
  label: LabelProps
  id?: string | undefined
  multiple?: boolean | undefined
  disabled?: boolean | undefined
  describedBy?: string | undefined
  classes?: string | undefined
  attributes?: Attributs | undefined
  /** Wraps the input in govuk-frontend's own drop zone; Lauréat's resumable zone does without it. */
  javascript?: boolean | undefined
  wrapperClasses?: string | undefined
  wrapperAttributes?: Attributs | undefined
  chooseFilesButtonText?: string | undefined
  noFileChosenText?: string | undefined
  multipleFilesChosenText?: Record<string, string> | undefined
  dropInstructionText?: string | undefined
  enteredDropZoneText?: string | undefined
  leftDropZoneText?: string | undefined
}

export function FileUpload(p: FileUploadProps) {
  const id = p.id || p.name
  const champ = (
    <input
      class={classes('govuk-file-upload', p.classes, p.errorMessage && 'govuk-file-upload--error')}
      id={id}
      name={p.name}
      type="file"
      disabled={p.disabled || undefined}
      multiple={p.multiple || undefined}
      aria-describedby={descriptions(id, p, p.describedBy) || undefined}
      {...attributs(p.attributes)}
    />
  )
  return (
    <FormGroup {...p}>
      <Label {...p.label} for={id} />
      <AideEtErreur id={id} {...p} />
      {p.formGroup?.beforeInput?.text}
      {p.javascript ? (
        <div
          class={classes('govuk-file-upload-wrapper', p.wrapperClasses)}
          data-module="govuk-file-upload"
          {...attributs({
            ...attributsI18n('choose-files-button', p.chooseFilesButtonText),
            ...attributsI18n('no-file-chosen', p.noFileChosenText),
            ...attributsI18n('multiple-files-chosen', p.multipleFilesChosenText),
            ...attributsI18n('drop-instruction', p.dropInstructionText),
            ...attributsI18n('entered-drop-zone', p.enteredDropZoneText),
            ...attributsI18n('left-drop-zone', p.leftDropZoneText),
            ...p.wrapperAttributes,
          })}
        >
          {champ}
        </div>
      ) : (
        champ
      )}
      {p.formGroup?.afterInput?.text}
    </FormGroup>
  )
}
