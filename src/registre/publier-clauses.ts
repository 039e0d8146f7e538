import { sql } from 'kysely'
import type { Appel } from '../domaine/appel/schema.ts'
import { clausesDeLAppel } from '../domaine/convention/modele.ts'
import { nouvelId } from './identifiants.ts'
import { canonique } from './journal.ts'
import type { Lecteur } from './lire.ts'
import { lireModele } from './modele-convention.ts'

/** When a call is published with other clauses than the time before, they become a new version of the model: agreements already
 * issued keep theirs, what legal staff had written in the page stays in the history. Answers its number and the one it replaces. */
export const publierClauses = async (
  tx: Lecteur,
  appel: Appel,
  { version, avant, le }: { version: number; avant: Appel['convention']; le: Date },
): Promise<{ numero: number; remplace: number } | undefined> => {
  const publiees = clausesDeLAppel(appel)
  if (canonique(publiees) === canonique(clausesDeLAppel({ convention: avant }))) return undefined
  const enVigueur = await lireModele(tx, appel.slug)
  const contenu = { ...enVigueur.contenu, ...publiees }
  if (canonique(contenu) === canonique(enVigueur.contenu)) return undefined
  const numero = enVigueur.numero + 1
  await sql`
    insert into modele_convention (id, appel, numero, contenu, note, par, cree_le)
    values (${nouvelId()}, ${appel.slug}, ${numero}, ${JSON.stringify(contenu)}::jsonb,
      ${`Clauses publiées avec la version ${version} de l’appel`}, 'Publication de l’appel', ${le})`.execute(tx)
  return { numero, remplace: enVigueur.numero }
}
