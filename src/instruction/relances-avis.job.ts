import { sql } from 'kysely'
import type { Texte } from '../domaine/blocs.ts'
import { ajouterJours, jourParis } from '../domaine/calendrier.ts'
import { accorder, dateLongue } from '../domaine/francais.ts'
import { ecoleDite, typographier } from '../domaine/organismes.ts'
import type { Role } from '../domaine/roles.ts'
import { ecrireLettre } from '../registre/courriels.ts'
import { titulairesDe } from '../registre/destinataires.ts'
import type { Lecteur } from '../registre/lire.ts'
import { arreterLesRappels } from '../registre/notifications.ts'
import type { Porte } from '../registre/porte.ts'
import { urls } from '../urls.ts'

/** Days before the date asked, and before the session that will decide. Source: actes.md §5. */
const AVANT_LA_DATE = 3
const AVANT_LA_SEANCE = 7

type Attendu = {
  id: string
  role: Role
  portee: string
  dossier: string
  uai: string
  ecole: string
  organisme: string
  avant: string | null
  seance: string | null
}

/** Reminds the opinions still awaited before their date or before the session, each once, one letter per person for all of them.
 * Answers how many opinions were reminded. */
export const relancerAvis = async (f: { porte: Porte; config: { adressePublique: string } }): Promise<number> => {
  const maintenant = f.porte.maintenant()
  const jour = jourParis(maintenant)
  const { rows } = await sql<Attendu>`
    select a.id, a.role, case a.role when 'rectorat' then d.appel else e.circonscription_code end as portee,
      d.id as dossier, e.uai, e.nom as ecole, o.nom as organisme, a.avant::text as avant, s.date::text as seance
    from avis a join dossier d on d.id = a.dossier_id join organisme o on o.siren = d.organisme join ecole e on e.uai = a.ecole
      left join lateral (select min(x.date) as date from seance_dossier sd join seance x on x.id = sd.seance_id
        where sd.dossier_id = d.id and x.genre = 'technique' and x.etat = 'preparee' and x.date >= ${jour}::date) s on true
    where a.etat = 'demande' and d.etat in ('depose', 'conforme')
      and (a.avant between ${jour}::date and ${ajouterJours(jour, AVANT_LA_DATE)}::date or s.date <= ${ajouterJours(jour, AVANT_LA_SEANCE)}::date)
      and (a.cree_le at time zone 'Europe/Paris')::date < ${jour}::date
      and not exists (select 1 from rappel r where r.cle = 'relance_avis:' || a.id)
    order by o.nom, e.nom`.execute(f.porte.base)
  const groupes = Map.groupBy(rows, (a) => `${a.role}:${a.portee}`)
  let relances = 0
  for (const attendus of groupes.values())
    await f.porte.base.transaction().execute(async (tx) => {
      relances += await relancer(tx, attendus, maintenant, f.config.adressePublique)
    })
  return relances
}

const relancer = async (tx: Lecteur, attendus: Attendu[], le: Date, adresse: string): Promise<number> => {
  const { rows } = await sql<{ cle: string }>`
    insert into rappel (cle, cree_le) select 'relance_avis:' || x, ${le} from unnest(${attendus.map((a) => a.id)}::text[]) x
    on conflict do nothing returning cle`.execute(tx)
  const pris = new Set(rows.map((r) => r.cle))
  const dus = attendus.filter((a) => pris.has(`relance_avis:${a.id}`))
  const [premier] = dus
  if (!premier) return 0
  await ecrireLettre(tx, {
    cle: `relance_avis:${premier.id}`,
    a: await titulairesDe(tx, [premier.role], [premier.portee], le),
    objet: `${accorder(dus.length, 'avis attendu', 'avis attendus')} de votre part`,
    modele: 'relance_avis',
    dossier: dus.every((a) => a.dossier === premier.dossier) ? premier.dossier : null,
    acte: null,
    blocs: [
      { type: 'paragraphe', texte: 'Bonjour,' },
      { type: 'paragraphe', texte: 'Votre avis est attendu sur :' },
      { type: 'liste', elements: dus.map((a) => ligne(a, adresse)) },
      {
        type: 'bouton',
        libelle: dus.length > 1 ? 'Donner le premier avis' : 'Donner mon avis',
        href: adresse + urls.avisEcole.href({ id: premier.dossier, uai: premier.uai }),
      },
      arreterLesRappels(adresse),
    ],
    le,
  })
  return dus.length
}

const ligne = (a: Attendu, adresse: string): Texte => [
  {
    lien: adresse + urls.avisEcole.href({ id: a.dossier, uai: a.uai }),
    texte: `${ecoleDite(a.ecole)} (${typographier(a.organisme)})`,
  },
  a.seance ? `, avant la commission du ${dateLongue(a.seance)}` : a.avant ? `, avant le ${dateLongue(a.avant)}` : '',
]
