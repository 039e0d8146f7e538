import { sql } from 'kysely'
import { remplirLettre } from '../domaine/appel/remplir-lettre.ts'
import { blocsDeMarkdown } from '../domaine/blocs.ts'
import { jourParis, joursEntre } from '../domaine/calendrier.ts'
import { deliberationFavorable } from '../domaine/convention/signature.ts'
import { lignesDecouvertes } from '../domaine/couverture.ts'
import { type Echeances, echeancesDe } from '../domaine/echeances.ts'
import { type Faits, resultatsPublies } from '../domaine/faits.ts'
import { accorder, dateSimple } from '../domaine/francais.ts'
import { ecrireLettre } from '../registre/courriels.ts'
import { destinatairesDe } from '../registre/destinataires.ts'
import { type Lecteur, lireFaits } from '../registre/lire.ts'
import { arreterLesRappels } from '../registre/notifications.ts'
import type { Porte } from '../registre/porte.ts'
import { valeursDuDossier } from '../registre/suivre.ts'
import { pageDeLActe } from '../ui/pages-des-actes.ts'

/** Days before a deadline at which the beneficiary is reminded, the nearest first. Source: actes.md §5. */
const JALONS = [7, 30, 60, 90]

type Attendue = { cle: keyof Echeances; quoi: string; lettre: 'relance_convention' | 'relance_versement'; acte: string }

/** What a dossier still owes before each of its deadlines; nothing when it is done. */
const attendues = (f: Faits): Attendue[] => [
  ...(f.dossier.etat === 'retenu' && resultatsPublies(f) && lignesDecouvertes(f).length > 0
    ? [{ cle: 'devis', quoi: 'l’envoi de vos devis', lettre: 'relance_convention', acte: 'envoyer_devis' } as const]
    : []),
  ...(f.dossier.etat === 'convention_envoyee'
    ? [
        {
          cle: 'signature',
          quoi: deliberationFavorable(f)
            ? 'le retour de la convention signée'
            : 'la délibération, puis le retour de la convention signée',
          lettre: 'relance_convention',
          acte: 'retourner_convention_signee',
        } as const,
      ]
    : []),
  ...(f.dossier.etat === 'notifie' && f.commandes.length === 0 && f.factures.length === 0
    ? [
        {
          cle: 'commencement',
          quoi: 'commencer vos achats',
          lettre: 'relance_versement',
          acte: 'passer_commande',
        } as const,
      ]
    : []),
  ...(f.dossier.etat === 'notifie' && !f.versements.some((v) => v.type === 'solde' && v.etat !== 'rejetee')
    ? ([
        { cle: 'achevement', quoi: 'terminer vos achats', lettre: 'relance_versement', acte: 'declarer_reception' },
        {
          cle: 'justificatifs',
          quoi: 'demander le solde, avec vos justificatifs',
          lettre: 'relance_versement',
          acte: 'demander_versement',
        },
      ] as const)
    : []),
]

/** Reminds beneficiaries of the deadlines of their agreement at 90, 60, 30 and 7 days, each once. Answers how many letters left. */
export const relancerConventions = async (f: {
  porte: Porte
  config: { adressePublique: string }
}): Promise<number> => {
  const maintenant = f.porte.maintenant()
  const { rows } = await sql<{ id: string }>`
    select id from dossier where etat in ('retenu', 'convention_envoyee', 'notifie') order by id`.execute(f.porte.base)
  let lettres = 0
  for (const { id } of rows)
    await f.porte.base.transaction().execute(async (tx) => {
      const faits = await lireFaits(tx, id)
      if (faits) lettres += await relancer(tx, faits, maintenant, f.config.adressePublique)
    })
  return lettres
}

const relancer = async (tx: Lecteur, f: Faits, maintenant: Date, adresse: string): Promise<number> => {
  const dates = echeancesDe(f)
  let n = 0
  for (const a of attendues(f)) {
    const le = dates[a.cle]
    const reste = le ? joursEntre(jourParis(maintenant), le) : -1
    const jalon = JALONS.find((j) => reste <= j)
    if (!le || reste < 0 || jalon === undefined) continue
    const cle = `relance:${a.cle}:${f.dossier.id}:${le}:${jalon}`
    const { rows } =
      await sql`insert into rappel (cle, cree_le) values (${cle}, ${maintenant}) on conflict do nothing returning cle`.execute(
        tx,
      )
    if (rows.length === 0) continue
    const cibles = await destinatairesDe(tx, 'porteur', f, { le: maintenant })
    const { objet, corps } = remplirLettre(f.appel, a.lettre, {
      ...valeursDuDossier(f, adresse),
      attendu: a.quoi,
      avant: dateSimple(le),
      jours: reste === 0 ? 'aujourd’hui' : reste === 1 ? 'demain' : `dans ${accorder(reste, 'jour')}`,
    })
    await ecrireLettre(tx, {
      cle,
      a: cibles.flatMap((c) => c.adresses),
      objet,
      modele: a.lettre,
      dossier: f.dossier.id,
      acte: null,
      blocs: [
        ...blocsDeMarkdown(corps),
        { type: 'bouton', libelle: 'Ouvrir le dossier', href: adresse + (pageDeLActe(f, a.acte) ?? '') },
        arreterLesRappels(adresse),
      ],
      le: maintenant,
    })
    n++
  }
  return n
}
