import { publierCeQuiEstDu } from './commission/publier.ts'
import type { Fondations } from './composition.ts'
import { composerDocuments } from './registre/composer-documents.ts'
import { envoyerCourriels } from './registre/envoyer-courriels.ts'
import { envoyerRecapitulatifs } from './registre/recapitulatif.ts'
import type { Tache } from './socle/travaux.ts'

/** Every job and schedule of the house. Each only calls one function. */
export const TACHES = (f: Fondations): Record<string, Tache> => ({
  courriels: { faire: () => envoyerCourriels(f), chaque: '* * * * *' },
  recapitulatifs: { faire: () => envoyerRecapitulatifs(f), chaque: '0 18 * * *' },
  documents: { faire: () => composerDocuments(f), chaque: '* * * * *' },
  publication: { faire: () => publierCeQuiEstDu(f), chaque: '* * * * *' },
})
