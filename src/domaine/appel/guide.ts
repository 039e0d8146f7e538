import { dateSimple } from '../francais.ts'
import { placeholders } from './remplir-lettre.ts'
import type { Appel } from './schema.ts'

/** What the guide may name between braces: the same text serves a call and its demonstration. */
export const VARIABLES_GUIDE = [
  'ouverture',
  'cloture',
  'resultats',
  'contact_courriel',
  'contact_telephone',
  'titre',
] as const

/** One step of the guide: its title and its Markdown. */
export type EtapeGuide = { titre: string; markdown: string }

/** The guide of a call, step by step (one per `##` title), its dates and contacts filled in. */
export function etapesGuide(appel: Appel): EtapeGuide[] {
  const valeurs: Record<(typeof VARIABLES_GUIDE)[number], string> = {
    ouverture: dateSimple(appel.calendrier.ouverture),
    cloture: dateSimple(appel.calendrier.cloture),
    resultats: appel.calendrier.resultats ?? 'à une date annoncée sur cette page',
    contact_courriel: appel.contact.courriel,
    contact_telephone: appel.contact.telephone,
    titre: appel.titre,
  }
  const rempli = placeholders(appel.guide).reduce(
    (texte, v) => texte.replaceAll(`{${v}}`, Object.entries(valeurs).find(([nom]) => nom === v)?.[1] ?? ''),
    appel.guide,
  )
  return rempli
    .split(/^## /m)
    .slice(1)
    .map((bloc) => {
      const [titre = '', ...lignes] = bloc.split('\n')
      return { titre: titre.trim(), markdown: lignes.join('\n').trim() }
    })
}
