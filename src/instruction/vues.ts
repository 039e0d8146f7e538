import { sql } from 'kysely'
import { type Refus, saisieInvalide } from '../domaine/refus.ts'
import { nouvelId } from '../registre/identifiants.ts'
import type { Lecteur } from '../registre/lire.ts'

/** A list of the desk kept under a name by somebody: its address is enough to share it. */
export type VueEnregistree = { id: string; nom: string; requete: string }
type Qui = { slug: string; personne: string | null; le: Date }
type Corps = Record<string, string | string[] | undefined>
const texte = (x: string | string[] | undefined): string => String(Array.isArray(x) ? (x[0] ?? '') : (x ?? '')).trim()
const ID = /^[0-9a-f-]{36}$/

export const lireVues = async (base: Lecteur, { slug, personne }: Omit<Qui, 'le'>): Promise<VueEnregistree[]> =>
  (
    await sql<VueEnregistree>`
      select id, nom, requete from vue_enregistree where appel = ${slug} and personne_id::text = ${personne} order by nom, id`.execute(
      base,
    )
  ).rows

/** Keeps the list on screen under a name (the same name again replaces it), renames a view (`vue`), or takes one away (`retirer`). */
export const changerVue = async (
  base: Lecteur,
  { slug, personne, le }: Qui,
  corps: Corps,
): Promise<Refus | undefined> => {
  const [retirer, vue] = [texte(corps.retirer), texte(corps.vue)]
  if (ID.test(retirer)) {
    await sql`delete from vue_enregistree where id = ${retirer} and personne_id = ${personne}`.execute(base)
    return undefined
  }
  const chemin = vue ? `nom.${vue}` : 'nom'
  const nom = texte(corps[chemin]).slice(0, 80)
  if (!nom)
    return saisieInvalide([
      { chemin, message: 'Donnez un nom à cette vue, par exemple «\u00a0Mes dossiers de Voiron\u00a0».' },
    ])
  if (ID.test(vue)) {
    await sql`update vue_enregistree set nom = ${nom} where id = ${vue} and personne_id = ${personne}`.execute(base)
    return undefined
  }
  await sql`delete from vue_enregistree where appel = ${slug} and personne_id = ${personne} and nom = ${nom}`.execute(
    base,
  )
  await sql`insert into vue_enregistree (id, appel, personne_id, nom, requete, cree_le)
    values (${nouvelId()}, ${slug}, ${personne}, ${nom}, ${requeteEcrite(corps)}, ${le})`.execute(base)
  return undefined
}

/** The list that the form was on, as the query of an address. */
export const requeteEcrite = (corps: Corps): string =>
  new URLSearchParams(texte(corps.requete).slice(0, 1000)).toString()
