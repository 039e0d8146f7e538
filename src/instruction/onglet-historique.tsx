import type { Faits } from '../domaine/faits.ts'
import { differences } from '../domaine/formulaire/fusionner.ts'
import type { Json } from '../domaine/formulaire/reponses.ts'
import { typographier } from '../domaine/organismes.ts'
import { estRole, ROLES } from '../domaine/roles.ts'
import { ChampListe } from '../ui/champs.tsx'
import { Chronologie } from '../ui/chronologie.tsx'
import { dateHeureSimple } from '../ui/formats.ts'
import { Bouton } from '../ui/formulaire.tsx'
import { ValeurLue } from '../ui/reponses.tsx'
import { Tableau } from '../ui/tableau.tsx'
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
        <Tableau
          legende={`Différences de la version ${de.numero} à la version ${a.numero}`}
          colonnes={[{ titre: 'Question' }, { titre: 'Avant' }, { titre: 'Après' }]}
          lignes={ecarts.map((x) => [
            nomDuChemin(e.faits, x.chemin),
            <Valeur faits={e.faits} chemin={x.chemin} valeur={x.avant} />,
            <Valeur faits={e.faits} chemin={x.chemin} valeur={x.apres} />,
          ])}
        />
      )}
    </section>
  )
}

const cible = (f: Faits, chemin: string) => {
  const p = chemin.split('.')
  const [uai, section, question] = p[0] === 'ecoles' ? [p[1], p[2], p[3]] : [undefined, p[0], p[1]]
  const s = f.appel.formulaire.find((x) => x.id === section)
  return { uai, section: s, question: s?.questions.find((q) => q.id === question) }
}

const nomDuChemin = (f: Faits, chemin: string): string => {
  const { uai, question } = cible(f, chemin)
  const ecole = f.ecoles.find((x) => x.uai === uai)?.nom
  return `${ecole ? `${typographier(ecole)} : ` : ''}${question?.libelle ?? chemin}`
}

const Valeur = ({ faits, chemin, valeur }: { faits: Faits; chemin: string; valeur: unknown }) => {
  const { question } = cible(faits, chemin)
  // Answers of a filed version are JSON.
  return question ? <ValeurLue faits={faits} q={question} valeur={valeur as Json | undefined} /> : String(valeur ?? '')
}
