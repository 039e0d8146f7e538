import { describe, expect, it } from 'vitest'
import { type EcoleAJuger, eligibiliteCommune, eligibiliteEcole } from './eligibilite.ts'

const appel: Parameters<typeof eligibiliteEcole>[0] = {
  territoire: { libelle: 'Isère', departements: ['38'] },
  candidats: { types: ['commune', 'epci'] },
  ecoles: {
    natures: ['maternelle', 'elementaire', 'primaire'],
    secteurs: ['public', 'prive'],
    sousContrat: true,
    debitMinimum: 20,
  },
}
const ferry: EcoleAJuger = {
  commune: 'Voiron',
  departement: '38',
  type: 'primaire',
  secteur: 'public',
  contrat: 'sans_objet',
  etat: 'ouvert',
}

describe('mon école est-elle concernée ?', () => {
  it.each([
    ['une école publique de l’Isère', {}, 'oui', 'C’est une école publique.'],
    ['une école d’un autre département', { departement: '75', commune: 'Paris' }, 'non', 'Elle est à Paris'],
    ['une école privée sous contrat', { secteur: 'prive', contrat: 'simple' }, 'oui', 'sous contrat simple'],
    ['une école privée hors contrat', { secteur: 'prive' }, 'non', 'hors contrat'],
    ['une école fermée', { etat: 'ferme' }, 'non', 'Elle est fermée'],
    ['une école qui va fermer', { etat: 'a_fermer' }, 'a_verifier', 'annonce sa fermeture'],
    ['une école du Gua', { commune: 'Le Gua' }, 'oui', 'Elle est au Gua'],
  ] as const)('%s', (_, ecart, verdict, phrase) => {
    const r = eligibiliteEcole(appel, { ...ferry, ...ecart })
    expect(r.verdict).toBe(verdict)
    expect(r.raisons.map((x) => x.phrase).join('\n')).toContain(phrase)
  })
  it('une école déjà dans un dossier est à vérifier, et une école fermée reste un non', () => {
    expect(eligibiliteEcole(appel, ferry, { dejaInscrite: true }).verdict).toBe('a_verifier')
    expect(eligibiliteEcole(appel, { ...ferry, etat: 'ferme' }, { dejaInscrite: true }).verdict).toBe('non')
  })
  it('un appel réservé aux écoles élémentaires publiques le dit', () => {
    const strict = {
      ...appel,
      ecoles: { ...appel.ecoles, natures: ['elementaire' as const], secteurs: ['public' as const] },
    }
    const phrases = eligibiliteEcole(strict, { ...ferry, type: 'maternelle', secteur: 'prive' }).raisons.map(
      (r) => r.phrase,
    )
    expect(phrases).toContain('L’appel ne concerne pas les écoles maternelles.')
    expect(phrases).toContain('L’appel ne concerne pas les écoles privées.')
  })
  it('une commune candidate dans son territoire seulement', () => {
    expect(eligibiliteCommune(appel, { nom: 'Voiron', departement: '38' }).verdict).toBe('oui')
    expect(eligibiliteCommune(appel, { nom: 'Paris', departement: '75' }).verdict).toBe('non')
    const autre = { ...appel, candidats: { types: ['ogec' as const] } }
    expect(eligibiliteCommune(autre, { nom: 'Voiron', departement: '38' }).verdict).toBe('a_verifier')
  })
})
