/** The accounts of the demonstration that the journeys use, one per role. */
export const ACTEURS = {
  mairie: 'mairie.voiron@demo.example',
  epci: 'epci.matheysine@demo.example',
  crolles: 'mairie.crolles@demo.example',
  ecole: 'directrice.voiron@demo.example',
  erun: 'erun.voiron@demo.example',
  ien: 'ien.voiron@demo.example',
  instruction: 'instruction@demo.example',
  rectorat: 'rectorat@demo.example',
  commission: 'commission1@demo.example',
  commission2: 'commission2@demo.example',
  presidente: 'presidente.commission@demo.example',
  assemblee: 'assemblee@demo.example',
  presidence: 'presidence@demo.example',
  paiement: 'paiement@demo.example',
  validation: 'validation@demo.example',
  canope: 'canope@demo.example',
  ligue: 'ligue@demo.example',
  administration: 'administration@demo.example',
  audit: 'audit@demo.example',
} as const

export type NomActeur = keyof typeof ACTEURS
