import { ETATS } from '../domaine/etats.ts'
import type { Acteur } from '../domaine/faits.ts'
import { estRefus, type Refus } from '../domaine/refus.ts'
import type { Lecteur } from '../registre/lire.ts'
import { type Criteres, type DossierListe, listerDossiers } from '../registre/lister.ts'
import type { Colonne } from '../socle/tableurs/colonnes.ts'

/** One row per dossier that this person may see, with what he or she may see of it. Amounts in cents. */
export const COLONNES_DOSSIERS: readonly Colonne<DossierListe>[] = [
  { titre: 'Numéro', valeur: (l) => l.dossier.numero },
  { titre: 'Appel', valeur: (l) => l.dossier.appel },
  { titre: 'SIREN', valeur: (l) => l.organisme.siren },
  { titre: 'Organisme', valeur: (l) => l.organisme.nom },
  { titre: 'Type', valeur: (l) => l.organisme.type },
  { titre: 'État', valeur: (l) => ETATS[l.dossier.etat].libelle },
  { titre: 'Créé le', type: 'instant', valeur: (l) => l.dossier.cree_le },
  { titre: 'Déposé le', type: 'instant', valeur: (l) => l.dossier.depose_le },
  { titre: 'Montant demandé', type: 'montant', valeur: (l) => l.dossier.montant_demande },
  { titre: 'Montant calculé', type: 'montant', valeur: (l) => l.dossier.montant_calcule },
  { titre: 'Montant proposé', type: 'montant', valeur: (l) => l.dossier.montant_propose },
  { titre: 'Subvention votée', type: 'montant', valeur: (l) => l.dossier.montant_vote },
  { titre: 'Montant liquidé', type: 'montant', valeur: (l) => l.dossier.montant_liquide },
  { titre: 'Montant payé', type: 'montant', valeur: (l) => l.dossier.montant_paye },
]

/** The same rows as the list of the API, page by page, without ever holding them all. Refusal: wrong criteria (422). */
export const dossiersAExporter = async (
  base: Lecteur,
  acteur: Acteur,
  criteres: Omit<Criteres, 'limite' | 'apres'>,
): Promise<AsyncGenerator<DossierListe> | Refus> => {
  const premiere = await listerDossiers(base, acteur, { ...criteres, limite: 500 })
  if (estRefus(premiere)) return premiere
  return (async function* () {
    let page = premiere
    for (;;) {
      yield* page.elements
      if (page.suivant === null) return
      const suite = await listerDossiers(base, acteur, { ...criteres, limite: 500, apres: page.suivant })
      if (estRefus(suite)) return
      page = suite
    }
  })()
}
