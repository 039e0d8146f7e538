import { convention } from '../src/conventions/convention.ts'
import type { Acteur, Faits } from '../src/domaine/faits.ts'
import type { Accompli } from '../src/registre/accomplir.ts'
import { lireFaits } from '../src/registre/lire.ts'
import { composer } from '../src/socle/pdf/composer.ts'
import { devisDe } from './devis.ts'
import type { Hasard } from './hasard.ts'
import type { Equipe } from './instruction.ts'
import { jourDe, type Scene } from './theatre.ts'
import { etrePaye } from './versements.ts'

/** The steps from a published result to the last euro, in order. */
export const ETAPES = [
  ...([
    'retenu',
    'devis_envoye',
    'devis_conforme',
    'inscrit',
    'accorde',
    'convention_envoyee',
    'convention_signee',
  ] as const),
  ...([
    'convention_executee',
    'notifie',
    'commande',
    'livre',
    'demande',
    'liquidee',
    'validee',
    'mandatee',
    'payee',
    'solde',
  ] as const),
] as const
export type EtapeFinancement = (typeof ETAPES)[number]

export type Financement = {
  porteur: Acteur
  /** Who declares the deliveries for the town hall. */
  redacteur: Acteur
  equipe: Equipe
  /** The publication of the results, and the last act. */
  debut: Date
  fin: Date
  jusqua: EtapeFinancement
  /** A session of the commission permanente to come, for those who wait for it. */
  permanente?: string
}

export type Suivi = ReturnType<typeof suivre>

/** What the actors of step 3 do on a dossier, in order, until the step asked. */
export const financer = async (s: Scene, h: Hasard, id: string, c: Financement): Promise<void> => {
  const pas = suivre(s, id, c)
  const { instructeur, assemblee, presidence } = c.equipe
  if (!pas.doit('devis_envoye')) return
  await envoyerDevis(pas, c)
  if (!pas.doit('devis_conforme')) return
  for (const d of (await pas.faits()).devis)
    await pas.jouer(instructeur, 'devis_conforme', 'declarer_devis_conforme', { sur: d.id })
  await pas.jouer(instructeur, 'devis_conforme', 'arreter_montant')
  if (!pas.doit('inscrit')) return
  await pas.jouer(
    assemblee,
    'inscrit',
    'inscrire_ordre_du_jour',
    c.permanente ? { seance: c.permanente } : { date: pas.jour('accorde') },
  )
  if (!pas.doit('accorde')) return
  await accorder(pas, h, c)
  if (!pas.doit('convention_envoyee')) return
  await pas.jouer(instructeur, 'convention_envoyee', 'envoyer_convention')
  if (!pas.doit('convention_signee')) return
  await signer(pas, c)
  if (!pas.doit('convention_executee')) return
  await pas.jouer(presidence, 'convention_executee', 'enregistrer_signature_departement', {
    piece: await pas.joindre(
      presidence,
      'convention_executee',
      'convention_signee',
      'Convention signée des deux parties',
      await conventionEnvoyee(pas),
    ),
    signataire: { nom: presidence.nom, qualite: 'Vice-présidence déléguée à l’éducation' },
    date: pas.jour('convention_executee'),
  })
  if (!pas.doit('notifie')) return
  await pas.jouer(presidence, 'notifie', 'notifier', { date: pas.jour('notifie') })
  if (pas.doit('commande')) await acheter(pas, c)
  if (pas.doit('demande')) await etrePaye(pas, c)
}

const suivre = (s: Scene, id: string, c: Financement) => {
  const rang = (e: EtapeFinancement) => ETAPES.indexOf(e)
  let fait = 0
  // Each act a few minutes after the one before, each step at its share of the time that the whole way took.
  const le = (e: EtapeFinancement) =>
    new Date(
      c.debut.getTime() +
        (rang(e) / Math.max(1, rang(c.jusqua))) * (c.fin.getTime() - c.debut.getTime()) +
        fait++ * 60_000,
    )
  return {
    id,
    doit: (e: EtapeFinancement) => rang(e) <= rang(c.jusqua),
    jour: (e: EtapeFinancement) => jourDe(le(e)),
    faits: async (): Promise<Faits> => {
      const faits = await lireFaits(s.porte.base, id)
      if (!faits) throw new Error('A dossier of the world cannot vanish')
      return faits
    },
    jouer: (acteur: Acteur, e: EtapeFinancement, acte: string, saisie = {}): Promise<Accompli> =>
      s.jouer(id, acteur, acte, le(e), saisie),
    joindre: (
      acteur: Acteur,
      e: EtapeFinancement,
      nature: string,
      titre: string,
      contenu: string[] | Buffer = [],
    ): Promise<string> =>
      s.joindre(id, acteur, le(e), {
        ...{ nature, titre },
        ...(Array.isArray(contenu) ? { lignes: contenu } : { octets: contenu }),
      }),
  }
}

const envoyerDevis = async (pas: Suivi, c: Financement): Promise<void> => {
  const faits = await pas.faits()
  for (const [i, d] of devisDe(faits).entries()) {
    const date = pas.jour('devis_envoye')
    const numero = `D-${faits.dossier.numero.slice(-4)}-${i + 1}`
    await pas.jouer(c.porteur, 'devis_envoye', 'envoyer_devis', {
      piece: await pas.joindre(c.porteur, 'devis_envoye', 'devis', `Devis ${numero}`, [d.fournisseur.nom]),
      ...d,
      ...{ numero, date, validite: jourDe(new Date(Date.parse(date) + 180 * 86_400_000)) },
    })
  }
}

const accorder = async (pas: Suivi, h: Hasard, c: Financement): Promise<void> => {
  const date = pas.jour('accorde')
  await pas.jouer(c.equipe.assemblee, 'accorde', 'accorder', {
    date,
    deliberation: `${date.slice(0, 4)}-CP-${h.entier(100, 999)}`,
    montant: (await pas.faits()).dossier.montant_calcule,
    ...{ transmiseLe: date, publieeLe: date },
  })
}

const signer = async (pas: Suivi, c: Financement): Promise<void> => {
  const date = pas.jour('convention_signee')
  await pas.jouer(c.porteur, 'convention_signee', 'enregistrer_deliberation', {
    ...{ date, numero: `${date.slice(0, 4)}-31`, sens: 'favorable', autoriseSignature: true },
    piece: await pas.joindre(c.porteur, 'convention_signee', 'deliberation', 'Délibération'),
  })
  await pas.jouer(c.porteur, 'convention_signee', 'retourner_convention_signee', {
    piece: await pas.joindre(
      c.porteur,
      'convention_signee',
      'convention_signee',
      'Convention signée',
      await conventionEnvoyee(pas),
    ),
    signataire: { nom: c.porteur.nom, qualite: 'Maire' },
    date,
  })
}

/** What comes back signed is what was sent, word for word. */
const conventionEnvoyee = async (pas: Suivi): Promise<Buffer> => {
  const faits = await pas.faits()
  const envoyee = faits.conventions.at(-1)
  const le = new Date(envoyee?.cree_le ?? faits.dossier.etat_depuis)
  return composer('maison', convention(faits, envoyee?.numero ?? 1, le), { date: le })
}

const acheter = async (pas: Suivi, c: Financement): Promise<void> => {
  for (const d of (await pas.faits()).devis)
    await pas.jouer(c.porteur, 'commande', 'passer_commande', {
      date: pas.jour('commande'),
      devis: d.id,
      conformeAuDevis: true,
    })
  if (!pas.doit('livre')) return
  for (const e of (await pas.faits()).ecoles.filter((x) => x.decision === 'retenu'))
    await pas.jouer(c.redacteur, 'livre', 'declarer_reception', {
      sur: e.uai,
      date: pas.jour('livre'),
      toutLivre: true,
    })
}
