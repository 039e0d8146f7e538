import { sql } from 'kysely'
import { ajouterJours, jourParis } from '../domaine/calendrier.ts'
import { dateLongue, deCorps } from '../domaine/francais.ts'
import { estRefus } from '../domaine/refus.ts'
import { ecrireLettre } from '../registre/courriels.ts'
import { anonymiser } from '../registre/personnes.ts'
import type { Porte } from '../registre/porte.ts'
import { urls } from '../urls.ts'

type Outils = { porte: Porte; config: { adressePublique: string; operateur: { nom: string } } }

/** What the privacy page promises (src/accueil/textes.ts): change them together. */
const ANS = 3
const JOURS_AVANT = 30
const AU_PLUS = 500

/** Every night: unused accounts are warned thirty days before, then made anonymous after three years; technical traces end after a
 * year, secrets when they have expired. The journal is never touched. Answers how many accounts became anonymous. */
export const nettoyerComptes = async (f: Outils): Promise<number> => {
  await oublierTraces(f.porte)
  await prevenirInactifs(f)
  return anonymiserInactifs(f)
}

const prevenirInactifs = async (f: Outils): Promise<void> => {
  const le = f.porte.maintenant()
  const { rows } = await sql<{ id: string; courriel: string; vue: Date }>`
    select id, courriel, coalesce(vue_le, cree_le) as vue from personne
    where anonymisee_le is null and coalesce(vue_le, cree_le) < ${ilYA(le, -JOURS_AVANT)}::timestamptz - ${ANS} * interval '1 year'
      and not exists (select 1 from rappel r where r.cle = 'compte_inactif:' || id || ':' || to_char(coalesce(vue_le, cree_le) at time zone 'UTC', 'YYYYMMDD'))
    order by 3 limit ${AU_PLUS}`.execute(f.porte.base)
  for (const { id, courriel, vue } of rows)
    await f.porte.base.transaction().execute(async (tx) => {
      const cle = cleInactif(id, vue)
      await sql`insert into rappel (cle, cree_le) values (${cle}, ${le}) on conflict do nothing`.execute(tx)
      await ecrireLettre(tx, {
        cle,
        a: [courriel],
        objet: 'Votre compte Lauréat va être fermé',
        modele: 'compte_inactif',
        dossier: null,
        acte: null,
        blocs: [
          { type: 'paragraphe', texte: 'Bonjour,' },
          {
            type: 'paragraphe',
            texte: `Votre dernière connexion à Lauréat, le service d’appels à projets ${deCorps(f.config.operateur.nom)}, date de près de trois ans. Sans visite de votre part avant le ${dateLongue(ajouterJours(jourParis(le), JOURS_AVANT))}, votre compte sera fermé et votre nom effacé. Vos dossiers restent à votre organisme.`,
          },
          {
            type: 'bouton',
            libelle: 'Me connecter pour le garder',
            href: f.config.adressePublique + urls.connexion.href(),
          },
        ],
        le,
      })
    })
}

/** Only those warned thirty days ago and not seen since. */
const anonymiserInactifs = async (f: Outils): Promise<number> => {
  const le = f.porte.maintenant()
  const { rows } = await sql<{ id: string }>`
    select p.id from personne p
      join rappel r on r.cle = 'compte_inactif:' || p.id || ':' || to_char(coalesce(p.vue_le, p.cree_le) at time zone 'UTC', 'YYYYMMDD')
    where p.anonymisee_le is null and r.cree_le <= ${ilYA(le, JOURS_AVANT)}
      and coalesce(p.vue_le, p.cree_le) < ${le}::timestamptz - ${ANS} * interval '1 year'
    order by p.id limit ${AU_PLUS}`.execute(f.porte.base)
  let fermes = 0
  for (const { id } of rows) {
    const fait = await anonymiser(f.porte, id, le, { meme: 'dernier_responsable' })
    if (!estRefus(fait)) fermes += 1
  }
  return fermes
}

/** Secrets and sessions once expired; counters after two days; answers to repeated requests after a month; other traces after a year. */
const oublierTraces = async ({ base, maintenant }: Porte): Promise<void> => {
  const le = maintenant()
  const [jour, mois, an] = [ilYA(le, 2), ilYA(le, 30), ilYA(le, 365)]
  const fini = ['envoye', 'garde', 'refuse']
  for (const oubli of [
    sql`delete from session where expire_le < ${le}`,
    sql`delete from jeton_connexion where expire_le < ${jour}`,
    sql`delete from proconnect_attente where expire_le < ${jour}`,
    sql`delete from changement_courriel where expire_le < ${jour}`,
    sql`delete from limite where fenetre < ${jour}`,
    sql`delete from idempotence where cree_le < ${mois}`,
    sql`delete from visite where vue_le < ${an}`,
    sql`delete from jeton_api where coalesce(revoque_le, expire_le) < ${an}`,
    sql`delete from rattachement where cree_le < ${an} and (etat <> 'demande' or expire_le < ${le})`,
    // Letters that belong to no dossier: sign-in, access, the letter of the day.
    sql`delete from courriel where dossier_id is null and acte is null and cree_le < ${an} and etat = any(${fini})`,
  ])
    await oubli.execute(base)
}

const ilYA = (le: Date, jours: number): Date => new Date(le.getTime() - jours * 86_400_000)

const cleInactif = (id: string, vue: Date): string =>
  `compte_inactif:${id}:${vue.toISOString().slice(0, 10).replaceAll('-', '')}`
