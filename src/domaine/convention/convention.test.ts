import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Avenant } from '../faits.ts'
import { avenantsDeLaClause, direChangement, nommerAvenant } from './avenants.ts'
import { BALISES } from './balises.ts'
import { comparerModeles, comparerMots } from './differences.ts'
import { type Clause, MODELE_INITIAL, TEXTES } from './modele.ts'
import { redigerClauses } from './rediger.ts'
import { verifierClauses } from './verifier-clauses.ts'

const clause = (texte: string, titre = 'Objet'): Clause => ({ id: 'objet', genre: 'article', titre, texte })
const dire = (texte: string, valeurs: Record<string, string | string[]> = {}) =>
  redigerClauses([clause(texte)], 'article', valeurs).slice(1)

describe('le texte de départ', () => {
  test.each(TEXTES)('%s ne contient que des balises connues', (t) => {
    expect(verifierClauses(MODELE_INITIAL[t], t)).toEqual([])
  })
})

describe('une faute dans une clause dit où elle est et quoi écrire', () => {
  test.each([
    ['ok\n{montan}', 'ligne 2', 'Écrivez {montant}.'],
    ['{Montant_en_lettre}', 'ligne 1', 'Écrivez {montant_en_lettres}.'],
    ['{constructor}', 'ligne 1', 'dans la liste'],
    ['{}', 'ligne 1', 'n’existe pas'],
    ['{{montant}}', 'ligne 1', 'une seule accolade : {montant}'],
    ['Soit {montant', 'ligne 1', 'accolade est seule'],
    ['Soit montant}', 'ligne 1', 'accolade est seule'],
  ])('%j', (texte, ligne, conseil) => {
    const [e] = verifierClauses([clause(texte)], 'subvention')
    expect(e?.chemin).toBe('subvention.0.texte')
    expect(e?.message.replace(/[\u00a0\u202f]/g, ' ')).toContain(`Clause « Objet », ${ligne}`)
    expect(e?.message.replace(/[\u00a0\u202f]/g, ' ')).toContain(conseil)
  })

  test('deux clauses du même nom, plus aucun article', () => {
    expect(verifierClauses([clause('a'), clause('b')], 'ent').map((e) => e.chemin)).toEqual(['ent.1.id'])
    expect(verifierClauses([{ ...clause('a'), genre: 'annexe' }], 'ent').map((e) => e.chemin)).toEqual(['ent'])
  })

  test('tout texte est accepté ou refusé, jamais une exception', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (t) =>
        Array.isArray(verifierClauses([clause(t)], 'ent')),
      ),
    )
  })
})

describe('une clause remplie', () => {
  test('une ligne dont une balise est vide disparaît, une liste seule fait des puces, une phrase commence par une capitale', () => {
    expect(
      dire('{beneficiaire} s’engage.\n\nSigné {organe}\n\n{ecoles}', {
        beneficiaire: 'la commune',
        organe: '',
        ecoles: ['A', 'B'],
      }),
    ).toEqual([
      { type: 'paragraphe', texte: 'La commune s’engage.' },
      { type: 'liste', elements: ['A', 'B'] },
    ])
  })

  test('un nom ne devient ni titre, ni liste, ni lien, ni balise, ni nouveau paragraphe', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[#*_$`{}()[\]<>|~\\ +=.1a\-\n]{1,40}$/), (nom) => {
        const blocs = dire('Pour {beneficiaire} ici.', { beneficiaire: nom })
        const lisible = nom.replace(/\s*[\r\n]+\s*/g, ' ')
        if (lisible === '') return
        expect(blocs).toHaveLength(1)
        const { texte } = blocs[0] as { texte: unknown } // one paragraph
        expect(typeof texte === 'string' ? texte.replace(/[\u00a0\u202f]/g, ' ').replace(/\s+/g, ' ') : texte).toBe(
          `Pour ${lisible} ici.`.replace(/\s+/g, ' '),
        )
      }),
    )
  })

  test('chaque balise de la liste a une phrase', () => {
    for (const b of BALISES) expect([b.nom, b.dit.length > 5]).toEqual([b.nom, true])
  })
})

describe('ce qui change entre deux versions', () => {
  test('les mots retirés et ajoutés redonnent les deux textes', () => {
    const mots = fc.array(fc.constantFrom('a', 'b', ' ', '\n', 'été', ';'), { maxLength: 40 }).map((l) => l.join(''))
    fc.assert(
      fc.property(mots, mots, (avant, apres) => {
        const m = comparerMots(avant, apres)
        const sans = (genre: string) =>
          m
            .filter((x) => x.genre !== genre)
            .map((x) => x.texte)
            .join('')
        expect([sans('ajoute'), sans('retire')]).toEqual([avant, apres])
      }),
    )
  })

  test('une clause changée, retirée, déplacée, un modèle Word choisi', () => {
    const autre = structuredClone(MODELE_INITIAL)
    expect(comparerModeles(MODELE_INITIAL, autre)).toEqual([])
    const [premiere, deuxieme, troisieme, ...reste] = autre.subvention
    if (!premiere || !deuxieme || !troisieme) throw new Error('The house text has clauses')
    autre.subvention = [premiere, troisieme, { ...deuxieme, titre: 'But' }, ...reste.slice(1)]
    autre.usage = 'word'
    expect(comparerModeles(MODELE_INITIAL, autre).map((d) => d.titre)).toEqual([
      'Modèle employé',
      'But',
      'Calendrier',
      'Ordre des clauses',
    ])
  })
})

describe('un avenant se dit en une phrase', () => {
  const avenant = (genre: string, contenu: object): Avenant => ({
    ...{ id: 'a', cree_le: '2025-01-01', etat: 'notifie' as const, genre },
    contenu: { ...contenu, conclu: { date: '2026-03-03' } },
  })
  const lire = (t: string) => t.replace(/[\u00a0\u202f]/g, ' ')
  test.each([
    ['montant', { montant: 800, avant: { montant: 1000 } }, 'la subvention maximale passe de 10,00 € à 8,00 €'],
    ['prorogation', { jusqua: '2027-01-01' }, 'les achats se terminent le 1er janvier 2027'],
    [
      'beneficiaire',
      { beneficiaire: { nom: "L'Albenc", siren: '213800000' } },
      'le bénéficiaire devient L’Albenc (SIREN 213800000)',
    ],
    ['fournisseur', { motif: 'Plus fabriqué' }, 'Plus fabriqué'],
    ['objet', { objet: 'Un jardin' }, 'le nouvel objet est : Un jardin'],
  ])('%s', (genre, contenu, phrase) => {
    expect(lire(direChangement(avenant(genre, contenu)))).toBe(phrase)
  })

  test('il porte sa date, et marque les clauses qu’il change', () => {
    const a = avenant('montant', { numero: 2, montant: 800 })
    expect(nommerAvenant(a)).toBe('Avenant n° 2 du 3 mars 2026')
    expect(nommerAvenant(avenant('prorogation', {}))).toBe('Prorogation du 3 mars 2026')
    const marquees = MODELE_INITIAL.subvention.filter((c) => avenantsDeLaClause(c, [a]).length > 0)
    expect(marquees.map((c) => c.id)).toEqual(['subvention'])
  })
})
