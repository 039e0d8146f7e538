import { TITRES_TEXTES } from '../domaine/convention/modele.ts'
import { estRefus, introuvable, type Refus } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { accomplirAppel } from '../registre/accomplir-appel.ts'
import { sansPrefixe, sousPrefixe } from '../registre/formulaire-fichiers.ts'
import { listerVersions } from '../registre/modele-convention.ts'
import { texteDe } from '../socle/http/corps.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { urls } from '../urls.ts'
import { routesApercus } from './apercus.ts'
import { routesClause } from './clause.tsx'
import { envoyerModeleWord } from './modele-word.ts'
import { entrerModeles } from './modeles-acces.ts'
import { ModelesPage } from './modeles-page.tsx'
import { routesScan } from './scan.tsx'
import { routesVersion } from './version.tsx'

/** The model of a call's agreements: its clauses, its Word template, which one is used, its history. */
export const routesModeles: Slice = (outils) => {
  const { pages, maison } = outils
  pages.get(urls.modelesConvention, (requete) => montrer(maison, requete))
  pages.post(urls.modelesConvention, async (requete) => {
    const vue = await entrerModeles(maison, requete)
    if (!vue) return introuvable()
    const versVoir = (fait: string) => ({ vers: urls.modelesConvention.href({ slug: vue.slug }, { fait }) })
    if (requete.isMultipart()) {
      const envoye = await envoyerModeleWord(maison, vue, requete)
      return estRefus(envoye) ? montrer(maison, requete, envoye) : versVoir('word')
    }
    const corps = sansPrefixe(requete.body ?? {})
    const texte = texteDe(corps, 'texte')
    const fait = await accomplirAppel(maison.porte, {
      slug: vue.slug,
      acte: 'choisir_modele_convention',
      saisie: {
        ...(texte ? { texte } : {}),
        usage: texteDe(corps, 'usage'),
        base: Number(texteDe(corps, 'base')) || 0,
      },
      acteur: vue.acteur,
      recuLe: requete.recuLe,
    })
    return estRefus(fait)
      ? montrer(maison, requete, { ...fait, erreurs: sousPrefixe(fait.erreurs ?? [], requete.body ?? {}) })
      : versVoir('usage')
  })
  routesClause(outils)
  routesVersion(outils)
  routesApercus(outils)
  routesScan(outils)
}

const FAITS: Record<string, string> = {
  word: 'Le modèle Word est enregistré et choisi pour les prochaines conventions.',
  usage: 'Votre choix vaut pour les prochaines conventions.',
  clause: 'La nouvelle version est enregistrée. Les conventions déjà envoyées gardent la leur.',
  retabli: 'La version est rétablie, sous un nouveau numéro.',
}

const montrer = async (maison: Maison, requete: Requete, non?: Refus): Promise<Sortie> => {
  const vue = await entrerModeles(maison, requete)
  if (!vue) return introuvable()
  return {
    statut: non?.statut ?? 200,
    page: (
      <ModelesPage
        {...vue}
        titres={TITRES_TEXTES}
        versions={await listerVersions(maison.porte.base, vue.slug)}
        refus={non}
        fait={Object.hasOwn(FAITS, requete.query.fait ?? '') ? FAITS[requete.query.fait ?? ''] : undefined}
      />
    ),
  }
}
