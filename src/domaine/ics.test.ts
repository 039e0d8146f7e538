import { expect, it } from 'vitest'
import { ics } from './ics.ts'

const maintenant = new Date('2025-01-15T09:00:00Z')

it('la clôture est un jour entier dans l’agenda de la mairie', () => {
  const fichier = ics([{ uid: 'cloture@laureat', titre: 'Clôture', jour: '2025-02-28' }], { nom: 'AMI', maintenant })
  expect(fichier).toContain('DTSTART;VALUE=DATE:20250228\r\nDTEND;VALUE=DATE:20250301\r\n')
  expect(fichier).toContain('DTSTAMP:20250115T090000Z\r\n')
  expect(fichier.endsWith('END:VCALENDAR\r\n')).toBe(true)
})

it('une séance a une heure, en temps universel', () => {
  const [debut, fin] = [new Date('2025-03-14T13:30:00Z'), new Date('2025-03-14T16:00:00Z')]
  expect(ics([{ uid: 's', titre: 'Séance', debut, fin }], { nom: 'AMI', maintenant })).toContain(
    'DTSTART:20250314T133000Z\r\nDTEND:20250314T160000Z',
  )
})

it('un texte ne peut ni casser une ligne, ni en inventer une', () => {
  const titre = 'Réunion, salle B; « école »\\\r\nATTENDEE:mailto:x@y.fr\u0007'
  const fichier = ics([{ uid: 'a', titre, jour: '2025-02-01', url: 'https://x.fr/\r\nA:b' }], { nom: 'n', maintenant })
  expect(fichier).toContain('SUMMARY:Réunion\\, salle B\\; « école »\\\\\\nATTENDEE:mailto:x@y.fr\r\n')
  expect(fichier).toContain('URL:https://x.fr/A:b\r\n')
})

it('les lignes longues sont pliées à 75 octets, sans couper un caractère', () => {
  const titre = 'é🎓'.repeat(60)
  const fichier = ics([{ uid: 'a', titre, jour: '2025-02-01' }], { nom: 'n', maintenant })
  for (const ligne of fichier.split('\r\n')) expect(new TextEncoder().encode(ligne).length).toBeLessThanOrEqual(75)
  expect(fichier.replaceAll('\r\n ', '')).toContain(`SUMMARY:${titre}\r\n`)
})
