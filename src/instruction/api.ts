import { z } from 'zod'
import type { Api } from '../api/contexte.ts'
import { estRefus, introuvable, saisieInvalide } from '../domaine/refus.ts'
import type { Maison } from '../maison.ts'
import { lireDossier } from '../registre/lire.ts'
import { envoyerMessage } from '../registre/messages.ts'
import { lireMessages } from './dossier-queries.ts'

/** Messages of a dossier: what one reads, and writing in a thread (`fil`) or in a new one (`objet`). */
export const apiMessages = (api: Api, maison: Maison): void => {
  const { porte, config } = maison

  api.get('/dossiers/:id/messages', async ({ acteur, requete }) => {
    const vue = await lireDossier(porte.base, requete.params.id ?? '', acteur)
    if (!vue) return introuvable()
    const elements = await lireMessages(porte.base, vue.faits.dossier.id, vue.qualites)
    return { corps: { elements, suivant: null, total: elements.length } }
  })

  api.post('/dossiers/:id/messages', async ({ acteur, requete }) => {
    const id = requete.params.id ?? ''
    if (!(await lireDossier(porte.base, id, acteur))) return introuvable()
    const lu = MESSAGE.safeParse(requete.body)
    if (!lu.success)
      return saisieInvalide(
        lu.error.issues.map((i) => ({ chemin: i.path.join('.'), message: `${ATTENDU} (${i.message})` })),
        ATTENDU,
      )
    const envoi = await envoyerMessage(porte, {
      ...lu.data,
      dossier: id,
      acteur,
      origine: 'api',
      recuLe: requete.recuLe,
      adresse: config.adressePublique,
    })
    if (estRefus(envoi)) return envoi
    await maison.envoyerLettres(porte.base)
    return { statut: 201, corps: envoi }
  })
}

const ATTENDU =
  'Envoyez «\u00a0texte\u00a0», avec «\u00a0fil\u00a0» pour répondre ou «\u00a0objet\u00a0» pour un nouvel échange\u202f; «\u00a0groupe\u00a0», «\u00a0interne\u00a0» et «\u00a0pieces\u00a0» si besoin.'

const MESSAGE = z.strictObject({
  texte: z.string(),
  fil: z.uuid().optional(),
  objet: z.string().optional(),
  groupe: z.enum(['porteur', 'ecoles', 'circonscription', 'rectorat']).optional(),
  interne: z.boolean().optional(),
  pieces: z.array(z.uuid()).max(50).optional(),
})
