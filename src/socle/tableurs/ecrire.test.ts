import type { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Colonne, texteRendu, texteSur } from './colonnes.ts'
import { ecrireCsv } from './ecrire-csv.ts'
import { ecrireOds } from './ecrire-ods.ts'
import { ecrireXlsx } from './ecrire-xlsx.ts'
import { lireTableur } from './lire-tableur.ts'

type Ligne = { nom: string; ecoles: number; solde: number; jour: string | null; depot: Date }

const colonnes: Colonne<Ligne>[] = [
  { titre: 'Commune', valeur: (l) => l.nom },
  { titre: 'Écoles', type: 'entier', valeur: (l) => l.ecoles },
  { titre: 'Solde', type: 'montant', valeur: (l) => l.solde },
  { titre: 'Séance', type: 'date', valeur: (l) => l.jour },
  { titre: 'Dépôt', type: 'instant', valeur: (l) => l.depot },
]
const voiron: Ligne = {
  nom: '=HYPERLINK("https://piege.example";"Voiron")',
  ecoles: 3,
  solde: -1_703_010,
  jour: '2025-02-21',
  depot: new Date('2025-07-21T22:30:00Z'),
}
const crolles: Ligne = { ...voiron, nom: 'Crolles ; « centre »\n38 _x0041_ \u0007😀', solde: 5, jour: null }

describe('une commune exporte ses dossiers', () => {
  test('pour Excel en français : points-virgules, virgule décimale, jours et heures de Paris', async () => {
    const csv = (await buffer(ecrireCsv(colonnes, [{ ...voiron, nom: 'Voiron' }]))).toString()
    expect(csv).toBe('\ufeffCommune;Écoles;Solde;Séance;Dépôt\r\nVoiron;3;-17030,10;21/02/2025;22/07/2025 00:30\r\n')
  })

  test('en données ouvertes : virgules, points, dates ISO', async () => {
    const csv = await text(ecrireCsv(colonnes, [{ ...voiron, nom: 'Voiron' }], { pour: 'ouvert' }))
    expect(csv).toBe('Commune,Écoles,Solde,Séance,Dépôt\nVoiron,3,-17030.10,2025-02-21,2025-07-21T22:30:00.000Z\n')
  })

  const formats: [string, (l: Iterable<Ligne>) => Readable][] = [
    ['XLSX', (l) => ecrireXlsx(colonnes, l)],
    ['ODS', (l) => ecrireOds(colonnes, l)],
  ]
  test.each(formats)('en %s : des nombres et des dates, relus tels quels', async (_, ecrire) => {
    const relu = await lireTableur(await buffer(ecrire([voiron, crolles])), 'export')
    expect(relu).toMatchObject({
      colonnes: ['Commune', 'Écoles', 'Solde', 'Séance', 'Dépôt'],
      lignes: [
        [voiron.nom, '3', '-17030.1', '2025-02-21', '2025-07-22T00:30:00'],
        [expect.stringMatching(/^Crolles ; « centre »\n?38 _x0041_ 😀$/u), '3', '0.05', '', '2025-07-22T00:30:00'],
      ],
    })
  })

  test('un montant qui n’est pas un entier de centimes arrête l’export au lieu de mentir', async () => {
    await expect(text(ecrireCsv(colonnes, [{ ...voiron, solde: 12.5 }]))).rejects.toThrow('Solde')
    await expect(buffer(ecrireXlsx(colonnes, [{ ...voiron, solde: 12.5 }]))).rejects.toThrow('Solde')
    await expect(buffer(ecrireOds(colonnes, [{ ...voiron, solde: 12.5 }]))).rejects.toThrow('Solde')
  })
})

describe('un texte saisi ne devient jamais une formule', () => {
  test.each(['=1+1', '+33 4 76', '-2', '@SOMME(A1)', '\t=1', '\r=1', '  =1', '＝1'])('« %s » reste un texte', (t) => {
    expect(texteSur(t)).toBe(`'${t}`)
    expect(texteRendu(texteSur(t))).toBe(t)
  })

  test('quel que soit le texte, la case ne commence par aucun signe de formule', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (t) => {
        expect(texteSur(t)).not.toMatch(/^\s*[=+\-@]|^[\t\r\n]/)
      }),
    )
  })
})
