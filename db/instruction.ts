import type { Appel } from '../src/domaine/appel/schema.ts'
import type { Acteur } from '../src/domaine/faits.ts'
import type { Hasard } from './hasard.ts'
import { jourDe, type Scene, type Theatre } from './theatre.ts'

/** The people of the call, by role. */
export type Equipe = Awaited<ReturnType<typeof reunirEquipe>>

export const reunirEquipe = async (t: Theatre) => {
  const qui = (nom: string): Promise<Acteur> => t.personne(`${nom}@demo.example`)
  return {
    instructeur: await qui('instruction'),
    rectorat: await qui('rectorat'),
    membres: [await qui('commission1'), await qui('commission2')],
    presidente: await qui('presidente.commission'),
    assemblee: await qui('assemblee'),
    presidence: await qui('presidence'),
    paiement: await qui('paiement'),
    validation: await qui('validation'),
    canope: await qui('canope'),
    ligue: await qui('ligue'),
    administration: await qui('administration'),
  }
}

export type JusquaInstruction =
  | 'attribue'
  | 'avis_demandes'
  | 'examen_commence'
  | 'a_completer'
  | 'non_conforme'
  | 'conforme'
  | 'note'

type Instruction = {
  appel: Appel
  equipe: Equipe
  porteur: Acteur
  ecoles: readonly string[]
  /** When the service takes the dossier up. */
  debut: Date
  jusqua: JusquaInstruction
}

const JOUR = 86_400_000

/** The service examines a filed dossier, the Rectorat gives its opinion, the commission scores each school. */
export const instruire = async (s: Scene, h: Hasard, id: string, c: Instruction): Promise<void> => {
  const { equipe, jusqua } = c
  const le = (jours: number) => new Date(c.debut.getTime() + jours * JOUR)
  const { instructeur, rectorat } = equipe
  await s.jouer(id, instructeur, 'attribuer', le(0), { agent: instructeur.courriel })
  if (jusqua === 'attribue') return

  if (jusqua === 'avis_demandes') {
    await s.jouer(id, instructeur, 'demander_avis', le(1), { avant: jourDe(le(16)) })
    return
  }
  if (h.reel() < 0.3) {
    const roles = ['rectorat']
    await s.jouer(id, instructeur, 'demander_avis', le(1), { roles, avant: jourDe(le(12)) })
    for (const sur of c.ecoles)
      await s.jouer(id, rectorat, 'rendre_avis', le(6), {
        sur,
        sens: h.parmi(['favorable', 'favorable', 'a_revoir']),
        texte: AVIS,
      })
  }

  const elements = c.appel.controle.map(({ id: element }) => ({ element, verdict: 'conforme' }))
  const [premier, ...autres] = elements
  if (!premier) throw new Error('The call has a checklist')
  if (jusqua === 'examen_commence') {
    await s.jouer(id, instructeur, 'examiner', le(3), { elements: elements.slice(0, Math.ceil(elements.length / 2)) })
    return
  }
  const complet = jusqua !== 'a_completer' && jusqua !== 'non_conforme' && h.reel() < 0.8
  if (!complet) {
    await s.jouer(id, instructeur, 'examiner', le(3), {
      elements: [...autres, { ...premier, element: 'debit', verdict: 'non_conforme', motif: DEBIT }].filter(
        (e, i, tous) => tous.findLastIndex((x) => x.element === e.element) === i,
      ),
    })
    if (jusqua === 'non_conforme') {
      await s.jouer(id, instructeur, 'examiner', le(5), { elements: [premier] })
      await s.jouer(id, instructeur, 'declarer_non_conforme', le(8))
      return
    }
    const avant = jourDe(le(19))
    await s.jouer(id, instructeur, 'demander_complements', le(4), {
      elements: [{ element: 'debit', manque: DEBIT }],
      avant,
    })
    if (jusqua === 'a_completer') return
    await s.jouer(id, c.porteur, 'completer', le(9))
  }
  await s.jouer(id, instructeur, 'examiner', le(11), { elements })
  await s.jouer(id, instructeur, 'declarer_conforme', le(14))
  if (jusqua === 'conforme') return

  for (const [i, sur] of c.ecoles.entries()) {
    const membre = equipe.membres[i % equipe.membres.length]
    if (membre) await s.jouer(id, membre, 'noter', le(20 + i / 10), { sur, notes: notes(h, c.appel) })
  }
}

/** Marks inside each criterion's scale; those that official data give are computed by the rulebook and never typed. No index of
 * social position is published for invented schools: it is given by hand. */
const notes = (h: Hasard, appel: Appel) =>
  appel.grille.criteres
    .filter((c) => !c.calcule || c.calcule.source === 'ips')
    .map(({ id, echelle }) => ({
      critere: id,
      valeur: h.entier(Math.min(echelle.max, echelle.min + 1), echelle.max),
      justification: h.parmi(['Projet précis, étapes datées.', 'Besoins bien décrits.', 'À préciser avec l’ERUN.']),
    }))

const AVIS = 'Le projet répond à un besoin réel et s’inscrit dans la formation de l’équipe.'
const DEBIT = 'L’attestation de débit ne dit pas dans quelle classe la mesure a été faite : joignez-en une datée.'
