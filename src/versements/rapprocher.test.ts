import { expect, test } from 'vitest'
import { cellulesDesResultats, lireResultat } from './colonnes-resultats.ts'
import { type Candidate, rapprocher } from './rapprocher.ts'

const demande = (o: Partial<Candidate>): Candidate => ({
  id: 'a0000000-0000-4000-8000-000000000001',
  numero: 'TNE-001',
  etat: 'validee',
  montant: 100_000,
  mandat: null,
  paye_le: null,
  ...o,
})
const ligne = (o: Record<string, string>) => {
  const vides = { reference: '', dossier: 'TNE-001', mandat: '', bordereau: '', mandateLe: '', payeLe: '', montant: '' }
  const lue = lireResultat({ ...vides, ...o })
  if (typeof lue === 'string') throw new Error(lue)
  return lue
}

test('deux acomptes du même montant : la ligne déjà enregistrée ne paie pas le second', () => {
  const l = ligne({ mandat: '41', mandateLe: '03/11/2025', payeLe: '12/11/2025', montant: '1000,00' })
  const payee = demande({ etat: 'payee', mandat: '41', paye_le: '2025-11-12' })
  const autre = demande({ id: 'a0000000-0000-4000-8000-000000000002' })
  expect(rapprocher(l, [payee, autre])).toMatchObject({ quoi: 'deja', cible: payee })
  expect(rapprocher(l, [autre])).toMatchObject({ quoi: 'mandat', cible: autre })
  const sansMandat = ligne({ payeLe: '12/11/2025', montant: '1000,00' })
  expect(rapprocher(sansMandat, [payee, { ...autre, etat: 'mandatee', mandat: '42' }])).toMatchObject({
    quoi: 'deja',
    cible: payee,
  })
})

test('sans référence, deux demandes du même montant ne se devinent pas', () => {
  const l = ligne({ mandat: '41', mandateLe: '03/11/2025', montant: '1000,00' })
  const deux = [demande({}), demande({ id: 'a0000000-0000-4000-8000-000000000002' })]
  expect(rapprocher(l, deux)).toMatchObject({ quoi: 'ecart', raison: expect.stringContaining('plusieurs demandes') })
  const une = [demande({}), demande({ id: 'a0000000-0000-4000-8000-000000000002', montant: 90_000 })]
  expect(rapprocher(l, une)).toMatchObject({ quoi: 'mandat', cible: une[0] })
})

test('ce qui ne concorde pas est dit, avec ce que le registre sait', () => {
  const raison = (o: Record<string, string>, c: Partial<Candidate>) => {
    const r = rapprocher(ligne(o), [demande(c)])
    return 'raison' in r ? r.raison.replace(/[\u00a0\u202f]/g, ' ') : r.quoi
  }
  expect(raison({ montant: '999,99' }, {})).toBe('TNE-001 : 999,99 € au lieu de 1 000,00 €.')
  expect(raison({ mandat: '41' }, { etat: 'mandatee', mandat: '40' })).toContain('41 au lieu de 40')
  expect(raison({ montant: '1000' }, {})).toContain('il manque le numéro ou la date du mandat')
  expect(raison({ payeLe: '12/11/2025' }, { etat: 'payee', paye_le: '2025-11-10' })).toContain('à une autre date')
  expect(raison({ payeLe: '12/11/2025' }, { etat: 'mandatee', mandat: '40' })).toContain('il manque le montant payé')
  expect(raison({ reference: 'a0000000-0000-4000-8000-000000000001' }, { etat: 'a_completer', montant: 0 })).toContain(
    'n’est pas à payer',
  )
  expect(raison({ dossier: '' }, {})).toBe('Cette ligne n’a ni référence ni numéro de dossier.')
  expect(raison({ dossier: 'tne-001', mandat: '41', mandateLe: '03/11/2025' }, {})).toBe('mandat')
  expect(raison({ dossier: 'TNE-999' }, {})).toBe('Aucune demande ne correspond à « TNE-999 ».')
})

test('les titres voisins ne se confondent pas, dans n’importe quel ordre', () => {
  const lu = cellulesDesResultats({
    colonnes: [
      'Montant payé',
      'Date du mandat de paiement',
      'Numéro du mandat',
      'Date de paiement',
      'Dossier',
      'Bordereau',
    ],
    lignes: [['1000,00', '2025-11-03', '41', '2025-11-12', 'TNE-001', '7']],
    numeros: [2],
  })
  if ('refus' in lu) throw new Error(lu.detail)
  expect(lu[0]?.contenu).toEqual({
    reference: '',
    dossier: 'TNE-001',
    mandat: '41',
    bordereau: '7',
    mandateLe: '2025-11-03',
    payeLe: '2025-11-12',
    montant: '1000,00',
  })
  expect(cellulesDesResultats({ colonnes: ['Mandat', 'Montant'], lignes: [], numeros: [] })).toMatchObject({
    statut: 422,
  })
})
