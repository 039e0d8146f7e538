import { nettoyerCandidatures } from './candidatures/menage.job.ts'
import { relancerBrouillons } from './candidatures/relances.job.ts'
import { publierCeQuiEstDu } from './commission/publier.ts'
import { relancerNotes } from './commission/relances.job.ts'
import type { Fondations } from './composition.ts'
import { nettoyerComptes } from './comptes/menage.job.ts'
import { demanderDirections } from './comptes/rappel-direction.ts'
import { relancerConventions } from './conventions/relances.job.ts'
import { executerLots } from './instruction/executer-lots.ts'
import { relancerComplements } from './instruction/relances.job.ts'
import { relancerAvis } from './instruction/relances-avis.job.ts'
import { analyserPieces } from './registre/analyser-pieces.ts'
import { composerDocuments } from './registre/composer-documents.ts'
import { envoyerCourriels } from './registre/envoyer-courriels.ts'
import { envoyerRecapitulatifs } from './registre/recapitulatif.ts'
import { restaurerDepots } from './registre/restaurer-depots.ts'
import type { Tache } from './socle/travaux.ts'
import { executerResultats } from './versements/executer-resultats.ts'

/** Every job and schedule of the house. Each only calls one function. */
export const TACHES = (f: Fondations): Record<string, Tache> => ({
  courriels: { faire: () => envoyerCourriels(f), chaque: '* * * * *' },
  recapitulatifs: { faire: () => envoyerRecapitulatifs(f), chaque: '0 18 * * *' },
  documents: { faire: () => composerDocuments(f), chaque: '* * * * *' },
  relances_brouillons: { faire: async () => void (await relancerBrouillons(f)), chaque: '5 7 * * *' },
  relances_complements: { faire: async () => void (await relancerComplements(f)), chaque: '10 7 * * *' },
  relances_conventions: { faire: async () => void (await relancerConventions(f)), chaque: '15 7 * * *' },
  relances_avis: { faire: async () => void (await relancerAvis(f)), chaque: '20 7 * * *' },
  relances_notes: { faire: async () => void (await relancerNotes(f)), chaque: '25 7 * * *' },
  restauration_depots: { faire: async () => void (await restaurerDepots(f.porte)), chaque: '* * * * *' },
  menage_candidatures: { faire: () => nettoyerCandidatures(f), chaque: '20 3 * * *' },
  menage_comptes: { faire: async () => void (await nettoyerComptes(f)), chaque: '40 3 * * *' },
  analyse_pieces: { faire: async () => void (await analyserPieces(f)), chaque: '50 2 * * *' },
  lots: { faire: () => executerLots(f), chaque: '* * * * *' },
  resultats_paiement: { faire: () => executerResultats(f), chaque: '* * * * *' },
  publication: { faire: () => publierCeQuiEstDu(f), chaque: '* * * * *' },
  directions: {
    faire: async () => void (await demanderDirections(f.porte, f.config.adressePublique)),
    chaque: '0 8 * 9 *',
  },
})
