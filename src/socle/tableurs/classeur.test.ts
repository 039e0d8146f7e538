import { expect, test } from 'vitest'
import { odsDe, rangee, xlsxDe } from '../../../test/classeurs-hostiles.ts'
import { limitesHabituelles } from './lecture.ts'
import { lireClasseur } from './lire-classeur.ts'
import { lireTableur } from './lire-tableur.ts'

const lire = (octets: Buffer) => lireTableur(octets, 'import.xlsx')

test('un caractère de contrôle ou une moitié d’émoji dans une case n’arrive jamais jusqu’à la base', async () => {
  const classeur = xlsxDe(rangee(1, 'a', 'b') + rangee(2, '_x0000_oui&#0;', 'x&#xD800;'))
  expect(await lire(classeur)).toMatchObject({ lignes: [['oui', 'x\ufffd']] })
  expect(await lire(Buffer.from('\ufeffa;b\no\u0000ui\u0007;x', 'utf16le'))).toMatchObject({ lignes: [['oui', 'x']] })
})

test('deux lignes qui portent le même numéro, ou un numéro sans fin, gardent chacune leur rang', async () => {
  const classeur = xlsxDe(rangee(1, 'a') + rangee(2, 'x') + rangee(2, 'y') + rangee('99999999999', 'z'))
  expect(await lire(classeur)).toMatchObject({ lignes: [['x'], ['y'], ['z']], numeros: [2, 3, 4] })
})

test('un petit fichier qui se déplie en millions de cases est refusé, et le service reste debout', async () => {
  const loin = Array.from({ length: 1000 }, (_, i) => `<row><c r="XFD${i + 2}"/></row>`).join('')
  expect(await lire(xlsxDe(rangee(1, 'a') + loin))).toMatchObject({ statut: 413, code: 'tableau_trop_large' })
  const case1 = '<table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell>'
  const bombe = odsDe(
    `<table:table-row>${case1}</table:table-row><table:table-row table:number-rows-repeated="90000"><table:table-cell table:number-columns-repeated="16000"/>${case1}</table:table-row>`,
  )
  expect(bombe.length).toBeLessThan(1000)
  const refusee = await lireClasseur({ octets: bombe, nom: 'bombe.ods', limites: limitesHabituelles }, 1500)
  expect(refusee).toMatchObject({ statut: 413, code: 'classeur_trop_long' })
})

test('un CSV de lignes vides ou de séparateurs sans fin se lit sans remplir la mémoire', async () => {
  expect(await lire(Buffer.from(`a;b\n${'\n'.repeat(3_000_000)}1;2`))).toMatchObject({ numeros: [3_000_002] })
  expect(await lire(Buffer.from(`a;b\n${';'.repeat(20_000)}`))).toMatchObject({ code: 'tableau_trop_large' })
})
