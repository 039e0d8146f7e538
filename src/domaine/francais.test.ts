import { describe, expect, it } from 'vitest'
import {
  accorder,
  avecArticle,
  dateHeure,
  dateHeureSimple,
  dateLongue,
  dateSimple,
  de,
  deCorps,
  decalageParis,
  enumerer,
  heureEnLettres,
} from './francais.ts'
import { aCommune, deCommune, deOrganisme, designer, instancesDe, type Nomme } from './organismes.ts'

describe('les dates se lisent en toutes lettres, à l’heure de Paris', () => {
  it.each([
    ['2025-02-21', 'vendredi 21 février 2025'],
    ['2025-03-01', 'samedi 1er mars 2025'],
    ['2025-08-31', 'dimanche 31 août 2025'],
  ])('%s', (jour, attendu) => expect(dateLongue(jour)).toBe(attendu))

  it('la clôture est le soir, pas le lendemain', () => {
    const cloture = new Date('2025-02-21T22:59:59.999Z')
    expect(dateHeure(cloture)).toBe('vendredi 21 février 2025 à 23\u00a0h\u00a059')
    expect(dateSimple(cloture)).toBe('21 février 2025')
    expect(dateHeureSimple('2025-07-14T22:30:00Z')).toBe('15 juillet 2025 à 0\u00a0h\u00a030')
    expect(dateSimple('2025-03-01')).toBe('1er mars 2025')
    expect(dateSimple('2025-03-11')).toBe('11 mars 2025')
    expect(heureEnLettres(new Date('2025-07-01T07:00:00Z'))).toBe('9\u00a0h')
    expect(heureEnLettres(new Date('2025-07-01T07:05:00Z'))).toBe('9\u00a0h\u00a005')
    expect(decalageParis(cloture)).toBe('UTC+01:00')
    expect(decalageParis(new Date('2025-07-01T07:00:00Z'))).toBe('UTC+02:00')
  })
})

describe('les communes ont leur article', () => {
  it.each([
    ['Voiron', 0, 'de Voiron', 'à Voiron'],
    ['Allevard', 1, 'd’Allevard', 'à Allevard'],
    ['Herbeys', 1, 'd’Herbeys', 'à Herbeys'],
    ['Huez', 1, 'd’Huez', 'à Huez'],
    ['Le Gua', 2, 'du Gua', 'au Gua'],
    ["Le Bourg-d'Oisans", 2, 'du Bourg-d’Oisans', 'au Bourg-d’Oisans'],
    ['La Mure', 3, 'de La Mure', 'à La Mure'],
    ['Les Abrets en Dauphiné', 4, 'des Abrets en Dauphiné', 'aux Abrets en Dauphiné'],
    ["L'Albenc", 5, 'de L’Albenc', 'à L’Albenc'],
    ["L'Isle-d'Abeau", 5, 'de L’Isle-d’Abeau', 'à L’Isle-d’Abeau'],
    ['Aux Marais', 6, 'd’Aux Marais', 'à Aux Marais'],
    ['Los Masos', 8, 'de Los Masos', 'à Los Masos'],
    ['Le Gua', null, 'du Gua', 'au Gua'],
    ['Échirolles', null, 'd’Échirolles', 'à Échirolles'],
    ['Les Deux Alpes', undefined, 'des Deux Alpes', 'aux Deux Alpes'],
    ['La Tronche', null, 'de La Tronche', 'à La Tronche'],
    ['Crolles', null, 'de Crolles', 'à Crolles'],
  ])('%s (%s)', (nom, liaison, attendu, lieu) => {
    expect(deCommune(nom, liaison)).toBe(attendu)
    expect(aCommune(nom)).toBe(lieu)
  })
})

describe('les organismes se nomment dans une phrase', () => {
  it.each<[Nomme, string, string]>([
    [
      { nom: 'Les Abrets en Dauphiné', type: 'commune', type_liaison: 4 },
      'la commune des Abrets en Dauphiné',
      'de la commune des Abrets en Dauphiné',
    ],
    [
      { nom: 'CC de la Matheysine', type: 'epci' },
      'la communauté de communes de la Matheysine',
      'de la communauté de communes de la Matheysine',
    ],
    [
      { nom: "CA Porte de l'Isère (CAPI)", type: 'epci' },
      'la communauté d’agglomération Porte de l’Isère (CAPI)',
      'de la communauté d’agglomération Porte de l’Isère (CAPI)',
    ],
    [{ nom: 'Grenoble-Alpes-Métropole', type: 'epci' }, 'Grenoble-Alpes-Métropole', 'de Grenoble-Alpes-Métropole'],
    [{ nom: 'Métropole de Lyon', type: 'epci' }, 'la métropole de Lyon', 'de la métropole de Lyon'],
    [{ nom: 'SIVU des Écoles', type: 'syndicat' }, 'le SIVU des Écoles', 'du SIVU des Écoles'],
    [
      { nom: 'Syndicat scolaire du Vercors', type: 'syndicat' },
      'le syndicat scolaire du Vercors',
      'du syndicat scolaire du Vercors',
    ],
    [{ nom: 'OGEC Sainte-Marie', type: 'ogec' }, 'l’OGEC Sainte-Marie', 'de l’OGEC Sainte-Marie'],
    [{ nom: 'Association Jeanne-d’Arc', type: 'ogec' }, 'l’association Jeanne-d’Arc', 'de l’association Jeanne-d’Arc'],
  ])('%j', (o, designation, complement) => {
    expect(designer(o)).toBe(designation)
    expect(deOrganisme(o)).toBe(complement)
  })

  it.each<[Nomme['type'], string, string, string]>([
    ['commune', 'Voiron', 'le conseil municipal', 'le maire'],
    ['epci', 'CC du Trièves', 'le conseil communautaire', 'le président'],
    ['epci', 'Grenoble-Alpes-Métropole', 'le conseil métropolitain', 'le président'],
    ['syndicat', 'SIVU', 'le comité syndical', 'le président'],
    ['ogec', 'OGEC', 'le conseil d’administration', 'le président'],
  ])('%s %s délibère par %s', (type, nom, organe, executif) => {
    expect(instancesDe({ type, nom })).toMatchObject({ organe, executif })
  })
})

it('zéro et un sont au singulier', () => {
  expect([0, 1, 2, 1_500].map((n) => accorder(n, 'école'))).toEqual([
    '0\u00a0école',
    '1\u00a0école',
    '2\u00a0écoles',
    '1\u202f500\u00a0écoles',
  ])
  expect(accorder(2, 'avis', 'avis')).toBe('2\u00a0avis')
})

it('les énumérations finissent par « et »', () => {
  expect(enumerer([])).toBe('')
  expect(enumerer(['Voiron'])).toBe('Voiron')
  expect(enumerer(['Voiron', 'Crolles', 'Le Gua'])).toBe('Voiron, Crolles et Le Gua')
  expect(enumerer(['a', 'b'], 'ou')).toBe('a ou b')
  expect([de('Isère'), de('Drôme')]).toEqual(['d’Isère', 'de Drôme'])
})

it.each([
  ['Département de l’Isère', 'le Département de l’Isère', 'du Département de l’Isère'],
  ['Région Auvergne-Rhône-Alpes', 'la Région Auvergne-Rhône-Alpes', 'de la Région Auvergne-Rhône-Alpes'],
  ['Académie de Grenoble', 'l’Académie de Grenoble', 'de l’Académie de Grenoble'],
  ['Comité syndical', 'le Comité syndical', 'du Comité syndical'],
  ['le Département de l’Isère', 'le Département de l’Isère', 'du Département de l’Isère'],
  ['Isère Numérique', 'Isère Numérique', 'd’Isère Numérique'],
])('un opérateur se nomme dans une phrase : %s', (nom, sujet, complement) => {
  expect(avecArticle(nom)).toBe(sujet)
  expect(deCorps(nom)).toBe(complement)
})
