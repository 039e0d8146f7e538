import { differences } from '../domaine/formulaire/fusionner.ts'
import { dateHeureSimple } from '../domaine/francais.ts'
import { estRole, ROLES } from '../domaine/roles.ts'
import { ChampListe } from '../ui/champs.tsx'
import { Chronologie } from '../ui/chronologie.tsx'
import { TableauEcarts } from '../ui/ecarts.tsx'
import { Bouton } from '../ui/formulaire.tsx'
import { urls } from '../urls.ts'
import type { VueDossierBureau } from './dossier-page.tsx'

/** The acts of the dossier, and what changed field by field between two filed versions. */
export const OngletHistorique = (v: VueDossierBureau) => (
  <div>
    {v.versions.length > 1 ? <Comparaison {...v} /> : null}
    <h2 class="govuk-heading-m">Historique</h2>
    <Chronologie
      evenements={v.lignes.toReversed().map((l) => ({
        le: l.le,
        titre: `${l.fait.charAt(0).toUpperCase()}${l.fait.slice(1)}`,
        par: `${l.par}, ${(estRole(l.qualite) ? ROLES[l.qualite].libelle : l.qualite).replace(/^[A-Z](?=[a-zé])/u, (x) => x.toLowerCase())}`,
        mien: l.personne === v.moi,
        texte: resumer(l.saisie),
      }))}
    />
  </div>
)

const resumer = (saisie: Record<string, unknown>): string | undefined => {
  const utiles = ['motif', 'motifs', 'commentaire', 'texte', 'avant', 'sens'].flatMap((k) => {
    const x = saisie[k]
    return typeof x === 'string' ? [x] : Array.isArray(x) ? [x.join(' ; ')] : []
  })
  const t = utiles.join(' — ')
  return t === '' ? undefined : t.length > 400 ? `${t.slice(0, 400)}…` : t
}

const Comparaison = ({ e, versions, comparer }: VueDossierBureau) => {
  const a = versions.find((x) => x.numero === comparer.a) ?? versions[0]
  const de = versions.find((x) => x.numero === comparer.de) ?? versions[1]
  if (!a || !de) return null
  const ecarts = differences(de.reponses, a.reponses)
  const choix = versions.map((x) => ({
    valeur: String(x.numero),
    libelle: `Version ${x.numero}, ${dateHeureSimple(x.le)}`,
  }))
  return (
    <section aria-labelledby="versions">
      <h2 class="govuk-heading-m" id="versions">
        Ce qui a changé entre deux versions déposées
      </h2>
      <form
        method="get"
        action={urls.bureauDossier.href({ slug: e.slug, id: e.faits.dossier.id })}
        class="laureat-filtres laureat-filtres--grille"
      >
        <input type="hidden" name="onglet" value="historique" />
        <ChampListe chemin="de" libelle="De" choix={choix} valeur={String(de.numero)} />
        <ChampListe chemin="a" libelle="À" choix={choix} valeur={String(a.numero)} />
        <Bouton ton="secondaire">Comparer</Bouton>
      </form>
      {ecarts.length === 0 ? (
        <p class="govuk-body">Aucune réponse n’a changé entre ces deux versions.</p>
      ) : (
        <TableauEcarts
          faits={e.faits}
          ecarts={ecarts}
          legende={`Différences de la version ${de.numero} à la version ${a.numero}`}
        />
      )}
    </section>
  )
}
