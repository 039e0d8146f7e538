import { type ReglesFinancement, schemaFinancement } from '../src/domaine/financement/schema.ts'

/** The pilot call's rules, as its file gives them once amounts are cents. */
export const reglesPilote = (changements: Record<string, unknown> = {}): ReglesFinancement =>
  schemaFinancement.parse({
    enveloppe: 150_000_000,
    sources: [
      { id: 'departement', libelle: 'Département de l’Isère', part: 50 },
      { id: 'etat_bdt', libelle: 'État – Banque des Territoires', part: 50 },
    ],
    volets: [
      {
        id: 'equipement',
        libelle: 'Équipement',
        nature: 'investissement',
        taux: { type: 'fixe', taux: 70 },
        plafonds: { parClasseConcernee: 350_000 },
      },
      {
        id: 'ressources',
        libelle: 'Ressources',
        nature: 'fonctionnement',
        taux: { type: 'fixe', taux: 50 },
        plafonds: { parEleve: 2_000 },
      },
    ],
    partMinimaleDemandeur: { taux: 20 },
    ...changements,
  })
