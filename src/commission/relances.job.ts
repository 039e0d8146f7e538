import { sql } from 'kysely'
import { ajouterJours, jourParis } from '../domaine/calendrier.ts'
import { accorder, dateLongue } from '../domaine/francais.ts'
import { ecrireLettre } from '../registre/courriels.ts'
import { arreterLesRappels } from '../registre/notifications.ts'
import type { Porte } from '../registre/porte.ts'
import { urls } from '../urls.ts'

/** Days before the session. Source: actes.md §5. */
const AVANT_LA_SEANCE = 7

type Notateur = { seance: string; date: string; appel: string; courriel: string; reste: number }

/** Reminds the members of the commission of the projects that they may still score before a session, each once per session: those of
 * its agenda that lack scores, without those scored or recused by the member. Answers how many were reminded. */
export const relancerNotes = async (f: { porte: Porte; config: { adressePublique: string } }): Promise<number> => {
  const maintenant = f.porte.maintenant()
  const jour = jourParis(maintenant)
  const { rows } = await sql<Notateur>`
    select s.id as seance, s.date::text as date, s.appel, p.courriel, count(*)::int as reste
    from seance s join appel ap on ap.slug = s.appel join appel_version v on v.appel = ap.slug and v.numero = ap.version_courante
      join seance_dossier sd on sd.seance_id = s.id join dossier d on d.id = sd.dossier_id and d.etat = 'conforme'
      join projet_ecole e on e.dossier_id = d.id and e.vivant and e.etat <> 'retire' and e.decision is null
      join habilitation h on h.role = 'membre_commission' and h.portee = s.appel and h.depuis <= ${maintenant} and (h.jusqua is null or h.jusqua > ${maintenant})
      join personne p on p.id = h.personne_id and p.anonymisee_le is null
    where s.genre = 'technique' and s.etat = 'preparee' and s.date between ${jour}::date and ${ajouterJours(jour, AVANT_LA_SEANCE)}::date
      and not exists (select 1 from note n where n.dossier_id = d.id and n.ecole = e.uai and n.personne_id = p.id)
      and (select count(*) from note n where n.dossier_id = d.id and n.ecole = e.uai) < (v.contenu -> 'commission' ->> 'notateursParProjet')::int
      and not exists (select 1 from deport x where x.dossier_id = d.id and x.personne_id = p.id)
    group by s.id, s.date, s.appel, p.courriel order by s.id, p.courriel`.execute(f.porte.base)
  let relances = 0
  for (const n of rows) if (await relancer(f, n, maintenant)) relances += 1
  return relances
}

const relancer = (f: { porte: Porte; config: { adressePublique: string } }, n: Notateur, le: Date): Promise<boolean> =>
  f.porte.base.transaction().execute(async (tx) => {
    const adresse = f.config.adressePublique
    const cle = `relance_notes:${n.seance}:${n.courriel}`
    const { rows } =
      await sql`insert into rappel (cle, cree_le) values (${cle}, ${le}) on conflict do nothing returning cle`.execute(
        tx,
      )
    if (rows.length === 0) return false
    const projets = accorder(n.reste, 'projet')
    await ecrireLettre(tx, {
      cle,
      a: [n.courriel],
      objet: `${projets} à noter avant la commission du ${dateLongue(n.date)}`,
      modele: 'relance_notes',
      dossier: null,
      acte: null,
      blocs: [
        { type: 'paragraphe', texte: 'Bonjour,' },
        {
          type: 'paragraphe',
          texte: `La commission se réunit le ${dateLongue(n.date)}, et ${projets} de son ordre du jour ${n.reste > 1 ? 'attendent' : 'attend'} encore une note que vous pouvez donner.`,
        },
        {
          type: 'paragraphe',
          texte:
            'Si vous avez un intérêt dans l’un de ces dossiers, déportez-vous depuis sa page : vous n’aurez pas à le noter.',
        },
        { type: 'bouton', libelle: 'Noter les projets', href: adresse + urls.notation.href({ slug: n.appel }) },
        arreterLesRappels(adresse),
      ],
      le,
    })
    return true
  })
