import { sql } from 'kysely'
import type { Appel } from '../domaine/appel/schema.ts'
import { ajouterMois } from '../domaine/calendrier.ts'
import { luhn } from '../domaine/identifiants/luhn.ts'
import { typographier } from '../domaine/organismes.ts'
import { type AppelPublie, lireAppel } from '../registre/appels.ts'
import type { Lecteur } from '../registre/lire.ts'
import type { Colonne } from '../socle/tableurs/colonnes.ts'

type Ligne = {
  numero: string
  organisme: string
  siren: string
  deliberation: string | null
  montant: number
  signee: string | null
  notifiee: string
  prorogee: string | null
  client: string | null
  appel: Appel
}

const eurosPoint = (cents: number): string =>
  `${Math.trunc(cents / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`

/** The head office of a public body is its first establishment, unless its claims said another SIRET. */
const siretDe = (siren: string, client: string | null): string => {
  if (client?.startsWith(siren)) return client
  for (const nic of ['0001', '0002'])
    for (let cle = 0; cle < 10; cle++) if (luhn(`${siren}${nic}${cle}`)) return `${siren}${nic}${cle}`
  return `${siren}00010`
}

/** SCDL « subventions » 2.1.1: sixteen fields in this order (domaine.md §4). */
export const COLONNES_SCDL: readonly Colonne<Ligne>[] = [
  { titre: 'nomAttribuant', valeur: (l) => l.appel.operateurs[0]?.nom ?? '' },
  { titre: 'idAttribuant', valeur: (l) => l.appel.operateurs.find((o) => o.siret)?.siret ?? '' },
  { titre: 'dateConvention', valeur: (l) => l.signee ?? l.notifiee },
  { titre: 'referenceDecision', valeur: (l) => l.deliberation ?? '' },
  { titre: 'nomBeneficiaire', valeur: (l) => typographier(l.organisme) },
  { titre: 'idBeneficiaire', valeur: (l) => siretDe(l.siren, l.client) },
  { titre: 'rnaBeneficiaire', valeur: () => '' },
  { titre: 'objet', valeur: (l) => `${l.appel.titre} (dossier ${l.numero})`.slice(0, 256) },
  { titre: 'montant', valeur: (l) => eurosPoint(l.montant) },
  { titre: 'nature', valeur: () => 'aide en numéraire' },
  {
    titre: 'conditionsVersement',
    valeur: (l) => (l.appel.versement.nombreAcomptes > 0 || l.appel.versement.avance > 0 ? 'échelonné' : 'unique'),
  },
  {
    titre: 'datesPeriodeVersement',
    valeur: (l) => `${l.notifiee}/${finDeVersement(l)}`,
  },
  { titre: 'idRAE', valeur: () => '' },
  { titre: 'notificationUE', valeur: () => 'non' },
  // Share of the grant that goes to this beneficiary, not the rate: there is one beneficiary.
  { titre: 'pourcentageSubvention', valeur: () => '1' },
  { titre: 'dispositifAide', valeur: (l) => l.appel.slug },
]

const finDeVersement = (l: Ligne): string =>
  ajouterMois(l.prorogee ?? ajouterMois(l.notifiee, l.appel.delais.achevementMois), l.appel.delais.justificatifsMois)

/** Every notified subsidy of a call, oldest first; nothing before the notification. */
export async function* subventionsOuvertes(base: Lecteur, p: AppelPublie): AsyncGenerator<Ligne> {
  const versions = new Map<number, Appel>()
  const appelDe = async (version: number): Promise<Appel> => {
    const appel = versions.get(version) ?? (await lireAppel(base, p.slug, version))
    versions.set(version, appel)
    return appel
  }
  let apres = ''
  for (;;) {
    const { rows } = await sql<Omit<Ligne, 'appel'> & { version: number }>`
      select d.numero, o.nom as organisme, o.siren, d.montant_vote as montant, d.appel_version as version,
        (select v.deliberation from vote v where v.dossier_id = d.id and v.etat = 'accorde' order by v.cree_le desc limit 1) as deliberation,
        (select s.date::text from signature s where s.dossier_id = d.id and s.objet = 'convention' and s.partie = 'departement' order by s.cree_le desc limit 1) as signee,
        d.contenu->'notification'->>'date' as notifiee, d.contenu->'prorogation'->>'jusqua' as prorogee,
        (select v.contenu->>'client' from versement v where v.dossier_id = d.id and v.contenu->>'client' is not null limit 1) as client
      from dossier d join organisme o on o.siren = d.organisme
      where d.appel = ${p.slug} and d.etat in ('notifie', 'solde') and d.contenu->'notification'->>'date' is not null and d.numero > ${apres}
      order by d.numero limit 500`.execute(base)
    for (const { version, ...r } of rows) yield { ...r, appel: await appelDe(version) }
    if (rows.length < 500) return
    apres = rows.at(-1)?.numero ?? ''
  }
}
