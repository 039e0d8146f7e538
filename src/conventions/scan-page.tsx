import type { Refus } from '../domaine/refus.ts'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampFichier } from '../ui/champ-fichier.tsx'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { Page } from '../ui/page.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import type { VueModeles } from './modeles-acces.ts'

export type Reconnu = { pages: string; numero: string; id?: string; organisme?: string }

/** Which dossier each page of a bundle belongs to. */
export const ScanPage = (p: VueModeles & { non: Refus | undefined; reconnus: Reconnu[] | undefined }) => {
  const erreurs = p.non?.erreurs ?? []
  return (
    <Page {...p.cadre} titre="Reconnaître des conventions numérisées" prive erreurs={erreurs}>
      <ResumeErreurs erreurs={erreurs} />
      <p class="laureat-surtitre">{p.appel.sigle ?? p.appel.titre}</p>
      <h1 class="govuk-heading-xl">Reconnaître des conventions numérisées</h1>
      <p class="govuk-body">
        Plusieurs conventions signées sont dans un même fichier ? Le code imprimé au bas de chaque page dit à quel
        dossier elle appartient, même à l’envers. Le fichier est lu, puis oublié : envoyez ensuite à chaque dossier ses
        seules pages.
      </p>
      {p.reconnus ? (
        <>
          <h2 class="govuk-heading-m">Ce que contient le fichier</h2>
          <Tableau
            legende="Dossiers reconnus"
            legendeCachee
            colonnes={[{ titre: 'Pages' }, { titre: 'Dossier' }, { titre: 'Bénéficiaire' }]}
            lignes={p.reconnus.map((r) => [
              r.pages,
              r.id ? (
                <a href={urls.convention.href({ id: r.id })}>{r.numero}</a>
              ) : r.numero ? (
                `${r.numero}, qui n’est pas un dossier de cet appel`
              ) : (
                'Sans code lisible'
              ),
              r.organisme ?? '',
            ])}
          />
        </>
      ) : null}
      <Formulaire action={urls.scanConventions.href({ slug: p.slug })} csrf={p.cadre.csrf} fichiers>
        <ChampFichier chemin="scan" libelle="Fichier numérisé (PDF)" accepte=".pdf" erreurs={erreurs} />
        <Bouton>{p.reconnus ? 'Reconnaître un autre fichier' : 'Reconnaître'}</Bouton>
      </Formulaire>
    </Page>
  )
}
