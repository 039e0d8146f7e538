import { sql } from 'kysely'
import { remplirLettre } from '../domaine/appel/remplir-lettre.ts'
import { blocsDeMarkdown } from '../domaine/blocs.ts'
import { jourParis, joursEntre } from '../domaine/calendrier.ts'
import { accorder, dateLongue } from '../domaine/francais.ts'
import { ecrireLettre } from '../registre/courriels.ts'
import { destinatairesDe } from '../registre/destinataires.ts'
import { lireFaits } from '../registre/lire.ts'
import { arreterLesRappels } from '../registre/notifications.ts'
import type { Porte } from '../registre/porte.ts'
import { valeursDuDossier } from '../registre/suivre.ts'
import { urls } from '../urls.ts'

type Outils = { porte: Porte; config: { adressePublique: string } }

/** Reminds the requests for completion half-way, three days before and on the day, each once. Source: actes.md §5. Answers how
 * many were reminded. */
export const relancerComplements = async (f: Outils): Promise<number> => {
  const maintenant = f.porte.maintenant()
  const { rows } = await sql<{ id: string; dossier: string; demandee: Date; avant: string }>`
    select c.id, c.dossier_id as dossier, c.cree_le as demandee, c.avant::text as avant
    from complement c join dossier d on d.id = c.dossier_id
    where c.etat = 'demande' and d.etat = 'a_completer' and c.avant >= ${jourParis(maintenant)}::date order by c.id`.execute(
    f.porte.base,
  )
  let relances = 0
  for (const c of rows) {
    const echeance = echeanceDe(jourParis(c.demandee), c.avant, jourParis(maintenant))
    if (echeance && (await relancer(f, c, echeance, maintenant))) relances += 1
  }
  return relances
}

/** Which reminder is due today, the nearest to the date first; none on the very day of the request. */
export const echeanceDe = (demandee: string, avant: string, jour: string): string | undefined => {
  const reste = joursEntre(jour, avant)
  if (reste < 0 || jour === demandee) return undefined
  if (reste === 0) return 'jour'
  if (reste <= 3) return 'trois_jours'
  return joursEntre(demandee, jour) * 2 >= joursEntre(demandee, avant) ? 'moitie' : undefined
}

const relancer = (f: Outils, c: { id: string; dossier: string; avant: string }, echeance: string, maintenant: Date) =>
  f.porte.base.transaction().execute(async (tx) => {
    const cle = `relance_complements:${c.id}:${echeance}`
    const { rows } =
      await sql`insert into rappel (cle, cree_le) values (${cle}, ${maintenant}) on conflict do nothing returning cle`.execute(
        tx,
      )
    const faits = rows.length > 0 ? await lireFaits(tx, c.dossier) : undefined
    if (!faits) return false
    const demande = faits.complements.find((x) => x.id === c.id)
    const elements = Array.isArray(demande?.contenu.elements)
      ? (demande.contenu.elements as { element: string; manque: string }[]) // as `demander_complements` wrote it
      : []
    const reste = joursEntre(jourParis(maintenant), c.avant)
    const { objet, corps } = remplirLettre(faits.appel, 'relance_complements', {
      ...valeursDuDossier(faits, f.config.adressePublique),
      elements: elements.map((x) => x.manque),
      avant: dateLongue(c.avant),
      jours: reste === 0 ? 'aujourd’hui' : reste === 1 ? 'demain' : `dans ${accorder(reste, 'jour')}`,
    })
    const lien = f.config.adressePublique + urls.complements.href({ id: c.dossier })
    for (const cible of await destinatairesDe(tx, 'porteur', faits, { le: maintenant }))
      await ecrireLettre(tx, {
        cle,
        a: cible.adresses,
        objet,
        modele: 'relance_complements',
        dossier: c.dossier,
        acte: 'relance_complements',
        blocs: [
          ...blocsDeMarkdown(corps),
          { type: 'bouton', libelle: 'Compléter le dossier', href: lien },
          arreterLesRappels(f.config.adressePublique),
        ],
        le: maintenant,
      })
    return true
  })
