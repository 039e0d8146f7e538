import { sql } from 'kysely'
import { jourParis } from '../domaine/calendrier.ts'
import { accorder, dateLongue } from '../domaine/francais.ts'
import { typographier } from '../domaine/organismes.ts'
import { introuvable, saisieInvalide } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { nouvelId } from '../registre/identifiants.ts'
import { listerSeances } from '../registre/seances.ts'
import { texteDe } from '../socle/http/corps.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { cadreDuBureau } from '../ui/bureau.ts'
import { urls } from '../urls.ts'
import { appelDuBureau } from './bureau.tsx'
import { executerLots, GENRES } from './executer-lots.ts'
import { ApercuLot } from './lots-page.tsx'
import { idsDuBureau, schemaRecherche } from './queries.ts'
import { RapportLot } from './rapport-lot-page.tsx'

type Genre = (typeof GENRES)[number]
const liste = (x: string | string[] | undefined): string[] => (x === undefined ? [] : typeof x === 'string' ? [x] : x)

export type LigneLot = { id: string; numero: string; organisme: string; etat?: string; raison?: string | null }

/** Work in bulk: a preview that names every dossier, then the work with its progress and a report per line. */
export const routesLots: Slice = ({ pages, maison }) => {
  const { base } = maison.porte

  pages.post(urls.lots, async (requete) => {
    const publie = await appelDuBureau(maison, requete)
    const acteur = acteurDe(requete)
    const agent = acteur.habilitations.some((h) => h.role === 'instructeur' && h.portee === publie?.slug)
    if (!publie || !agent) return introuvable()
    const genre = GENRES.find((g) => g === texteDe(requete.body, 'genre'))
    if (!genre) return introuvable()
    const recherche = texteDe(requete.body, 'requete').slice(0, 2000)
    const choisis =
      texteDe(requete.body, 'tous') === 'oui'
        ? await idsDuBureau(base, schemaRecherche.parse(Object.fromEntries(new URLSearchParams(recherche))), {
            slug: publie.slug,
            jour: jourParis(requete.recuLe),
            personne: acteur.personne,
          })
        : liste(requete.body.dossier).flatMap((x) => x.split(','))
    const dossiers = await lireDossiersChoisis(base, publie.slug, choisis)
    const cadre = cadreDuBureau(maison.cadre(requete), publie.appel, 'dossiers')
    const contenu = {
      agent: texteDe(requete.body, 'agent'),
      objet: texteDe(requete.body, 'objet'),
      // Browsers send the lines of a text with CR LF.
      texte: texteDe(requete.body, 'texte').replace(/\r\n?/g, '\n'),
      seance: texteDe(requete.body, 'seance'),
    }
    const erreurs =
      dossiers.length === 0
        ? [{ chemin: 'dossier', message: 'Cochez au moins un dossier dans la liste.' }]
        : manques(genre, contenu)
    const etape = texteDe(requete.body, 'confirmer')
    // A letter is read again as it will leave, before it leaves.
    const relire = genre === 'lettre' && etape === 'relire' && erreurs.length === 0
    if (etape !== 'oui' || erreurs.length > 0) {
      const [seances, agents] = await Promise.all([
        listerSeances(base, publie.slug, acteur),
        adressesAgents(base, publie.slug),
      ])
      const ouvertes = (seances ?? []).filter((s) => s.etat === 'preparee' || s.etat === 'ouverte')
      return {
        statut: etape !== '' && erreurs.length > 0 ? 422 : 200,
        page: (
          <ApercuLot
            {...{ cadre, genre, dossiers, contenu, agents, relire, recherche }}
            slug={publie.slug}
            erreurs={etape !== '' || dossiers.length === 0 ? erreurs : []}
            seances={ouvertes.map((s) => ({
              valeur: s.id,
              libelle: `${dateLongue(s.date)}${s.lieu ? `, ${s.lieu}` : ''}`,
            }))}
          />
        ),
      }
    }
    const id = nouvelId()
    await base.transaction().execute(async (tx) => {
      await sql`insert into lot (id, appel, personne_id, genre, contenu, cree_le)
        values (${id}, ${publie.slug}, ${acteur.personne}, ${genre}, ${JSON.stringify(contenu)}::jsonb, ${requete.recuLe})`.execute(
        tx,
      )
      await sql`insert into lot_ligne (lot_id, dossier_id) select ${id}, unnest(${dossiers.map((d) => d.id)}::uuid[])`.execute(
        tx,
      )
    })
    // A small lot is done at once; a big one starts now, and the job that passes every minute takes over if this process stops.
    const travail = executerLots(maison)
    if (dossiers.length <= 20) await travail
    else travail.catch((e: unknown) => requete.log.error({ err: e }, 'bulk work left to the job'))
    return { vers: urls.lot.href({ slug: publie.slug, id }, { retour: recherche || undefined }) }
  })
  pages.get(urls.lots, async (requete) => ({ vers: urls.bureau.href({ slug: requete.params.slug ?? '' }) }))

  pages.get(urls.lot, async (requete) => {
    const publie = await appelDuBureau(maison, requete)
    const id = requete.params.id ?? ''
    if (!publie) return introuvable()
    const { rows } = await sql<{ genre: string; etat: string }>`
      select genre, etat from lot where id::text = ${id} and appel = ${publie.slug} and genre = any(${GENRES})`.execute(
      base,
    )
    const lot = rows[0]
    if (!lot) return introuvable()
    const { rows: lignes } = await sql<LigneLot>`
      select d.id, d.numero, o.nom as organisme, l.etat, l.raison from lot_ligne l join dossier d on d.id = l.dossier_id
        join organisme o on o.siren = d.organisme where l.lot_id::text = ${id} order by l.etat = 'refuse' desc, l.etat, d.numero`.execute(
      base,
    )
    return {
      page: (
        <RapportLot
          cadre={cadreDuBureau(maison.cadre(requete), publie.appel, 'dossiers')}
          slug={publie.slug}
          fini={lot.etat === 'fini'}
          id={id}
          page={requete.query.page}
          retour={requete.query.retour?.slice(0, 2000)}
          lignes={lignes.map((l) => ({ ...l, organisme: typographier(l.organisme) }))}
          titre={`${LIBELLES[lot.genre as Genre] ?? 'Lot'} : ${accorder(lignes.length, 'dossier')}`} // the lot was written with one of GENRES
        />
      ),
    }
  })
}

export const LIBELLES: Record<Genre, string> = {
  attribuer: 'Attribuer',
  lettre: 'Écrire',
  seance: 'Inscrire à une séance',
}

const manques = (genre: Genre, c: Record<string, string>) => {
  const erreurs: { chemin: string; message: string }[] = []
  if (genre === 'attribuer' && !c.agent)
    erreurs.push(...(saisieInvalide([{ chemin: 'agent', message: 'Choisissez un agent.' }]).erreurs ?? []))
  if (genre === 'lettre' && !c.objet) erreurs.push({ chemin: 'objet', message: 'Donnez un objet à la lettre.' })
  if (genre === 'lettre' && !c.texte) erreurs.push({ chemin: 'texte', message: 'Écrivez la lettre.' })
  if (genre === 'seance' && !c.seance)
    erreurs.push({ chemin: 'seance', message: 'Choisissez une séance, ou préparez-en une.' })
  return erreurs
}

type Base = Parameters<Slice>[0]['maison']['porte']['base']

const lireDossiersChoisis = async (base: Base, slug: string, ids: string[]): Promise<LigneLot[]> =>
  (
    await sql<LigneLot>`
      select d.id, d.numero, o.nom as organisme from dossier d join organisme o on o.siren = d.organisme
      where d.appel = ${slug} and d.depose_le is not null and d.id::text = any(${ids.slice(0, 5000)}) order by d.numero`.execute(
      base,
    )
  ).rows

const adressesAgents = async (base: Base, slug: string): Promise<{ valeur: string; libelle: string }[]> =>
  (
    await sql<{ valeur: string; libelle: string }>`
      select distinct p.courriel as valeur, p.nom as libelle from personne p join habilitation h on h.personne_id = p.id
      where h.role in ('instructeur', 'rectorat') and h.portee = ${slug} and h.jusqua is null order by 2`.execute(base)
  ).rows
