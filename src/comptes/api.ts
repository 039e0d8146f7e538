import { z } from 'zod'
import type { Api, Appelant, Resultat } from '../api/contexte.ts'
import { GENRES_NOTIFICATION, lireChoix, MODES } from '../domaine/notifications.ts'
import { estRefus, introuvable, saisieInvalide } from '../domaine/refus.ts'
import { ROLES, type Role } from '../domaine/roles.ts'
import type { Maison } from '../maison.ts'
import { accepterInvitation } from '../registre/accepter-invitation.ts'
import { accomplirOrganisme } from '../registre/accomplir-organisme.ts'
import { type Cible, lireOrganisation, qualiteSurOrganisation } from '../registre/organisations.ts'
import { choisir } from '../registre/personnes.ts'
import { confirmerParCode, demanderAcces } from '../registre/rattachement.ts'
import { compterEssai } from '../socle/limites.ts'
import { donneesDe } from './export.ts'
import { limitesDemandeAcces, limitesLien } from './limites.ts'
import { lirePersonne } from './queries.ts'
import { ecrireDemande } from './rattachement-lettres.ts'

/** Oneself, the people of an organisation, and the ways to join: the same doors as the pages. */
export const apiComptes = (api: Api, maison: Maison): void => {
  const { porte, config } = maison

  api.get('/moi', async ({ acteur }) => ({
    corps: { nom: acteur.nom, courriel: acteur.courriel, habilitations: acteur.habilitations },
  }))
  api.patch('/moi/courriels', async ({ acteur, requete }) => {
    const courriels = lireChoix(requete.body)
    if (!courriels || !acteur.personne)
      return saisieInvalide([
        {
          chemin: 'courriels',
          message: `Indiquez un genre (${Object.keys(GENRES_NOTIFICATION).join(', ')}) et son mode (${Object.keys(MODES).join(', ')}).`,
        },
      ])
    await choisir(porte.base, acteur.personne, courriels)
    const preferences = (await lirePersonne(porte.base, acteur.personne))?.preferences ?? {}
    return { corps: preferences.courriels ?? {} }
  })
  api.get('/moi/donnees', async ({ acteur }) => ({ corps: await donneesDe(porte.base, acteur.personne ?? '') }))

  api.get('/organismes/:code', (a) => lire(maison, a, 'organisme'))
  api.get('/ecoles/:code/personnes', (a) => lire(maison, a, 'ecole'))
  api.post('/organismes/:code/actes/:acte', (a) => accomplir(maison, a, 'organisme'))
  api.post('/ecoles/:code/actes/:acte', (a) => accomplir(maison, a, 'ecole'))

  api.post('/rattachements', async ({ acteur, requete }) => {
    const lu = RATTACHEMENT.safeParse(requete.body)
    if (!lu.success)
      return saisieInvalide([
        {
          chemin: 'role',
          message: 'Indiquez organisme (SIREN) ou ecole (UAI), role, et voie (code ou agent) si vous le souhaitez.',
        },
      ])
    const { organisme, ecole, role, voie = 'code' } = lu.data
    const cible: Cible = ecole
      ? { type: 'ecole', code: ecole.toUpperCase() }
      : { type: 'organisme', code: organisme ?? '' }
    if (ROLES[role].portee !== cible.type)
      return saisieInvalide([{ chemin: 'role', message: 'Ce rôle ne convient pas ici.' }])
    const trop = await compterEssai(porte.base, limitesDemandeAcces(acteur.personne ?? '', cible.code), requete.recuLe)
    if (trop) return trop
    const le = requete.recuLe
    const demande = await demanderAcces(porte, { cible, role, voie, acteur, le, secret: config.secret }, (tx, e) =>
      ecrireDemande(maison, tx, e, { acteur, role, le }),
    )
    return estRefus(demande) ? demande : { statut: 201, corps: { id: demande.id, voie: demande.voie } }
  })

  api.post('/rattachements/:id/code', async ({ acteur, requete }) => {
    const code = texte(requete.body, 'code').replace(/\s/g, '')
    const fait = await confirmerParCode(porte, {
      id: requete.params.id ?? '',
      code,
      acteur,
      le: requete.recuLe,
      secret: config.secret,
    })
    return estRefus(fait) ? fait : { corps: { etat: 'accepte' } }
  })

  api.post('/invitations/accepter', async ({ acteur, requete }) => {
    const trop = await compterEssai(porte.base, limitesLien('invitation', requete.ip), requete.recuLe)
    if (trop) return trop
    const fait = await accepterInvitation(porte, { secret: texte(requete.body, 'jeton'), acteur, le: requete.recuLe })
    return estRefus(fait) ? fait : { corps: { dossier: fait.dossier } }
  })
}

const RATTACHEMENT = z.strictObject({
  organisme: z
    .string()
    .regex(/^\d{9}$/)
    .optional(),
  ecole: z
    .string()
    .regex(/^\d{7}[A-Za-z]$/)
    .optional(),
  role: z.enum(['redacteur', 'signataire', 'directeur']),
  voie: z.enum(['code', 'agent', 'gestionnaire']).optional(),
})

const VOIENT: readonly Role[] = [
  'gestionnaire_organisme',
  'redacteur',
  'signataire',
  'directeur',
  'administrateur_appel',
  'instructeur',
  'administrateur',
]

const lire = async (maison: Maison, { acteur, requete }: Appelant, type: Cible['type']): Promise<Resultat> => {
  const { base } = maison.porte
  const faits = await lireOrganisation(base, { type, code: requete.params.code ?? '' }, requete.recuLe)
  if (!faits || !(await qualiteSurOrganisation(base, acteur, faits, VOIENT))) return introuvable()
  const { code, version, nom, titulaires, demandes } = faits
  return {
    corps: {
      code,
      version,
      nom,
      titulaires: titulaires.map(({ personne: _, ...t }) => t),
      demandes: demandes.map(({ personne: _, ...d }) => d),
    },
  }
}

const accomplir = async (maison: Maison, { acteur, requete }: Appelant, type: Cible['type']): Promise<Resultat> => {
  const fait = await accomplirOrganisme(maison.porte, {
    cible: { type, code: requete.params.code ?? '' },
    acte: requete.params.acte ?? '',
    saisie: requete.body ?? {},
    acteur,
    recuLe: requete.recuLe,
  })
  return estRefus(fait) ? fait : { corps: fait }
}

const texte = (corps: unknown, nom: string): string => {
  const valeur = typeof corps === 'object' && corps !== null ? (corps as Record<string, unknown>)[nom] : undefined // any object may be read
  return typeof valeur === 'string' ? valeur : ''
}
