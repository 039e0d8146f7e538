import { comparerModeles, type Morceau } from '../domaine/convention/differences.ts'
import { TITRES_TEXTES } from '../domaine/convention/modele.ts'
import { dateHeure } from '../domaine/francais.ts'
import { estRefus, introuvable, type Refus } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { accomplirAppel } from '../registre/accomplir-appel.ts'
import { lireVersionModele, listerVersions } from '../registre/modele-convention.ts'
import { texteDe } from '../socle/http/corps.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { Avis } from '../ui/avis.tsx'
import { BoutonPost } from '../ui/formulaire.tsx'
import { Page } from '../ui/page.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import { entrerModeles } from './modeles-acces.ts'

/** One version: what it changed, its preview, and the button that brings it back. */
export const routesVersion: Slice = ({ pages, maison }) => {
  pages.get(urls.versionConvention, (requete) => montrer(maison, requete))
  pages.post(urls.versionConvention, async (requete) => {
    const vue = await entrerModeles(maison, requete)
    if (!vue) return introuvable()
    const fait = await accomplirAppel(maison.porte, {
      slug: vue.slug,
      acte: 'retablir_convention_type',
      saisie: { numero: numeroDe(requete) ?? -1, base: Number(texteDe(requete.body ?? {}, 'base')) || 0 },
      acteur: vue.acteur,
      recuLe: requete.recuLe,
    })
    if (estRefus(fait)) return montrer(maison, requete, fait)
    return { vers: urls.modelesConvention.href({ slug: vue.slug }, { fait: 'retabli' }) }
  })
}

const numeroDe = (requete: Requete): number | undefined =>
  /^\d{1,6}$/.test(requete.params.numero ?? '') ? Number(requete.params.numero) : undefined

const montrer = async (maison: Maison, requete: Requete, non?: Refus): Promise<Sortie> => {
  const vue = await entrerModeles(maison, requete)
  const numero = numeroDe(requete)
  if (!vue || numero === undefined) return introuvable()
  const { base } = maison.porte
  const [version, avant] = [
    await lireVersionModele(base, vue.slug, numero),
    numero > 0 ? await lireVersionModele(base, vue.slug, numero - 1) : null,
  ]
  if (!version) return introuvable()
  const dite = (await listerVersions(base, vue.slug)).find((v) => v.numero === numero)
  const differences = avant ? comparerModeles(avant, version) : []
  const nom = numero === 0 ? 'Texte de départ' : `Version ${numero}`
  const apercu = (document: string) => urls.apercuConvention.href({ slug: vue.slug, document }, { version: numero })
  return {
    statut: non?.statut ?? 200,
    page: (
      <Page
        {...vue.cadre}
        titre={`${nom} des modèles de convention`}
        prive
        retour={{ href: urls.modelesConvention.href({ slug: vue.slug }), libelle: 'Retour aux modèles' }}
      >
        <h1 class="govuk-heading-xl">{nom}</h1>
        {non ? <Avis ton="erreur" titre={non.detail} /> : null}
        {dite ? (
          <p class="govuk-body">
            Enregistrée par {dite.par}, {dateHeure(dite.cree_le)}. {dite.note}
          </p>
        ) : null}
        <p class="govuk-body">
          Aperçus : <a href={apercu('subvention.pdf')}>{TITRES_TEXTES.subvention} (PDF)</a>,{' '}
          <a href={apercu('ent.pdf')}>{TITRES_TEXTES.ent} (PDF)</a>.
        </p>
        {vue.ecrit && numero !== vue.modele.numero ? (
          <BoutonPost
            action={urls.versionConvention.href({ slug: vue.slug, numero: String(numero) })}
            csrf={vue.cadre.csrf}
            champs={{ base: String(vue.modele.numero) }}
            ton="secondaire"
          >
            {numero === 0 ? 'Rétablir le texte de départ' : 'Rétablir cette version'}
          </BoutonPost>
        ) : null}
        <h2 class="govuk-heading-m">Ce qui a changé</h2>
        {differences.length === 0 ? (
          <Vide titre={numero === 0 ? 'C’est le premier texte.' : 'Rien ne diffère de la version précédente.'} />
        ) : (
          differences.map((d) => (
            <section>
              <h3 class="govuk-heading-s">{d.titre ? `${d.texte} : ${d.titre}` : d.texte}</h3>
              <p class="govuk-body">
                <Morceaux morceaux={d.morceaux} />
              </p>
            </section>
          ))
        )}
      </Page>
    ),
  }
}

/** Said in words too, for those who do not see the strokes. */
const Morceaux = ({ morceaux }: { morceaux: readonly Morceau[] }) => (
  <>
    {morceaux.map((m) =>
      m.genre === 'retire' ? (
        <del>
          <span class="govuk-visually-hidden">retiré : </span>
          {m.texte}
        </del>
      ) : m.genre === 'ajoute' ? (
        <ins>
          <span class="govuk-visually-hidden">ajouté : </span>
          {m.texte}
        </ins>
      ) : (
        m.texte
      ),
    )}
  </>
)
