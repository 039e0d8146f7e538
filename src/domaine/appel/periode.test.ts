import { describe, expect, it } from 'vitest'
import { ajouterJours, debutDeJournee } from '../calendrier.ts'
import { appelOuvert } from '../faits.ts'
import { appelAJour, periodeAppel } from './periode.ts'
import type { Appel } from './schema.ts'

// Only its calendar is read here.
const appel = { calendrier: { ouverture: '2024-12-13', cloture: '2025-02-21' } } as Appel
const pilote = {
  ouverture: debutDeJournee(appel.calendrier.ouverture),
  cloture: debutDeJournee(ajouterJours(appel.calendrier.cloture, 1)),
  appel,
}

describe('l’appel ferme à la fin de son dernier jour, heure de Paris', () => {
  it.each([
    ['2024-12-12T22:59:59.999Z', 'a_venir'],
    ['2024-12-12T23:00:00.000Z', 'ouvert'],
    ['2025-02-21T22:59:59.999Z', 'ouvert'],
    ['2025-02-21T23:00:00.000Z', 'clos'],
  ])('à %s il est « %s »', (instant, etat) => expect(periodeAppel(pilote, new Date(instant)).etat).toBe(etat))

  it('prolongé, il annonce ses deux dates, et son guide suit', () => {
    const prolonge = { ...pilote, cloture: new Date('2025-02-28T23:00:00Z') }
    const p = periodeAppel(prolonge, new Date('2025-02-24T10:00:00Z'))
    expect(p.etat).toBe('ouvert')
    expect(p.dernierInstant.toISOString()).toBe('2025-02-28T22:59:59.000Z')
    expect(p.clotureInitiale?.toISOString()).toBe('2025-02-21T22:59:59.000Z')
    expect(periodeAppel(pilote, new Date()).clotureInitiale).toBeNull()
    expect(appelAJour(prolonge).calendrier.cloture).toBe('2025-02-28')
  })
})

it('une commune prolongée dépose encore, et une prolongation ne raccourcit jamais l’appel', () => {
  const ouvert = (cloture_particuliere: string | null, instant: string) =>
    appelOuvert(
      {
        dossier: { cloture_particuliere } as Parameters<typeof appelOuvert>[0]['dossier'], // its own closing is all that is read
        calendrier: { ouverture: pilote.ouverture.toISOString(), cloture: pilote.cloture.toISOString() },
      },
      new Date(instant),
    )
  expect(ouvert(null, '2025-02-24T10:00:00Z')).toBe(false)
  expect(ouvert('2025-02-24T12:00:00+01:00', '2025-02-24T10:00:00Z')).toBe(true)
  expect(ouvert('2025-02-24T10:59:59+01:00', '2025-02-24T10:00:00Z')).toBe(false)
  expect(ouvert('2025-01-01T00:00:00Z', '2025-02-21T22:59:59.999Z')).toBe(true)
})
