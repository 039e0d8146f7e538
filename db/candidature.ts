import type { Appel } from '../src/domaine/appel/schema.ts'
import type { Acteur } from '../src/domaine/faits.ts'
import { creerBrouillon } from '../src/registre/creer-brouillon.ts'
import { repondre } from '../src/registre/repondre.ts'
import type { Hasard } from './hasard.ts'
import { reponsesCommune, reponsesEcole, reponsesFinancement } from './reponses.ts'
import { bien, jourDe, type Scene } from './theatre.ts'

export type EcoleDuMonde = { uai: string; nom: string; eleves: number | null; direction?: Acteur }

export type Candidature = {
  slug: string
  appel: Appel
  organisme: { siren: string; nom: string }
  porteur: Acteur
  ecoles: EcoleDuMonde[]
  /** The first act and the last one (the filing, when there is one). */
  debut: Date
  fin: Date
  jusqua: 'vide' | 'ecoles' | 'partiel' | 'complet' | 'depose'
  erun?: Acteur
}

/** The draft, by the town hall. Answers its id. */
export const commencer = async (s: Scene, c: Candidature): Promise<string> =>
  bien(
    await creerBrouillon(s.porte, { slug: c.slug, organisme: c.organisme.siren, acteur: c.porteur, recuLe: c.debut }),
    `creer_brouillon ${c.organisme.nom}`,
  ).id

/** A town hall and its schools prepare this dossier, and file it when `jusqua` says so. */
export const candidater = async (s: Scene, h: Hasard, id: string, c: Candidature): Promise<void> => {
  const instant = (part: number) => new Date(c.debut.getTime() + part * (c.fin.getTime() - c.debut.getTime()))
  const ecrire = async (acteur: Acteur, part: number, fragment: object) =>
    bien(await repondre(s.porte, { dossier: id, fragment, acteur, recuLe: instant(part) }), 'repondre')
  if (c.jusqua === 'vide') return

  for (const [i, e] of c.ecoles.entries())
    await s.jouer(id, c.porteur, 'inscrire_ecole', instant(0.05 + i / 100), { uai: e.uai })
  if (c.erun) await s.jouer(id, c.porteur, 'inviter', instant(0.16), { courriel: c.erun.courriel, role: 'erun' })
  if (c.jusqua === 'ecoles') return

  const date = jourDe(instant(0.2))
  if (h.reel() < 0.7) await s.jouer(id, c.porteur, 'consigner_reunion', instant(0.2), { date, decisions: REUNION })
  const signataire = c.porteur.nom
  const commune = reponsesCommune(h, c.organisme.nom, c.porteur.courriel, signataire, c.ecoles.length)
  await ecrire(c.porteur, 0.25, { commune })
  const redigees = c.jusqua === 'partiel' ? c.ecoles.slice(0, Math.ceil(c.ecoles.length / 2)) : c.ecoles
  for (const [i, e] of redigees.entries()) {
    const { projet, presentation, ...reste } = reponsesEcole(h, c.appel, e)
    const dites =
      c.jusqua === 'partiel' && i === redigees.length - 1 ? { presentation } : { projet, presentation, ...reste }
    await ecrire(e.direction ?? c.porteur, 0.3 + i / 50, { ecoles: { [e.uai]: dites } })
    await s.joindre(id, e.direction ?? c.porteur, instant(0.5 + i / 100), {
      nature: 'attestation_debit',
      ecole: e.uai,
      titre: 'Attestation de débit',
      lignes: [e.nom, `Débit mesuré dans la classe la moins bien servie : ${presentation.debit_par_classe} Mb/s`],
    })
  }
  if (c.jusqua === 'partiel') return

  const premiere = c.ecoles[0]
  if (c.erun && premiere)
    await s.jouer(id, c.erun, 'conseiller', instant(0.7), { sur: premiere.uai, sens: 'favorable', texte: CONSEIL })
  for (const [i, e] of c.ecoles.entries())
    if (e.direction) await s.jouer(id, e.direction, 'valider_projet_ecole', instant(0.8 + i / 100), { sur: e.uai })
  await ecrire(c.porteur, 0.95, {
    financement: reponsesFinancement(h, jourDe(new Date(c.fin.getTime() + 60 * 86_400_000))),
  })
  if (c.jusqua === 'complet') return

  const accordDirection = c.ecoles.filter((e) => !e.direction).map((e) => e.uai)
  await s.jouer(id, c.porteur, 'deposer', c.fin, {
    engagements: true,
    ...(accordDirection.length > 0 ? { accordDirection } : {}),
  })
}

const REUNION = 'L’école présente son projet, la mairie son budget. Le matériel est choisi ensemble, classe par classe.'
const CONSEIL = 'Projet clair et réaliste. Pensez à prévoir le rangement des casques et la charge des tablettes.'
