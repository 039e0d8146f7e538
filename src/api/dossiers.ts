import { z } from 'zod'
import { completude } from '../domaine/formulaire/completude.ts'
import { masquer } from '../domaine/masque.ts'
import { estRefus, introuvable, type Refus, refus, saisieInvalide } from '../domaine/refus.ts'
import type { Maison } from '../maison.ts'
import { accomplir } from '../registre/accomplir.ts'
import { lireChronologie } from '../registre/chronologie.ts'
import { lireDossier } from '../registre/lire.ts'
import { listerDossiers } from '../registre/lister.ts'
import { repondre } from '../registre/repondre.ts'
import type { Api, RequeteApi } from './contexte.ts'
import { curseur, estUnRang, lireCurseur, lirePagination } from './pagination.ts'
import { vueDossier, vueElement } from './vue-dossier.ts'

/** Dossiers: lists, one, answers, acts, journal (contrat.md §4). */
export const apiDossiers = (api: Api, maison: Maison): void => {
  const { base } = maison.porte

  api.get('/dossiers', async ({ acteur, requete }) => {
    const p = lirePagination(requete.query)
    if (estRefus(p)) return p
    const { appel, etat, q, ecole, tri } = requete.query
    const page = await listerDossiers(base, acteur, { appel, etat, q, ecole, tri, limite: p.limite, apres: p.apres })
    return estRefus(page) ? page : { corps: { ...page, elements: page.elements.map(vueElement) } }
  })

  api.get('/dossiers/:id', async ({ acteur, requete }) => {
    const vue = await lireDossier(base, requete.params.id ?? '', acteur)
    if (!vue) return introuvable()
    return {
      corps: vueDossier(vue.faits, vue.qualites, requete.recuLe, acteur),
      etag: `"${vue.faits.dossier.version}"`,
    }
  })

  api.get('/dossiers/:id/reponses', async ({ acteur, requete }) => {
    const vue = await lireDossier(base, requete.params.id ?? '', acteur)
    return vue ? { corps: vue.faits.reponses, etag: `"${vue.faits.dossier.version}"` } : introuvable()
  })

  api.patch('/dossiers/:id/reponses', async ({ acteur, requete }) => {
    const version = siCorrespond(requete)
    if (estRefus(version)) return version
    const fait = await repondre(maison.porte, {
      dossier: requete.params.id ?? '',
      fragment: requete.body,
      acteur,
      recuLe: requete.recuLe,
      ...(version === undefined ? {} : { siVersion: version }),
    })
    if (estRefus(fait)) return fait
    const vus = masquer(fait.faits, fait.qualites)
    return {
      corps: { version: vus.dossier.version, completude: completude(vus), montants: vueElement(vus).montants },
      etag: `"${vus.dossier.version}"`,
    }
  })

  api.post('/dossiers/:id/actes/:acte', async ({ acteur, requete }) => {
    const version = siCorrespond(requete)
    if (estRefus(version)) return version
    const corps = objet(requete.body)
    if (!corps) return saisieInvalide([{ chemin: '', message: 'Envoyez un objet JSON.' }])
    if (version !== undefined && corps.version !== undefined && corps.version !== version)
      return refus(
        'version_perimee',
        'L’en-tête If-Match et le champ «\u00a0version\u00a0» ne donnent pas la même version.',
      )
    const saisie = version !== undefined ? { ...corps, version } : corps
    const fait = await accomplir(maison.porte, {
      dossier: requete.params.id ?? '',
      acte: requete.params.acte ?? '',
      saisie,
      acteur,
      recuLe: requete.recuLe,
    })
    if (estRefus(fait)) return fait
    const dossier =
      fait.qualites.length > 0 ? vueDossier(fait.apres, fait.qualites, requete.recuLe, acteur) : { id: fait.dossier }
    return { corps: { acte: fait.acte, dossier, resultat: fait.resultat }, etag: `"${fait.version}"` }
  })

  api.get('/dossiers/:id/journal', async ({ acteur, requete }) => {
    const p = lirePagination(requete.query, estUnRang)
    if (estRefus(p)) return p
    const vue = await lireDossier(base, requete.params.id ?? '', acteur)
    if (!vue) return introuvable()
    const { lignes, total } = await lireChronologie(base, vue, {
      limite: p.limite + 1,
      apres: lireCurseur(z.int(), p.apres),
    })
    const elements = lignes.slice(0, p.limite)
    return {
      corps: {
        elements: elements.map((l) => ({
          acte: l.acte,
          sur: l.sur,
          le: l.le.toISOString(),
          par: l.par,
          qualite: l.qualite,
          saisie: l.saisie,
          empreinte: l.empreinte,
          precedente: l.precedente,
        })),
        suivant: lignes.length > p.limite ? curseur(elements.at(-1)?.id) : null,
        total,
      },
    }
  })
}

/** `If-Match: "<version>"` → the version, undefined when absent, 422 when it is no version. */
const siCorrespond = (requete: RequeteApi): number | undefined | Refus => {
  const entete = requete.headers['if-match']
  if (entete === undefined || entete === '*') return undefined
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(entete)?.[1]
  return version
    ? Number(version)
    : refus('version_invalide', 'L’en-tête If-Match porte la version entre guillemets, par exemple "7".', 422)
}

const objet = (x: unknown): Record<string, unknown> | undefined =>
  x === undefined || x === null
    ? {}
    : typeof x === 'object' && !Array.isArray(x)
      ? (x as Record<string, unknown>)
      : undefined // a JSON object
