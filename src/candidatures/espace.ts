import { sql } from 'kysely'
import type { Acteur, Organisme } from '../domaine/faits.ts'
import { estRefus } from '../domaine/refus.ts'
import { ROLES, type Role } from '../domaine/roles.ts'
import { type AppelPublie, listerAppels } from '../registre/appels.ts'
import { type Lecteur, lireDossier, type Vue } from '../registre/lire.ts'
import { listerDossiers } from '../registre/lister.ts'
import { lireOrganisme } from '../registre/organismes.ts'

export type Espace = {
  organismes: { organisme: Organisme; dossiers: Vue[]; ouverts: AppelPublie[] }[]
  ecoles: { uai: string; nom: string; commune: string; dossiers: Vue[] }[]
  /** Dossiers of the district, and those of an invitation alone. */
  autres: Vue[]
  total: number
}

const A_LIRE = 30

/** All that a person who writes or advises finds on arrival: organisations, schools, district. Agents have their desk. */
export const lireEspace = async (base: Lecteur, acteur: Acteur, maintenant: Date): Promise<Espace> => {
  const proches = {
    ...acteur,
    habilitations: acteur.habilitations.filter((h) =>
      ['organisme', 'ecole', 'circonscription'].includes(ROLES[h.role].portee),
    ),
  }
  const page = await listerDossiers(base, proches, { limite: A_LIRE, tri: 'recent' })
  const lignes = estRefus(page) ? [] : page.elements
  const vues: Vue[] = []
  for (const l of lignes) {
    const vue = await lireDossier(base, l.dossier.id, proches)
    if (vue) vues.push(vue)
  }
  const appels = (await listerAppels(base)).filter((a) => maintenant >= a.ouverture && maintenant < a.cloture)
  const sirens = porteesDe(acteur, ['redacteur', 'signataire', 'gestionnaire_organisme'])
  const organismes = []
  for (const siren of sirens) {
    const organisme = await lireOrganisme(base, siren, maintenant)
    if (!organisme) continue
    const dossiers = vues.filter((v) => v.faits.dossier.organisme === siren)
    const pris = new Set(dossiers.filter((v) => v.faits.dossier.etat !== 'desiste').map((v) => v.faits.dossier.appel))
    const ecrit = acteur.habilitations.some((h) => h.portee === siren && h.role !== 'gestionnaire_organisme')
    const ouverts = ecrit
      ? appels.filter((a) => !pris.has(a.slug) && a.appel.candidats.types.includes(organisme.type))
      : []
    organismes.push({ organisme, dossiers, ouverts })
  }
  const ecoles = (await lireEcoles(base, porteesDe(acteur, ['directeur']))).map((e) => ({
    ...e,
    dossiers: vues.filter((v) => v.faits.ecoles.some((x) => x.uai === e.uai && x.etat !== 'retire')),
  }))
  const montres = new Set([...organismes, ...ecoles].flatMap((g) => g.dossiers.map((v) => v.faits.dossier.id)))
  return {
    organismes,
    ecoles,
    autres: vues.filter((v) => !montres.has(v.faits.dossier.id)),
    total: estRefus(page) ? 0 : page.total,
  }
}

const porteesDe = (acteur: Acteur, roles: Role[]): string[] => [
  ...new Set(acteur.habilitations.filter((h) => roles.includes(h.role)).map((h) => h.portee)),
]

const lireEcoles = async (base: Lecteur, uais: string[]): Promise<{ uai: string; nom: string; commune: string }[]> =>
  (
    await sql<{ uai: string; nom: string; commune: string }>`
      select e.uai, e.nom, c.nom as commune from ecole e join commune c on c.insee = e.commune
      where e.uai = any(${uais}) order by e.nom`.execute(base)
  ).rows
