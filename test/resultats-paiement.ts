import { estRefus } from '../src/domaine/refus.ts'
import { executerResultats } from '../src/versements/executer-resultats.ts'
import { lireImports, lireLignesImport } from '../src/versements/imports-queries.ts'
import { recevoirResultats } from '../src/versements/recevoir-resultats.ts'
import type { parties } from './dossier.ts'
import { type maisonDEssai, PILOTE } from './maison.ts'

type Maison = Awaited<ReturnType<typeof maisonDEssai>>
type Parties = Awaited<ReturnType<typeof parties>>

/** A file of payment results received, then done by the job; answers its counts and the rows that changed nothing, with their reason. */
export const importerResultats = async (m: Maison, p: Parties, contenu: string) => {
  const recu = await recevoirResultats(m.f, {
    slug: PILOTE,
    contenu: Buffer.from(contenu),
    nom: 'resultats.csv',
    type: 'text/csv',
    acteur: await p.paiement.acteur(),
    recuLe: m.porte.maintenant(),
  })
  if (estRefus(recu)) throw new Error(recu.detail)
  await executerResultats(m)
  const [x] = await lireImports(m.base, PILOTE, { id: recu.id })
  if (!x) throw new Error('no import')
  const lignes = await lireLignesImport(m.base, recu.id, { etat: undefined })
  return { ...x, ignorees: lignes.filter((l) => l.etat === 'deja' || l.etat === 'ecart') }
}
