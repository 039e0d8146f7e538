import { sql } from 'kysely'
import { remplirLettre } from '../domaine/appel/remplir-lettre.ts'
import { blocsDeMarkdown } from '../domaine/blocs.ts'
import { ajouterJours, jourParis, joursEntre } from '../domaine/calendrier.ts'
import { clotureDe, ecolesVivantes, type Faits } from '../domaine/faits.ts'
import { completude } from '../domaine/formulaire/completude.ts'
import { accorder, enumerer } from '../domaine/francais.ts'
import { ecrireLettre } from '../registre/courriels.ts'
import { destinatairesDe } from '../registre/destinataires.ts'
import { type Lecteur, lireFaits } from '../registre/lire.ts'
import { arreterLesRappels } from '../registre/notifications.ts'
import type { Porte } from '../registre/porte.ts'
import { valeursDuDossier } from '../registre/suivre.ts'
import { urls } from '../urls.ts'

/** Days before the closing at which a draft is reminded, the nearest first. Source: actes.md §5. */
const ECHEANCES = [0, 2, 7, 14]

/** Reminds the drafts that were never filed, each date once, even when the house was stopped on the day itself. People who
 * refused reminders receive none. Answers how many drafts were reminded. */
export const relancerBrouillons = async (f: { porte: Porte; config: { adressePublique: string } }): Promise<number> => {
  const maintenant = f.porte.maintenant()
  const { rows } = await sql<{ id: string }>`
    select d.id from dossier d join appel a on a.slug = d.appel
    where d.etat = 'brouillon' and d.depose_le is null and not d.papier
      and greatest(a.cloture, coalesce(d.cloture_particuliere, a.cloture)) > ${maintenant}
      and greatest(a.cloture, coalesce(d.cloture_particuliere, a.cloture)) < ${new Date(maintenant.getTime() + 15 * 86_400_000)}
    order by d.id`.execute(f.porte.base)
  let relances = 0
  for (const { id } of rows)
    await f.porte.base.transaction().execute(async (tx) => {
      const faits = await lireFaits(tx, id, { verrou: true })
      if (faits && (await relancer(tx, faits, maintenant, f.config.adressePublique))) relances += 1
    })
  return relances
}

const relancer = async (tx: Lecteur, f: Faits, maintenant: Date, adresse: string): Promise<boolean> => {
  const aujourdhui = jourParis(maintenant)
  const dernier = jourParis(new Date(clotureDe(f).getTime() - 1000))
  const reste = joursEntre(aujourdhui, dernier)
  const echeance = ECHEANCES.find((j) => reste <= j)
  // A draft begun after that date was not late then.
  if (
    f.dossier.etat !== 'brouillon' ||
    echeance === undefined ||
    jourParis(new Date(f.dossier.cree_le)) > ajouterJours(dernier, -echeance)
  )
    return false
  const cle = `relance_brouillon:${f.dossier.id}:${dernier}:${echeance}`
  const { rows } =
    await sql`insert into rappel (cle, cree_le) values (${cle}, ${maintenant}) on conflict do nothing returning cle`.execute(
      tx,
    )
  if (rows.length === 0) return false
  const cibles = await destinatairesDe(tx, 'porteur', f, { sur: undefined, auteur: undefined, le: maintenant })
  const redacteurs = await titulaires(tx, f.dossier.organisme, maintenant)
  const a = [...cibles.flatMap((c) => c.adresses), ...redacteurs]
  const { objet, corps } = remplirLettre(f.appel, 'relance_brouillon', {
    ...valeursDuDossier(f, adresse),
    jours: reste === 0 ? 'aujourd’hui' : reste === 1 ? 'demain' : `dans ${accorder(reste, 'jour')}`,
    reste: ceQuiReste(f),
  })
  const lien = adresse + urls.relecture.href({ id: f.dossier.id })
  await ecrireLettre(tx, {
    cle,
    a,
    objet,
    modele: 'relance_brouillon',
    dossier: f.dossier.id,
    acte: null,
    blocs: [
      ...blocsDeMarkdown(corps),
      { type: 'bouton', libelle: 'Voir ce qui manque', href: lien },
      arreterLesRappels(adresse),
    ],
    le: maintenant,
  })
  return true
}

const ceQuiReste = (f: Faits): string => {
  const { manquants } = completude(f)
  const ecoles = ecolesVivantes(f)
  const aValider = ecoles.filter((e) => e.etat !== 'valide_par_ecole').length
  const morceaux = [
    ...(ecoles.length === 0 ? ['choisir les écoles'] : []),
    ...(manquants.length > 0 ? [`compléter ${accorder(manquants.length, 'point')}`] : []),
    ...(aValider > 0 ? [`faire valider ${accorder(aValider, 'projet d’école', 'projets d’école')}`] : []),
    'déposer',
  ]
  return enumerer(morceaux, 'puis')
}

const titulaires = async (tx: Lecteur, organisme: string, le: Date): Promise<string[]> =>
  (
    await sql<{ courriel: string }>`
      select p.courriel from habilitation h join personne p on p.id = h.personne_id
      where h.portee = ${organisme} and h.role = 'redacteur' and h.depuis <= ${le} and (h.jusqua is null or h.jusqua > ${le})`.execute(
      tx,
    )
  ).rows.map((r) => r.courriel)
