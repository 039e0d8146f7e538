import { type RawBuilder, sql } from 'kysely'
import type { Role } from '../domaine/roles.ts'
import { urls } from '../urls.ts'
import { listeDe } from './listes-de-travail.ts'

/** One thing that awaits some roles on a call. */
export type Compteur = {
  id: string
  roles: readonly Role[]
  mots: readonly [un: string, plusieurs: string]
  /** How many; `d` is a filed dossier of the call. */
  nombre: (jour: string, slug: string) => RawBuilder<unknown>
  /** The nearest date. */
  avant?: (jour: string, slug: string) => RawBuilder<unknown>
  href: (slug: string) => string
}

const liste = (id: string) => (jour: string, slug: string) => dossiers(slug, listeDe(id)?.condition(jour) ?? sql`false`)
const dossiers = (slug: string, ou: RawBuilder<unknown>) =>
  sql`(select count(*)::int from dossier d where d.appel = ${slug} and d.depose_le is not null and ${ou})`
const versements = (etats: string[]) => (_: string, slug: string) =>
  sql`(select count(*)::int from versement v join dossier d on d.id = v.dossier_id where d.appel = ${slug} and v.etat = any(${etats}))`
const seance = (genre: string) => (jour: string, slug: string) =>
  sql`(select min(s.date)::text from seance s where s.appel = ${slug} and s.genre = ${genre} and s.etat in ('preparee', 'ouverte') and s.date >= ${jour}::date)`
const auBureau = (id: string) => (slug: string) => urls.bureau.href({ slug }, { liste: id })
const avisDuRectorat = (jour: string, slug: string, quoi: RawBuilder<unknown>) =>
  sql`(select ${quoi} from avis a join dossier d on d.id = a.dossier_id
    where d.appel = ${slug} and a.etat = 'demande' and a.role = 'rectorat' and d.etat in ('depose', 'conforme') and ${jour}::date is not null)`
const complements = (_: string, slug: string) =>
  sql`(select min(c.avant)::text from complement c join dossier d on d.id = c.dossier_id where d.appel = ${slug} and c.etat = 'demande' and d.etat = 'a_completer')`
const SERVICE: readonly Role[] = ['instructeur']

/** What awaits agents, members of the commission and paymasters, in the order they read it. */
export const COMPTEURS: readonly Compteur[] = [
  {
    id: 'en_retard',
    roles: SERVICE,
    mots: ['dossier en retard', 'dossiers en retard'],
    nombre: liste('en_retard'),
    href: auBureau('en_retard'),
  },
  {
    id: 'a_attribuer',
    roles: SERVICE,
    mots: ['dossier à attribuer', 'dossiers à attribuer'],
    nombre: liste('a_attribuer'),
    href: auBureau('a_attribuer'),
  },
  {
    id: 'a_examiner',
    roles: ['instructeur', 'rectorat'],
    mots: ['dossier à examiner', 'dossiers à examiner'],
    nombre: liste('a_examiner'),
    href: auBureau('a_examiner'),
  },
  {
    id: 'complements_recus',
    roles: SERVICE,
    mots: ['complément reçu', 'compléments reçus'],
    nombre: liste('complements_recus'),
    href: auBureau('complements_recus'),
  },
  {
    id: 'complements_attendus',
    roles: SERVICE,
    mots: ['dossier en attente de compléments', 'dossiers en attente de compléments'],
    nombre: liste('complements_attendus'),
    avant: complements,
    href: auBureau('complements_attendus'),
  },
  {
    id: 'avis',
    roles: ['rectorat'],
    mots: ['avis à donner', 'avis à donner'],
    nombre: (j, s) => avisDuRectorat(j, s, sql`count(*)::int`),
    avant: (j, s) => avisDuRectorat(j, s, sql`min(a.avant)::text`),
    href: auBureau('avis_attendus'),
  },
  {
    id: 'devis',
    roles: SERVICE,
    mots: ['dossier avec des devis à vérifier', 'dossiers avec des devis à vérifier'],
    nombre: liste('devis'),
    href: auBureau('devis'),
  },
  {
    id: 'recours',
    roles: ['instructeur', 'presidence'],
    mots: ['recours sans réponse', 'recours sans réponse'],
    nombre: liste('recours'),
    href: auBureau('recours'),
  },
  {
    id: 'a_noter',
    roles: ['membre_commission'],
    mots: ['dossier à noter', 'dossiers à noter'],
    nombre: liste('a_noter'),
    avant: seance('technique'),
    href: (slug) => urls.notation.href({ slug }),
  },
  {
    id: 'a_decider',
    roles: ['president_commission'],
    mots: ['dossier noté, à décider', 'dossiers notés, à décider'],
    nombre: liste('a_decider'),
    avant: seance('technique'),
    href: (slug) => urls.seances.href({ slug }),
  },
  {
    id: 'vote',
    roles: ['secretaire_assemblee'],
    mots: ['dossier à soumettre au vote', 'dossiers à soumettre au vote'],
    nombre: (_, s) => dossiers(s, sql`d.etat = 'retenu'`),
    avant: seance('permanente'),
    href: (slug) => urls.commissionPermanente.href({ slug }),
  },
  {
    id: 'signer',
    roles: ['presidence', 'instructeur'],
    mots: ['convention à signer par le Département', 'conventions à signer par le Département'],
    nombre: (_, s) => dossiers(s, sql`d.etat = 'convention_signee'`),
    href: (slug) => urls.bureau.href({ slug }, { etat: 'convention_signee' }),
  },
  {
    id: 'notifier',
    roles: ['presidence', 'instructeur'],
    mots: ['subvention à notifier', 'subventions à notifier'],
    nombre: (_, s) => dossiers(s, sql`d.etat = 'convention_executee'`),
    href: (slug) => urls.bureau.href({ slug }, { etat: 'convention_executee' }),
  },
  {
    id: 'calculer',
    roles: ['gestionnaire_paiement'],
    mots: ['demande de versement à calculer', 'demandes de versement à calculer'],
    nombre: versements(['deposee']),
    href: (slug) => urls.paiements.href({ slug }),
  },
  {
    id: 'mandater',
    roles: ['gestionnaire_paiement'],
    mots: ['versement validé, à mandater ou à payer', 'versements validés, à mandater ou à payer'],
    nombre: versements(['validee', 'mandatee']),
    href: (slug) => urls.paiements.href({ slug }),
  },
  {
    id: 'valider',
    roles: ['valideur_paiement'],
    mots: ['montant dû à valider', 'montants dus à valider'],
    nombre: versements(['liquidee']),
    href: (slug) => urls.paiements.href({ slug }, { onglet: 'valider' }),
  },
]
