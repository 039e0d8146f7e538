import { Button, CharacterCount, createAll, ErrorSummary, ServiceNavigation, SkipLink } from 'govuk-frontend'
import { suivreCalculs } from './calcul.ts'
import { empecherDoubleEnvoi } from './double-envoi.ts'
import { enregistrerAuFil } from './enregistrement.ts'
import { gererLignes } from './lignes.ts'
import { preparerTeleversements } from './televersement.ts'

// Everything below only makes nicer what already works without it.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')

createAll(Button, { preventDoubleClick: true })
createAll(CharacterCount, {
  i18n: {
    charactersUnderLimit: { one: 'Il reste %{count} caractère', other: 'Il reste %{count} caractères' },
    charactersAtLimit: 'Il ne reste aucun caractère',
    charactersOverLimit: { one: '%{count} caractère de trop', other: '%{count} caractères de trop' },
    textareaDescription: { other: 'Vous pouvez saisir jusqu’à %{count} caractères' },
  },
})
createAll(ErrorSummary)
createAll(ServiceNavigation)
createAll(SkipLink)

empecherDoubleEnvoi(document)
gererLignes(document)
enregistrerAuFil(document)
suivreCalculs(document)
preparerTeleversements(document)
