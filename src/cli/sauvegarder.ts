import type { Readable } from 'node:stream'
import type pg from 'pg'
import { getConstructionPlans } from 'pg-boss'
import { ErreurDemarrage } from '../socle/erreur-demarrage.ts'
import type { Fichiers } from '../socle/fichiers/ouvrir.ts'
import { restaurer } from '../socle/sauvegarde/restaurer.ts'
import { type Bilan, sauvegarder } from '../socle/sauvegarde/sauvegarder.ts'

type Contexte = { pool: pg.Pool; fichiers: Fichiers }

/** `bin/laureat sauvegarder <fichier>`: answers the sentence to print. */
export async function commandeSauvegarder({ pool, fichiers }: Contexte, chemin: string): Promise<string> {
  const bilan = await sauvegarder(pool, avecCles(fichiers), chemin)
  return `Sauvegarde écrite dans ${chemin}\u00a0: ${contenu(bilan)}.`
}

/** `bin/laureat restaurer <fichier>`: answers the sentence to print, or throws (ErreurDemarrage) the one that refuses. */
export async function commandeRestaurer({ pool, fichiers }: Contexte, chemin: string): Promise<string> {
  const creerTravaux = (base: pg.Pool): Promise<unknown> => base.query(getConstructionPlans('pgboss'))
  const bilan = await restaurer(pool, avecCles(fichiers), chemin, { creerTravaux, reference: ANNUAIRES })
  return `Sauvegarde restaurée depuis ${chemin}\u00a0: ${contenu(bilan)}.`
}

// Filled by any first start, from the packages: they are replaced by those of the backup.
const ANNUAIRES = ['annuaire_charge', 'commune', 'commune_ancienne', 'contour', 'epci', 'epci_membre']

// A file comes back under the key it had, which the store checks: it is its SHA-256.
const avecCles = (fichiers: Fichiers) => ({
  lister: () => fichiers.lister(),
  lire: (cle: string) => fichiers.lire(cle),
  ecrire: async (cle: string, flux: Readable): Promise<void> => {
    const ecrit = await fichiers.ecrireSous(cle, flux)
    if ('refus' in ecrit) throw new ErreurDemarrage(ecrit.detail)
  },
})

const contenu = ({ tables, lignes, fichiers }: Bilan): string =>
  `${tables} tables, ${nombre(lignes)} lignes, ${nombre(fichiers)} fichiers`

const nombre = (n: number): string => n.toLocaleString('fr-FR')
