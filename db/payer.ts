import { sql } from 'kysely'
import type { Acteur } from '../src/domaine/faits.ts'
import { PILOTE } from './candidatures.ts'
import { preparerSeance } from './commission.ts'
import { type EtapeFinancement, financer } from './financement.ts'
import { hasard } from './hasard.ts'
import { type Equipe, reunirEquipe } from './instruction.ts'
import { jourDe, type Scene, type Theatre } from './theatre.ts'

type Sort = { jusqua: EtapeFinancement; puis?: Suite; tardif?: true; permanente?: true }
type Suite = (s: Scene, d: Joue, e: Equipe, le: Date) => Promise<unknown>
type Dossier = { id: string; porteur: string; ecoles: string[] }
type Joue = Dossier & { acteur: Acteur }

const repeter = (n: number, sort: Sort): Sort[] => Array.from({ length: n }, () => sort)
/** Its mayor signs, its secretary writes. */
const VOIRON = 'mairie.voiron@demo.example'
const JOUR = 86_400_000
const PUBLICATION = new Date('2025-04-24T08:00:00Z')

const versement = async (s: Scene, d: Dossier): Promise<string> => {
  const { rows } = await sql<{
    id: string
  }>`select id from versement where dossier_id = ${d.id} order by cree_le desc limit 1`.execute(s.porte.base)
  return rows[0]?.id ?? ''
}

const piliers: Suite = async (s, d, e, le) => {
  const date = jourDe(new Date(le.getTime() + 30 * JOUR))
  const dates = {
    theme: 'Aider à lire et à écrire avec le numérique',
    dates: [date],
    lieu: 'Atelier d’exemple, Voiron',
  }
  await s.jouer(d.id, e.canope, 'proposer_formation', le, { ...dates, ecoles: d.ecoles.slice(0, 1) })
  const [ecole] = d.ecoles
  await s.jouer(d.id, e.ligue, 'planifier_atelier', le, {
    date,
    theme: 'Les écrans à la maison',
    lieu: 'Salle des fêtes',
    heure: '18:00',
    ecole,
  })
}

/** What the financed dossiers have reached: every state of step 3, in the order of the dossiers. The first three are the
 * demonstration's town halls. */
const SORTS: readonly Sort[] = [
  { jusqua: 'payee', puis: piliers },
  { jusqua: 'convention_envoyee' },
  { jusqua: 'demande' },
  ...repeter(4, { jusqua: 'retenu' }),
  ...repeter(4, { jusqua: 'devis_envoye' }),
  { jusqua: 'devis_envoye', puis: reprendreDevis },
  ...repeter(3, { jusqua: 'devis_conforme' }),
  ...repeter(3, { jusqua: 'inscrit', permanente: true }),
  {
    jusqua: 'inscrit',
    puis: (s, d, e, le) => s.jouer(d.id, e.assemblee, 'refuser_accord', le, { motif: 'Crédits reportés.' }),
  },
  ...repeter(2, { jusqua: 'accorde' }),
  { jusqua: 'convention_envoyee' },
  { jusqua: 'convention_envoyee', tardif: true },
  ...repeter(2, { jusqua: 'convention_signee' }),
  ...repeter(2, { jusqua: 'convention_executee' }),
  { jusqua: 'notifie', puis: piliers },
  { jusqua: 'notifie', puis: demanderAvenant },
  ...repeter(2, { jusqua: 'commande' }),
  { jusqua: 'livre' },
  { jusqua: 'demande', puis: refuserFacture },
  { jusqua: 'demande', puis: completerDemande },
  { jusqua: 'liquidee' },
  { jusqua: 'validee' },
  { jusqua: 'mandatee' },
  { jusqua: 'payee' },
  { jusqua: 'solde' },
]

/** Step 3: about forty dossiers in every state, from the quote to the closed one. */
export const jouerFinancements = async (t: Theatre): Promise<void> => {
  const equipe = await reunirEquipe(t)
  const { rows } = await sql<Dossier & { courriel: string; siren: string }>`
    select d.id, d.organisme as siren, array_agg(p.uai order by p.uai) as ecoles,
      (select x.courriel from journal j join personne x on x.id = j.personne_id where j.dossier_id = d.id and j.acte = 'deposer' limit 1) as porteur
    from dossier d join projet_ecole p on p.dossier_id = d.id and p.decision = 'retenu' join seance s on s.id = p.seance_id
    where d.appel = ${PILOTE.slug} and d.etat = 'retenu' and s.etat = 'publiee' group by d.id order by d.numero`.execute(
    t.base,
  )
  const permanente = await commissionPermanente(t, equipe)
  const attente = rows.map((d, i) => ({ d, sort: SORTS[i] }))
  const suivant = async (): Promise<void> => {
    for (let x = attente.shift(); x !== undefined; x = attente.shift()) {
      const { d, sort } = x
      if (!sort) continue
      const h = hasard(Number(d.siren) + 1)
      const porteur = await t.personne(d.porteur)
      const recent = new Date(t.maintenant.getTime() - h.entier(3, 25) * JOUR)
      const fin = sort.tardif ? new Date('2025-07-10T08:00:00Z') : recent
      const redacteur = porteur.courriel === VOIRON ? await t.personne('secretariat.voiron@demo.example') : porteur
      const suite = {
        porteur,
        redacteur,
        equipe,
        debut: PUBLICATION,
        fin,
        jusqua: sort.jusqua,
        ...(sort.permanente ? { permanente } : {}),
      }
      await t.actes(async (s) => {
        await financer(s, h, d.id, suite)
        await sort.puis?.(s, { ...d, acteur: porteur }, equipe, new Date(fin.getTime() + JOUR))
      })
    }
  }
  await Promise.all(Array.from({ length: 4 }, suivant))
}

const commissionPermanente = (t: Theatre, equipe: Equipe): Promise<string> =>
  t.scene((s) =>
    preparerSeance(s, {
      ...{ slug: PILOTE.slug, genre: 'permanente', lieu: 'Hôtel du Département', dossiers: [], equipe },
      date: new Date(t.maintenant.getTime() + 16 * JOUR),
      prepareeLe: new Date(t.maintenant.getTime() - 30 * JOUR),
    }),
  )

async function reprendreDevis(s: Scene, d: Dossier, e: Equipe, le: Date) {
  const { rows } = await sql<{ id: string }>`select id from devis where dossier_id = ${d.id} limit 1`.execute(
    s.porte.base,
  )
  const motif =
    'Le prix unitaire de la première ligne dépasse le plafond de l’article, et la garantie n’est pas indiquée.'
  await s.jouer(d.id, e.instructeur, 'demander_reprise_devis', le, { sur: rows[0]?.id, motif })
}

async function refuserFacture(s: Scene, d: Dossier, e: Equipe, le: Date) {
  const motif = 'La facture présentée n’est pas celle du devis déclaré conforme.'
  await s.jouer(d.id, e.paiement, 'rejeter_demande', le, { sur: await versement(s, d), motif })
}

async function completerDemande(s: Scene, d: Dossier, e: Equipe, le: Date) {
  const motif = 'L’état récapitulatif n’est pas visé par le comptable public.'
  await s.jouer(d.id, e.paiement, 'demander_complement_versement', le, { sur: await versement(s, d), motif })
}

async function demanderAvenant(s: Scene, d: Joue, _: Equipe, le: Date) {
  await s.jouer(d.id, d.acteur, 'demander_avenant', le, {
    genre: 'fournisseur',
    motif: 'Le modèle choisi n’est plus fabriqué ; un équivalent est proposé au même prix.',
  })
}
