import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Question, schemaQuestion, TYPES_QUESTION, type TypeQuestion } from '../appel/schema-formulaire.ts'
import type { Json } from '../formulaire/reponses.ts'
import { euros } from '../montants.ts'
import { QUESTIONS } from './questions.ts'
import { ligneUnique, longueur, paragraphes, proprifier } from './texte-propre.ts'
import type { Catalogue, Saisie } from './type.ts'

const CATALOGUE: Catalogue = [
  {
    id: 'casque',
    libelle: 'Casque',
    volet: 'equipement',
    categorie: 'C',
    unite: 'casque',
    plafond: 3500,
    exigences: [],
  },
  { id: 'ent', libelle: 'ENT', volet: 'ressources', categorie: 'C', unite: 'élève', plafond: 600, exigences: [] },
]
const question = (type: TypeQuestion, suite: object = {}): Question =>
  schemaQuestion.parse({ id: 'q', type, libelle: 'Question', ...suite })
const lire = (type: TypeQuestion, saisie: Saisie, suite: object = {}) =>
  QUESTIONS[type].analyser(saisie, question(type, suite), CATALOGUE)
const faute = (type: TypeQuestion, valeur: Json, suite: object = {}) =>
  QUESTIONS[type].verifier(valeur, question(type, suite), CATALOGUE)
const ABC = { choix: ['a', 'b', 'c'].map((valeur) => ({ valeur, libelle: valeur.toUpperCase() })) }

describe('ce qu’une mairie tape est compris', () => {
  it.each<[TypeQuestion, Saisie, Json, object?]>([
    ['texte', '  Camille \u202eEssai\u0000\r\n ', 'Camille Essai'],
    ['texte', 'Père Noël 🎅🏽 e\u0301cole', 'Père Noël 🎅🏽 école'],
    ['texte', '👨‍👩‍👧', '👨‍👩‍👧'],
    ['texte_long', 'Une ligne\r\n\r\n\r\n\r\nDeux\u200b lignes  \r', 'Une ligne\n\nDeux lignes'],
    ['texte', '   ', null],
    ['texte', undefined, null],
    ['texte', ['premier', 'second'], 'second'],
    ['entier', ' 1\u202f200 ', 1200],
    ['entier', '25 élèves', 25, { unite: 'élèves' }],
    ['entier', '12,0', 12],
    ['entier', '-0', 0],
    ['entier', '', null],
    ['montant', '1 234,5 €', 123450],
    ['montant', '1\u00a0234.50', 123450],
    ['montant', '12 euros', 1200],
    ['montant', '', null],
    ['date', '15/3/2025', '2025-03-15'],
    ['date', '2025-03-15', '2025-03-15'],
    ['oui_non', 'oui', true],
    ['oui_non', 'Non', false],
    ['oui_non', undefined, null],
    ['choix', 'b', 'b', ABC],
    ['choix', 'casque', 'casque', { catalogue: 'equipement' }],
    ['choix_multiple', ['c', 'a', 'a'], ['a', 'c'], ABC],
    ['choix_multiple', undefined, [], ABC],
    ['courriel', ' Mairie@Commune.FR ', 'mairie@commune.fr'],
    ['telephone', '+33 4 76 00 38 38', '0476003838'],
    ['siret', '213 801 855 00015', '21380185500015'],
    ['uai', '038 0032 d', '0380032D'],
    ['iban', 'fr76 3000 6000 0112 3456 7890 189', 'FR7630006000011234567890189'],
    ['fichier', undefined, null],
  ])('%s : %j se lit %j', (type, saisie, attendu, suite) => {
    expect(lire(type, saisie, suite)).toEqual({ valeur: attendu })
    if (attendu !== null && !(Array.isArray(attendu) && attendu.length === 0))
      expect(faute(type, attendu, suite)).toBeUndefined()
  })

  it.each<[TypeQuestion, Saisie, RegExp, object?]>([
    ['entier', 'cinq', /en chiffres, par exemple 5/],
    ['entier', '12,5', /^Indiquez un nombre entier\. Arrondissez\u00a0: 12 ou 13\.$/],
    ['entier', '12,5 Mb/s', /Arrondissez\u00a0: 12 ou 13\.$/, { unite: 'Mb/s' }],
    ['entier', '0,4', /Arrondissez\u00a0: 1\.$/, { min: 1 }],
    ['entier', '1.500', /sans point ni virgule\u00a0: 1, 2 ou 1\u202f500\.$/],
    ['entier', '1.000', /sans point ni virgule\u00a0: 1 ou 1\u202f000\.$/],
    ['entier', '70,5', /en chiffres, par exemple 5/, { max: 60 }],
    ['entier', '9'.repeat(40), /en chiffres/],
    ['montant', '12,345', /deux décimales/],
    ['montant', 'beaucoup', /par exemple 1\u202f250,50\u00a0€/],
    ['montant', '-5', /montant en euros/],
    ['date', '31/02/2025', /qui existe/],
    ['oui_non', 'peut-être', /oui ou par non/],
    ['choix', 'z', /«\u00a0A\u00a0», «\u00a0B\u00a0»/, ABC],
    ['choix', 'ent', /article du catalogue/, { catalogue: 'equipement' }],
    ['choix_multiple', ['a', 'z'], /de la liste/, ABC],
    ['courriel', 'mairie', /@/],
    ['telephone', '12', /./],
    ['siret', '21380185500016', /clé/],
    ['uai', '0380032E', /D/],
    ['iban', 'FR7630006000011234567890180', /clé/],
    ['fichier', 'photo.pdf', /pièces du dossier/],
  ])('%s : %j est refusé avec une phrase', (type, saisie, message, suite) => {
    const lu = lire(type, saisie, suite)
    expect('erreur' in lu && lu.erreur).toMatch(message)
  })

  it('une personne n’entend jamais parler de centimes ; un programme, si', () => {
    expect(faute('montant', '1.500,5O')).toMatch(/1\u202f250,50\u00a0€\.$/)
    expect(faute('montant', '1.500,5O')).not.toMatch(/API|centimes/)
    expect(faute('montant', 12.5)).toMatch(/centimes entiers/)
  })

  it('n’importe quel texte reçoit une réponse, jamais une panne, et ce qui est lu est gardable', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TYPES_QUESTION), fc.string({ unit: 'binary', maxLength: 60 }), (type, saisie) => {
        const lu = lire(type, saisie, type.startsWith('choix') ? ABC : {})
        if ('erreur' in lu) expect(lu.erreur).toMatch(/[.…]$/)
        else expect(JSON.stringify(lu.valeur)).not.toMatch(/\\u0000|\\ud[89a-f]/i)
      }),
    )
  })

  it('un montant affiché se relit à l’identique', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (cents) => {
        expect(lire('montant', euros(cents))).toEqual({ valeur: cents })
      }),
    )
  })
})

describe('une valeur reçue par l’API est vérifiée', () => {
  it.each<[TypeQuestion, Json, RegExp, object?]>([
    ['texte', 12, /par un texte/],
    ['texte', 'x'.repeat(201), /200 caractères au plus.*201.*de 1\./],
    ['texte', '🎅🏽🎅🏽', /au plus/, { max: 2 }],
    ['texte_long', 'court', /20 caractères au moins.*5/, { min: 20 }],
    ['entier', '5', /nombre entier/],
    ['entier', 1.5, /Arrondissez\u00a0: 1 ou 2\./],
    ['entier', '12,5', /Arrondissez\u00a0: 12 ou 13\./],
    ['entier', '-1,5', /Arrondissez\u00a0: \u22122 ou \u22121\./],
    ['entier', 0, /au moins 1/, { min: 1 }],
    ['entier', 61, /60 au plus/, { max: 60 }],
    ['montant', -1, /négatif/],
    ['montant', 12.5, /centimes entiers/],
    ['montant', 200_01, /200,00\u00a0€ au plus/, { max: '200,00 €' }],
    ['date', '2025-02-29', /qui existe/],
    ['date', '0025-02-21', /année/],
    ['oui_non', 'true', /oui ou par non/],
    ['choix_multiple', 'a', /une ou plusieurs/, ABC],
    ['choix_multiple', ['a', 'a'], /deux fois/, ABC],
    ['choix_multiple', ['a', 'b'], /1\s?réponse au plus/, { ...ABC, max: 1 }],
    ['courriel', null, /adresse électronique/],
    ['fichier', 'x', /pièces/],
  ])('%s : %j est signalé', (type, valeur, message, suite) => expect(faute(type, valeur, suite)).toMatch(message))

  it('toute valeur JSON se vérifie et s’affiche sans panne', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TYPES_QUESTION), fc.jsonValue({ maxDepth: 3 }), (type, valeur) => {
        // fast-check types its JSON more loosely than ours.
        const json = valeur as Json
        const q = question(type, type.startsWith('choix') ? ABC : {})
        const message = QUESTIONS[type].verifier(json, q, CATALOGUE)
        expect(message === undefined || message.length > 5).toBe(true)
        expect(QUESTIONS[type].afficher(json, q, CATALOGUE)).not.toContain('[object')
      }),
    )
  })

  it('chaque type se relit comme on le lit', () => {
    expect(QUESTIONS.montant.afficher(123450, question('montant'), [])).toBe('1\u202f234,50\u00a0€')
    expect(QUESTIONS.entier.afficher(1200, question('entier', { unite: 'élèves' }), [])).toBe('1\u202f200\u00a0élèves')
    expect(QUESTIONS.date.afficher('2025-03-01', question('date'), [])).toMatch(/^1er\smars 2025$/)
    expect(QUESTIONS.oui_non.afficher(false, question('oui_non'), [])).toBe('Non')
    expect(QUESTIONS.choix.afficher('ent', question('choix', { catalogue: 'ressources' }), CATALOGUE)).toBe('ENT')
    expect(QUESTIONS.choix_multiple.afficher(['a', 'c'], question('choix_multiple', ABC), [])).toBe('A, C')
    expect(QUESTIONS.telephone.afficher('0476003838', question('telephone'), [])).toBe(
      '04\u00a076\u00a000\u00a038\u00a038',
    )
    expect(QUESTIONS.entier.afficher('cinq', question('entier'), [])).toBe('cinq')
  })

  it('chaque type a sa place dans le schéma de l’API', () => {
    for (const type of TYPES_QUESTION)
      expect(QUESTIONS[type].schemaJson(question(type, ABC), CATALOGUE)).toHaveProperty('type')
    expect(QUESTIONS.choix.schemaJson(question('choix', { catalogue: 'equipement' }), CATALOGUE)).toEqual({
      type: 'string',
      enum: ['casque'],
    })
    expect(QUESTIONS.montant.schemaJson(question('montant'), [])).toMatchObject({ type: 'integer', minimum: 0 })
  })
})

describe('un texte propre', () => {
  it('ne contient ni caractère de contrôle ni marque de direction, et le rester ne change plus rien', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (brut) => {
        for (const nettoyer of [proprifier, ligneUnique, paragraphes]) {
          const propre = nettoyer(brut)
          expect(nettoyer(propre)).toBe(propre)
          expect(propre).not.toMatch(/(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff]/u)
          expect(propre.isWellFormed()).toBe(true)
        }
      }),
    )
  })
  it('compte un emoji ou une lettre accentuée pour un caractère', () =>
    expect(longueur(proprifier('e\u0301🎅'))).toBe(2))
})
