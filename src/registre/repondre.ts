import { sql } from 'kysely'
import { accesDe, type Qualite, qualitesSur } from '../domaine/droits.ts'
import { sectionsOuvertes } from '../domaine/ecriture.ts'
import { type Acteur, ecolesVivantes, type Faits } from '../domaine/faits.ts'
import { nettoyer } from '../domaine/formulaire/nettoyer.ts'
import { ECOLES, type Json, type Reponses, type ReponsesSection, reponsesDe } from '../domaine/formulaire/reponses.ts'
import { estRefus, introuvable, type Refus, refus } from '../domaine/refus.ts'
import type { Role } from '../domaine/roles.ts'
import { type Lecteur, lireFaits } from './lire.ts'
import { recalculer } from './montants.ts'
import { enTransaction, type Porte } from './porte.ts'

export type Reponse = {
  dossier: string
  /** Untrusted: `{ section: { question: value }, ecoles: { UAI: { section: {…} } } }`, merged with what is there. */
  fragment: unknown
  acteur: Acteur
  recuLe?: Date
  /** `If-Match`: refuse when the dossier has changed since this version. */
  siVersion?: number
  /** From a page: the revision of the one section that it shows; another's later text is never overwritten silently. */
  siRevision?: number
}

export type Enregistre = { faits: Faits; qualites: Qualite[]; le: Date; revision: number }

/** Two people in one section: what the other wrote, to be shown beside what this person typed. */
export type Conflit = Refus & {
  code: 'section_modifiee'
  autre: { valeurs: ReponsesSection; par: string; le: string; revision: number }
}

/** Saves answers, whole or partial, valid or not: nothing typed is lost. Refusals: 404, 403 a section that is not this person's
 * to write, 409 the dossier is no longer written or a later text is there, 422 unknown section or question. */
export const repondre = (porte: Porte, r: Reponse): Promise<Enregistre | Refus | Conflit> =>
  enTransaction(porte, async (tx) => {
    const faits = await lireFaits(tx, r.dossier, { verrou: true })
    if (!faits) return introuvable()
    const qualites = qualitesSur(r.acteur, accesDe(faits))
    if (qualites.length === 0) return introuvable()
    if (r.siVersion !== undefined && r.siVersion !== faits.dossier.version)
      return refus(
        'version_perimee',
        'Le dossier a changé depuis que vous l’avez lu. Rechargez-le avant de l’enregistrer.',
      )
    const propre = nettoyer(
      r.fragment,
      faits.appel,
      ecolesVivantes(faits).map((e) => e.uai),
    )
    if (estRefus(propre)) return propre
    const blocs = enBlocs(propre.reponses)
    const interdit = blocs
      .map((b) => sectionsOuvertes(faits, qualites, b.section, b.ecole))
      .find((x) => x !== undefined)
    if (interdit) return interdit
    const maintenant = r.recuLe ?? porte.maintenant()
    let revision = 0
    for (const bloc of blocs) {
      const ecrit = await ecrireBloc(tx, faits, bloc, { ...r, maintenant })
      if (typeof ecrit !== 'number') return ecrit
      revision = ecrit
    }
    await rouvrirEcoles(tx, faits, blocs)
    await sql`update dossier set version = version + 1 where id = ${r.dossier}`.execute(tx)
    const apres = await recalculer(tx, r.dossier)
    return { faits: apres, qualites, le: maintenant, revision }
  })

type Bloc = { ecole: string; section: string; valeurs: ReponsesSection }

const enBlocs = (reponses: Reponses): Bloc[] => {
  const ecoles = Object.keys(reponses[ECOLES] ?? {})
  return [
    ...Object.keys(reponses)
      .filter((s) => s !== ECOLES)
      .map((section) => ({ ecole: '', section, valeurs: reponsesDe(reponses, section) })),
    ...ecoles.flatMap(
      (ecole) =>
        Object.keys((reponses[ECOLES] as { [uai: string]: object })[ecole] ?? {}).map((section) => ({
          ecole,
          section,
          valeurs: reponsesDe(reponses, section, ecole),
        })), // the shape that `nettoyer` gives
    ),
  ]
}

const ecrireBloc = async (
  tx: Lecteur,
  faits: Faits,
  b: Bloc,
  r: Reponse & { maintenant: Date },
): Promise<number | Conflit> => {
  const avant = reponsesDe(faits.reponses, b.section, b.ecole || undefined)
  const valeurs = Object.fromEntries(Object.entries({ ...avant, ...b.valeurs }).filter(([, v]) => v !== null)) as {
    [q: string]: Json
  } // `null` erases
  if (r.siRevision !== undefined) {
    const { rows } = await sql<{ revision: number; modifie_nom: string; modifie_le: Date; modifie_par: string | null }>`
      select revision, modifie_nom, modifie_le, modifie_par from reponse where dossier_id = ${r.dossier} and ecole = ${b.ecole} and section = ${b.section}`.execute(
      tx,
    )
    const autre = rows[0]
    const change = Object.entries(b.valeurs).some(([q, v]) => JSON.stringify(v) !== JSON.stringify(avant[q] ?? null))
    if (autre && autre.revision !== r.siRevision && autre.modifie_par !== r.acteur.personne && change) {
      return {
        ...refus(
          'section_modifiee',
          `${autre.modifie_nom} a écrit dans cette page pendant que vous la remplissiez. Les deux textes sont ci-dessous : choisissez celui qui reste.`,
        ),
        code: 'section_modifiee',
        autre: { valeurs: avant, par: autre.modifie_nom, le: autre.modifie_le.toISOString(), revision: autre.revision },
      }
    }
  }
  const { rows } = await sql<{ revision: number }>`
    insert into reponse (dossier_id, ecole, section, valeurs, revision, modifie_le, modifie_par, modifie_nom)
    values (${r.dossier}, ${b.ecole}, ${b.section}, ${JSON.stringify(valeurs)}::jsonb, 1, ${r.maintenant}, ${r.acteur.personne}, ${r.acteur.nom})
    on conflict (dossier_id, ecole, section) do update set valeurs = excluded.valeurs, revision = reponse.revision + 1,
      modifie_le = excluded.modifie_le, modifie_par = excluded.modifie_par, modifie_nom = excluded.modifie_nom
    returning revision`.execute(tx)
  return rows[0]?.revision ?? 1
}

/** A text that its school validated and that changes is to be validated again. */
const rouvrirEcoles = async (tx: Lecteur, faits: Faits, blocs: Bloc[]): Promise<void> => {
  const duDirecteur = (section: string) =>
    faits.appel.formulaire.find((s) => s.id === section)?.redacteurs.includes('directeur' satisfies Role)
  const touchees = blocs.filter((b) => {
    const avant = reponsesDe(faits.reponses, b.section, b.ecole || undefined)
    return (
      b.ecole &&
      duDirecteur(b.section) &&
      Object.entries(b.valeurs).some(([q, v]) => JSON.stringify(avant[q] ?? null) !== JSON.stringify(v))
    )
  })
  const uais = [...new Set(touchees.map((b) => b.ecole))].filter((uai) =>
    faits.ecoles.some((e) => e.uai === uai && e.etat === 'valide_par_ecole'),
  )
  if (uais.length > 0)
    await sql`update projet_ecole set etat = 'a_rediger', valide_le = null, valide_par = null where dossier_id = ${faits.dossier.id} and uai = any(${uais})`.execute(
      tx,
    )
}
