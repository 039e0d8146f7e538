import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normaliserCourriel, verifierCourriel } from './courriel.ts'
import { avertirIban, formaterIban, masquerIban, normaliserIban, verifierBic, verifierIban } from './iban.ts'
import { departementDe } from './insee.ts'
import { formaterSiren, verifierSiren } from './siren.ts'
import { formaterSiret, normaliserSiret, sirenDe, verifierSiret } from './siret.ts'
import { formaterTelephone, normaliserTelephone, verifierTelephone } from './telephone.ts'
import { lettreUai, normaliserUai, verifierUai } from './uai.ts'

describe('SIREN et SIRET', () => {
  it.each(['223800012', '213 801 855', '356000000'])('%s est un SIREN', (s) => expect(verifierSiren(s)).toBeUndefined())
  it.each([
    '22380001200013',
    '213 801 855 00015',
    '213.801.855-00015',
    '\u202a21380185500015\u202c',
    '35600000000048',
    '35600000049837',
  ])('%s est un SIRET', (s) => expect(verifierSiret(s)).toBeUndefined())
  it.each([
    ['21380185500016', /clé de contrôle/],
    ['2138018550001', /vous en avez saisi 13/],
    ['213801855', /ajoutez les 5 chiffres/],
    ['2138O185500015', /que des chiffres/],
    ['00000000000000', /n’existe pas/],
    ['35600000049838', /clé de contrôle/],
    ['', /que des chiffres/],
  ])('%j n’est pas un SIRET', (s, message) => expect(verifierSiret(s)).toMatch(message))
  it.each([
    ['213801854', /clé de contrôle/],
    ['21380185500015', /9 premiers chiffres/],
    ['000000000', /n’existe pas/],
    ['12', /saisi 2/],
  ])('%j n’est pas un SIREN', (s, message) => expect(verifierSiren(s)).toMatch(message))
  it('se lisent par groupes', () => {
    expect(formaterSiret('21380185500015')).toBe('213\u00a0801\u00a0855\u00a000015')
    expect(formaterSiren('213801855')).toBe('213\u00a0801\u00a0855')
    expect(normaliserSiret(formaterSiret('21380185500015'))).toBe('21380185500015')
    expect(sirenDe('213 801 855 00015')).toBe('213801855')
  })
})

describe('UAI', () => {
  it.each([
    '0380032D',
    '0400193T',
    '0400219W',
    '0400229G',
    '0400236P',
    '0400241V',
    '0781977A',
    '0442953W',
    '0756036D',
    '0590488K',
    ' 038 0032 d ',
  ])('%s est une école', (u) => expect(verifierUai(u)).toBeUndefined())
  it.each([
    ['0380032E', /la lettre est D et non E/],
    ['0950809F', /n’existe pas/],
    ['0380032', /manque la lettre/],
    ['380032D', /7 chiffres/],
    ['', /7 chiffres/],
  ])('%j n’en est pas une', (u, message) => expect(verifierUai(u)).toMatch(message))
  it('la lettre de contrôle suit toujours ses chiffres', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999 }), (n) => {
        const numero = String(n).padStart(7, '0')
        expect(verifierUai(numero + lettreUai(numero))).toBeUndefined()
        expect(normaliserUai(`${numero}${lettreUai(numero).toLowerCase()}`)).toMatch(/^\d{7}[A-HJ-NPR-Z]$/)
      }),
    )
  })
})

describe('IBAN et BIC', () => {
  const communal = 'FR76 3000 1007 9412 3456 7890 185'
  it.each([
    communal,
    'FR14 2004 1010 0505 0001 3M02 606',
    'fr7630006000011234567890189',
    'DE89 3704 0044 0532 0130 00',
  ])('%s est bon', (i) => expect(verifierIban(i)).toBeUndefined())
  it.each([
    ['FR76 3000 1007 9412 3456 7890 186', /clé de contrôle/],
    ['FR76 3000 1007 9412 3456 7890 18', /27 caractères/],
    ['US12 3456', /zone SEPA/],
    ['3000100794', /deux lettres/],
    ['', /deux lettres/],
  ])('%j est faux', (i, message) => expect(verifierIban(i)).toMatch(message))
  it('une clé RIB fausse se voit même quand la clé de l’IBAN est juste', () => {
    const bban = '30001007941234567890184'
    const cle = 98n - (BigInt(`${bban}152700`) % 97n)
    expect(verifierIban(`FR${String(cle).padStart(2, '0')}${bban}`)).toMatch(/clé RIB/)
  })
  it('une commune payée ailleurs qu’à la Banque de France est avertie, jamais refusée', () => {
    expect(avertirIban(communal)).toBeUndefined()
    expect(avertirIban('FR1420041010050500013M02606')).toMatch(/Banque de France/)
    expect(avertirIban('n’importe quoi')).toBeUndefined()
  })
  it('le BIC est celui du pays de l’IBAN', () => {
    expect(verifierBic('BDFEFRPPCCT', communal)).toBeUndefined()
    expect(verifierBic('bdfe fr pp')).toBeUndefined()
    expect(verifierBic('DEUTDEFF', communal)).toMatch(/l’un des deux est faux/)
    expect(verifierBic('BDFE')).toMatch(/8 ou 11/)
  })
  it('se lit par groupes de quatre, ou masqué', () => {
    expect(formaterIban(normaliserIban(communal))).toBe(
      'FR76\u00a03000\u00a01007\u00a09412\u00a03456\u00a07890\u00a0185',
    )
    expect(masquerIban(normaliserIban(communal))).toBe('FR76\u00a0••••\u00a0185')
  })
  it('deux chiffres échangés ne passent jamais', () => {
    const iban = normaliserIban(communal)
    for (let i = 4; i < 26; i++) {
      const faux = iban.slice(0, i) + iban[i + 1] + iban[i] + iban.slice(i + 2)
      if (faux !== iban) expect(verifierIban(faux)).toBeDefined()
    }
  })
})

describe('téléphone', () => {
  it.each([
    ['04 76 00 38 38', '0476003838'],
    ['04.76.00.38.38', '0476003838'],
    ['+33 (0)4 76 00 38 38', '0476003838'],
    ['0033476003838', '0476003838'],
    ['+330476003838', '0476003838'],
    ['+262 692 12 34 56', '+262692123456'],
  ])('%s est compris', (t, attendu) => {
    expect(normaliserTelephone(t)).toBe(attendu)
    expect(verifierTelephone(t)).toBeUndefined()
  })
  it.each(['', '0076003838', '047600383', '04 76 00 38 3A', '+44 20 7946 0958', '0476003838\n0476003839'])(
    '%j est refusé',
    (t) => expect(verifierTelephone(t)).toBeDefined(),
  )
  it('s’écrit par paires', () => expect(formaterTelephone('0476003838')).toBe('04\u00a076\u00a000\u00a038\u00a038'))
})

describe('adresse électronique', () => {
  it.each([
    'mairie@voiron.fr',
    'Mairie.Voiron@wanadoo.fr',
    'ce.0380032D@ac-grenoble.fr',
    'a+b@demo.example',
    "d'art@x.fr",
  ])('%s est acceptée', (c) => expect(verifierCourriel(c)).toBeUndefined())
  it.each([
    '',
    'mairie',
    'mairie@',
    '@voiron.fr',
    'a@b',
    'a@@b.fr',
    'a b@c.fr',
    'a@b.fr, c@d.fr',
    'a@b.fr;c@d.fr',
    'a..b@c.fr',
    '.a@c.fr',
    'é@c.fr',
    'a@b.fr\r\nBcc: x@y.fr',
    'a@-b.fr',
    'a@b..fr',
    '<a@b.fr>',
    '"a"@b.fr',
    'a@b.fr\u0000',
    `${'a'.repeat(65)}@b.fr`,
    `a@${'b'.repeat(260)}.fr`,
    'a@127.0.0.1',
  ])('%j est refusée', (c) => expect(verifierCourriel(c)).toBeDefined())
  it('deux écritures d’une boîte sont une seule personne', () =>
    expect(normaliserCourriel('\u200bMairie@Voiron.FR \n')).toBe('mairie@voiron.fr'))
})

it('le code d’une commune dit son département', () => {
  expect(['38563', '2A004', '97411'].map(departementDe)).toEqual(['38', '2A', '974'])
})
