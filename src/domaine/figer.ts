import type { Changement } from './acte.ts'
import { ecolesVivantes, type Faits } from './faits.ts'
import { piecesDuDepot } from './fils.ts'

/** The version that a filing freezes: answers, schools, files with their SHA-256, amounts. The door adds its hash. */
export const figer = (f: Faits, id: string, maintenant: Date): Changement => ({
  dans: 'depot',
  creer: {
    id,
    numero: Math.max(0, ...f.depots.map((d) => d.numero)) + 1,
    cree_le: maintenant,
    contenu: {
      appel: { slug: f.dossier.appel, version: f.dossier.appel_version },
      organisme: f.organisme,
      ecoles: ecolesVivantes(f).map((e) => ({
        uai: e.uai,
        nom: e.nom,
        validePar: e.valide_par,
        valideLe: e.valide_le,
      })),
      reponses: f.reponses,
      pieces: piecesDuDepot(f.pieces).map((p) => ({
        id: p.id,
        nature: p.nature,
        ecole: p.ecole,
        nom: p.nom,
        octets: p.octets,
        sha256: p.sha256,
      })),
      montants: { demande: f.dossier.montant_demande, calcule: f.dossier.montant_calcule },
    },
  },
})
