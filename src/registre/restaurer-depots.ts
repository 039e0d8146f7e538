import { sql } from 'kysely'
import { clotureDe, type Faits } from '../domaine/faits.ts'
import { RESERVEE } from '../domaine/fils.ts'
import type { Reponses, ReponsesEcoles } from '../domaine/formulaire/reponses.ts'
import { MACHINE } from './acteurs.ts'
import { ajouter } from './journal.ts'
import { type Lecteur, lireFaits } from './lire.ts'
import { recalculer } from './montants.ts'
import { enTransaction, type Porte } from './porte.ts'

type Depose = {
  reponses: Reponses
  ecoles: { uai: string; validePar: string | null; valideLe: string | null }[]
  pieces: { id: string }[]
}

/**
 * `restaurer_depot`: when the call closes on a filing that was taken back and not filed again, the first filing is the dossier
 * again, answers, schools and pieces as they were frozen. Answers how many. Source: actes.md, `reprendre_depot`.
 */
export const restaurerDepots = async (porte: Porte): Promise<number> => {
  const maintenant = porte.maintenant()
  const { rows } = await sql<{ id: string }>`
    select d.id from dossier d join appel a on a.slug = d.appel
    where d.etat = 'brouillon' and d.depose_le is not null and greatest(a.cloture, coalesce(d.cloture_particuliere, a.cloture)) <= ${maintenant}
    order by d.id`.execute(porte.base)
  let restaures = 0
  for (const { id } of rows)
    if ((await enTransaction(porte, (tx) => restaurer(tx, porte, id, maintenant))) === true) restaures += 1
  return restaures
}

const restaurer = async (tx: Lecteur, porte: Porte, id: string, maintenant: Date): Promise<boolean> => {
  const faits = await lireFaits(tx, id, { verrou: true })
  const depot = faits?.depots.at(-1)
  if (!faits || !depot || faits.dossier.etat !== 'brouillon' || clotureDe(faits) > maintenant) return false
  const { rows } = await sql<{ contenu: Depose }>`select contenu from depot where id = ${depot.id}`.execute(tx)
  const contenu = rows[0]?.contenu
  if (!contenu) return false
  await remettreReponses(tx, id, contenu.reponses, maintenant)
  await remettreEcoles(tx, faits, contenu.ecoles)
  const pieces = contenu.pieces.map((p) => p.id)
  await sql`update piece set retiree_le = case when id = any(${pieces}::uuid[]) then null else coalesce(retiree_le, ${maintenant}) end where dossier_id = ${id} and not starts_with(nature, ${RESERVEE})`.execute(
    tx,
  )
  const rang = faits.dossier.journal_rang + 1
  const empreinte = await ajouter(tx, {
    chaine: `dossier:${id}`,
    rang,
    precedente: faits.dossier.journal_empreinte,
    acte: 'restaurer_depot',
    sur: null,
    dossier: id,
    seance: null,
    le: maintenant,
    personne: null,
    par: MACHINE.nom,
    qualite: 'administrateur',
    saisie: { depot: depot.numero },
    etatAvant: 'brouillon',
    etatApres: 'depose',
  })
  await sql`
    update dossier set etat = 'depose', etat_depuis = ${maintenant}, version = version + 1, journal_rang = ${rang}, journal_empreinte = ${empreinte}
    where id = ${id}`.execute(tx)
  const apres = await recalculer(tx, id)
  await porte.suivre(tx, {
    acte: 'restaurer_depot',
    sur: undefined,
    avant: faits,
    apres,
    saisie: { depot: depot.numero },
    resultat: { date: depot.cree_le },
    acteur: MACHINE,
    qualite: 'administrateur',
    commentaire: undefined,
    pourLeCompteDe: undefined,
    le: maintenant,
    cle: `${id}:${rang}`,
  })
  return true
}

const remettreReponses = async (tx: Lecteur, id: string, reponses: Reponses, maintenant: Date): Promise<void> => {
  const { ecoles, ...sections } = reponses
  const blocs = [
    ...Object.entries(sections).map(([section, valeurs]) => ({ ecole: '', section, valeurs })),
    ...Object.entries((ecoles ?? {}) as ReponsesEcoles).flatMap(
      (
        [ecole, parties], // frozen in this shape by `figer`
      ) => Object.entries(parties).map(([section, valeurs]) => ({ ecole, section, valeurs })),
    ),
  ]
  await sql`update reponse set valeurs = '{}', revision = revision + 1, modifie_le = ${maintenant}, modifie_par = null, modifie_nom = ${MACHINE.nom} where dossier_id = ${id}`.execute(
    tx,
  )
  for (const b of blocs)
    await sql`
      insert into reponse (dossier_id, ecole, section, valeurs, revision, modifie_le, modifie_par, modifie_nom)
      values (${id}, ${b.ecole}, ${b.section}, ${JSON.stringify(b.valeurs)}::jsonb, 1, ${maintenant}, null, ${MACHINE.nom})
      on conflict (dossier_id, ecole, section) do update set valeurs = excluded.valeurs`.execute(tx)
}

/** A school that another dossier took meanwhile stays out: it may stand in one live dossier only. */
const remettreEcoles = async (tx: Lecteur, f: Faits, ecoles: Depose['ecoles']): Promise<void> => {
  const id = f.dossier.id
  await sql`update projet_ecole set etat = 'retire', vivant = false where dossier_id = ${id} and not (uai = any(${ecoles.map((e) => e.uai)}))`.execute(
    tx,
  )
  for (const e of ecoles)
    await sql`
      update projet_ecole p set etat = ${e.valideLe ? 'valide_par_ecole' : 'a_rediger'}, vivant = true, valide_le = ${e.valideLe}, valide_par = ${e.validePar}
      where dossier_id = ${id} and uai = ${e.uai}
        and not exists (select 1 from projet_ecole x where x.appel = p.appel and x.uai = p.uai and x.vivant and x.dossier_id <> ${id})`.execute(
      tx,
    )
}
