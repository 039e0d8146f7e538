import { sql } from 'kysely'
import { debutDeJournee, jourParis } from '../domaine/calendrier.ts'
import { ecoleDite } from '../domaine/organismes.ts'
import { ecrireLettre } from '../registre/courriels.ts'
import type { Porte } from '../registre/porte.ts'
import { urls } from '../urls.ts'

const SEPTEMBRE = '09'

/**
 * Each September, asks the heads of the schools that stand in a live dossier whether they still are, once a year, the school's
 * official mailbox in copy. Those confirmed since the first of the month are left alone.
 */
export const demanderDirections = async (porte: Porte, adresse: string): Promise<number> => {
  const le = porte.maintenant()
  const [annee, mois] = jourParis(le).split('-')
  if (mois !== SEPTEMBRE) return 0
  const { rows } = await sql<{ uai: string; nom: string; a: string[] }>`
    select e.uai, e.nom, array_remove(array_agg(distinct p.courriel) || lower(e.courriel), null) as a
    from ecole e join habilitation h on h.portee = e.uai and h.role = 'directeur' and h.depuis <= ${le} and (h.jusqua is null or h.jusqua > ${le})
      join personne p on p.id = h.personne_id
    where e.etat <> 'ferme' and exists (select 1 from projet_ecole x where x.uai = e.uai and x.vivant)
      and not exists (select 1 from journal j where j.chaine = 'ecole:' || e.uai and j.acte = 'confirmer_directeur'
        and j.le >= ${debutDeJournee(`${annee}-09-01`)})
    group by e.uai, e.nom, e.courriel`.execute(porte.base)
  for (const { uai, nom, a } of rows)
    await ecrireLettre(porte.base, {
      cle: `direction:${uai}:${annee}`,
      a,
      objet: `Qui dirige ${ecoleDite(nom)} cette année ?`,
      modele: 'demander_direction',
      dossier: null,
      acte: null,
      blocs: [
        { type: 'paragraphe', texte: 'Bonjour,' },
        {
          type: 'paragraphe',
          texte: `C’est la rentrée. Confirmez en un clic que vous dirigez toujours ${ecoleDite(nom)}, ou indiquez qui vous remplace : les courriers sur les dossiers de l’école iront à la bonne personne.`,
        },
        { type: 'bouton', libelle: 'Répondre', href: adresse + urls.direction.href({ uai }) },
      ],
      le,
    })
  return rows.length
}
