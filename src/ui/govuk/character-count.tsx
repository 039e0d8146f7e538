import { attributsI18n, classes } from './attributs.ts'
import { Hint } from './hint.tsx'
import { Textarea, type TextareaProps } from './textarea.tsx'

type Pluriels = Record<string, string>

/** A long text with its limit said before typing, and counted down while typing when the browser script runs. */
export type CharacterCountProps = TextareaProps & {
  maxlength?: number | string | undefined
  maxwords?: number | string | undefined
  countType?: string | undefined
  threshold?: number | string | undefined
  countMessage?: { classes?: string | undefined } | undefined
  textareaDescriptionText?: string | undefined
  charactersUnderLimitText?: Pluriels | undefined
  charactersAtLimitText?: string | undefined
  charactersOverLimitText?: Pluriels | undefined
  wordsUnderLimitText?: Pluriels | undefined
  wordsAtLimitText?: string | undefined
  wordsOverLimitText?: Pluriels | undefined
}

export function CharacterCount(p: CharacterCountProps) {
  const id = p.id || p.name
  const limite = p.maxwords || p.maxlength
  const unite = p.countType || (p.maxwords ? 'words' : undefined)
  const parDefaut = `Vous pouvez saisir jusqu’à %{count} ${unite === 'words' ? 'mots' : 'caractères'}`
  const texte = (p.textareaDescriptionText || parDefaut).replace('%{count}', Number(limite).toLocaleString('fr-FR'))
  return (
    <Textarea
      {...p}
      id={id}
      describedBy={`${id}-info`}
      classes={classes('govuk-js-character-count', p.classes)}
      formGroup={{
        classes: classes('govuk-character-count', p.formGroup?.classes),
        attributes: {
          'data-module': 'govuk-character-count',
          'data-maxlength': { value: p.maxlength, optional: true },
          'data-maxwords': { value: p.maxwords, optional: true },
          'data-threshold': { value: p.threshold, optional: true },
          'data-count-type': { value: unite, optional: true },
          ...attributsI18n(
            'textarea-description',
            !limite && p.textareaDescriptionText ? { other: p.textareaDescriptionText } : undefined,
          ),
          ...attributsI18n('characters-under-limit', p.charactersUnderLimitText),
          ...attributsI18n('characters-at-limit', p.charactersAtLimitText),
          ...attributsI18n('characters-over-limit', p.charactersOverLimitText),
          ...attributsI18n('words-under-limit', p.wordsUnderLimitText),
          ...attributsI18n('words-at-limit', p.wordsAtLimitText),
          ...attributsI18n('words-over-limit', p.wordsOverLimitText),
          ...p.formGroup?.attributes,
        },
        beforeInput: p.formGroup?.beforeInput,
        afterInput: {
          text: (
            <>
              <Hint
                id={`${id}-info`}
                classes={classes('govuk-character-count__message', p.countMessage?.classes)}
                text={limite ? texte : undefined}
              />
              {p.formGroup?.afterInput?.text}
            </>
          ),
        },
      }}
    />
  )
}
