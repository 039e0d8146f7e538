import { type Clause, type NomTexte, TEXTES } from '../domaine/convention/modele.ts'
import { dateHeure } from '../domaine/francais.ts'
import type { Refus } from '../domaine/refus.ts'
import type { VersionModele } from '../registre/modele-convention.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { Bouton, Boutons } from '../ui/formulaire.tsx'
import { Page } from '../ui/page.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import type { VueModeles } from './modeles-acces.ts'
import { ModelesWord } from './modeles-word.tsx'

type P = VueModeles & {
  titres: Record<NomTexte, string>
  versions: VersionModele[]
  refus: Refus | undefined
  fait: string | undefined
}

/** The models of a call: clauses of each text, Word template, history. Read by the call's staff, changed by its legal staff. */
export const ModelesPage = (p: P) => {
  const erreurs = p.refus?.erreurs ?? []
  const { numero } = p.modele
  return (
    <Page {...p.cadre} titre="Modèles de convention" prive large erreurs={erreurs}>
      <ResumeErreurs erreurs={erreurs} />
      <p class="laureat-surtitre">{p.appel.sigle ?? p.appel.titre}</p>
      <h1 class="govuk-heading-xl">Modèles de convention</h1>
      {p.fait ? <Avis ton="succes" titre={p.fait} /> : null}
      {p.refus && erreurs.length === 0 ? <Avis ton="erreur" titre={p.refus.detail} /> : null}
      <p class="govuk-body">
        {numero === 0 ? 'Texte de départ, jamais modifié.' : `Version ${numero} en vigueur.`} Une convention déjà
        envoyée garde la version avec laquelle elle a été établie.
      </p>
      {TEXTES.map((texte) => (
        <section>
          <h2 class="govuk-heading-m">{p.titres[texte]}</h2>
          <ListeClauses {...p} texte={texte} clauses={p.modele.contenu[texte]} />
          <Boutons>
            <Bouton ton="secondaire" href={urls.apercuConvention.href({ slug: p.slug, document: `${texte}.pdf` })}>
              {texte === 'ent' ? 'Aperçu de la convention ENT (PDF)' : 'Aperçu de la convention (PDF)'}
            </Bouton>
            {p.ecrit ? (
              <a href={urls.clauseConvention.href({ slug: p.slug, texte, clause: 'nouvelle' })}>
                {texte === 'ent' ? 'Ajouter une clause à la convention ENT' : 'Ajouter une clause'}
              </a>
            ) : null}
          </Boutons>
        </section>
      ))}
      <ModelesWord {...p} erreurs={erreurs} />
      <Historique {...p} />
      <p class="govuk-body">
        <a href={urls.scanConventions.href({ slug: p.slug })}>
          Reconnaître des conventions signées et numérisées ensemble
        </a>
      </p>
    </Page>
  )
}

const GENRES: Record<Clause['genre'], string> = { preambule: 'Préambule', article: 'Article', annexe: 'Annexe' }

const ListeClauses = (p: P & { texte: NomTexte; clauses: readonly Clause[] }) => {
  const rang = (c: Clause) => p.clauses.filter((x) => x.genre === c.genre).indexOf(c) + 1
  const premiere = p.texte === 'subvention' ? 2 : 0
  return (
    <Tableau
      legende={`Clauses : ${p.titres[p.texte]}`}
      legendeCachee
      colonnes={[{ titre: 'Place' }, { titre: 'Clause' }, { titre: 'Début du texte' }]}
      lignes={p.clauses.map((c) => [
        c.genre === 'preambule'
          ? GENRES[c.genre]
          : `${GENRES[c.genre]} ${rang(c) + (c.genre === 'annexe' ? premiere : 0)}`,
        <a href={urls.clauseConvention.href({ slug: p.slug, texte: p.texte, clause: c.id })}>{c.titre}</a>,
        c.texte.length > 90 ? `${c.texte.slice(0, 90).replace(/\s+\S*$/, '')}…` : c.texte,
      ])}
    />
  )
}

const Historique = (p: P) => (
  <section>
    <h2 class="govuk-heading-m">Versions</h2>
    <Tableau
      legende="Versions du modèle"
      legendeCachee
      colonnes={[{ titre: 'Version' }, { titre: 'Enregistrée' }, { titre: 'Par' }, { titre: 'Ce qui change' }]}
      lignes={[
        ...p.versions.map((v) => [
          <a href={urls.versionConvention.href({ slug: p.slug, numero: String(v.numero) })}>Version {v.numero}</a>,
          dateHeure(v.cree_le),
          v.par,
          v.note,
        ]),
        [
          <a href={urls.versionConvention.href({ slug: p.slug, numero: '0' })}>Texte de départ</a>,
          'À l’ouverture de l’appel',
          'Lauréat',
          '',
        ],
      ]}
    />
  </section>
)
