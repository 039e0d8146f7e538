import { type Clause, type NomTexte, TITRES_TEXTES } from '../domaine/convention/modele.ts'
import type { Refus } from '../domaine/refus.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampLong, ChampTexte } from '../ui/champs.tsx'
import { ChampChoix } from '../ui/champs-choix.tsx'
import { Bouton, Boutons, Formulaire } from '../ui/formulaire.tsx'
import { Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'
import { AideBalises } from './aide-balises.tsx'
import type { VueModeles } from './modeles-acces.ts'
import { PlaceDeLaClause } from './place-clause.tsx'

type P = VueModeles & {
  texte: NomTexte
  clause: Clause | undefined
  refus: Refus | undefined
  valeurs: { titre: string; texte: string; genre: string; apres: string; note: string }
}

/** One clause: its text beside the placeholders that it may use. */
export const ClausePage = (p: P) => {
  const erreurs = p.refus?.erreurs ?? []
  const titre = p.clause ? `Clause « ${p.clause.titre} »` : 'Nouvelle clause'
  return (
    <Page
      {...p.cadre}
      titre={`${titre}, ${TITRES_TEXTES[p.texte]}`}
      prive
      large
      erreurs={erreurs}
      retour={{ href: urls.modelesConvention.href({ slug: p.slug }), libelle: 'Retour aux modèles' }}
    >
      <ResumeErreurs erreurs={erreurs} />
      <p class="laureat-surtitre">{TITRES_TEXTES[p.texte]}</p>
      <h1 class="govuk-heading-xl">{titre}</h1>
      {p.refus && erreurs.length === 0 ? <Avis ton="erreur" titre={p.refus.detail} /> : null}
      {p.ecrit ? <Ecrire {...p} erreurs={erreurs} /> : <Lire {...p} />}
      <h2 class="govuk-heading-m">Ce que vous pouvez écrire</h2>
      <p class="govuk-body">
        Une ligne vide sépare deux paragraphes. Une ligne qui commence par un tiret est un élément de liste. Deux
        astérisques de chaque côté mettent **en gras**. Tout le reste est imprimé comme vous l’écrivez.
      </p>
      <h3 class="govuk-heading-s">Balises</h3>
      <p class="govuk-body">
        Une balise entre accolades est remplacée par sa valeur pour chaque dossier. Une liste s’écrit seule sur sa
        ligne. Une ligne dont une balise est vide disparaît.
      </p>
      <AideBalises appel={p.appel} />
    </Page>
  )
}

const Lire = (p: P) => (
  <>
    {p.valeurs.texte.split('\n').map((ligne) => (
      <p class="govuk-body">{ligne}</p>
    ))}
  </>
)

const Ecrire = (p: P & { erreurs: { chemin: string; message: string }[] }) => (
  <Formulaire
    action={urls.clauseConvention.href({ slug: p.slug, texte: p.texte, clause: p.clause?.id ?? 'nouvelle' })}
    csrf={p.cadre.csrf}
  >
    <input type="hidden" name="base" value={p.modele.numero} />
    <ChampTexte chemin="titre" libelle="Titre de la clause" erreurs={p.erreurs} valeur={p.valeurs.titre} />
    <ChampLong chemin="texte" libelle="Texte" lignes={12} erreurs={p.erreurs} valeur={p.valeurs.texte} max={20_000} />
    <ChampChoix
      chemin="genre"
      libelle="Où se lit-elle ?"
      erreurs={p.erreurs}
      valeur={p.valeurs.genre}
      enLigne
      choix={[
        { valeur: 'preambule', libelle: 'Préambule' },
        { valeur: 'article', libelle: 'Article' },
        { valeur: 'annexe', libelle: 'Annexe' },
      ]}
    />
    <PlaceDeLaClause
      clauses={p.modele.contenu[p.texte].filter((c) => c !== p.clause)}
      valeur={p.valeurs.apres}
      erreurs={p.erreurs}
    />
    <ChampTexte
      chemin="note"
      libelle="Pourquoi ce changement ?"
      aide="Gardé dans l’historique des versions."
      facultatif
      erreurs={p.erreurs}
      valeur={p.valeurs.note}
    />
    <Boutons>
      <Bouton nom="geste" valeur="enregistrer">
        Enregistrer une nouvelle version
      </Bouton>
      <Bouton nom="geste" valeur="apercu" ton="secondaire">
        Aperçu de toute la convention (PDF)
      </Bouton>
      {p.clause ? (
        <Bouton nom="geste" valeur="supprimer" ton="danger">
          Retirer la clause
        </Bouton>
      ) : null}
    </Boutons>
  </Formulaire>
)
