import { sql } from 'kysely'
import type { Acteur } from '../domaine/faits.ts'
import { estRefus, type Refus } from '../domaine/refus.ts'
import { accomplir } from '../registre/accomplir.ts'
import { accomplirSeance, lireSeance } from '../registre/accomplir-seance.ts'
import { acteurParId } from '../registre/acteurs.ts'
import { lireDossier } from '../registre/lire.ts'
import { envoyerMessage } from '../registre/messages.ts'
import type { Porte } from '../registre/porte.ts'
import { seulAuTravail } from '../registre/seul-au-travail.ts'

type Outils = { porte: Porte; config: { adressePublique: string } }
type Lot = { id: string; genre: string; personne_id: string; contenu: Record<string, string>; cree_le: Date }

/** What may be done in bulk on dossiers; other kinds of work have their own lines. */
export const GENRES = ['attribuer', 'lettre', 'seance'] as const

/** Does the work asked in bulk, dossier by dossier, each line with its report. A line is taken, done, then marked: started again
 * after a stop, it only does what is left. */
export const executerLots = (f: Outils): Promise<void> => seulAuTravail(f.porte.base, 'lots', () => toutExecuter(f))

const toutExecuter = async (f: Outils): Promise<void> => {
  const { base } = f.porte
  const { rows: lots } = await sql<Lot>`
    select id, genre, personne_id, contenu, cree_le from lot where etat = 'en_cours' and genre = any(${GENRES}) order by cree_le`.execute(
    base,
  )
  for (const lot of lots) {
    const acteur = await acteurParId(base, lot.personne_id, f.porte.maintenant())
    const { rows } = await sql<{ dossier: string }>`
      select dossier_id as dossier from lot_ligne where lot_id = ${lot.id} and etat = 'attente' order by dossier_id`.execute(
      base,
    )
    for (const { dossier } of rows) {
      const non = acteur ? await faire(f, lot, dossier, acteur) : undefined
      await sql`update lot_ligne set etat = ${non ? 'refuse' : 'fait'}, raison = ${non?.detail ?? null}
        where lot_id = ${lot.id} and dossier_id = ${dossier} and etat = 'attente'`.execute(base)
    }
    await sql`update lot set etat = 'fini', fini_le = ${f.porte.maintenant()} where id = ${lot.id}`.execute(base)
  }
}

const faire = async (f: Outils, lot: Lot, dossier: string, acteur: Acteur): Promise<Refus | undefined> => {
  const { contenu } = lot
  if (lot.genre === 'attribuer') {
    const vue = await lireDossier(f.porte.base, dossier, acteur)
    return refusDe(
      await accomplir(f.porte, {
        dossier,
        acte: 'attribuer',
        saisie: { version: vue?.faits.dossier.version ?? 0, agent: contenu.agent },
        acteur,
      }),
    )
  }
  // Stopped between the letter and its mark: it left, and leaves once.
  if (lot.genre === 'lettre' && (await dejaEcrite(f, lot, dossier))) return undefined
  if (lot.genre === 'lettre')
    return refusDe(
      await envoyerMessage(f.porte, {
        dossier,
        acteur,
        objet: contenu.objet,
        texte: contenu.texte ?? '',
        adresse: f.config.adressePublique,
      }),
    )
  const seance = await lireSeance(f.porte.base, contenu.seance ?? '')
  if (seance?.dossiers.some((d) => d.id === dossier)) return undefined
  return refusDe(
    await accomplirSeance(f.porte, {
      seance: contenu.seance ?? '',
      acte: 'modifier_seance',
      saisie: { ajouter: [dossier] },
      acteur,
      differee: true,
    }),
  )
}

const refusDe = (x: unknown): Refus | undefined => (estRefus(x) ? x : undefined)

const dejaEcrite = async (f: Outils, lot: Lot, dossier: string): Promise<boolean> => {
  const { rows } = await sql`
    select 1 from message m join fil x on x.id = m.fil_id
    where m.dossier_id = ${dossier} and m.personne_id = ${lot.personne_id} and m.cree_le >= ${lot.cree_le} and x.objet = ${lot.contenu.objet}
      and m.texte = ${(lot.contenu.texte ?? '').trim()} limit 1`.execute(f.porte.base)
  return rows.length > 0
}
