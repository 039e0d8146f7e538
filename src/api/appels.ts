import { z } from 'zod'
import { formulairePublic } from '../domaine/formulaire/formulaire-public.ts'
import { verifierSiren } from '../domaine/identifiants/siren.ts'
import { estRefus, introuvable, saisieInvalide } from '../domaine/refus.ts'
import type { Maison } from '../maison.ts'
import { accomplirAppel } from '../registre/accomplir-appel.ts'
import { type AppelPublie, lireAppelPublie, listerAppels } from '../registre/appels.ts'
import { creerBrouillon } from '../registre/creer-brouillon.ts'
import { lireDossier } from '../registre/lire.ts'
import { chercherCommunes, chercherEcoles } from '../socle/annuaires/chercher.ts'
import type { Api } from './contexte.ts'
import { curseur, estUnRang, lireCurseur, lirePagination } from './pagination.ts'
import { vueDossier } from './vue-dossier.ts'

// A directory's cursor is the code of the last row seen.
const INSEE = /^\d[\dAB]\d{3}$/i
const UAI = /^\d{7}[A-Z]$/i

/** Calls and directories, public part; and what creates a dossier. */
export const apiAppels = (api: Api, maison: Maison): void => {
  const { base } = maison.porte

  api.publique('/appels', async (requete) => {
    const p = lirePagination(requete.query, estUnRang)
    if (estRefus(p)) return p
    const tous = await listerAppels(base)
    const debut = lireCurseur(z.int().min(0), p.apres) ?? 0
    const elements = tous.slice(debut, debut + p.limite).map((a) => vueAppel(a, requete.recuLe))
    return {
      corps: {
        elements,
        suivant: debut + p.limite < tous.length ? curseur(debut + p.limite) : null,
        total: tous.length,
      },
    }
  })
  api.publique('/appels/:slug', async (requete) => {
    const a = await lireAppelPublie(base, requete.params.slug ?? '')
    return a ? { corps: vueAppel(a, requete.recuLe) } : introuvable()
  })
  api.publique('/appels/:slug/formulaire', async (requete) => {
    const a = await lireAppelPublie(base, requete.params.slug ?? '')
    return a ? { corps: formulairePublic(a.appel) } : introuvable()
  })
  api.publique('/communes', async (requete) => {
    const p = lirePagination(requete.query, (apres) => INSEE.test(apres))
    if (estRefus(p)) return p
    return { corps: await chercherCommunes(base, requete.query.q ?? '', p.limite, p.apres ?? null) }
  })
  api.publique('/ecoles', async (requete) => {
    const p = lirePagination(requete.query, (apres) => UAI.test(apres))
    if (estRefus(p)) return p
    const { commune, q } = requete.query
    return {
      corps: await chercherEcoles(base, {
        ...(commune ? { commune } : {}),
        ...(q ? { q } : {}),
        limite: p.limite,
        apres: p.apres ?? null,
      }),
    }
  })
  api.post('/appels/:slug/dossiers', async ({ acteur, requete }) => {
    const corps = z.strictObject({ organisme: z.string() }).safeParse(requete.body)
    if (!corps.success)
      return saisieInvalide([{ chemin: 'organisme', message: 'Indiquez le SIREN de l’organisme, et rien d’autre.' }])
    const faux = verifierSiren(corps.data.organisme)
    if (faux) return saisieInvalide([{ chemin: 'organisme', message: faux }])
    const cree = await creerBrouillon(maison.porte, {
      slug: requete.params.slug ?? '',
      organisme: corps.data.organisme,
      acteur,
      recuLe: requete.recuLe,
    })
    if (estRefus(cree)) return cree
    const vue = await lireDossier(base, cree.id, acteur)
    if (!vue) throw new Error('A draft just created is readable by its author')
    return {
      statut: 201,
      corps: vueDossier(vue.faits, vue.qualites, requete.recuLe),
      etag: `"${vue.faits.dossier.version}"`,
    }
  })
  api.post('/appels/:slug/actes/:acte', async ({ acteur, requete }) => {
    const fait = await accomplirAppel(maison.porte, {
      slug: requete.params.slug ?? '',
      acte: requete.params.acte ?? '',
      saisie: requete.body ?? {},
      acteur,
      recuLe: requete.recuLe,
    })
    return estRefus(fait) ? fait : { corps: fait }
  })
}

/** `version`: of the call as it stands, that an act may name; `versionPubliee`: of its content. */
const vueAppel = ({ slug, version, revision, ouverture, cloture, appel }: AppelPublie, maintenant: Date) => ({
  slug,
  version: revision,
  versionPubliee: version,
  titre: appel.titre,
  resume: appel.resume,
  operateurs: appel.operateurs,
  ouverture: ouverture.toISOString(),
  cloture: cloture.toISOString(),
  etat: maintenant < ouverture ? 'a_venir' : maintenant < cloture ? 'ouvert' : 'clos',
  resultats: appel.calendrier.resultats ?? null,
  candidats: appel.candidats,
  territoire: appel.territoire,
  ecoles: appel.ecoles,
  volets: appel.financement.volets,
  enveloppe: appel.financement.enveloppe,
  partMinimaleDemandeur: appel.financement.partMinimaleDemandeur ?? null,
  contact: appel.contact,
  avertissement: appel.avertissement ?? null,
  controle: appel.controle.map(({ id, libelle, automatique }) => ({ id, libelle, automatique: automatique ?? null })),
  grille: appel.grille,
})
