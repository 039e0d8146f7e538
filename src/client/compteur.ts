import { CharacterCount, createAll } from 'govuk-frontend'

/** Counts down, in French, what may still be typed. */
export const compterCaracteres = () =>
  createAll(CharacterCount, {
    i18n: {
      charactersUnderLimit: { one: 'Il reste %{count} caractère', other: 'Il reste %{count} caractères' },
      charactersAtLimit: 'Il ne reste aucun caractère',
      charactersOverLimit: { one: '%{count} caractère de trop', other: '%{count} caractères de trop' },
      textareaDescription: { other: 'Vous pouvez saisir jusqu’à %{count} caractères' },
    },
  })
