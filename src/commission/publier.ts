import { sql } from 'kysely'
import type { Acteur } from '../domaine/faits.ts'
import { accomplirSeance, lireSeance } from '../registre/accomplir-seance.ts'
import { lireClassement } from '../registre/classement.ts'
import { lireFaits } from '../registre/lire.ts'
import type { Porte } from '../registre/porte.ts'
import { ecrireResultats } from './resultats.ts'
import { ecrireAuRectorat } from './resultats-rectorat.ts'

type Outils = { porte: Porte; config: { adressePublique: string } }

/** Publishes the sessions whose chosen instant has come, then writes the letters of every published session: one dossier per
 * transaction, marked in it. Killed anywhere, it starts again where it stopped; each letter is written exactly once. */
export const publierCeQuiEstDu = async (f: Outils): Promise<void> => {
  const { base } = f.porte
  const { rows: dues } = await sql<{ id: string; appel: string; par: { personne: string | null; nom: string } | null }>`
    select id, appel, contenu->'publicationPar' as par from seance
    where etat = 'close' and publication_le is not null and publication_le <= ${f.porte.maintenant()}`.execute(base)
  for (const s of dues)
    await accomplirSeance(f.porte, {
      seance: s.id,
      acte: 'publier_resultats',
      saisie: { commentaire: 'Publication à l’instant choisi par la présidence de la commission.' },
      acteur: auNomDe(s),
      differee: true,
    })
  const { rows: publiees } = await sql<{ id: string }>`
    select id from seance s where etat = 'publiee' and exists (select 1 from seance_dossier x where x.seance_id = s.id and x.lettre_le is null)`.execute(
    base,
  )
  for (const { id } of publiees) await ecrireLesLettres(f, id)
}

/** The person who chose the instant publishes, whatever became of his or her rights since. */
const auNomDe = (s: { appel: string; par: { personne: string | null; nom: string } | null }): Acteur => ({
  personne: s.par?.personne ?? null,
  nom: s.par?.nom ?? 'Lauréat (automatique)',
  courriel: '',
  habilitations: [{ role: 'president_commission', portee: s.appel }],
})

const ecrireLesLettres = async (f: Outils, seance: string): Promise<void> => {
  const faits = await lireSeance(f.porte.base, seance)
  if (!faits) return
  const le = new Date(faits.seance.publiee_le ?? f.porte.maintenant())
  const classement = await lireClassement(f.porte.base, faits.appel)
  const contexte = { adresse: f.config.adressePublique, seance, classement, le }
  for (let premier = true; ; premier = false) {
    const reste = await f.porte.base.transaction().execute(async (tx) => {
      const { rows } = await sql<{ dossier: string }>`
        select dossier_id as dossier from seance_dossier where seance_id = ${seance} and lettre_le is null
        order by ordre, dossier_id limit 1 for update skip locked`.execute(tx)
      const dossier = rows[0]?.dossier
      if (!dossier) return false
      if (premier) await ecrireAuRectorat(tx, { ...contexte, appel: faits.appel })
      const d = await lireFaits(tx, dossier)
      if (d) await ecrireResultats(tx, d, contexte)
      await sql`update seance_dossier set lettre_le = ${le} where seance_id = ${seance} and dossier_id = ${dossier}`.execute(
        tx,
      )
      return true
    })
    if (!reste) return
  }
}
