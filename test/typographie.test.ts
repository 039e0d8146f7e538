import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { litteraux } from './litteraux.ts'

// What is written in a sentence, not in a page: pages have `typographie()` and their own tests.
const PHRASES = [
  'src/*.ts',
  'src/{api,cli,client,socle}/**/*.ts',
  'src/domaine/{actes,appel,financement}/**/*.ts',
  'src/domaine/*.ts',
  'src/{commission,comptes,conventions,instruction,registre,versements}/**/*.ts',
]
const HORS_SUJET = [
  /\.test\.ts$/,
  // Errors of the craft, in English.
  'src/socle/tableurs/colonnes.ts',
  // « ? » is the jsonb operator there.
  'src/registre/demandes-acces.ts',
  'src/registre/organismes.ts',
  'src/comptes/portees.ts',
  // Reads and quotes the mails of others.
  'src/registre/messages.ts',
  // A generated Markdown document of the craft.
  'src/cli/docs-actes.ts',
  'src/cli/docs-etats.ts',
]
const PLAIN = /« | »|[\p{L}\d»)’%€] :(?=\s|$)|[\p{L}\d»)’%€] [;!?](?=[\s»)]|$)/u

test('l’API, la ligne de commande et les refus gardent les signes avec leur mot', () => {
  const fautes = globSync(PHRASES)
    .filter((chemin) => !HORS_SUJET.some((h) => (typeof h === 'string' ? h === chemin : h.test(chemin))))
    .flatMap((chemin) =>
      litteraux(readFileSync(chemin, 'utf8'))
        .filter((t) => PLAIN.test(t) && !/\b(select|insert|update)\b/.test(t))
        .map((t) => `${chemin} : ${t.slice(0, 90)}`),
    )
  expect(fautes).toEqual([])
})

test('les textes d’un source sont lus sans ses commentaires ni son code', () => {
  const source = `const a = b ? 'un : deux' : c // trois ; quatre\nconst d = \`cinq \${e ? \`six \${f} ?\` : 'sept'} huit\`\n`
  expect(litteraux(source)).toEqual(['un : deux', 'cinq ', 'six ', ' ?', 'sept', ' huit'])
})
