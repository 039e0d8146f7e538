import type { Api } from '../api/contexte.ts'
import { BALISES } from '../domaine/convention/balises.ts'
import { comparerModeles } from '../domaine/convention/differences.ts'
import { estRefus, introuvable, saisieInvalide } from '../domaine/refus.ts'
import type { Maison } from '../maison.ts'
import { lireAppelPublie } from '../registre/appels.ts'
import { lireModele, lireVersionModele, listerVersions } from '../registre/modele-convention.ts'
import { recevoirModeleWord } from './modele-word.ts'
import { lecteurDe, tient } from './vote-queries.ts'

/** The model of a call's agreements. Its changes are acts on the call; a Word template is sent first, then named by its act. */
export const apiModeles = (api: Api, maison: Maison): void => {
  const { base } = maison.porte
  const entrer = async (a: {
    acteur: Parameters<typeof lecteurDe>[0]
    requete: { params: Record<string, string> }
  }) => {
    const slug = a.requete.params.slug ?? ''
    return lecteurDe(a.acteur, slug) ? lireAppelPublie(base, slug) : undefined
  }

  api.get('/appels/:slug/convention', async (a) => {
    const publie = await entrer(a)
    if (!publie) return introuvable()
    const { numero, contenu } = await lireModele(base, publie.slug)
    return {
      corps: {
        appel: publie.slug,
        version: numero,
        ...contenu,
        balises: BALISES,
        versions: (await listerVersions(base, publie.slug)).map((v) => ({
          version: v.numero,
          le: v.cree_le,
          par: v.par,
          note: v.note,
        })),
      },
    }
  })

  api.get('/appels/:slug/convention/versions/:numero', async (a) => {
    const publie = await entrer(a)
    const demande = a.requete.params.numero ?? ''
    const numero = /^\d{1,6}$/.test(demande) ? Number(demande) : -1
    const contenu = publie && (await lireVersionModele(base, publie.slug, numero))
    if (!publie || !contenu) return introuvable()
    const avant = numero > 0 ? await lireVersionModele(base, publie.slug, numero - 1) : null
    return {
      corps: {
        appel: publie.slug,
        version: numero,
        ...contenu,
        differences: avant ? comparerModeles(avant, contenu) : [],
      },
    }
  })

  api.post('/appels/:slug/convention/modele-word', async (a) => {
    const publie = await entrer(a)
    if (!publie) return introuvable()
    if (!a.requete.isMultipart())
      return saisieInvalide([
        { chemin: 'modele', message: 'Envoyez le fichier .docx en multipart, champ «\u00a0modele\u00a0».' },
      ])
    const ecrit = tient(a.acteur, publie.slug, 'administrateur_appel', 'instructeur')
    const vue = { slug: publie.slug, appel: publie.appel, acteur: a.acteur, ecrit }
    for await (const part of a.requete.parts({ limits: { fields: 20, files: 1 } })) {
      if (part.type !== 'file') continue
      const le = a.requete.recuLe
      const recu = await recevoirModeleWord(maison, vue, {
        flux: part.file,
        nom: part.filename,
        type: part.mimetype,
        le,
      })
      return estRefus(recu) ? recu : { statut: 201, corps: recu }
    }
    return saisieInvalide([{ chemin: 'modele', message: 'Choisissez un fichier Word (.docx).' }])
  })
}
