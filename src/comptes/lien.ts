import { createHmac, randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Maison } from '../maison.ts'
import { empreinteSecret, nouveauSecret } from '../registre/acteurs.ts'
import { creerPersonne } from '../registre/comptes.ts'
import { ecrireLettre } from '../registre/courriels.ts'
import { nouvelId } from '../registre/identifiants.ts'
import { type Identite, lierIdentite } from '../registre/identites.ts'
import { urls } from '../urls.ts'
import { lettreConnexion } from './lien-lettre.ts'

const DUREE_MINUTES = 20
const ESSAIS_PAR_CODE = 5
/** Somebody who asks twice may type either code. */
const CODES_VALABLES = 2

/** Writes to an address the letter with its link and its code. The same work is done whether somebody has this address or not:
 * only the letter says so, and only its reader learns it. */
export const envoyerLien = async (
  maison: Maison,
  { courriel, retour, le, identite }: { courriel: string; retour: string | undefined; le: Date; identite?: Identite },
): Promise<void> => {
  const { secret, empreinte } = nouveauSecret()
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const expire = new Date(le.getTime() + DUREE_MINUTES * 60_000)
  await maison.porte.base.transaction().execute(async (tx) => {
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from personne where courriel = ${courriel}`.execute(tx)
    await sql`delete from jeton_connexion where expire_le < ${new Date(le.getTime() - 86_400_000)}`.execute(tx)
    await sql`
      insert into jeton_connexion (empreinte, code, courriel, retour, identite, expire_le, cree_le)
      values (${empreinte}, ${empreinteCode(maison, empreinte, code)}, ${courriel}, ${retour ?? null}, ${identite ? JSON.stringify(identite) : null}::jsonb, ${expire}, ${le})`.execute(
      tx,
    )
    await ecrireLettre(tx, {
      cle: `connexion:${nouvelId()}`,
      a: [courriel],
      modele: 'connexion',
      dossier: null,
      acte: null,
      le,
      ...lettreConnexion({
        lien: maison.config.adressePublique + urls.connexionLien.href({ jeton: secret }),
        pageCode: maison.config.adressePublique + urls.connexionCode.href(),
        code,
        courriel,
        connu: (rows[0]?.n ?? 0) > 0,
        minutes: DUREE_MINUTES,
        operateur: maison.config.operateur.nom,
      }),
    })
    await maison.envoyerLettres(tx)
  })
}

export type LienUtilise = { personne: string; nom: string; courriel: string; retour: string | null }

/** The address that a link would sign in, while it is still good. Reading it uses nothing: mail scanners follow links. */
export const lireLien = async (maison: Maison, secret: string, le: Date): Promise<{ courriel: string } | undefined> => {
  const { rows } = await sql<{ courriel: string }>`
    select courriel from jeton_connexion where empreinte = ${empreinteSecret(secret)} and utilise_le is null and expire_le > ${le}`.execute(
    maison.porte.base,
  )
  return rows[0]
}

/** Uses a link, once: who signs in, and where to go; undefined when it was used or is too old. */
export const utiliserLien = (maison: Maison, secret: string, le: Date): Promise<LienUtilise | undefined> =>
  utiliser(maison, empreinteSecret(secret), le)

/** Uses a code, once, from any device: five tries per code, then it is dead. */
export const utiliserCode = async (
  maison: Maison,
  { courriel, code, le }: { courriel: string; code: string; le: Date },
): Promise<LienUtilise | undefined> => {
  const { rows } = await sql<{ empreinte: string; code: string }>`
    update jeton_connexion set tentatives = tentatives + 1 where empreinte in (
      select empreinte from jeton_connexion
      where courriel = ${courriel} and utilise_le is null and expire_le > ${le} and tentatives < ${ESSAIS_PAR_CODE}
      order by cree_le desc limit ${CODES_VALABLES})
    returning empreinte, code`.execute(maison.porte.base)
  const bon = rows.find((j) => j.code === empreinteCode(maison, j.empreinte, code))
  return bon && utiliser(maison, bon.empreinte, le)
}

const utiliser = (maison: Maison, empreinte: string, le: Date): Promise<LienUtilise | undefined> =>
  maison.porte.base.transaction().execute(async (tx) => {
    const { rows } = await sql<{ courriel: string; retour: string | null; identite: Identite | null }>`
      update jeton_connexion set utilise_le = ${le} where empreinte = ${empreinte} and utilise_le is null and expire_le > ${le}
      returning courriel, retour, identite`.execute(tx)
    const jeton = rows[0]
    if (!jeton) return undefined
    // Signing in closes the other doors that were opened for the same address.
    await sql`update jeton_connexion set utilise_le = ${le} where courriel = ${jeton.courriel} and utilise_le is null`.execute(
      tx,
    )
    const personne = await creerPersonne(tx, jeton.courriel, jeton.courriel, le)
    if (jeton.identite) await lierIdentite(tx, jeton.identite, personne, le)
    const nom = await sql<{ nom: string }>`select nom from personne where id = ${personne}`.execute(tx)
    return { personne, nom: nom.rows[0]?.nom ?? '', courriel: jeton.courriel, retour: jeton.retour }
  })

// Six digits are soon tried: the hash is keyed with the server's secret, which is not in the database.
const empreinteCode = (maison: Maison, empreinte: string, code: string): string =>
  createHmac('sha256', maison.config.secret).update(`code:${empreinte}:${code}`).digest('hex')
