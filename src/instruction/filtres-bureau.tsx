import { ETATS, type Etat } from '../domaine/etats.ts'
import { ChampListe, ChampTexte } from '../ui/champs.tsx'
import { Bouton, Boutons } from '../ui/formulaire.tsx'
import { urls } from '../urls.ts'
import type { VueBureau } from './bureau-page.tsx'
import { GererVues } from './vues-bureau.tsx'

/** Filters and sort of the desk (a GET form: each view has its link), and the name under which to keep it. */
export const FiltresBureau = (v: VueBureau & { requete: string }) => {
  const { recherche: r, choix, appel } = v
  const action = urls.bureau.href({ slug: appel.slug })
  const etats = (Object.keys(ETATS) as Etat[]).filter((e) => e !== 'brouillon') // the keys of a constant object
  return (
    <>
      <form method="get" action={action} class="laureat-filtres laureat-filtres--grille">
        {r.liste ? <input type="hidden" name="liste" value={r.liste} /> : null}
        {r.q ? <input type="hidden" name="q" value={r.q} /> : null}
        <ChampListe
          vide="Tous"
          chemin="etat"
          libelle="État"
          valeur={r.etat}
          choix={[...etats.map((e) => ({ valeur: e, libelle: ETATS[e].libelle }))]}
        />
        <ChampListe
          vide="Tous"
          chemin="agent"
          libelle="Agent"
          valeur={r.agent}
          choix={[
            { valeur: 'moi', libelle: 'Moi' },
            { valeur: 'personne', libelle: 'Pas encore attribué' },
            ...choix.agents,
          ]}
        />
        <ChampTexte chemin="commune" libelle="Commune de l’école" aide="Une partie du nom" valeur={r.commune} />
        <ChampListe vide="Toutes" chemin="epci" libelle="Intercommunalité" valeur={r.epci} choix={[...choix.epcis]} />
        <ChampListe
          vide="Toutes"
          chemin="circonscription"
          libelle="Circonscription"
          valeur={r.circonscription}
          choix={[...choix.circonscriptions]}
        />
        <ChampListe
          vide="Tous"
          chemin="alerte"
          libelle="Contrôle à vérifier"
          valeur={r.alerte}
          choix={[...appel.controle.filter((c) => c.automatique).map((c) => ({ valeur: c.id, libelle: c.libelle }))]}
        />
        <ChampTexte chemin="score_min" libelle="Note au moins" largeur={4} valeur={r.score_min?.toString()} />
        <ChampTexte
          chemin="montant_min"
          libelle="Montant au moins"
          largeur={5}
          suffixe="€"
          valeur={r.montant_min?.toString()}
        />
        <ChampTexte
          chemin="montant_max"
          libelle="Montant au plus"
          largeur={5}
          suffixe="€"
          valeur={r.montant_max?.toString()}
        />
        <ChampListe
          chemin="tri"
          libelle="Trier par"
          valeur={r.tri ?? 'attente'}
          choix={[
            { valeur: 'attente', libelle: 'Attente la plus longue' },
            { valeur: 'recent', libelle: 'Dépôt le plus récent' },
            { valeur: 'organisme', libelle: 'Nom' },
            { valeur: 'montant', libelle: 'Montant' },
            { valeur: 'score', libelle: 'Note' },
          ]}
        />
        <Boutons>
          <Bouton ton="secondaire">Appliquer</Bouton>
          <a class="govuk-link" href={action}>
            Tout retirer
          </a>
        </Boutons>
      </form>
      <GererVues {...v} slug={appel.slug} csrf={v.cadre.csrf} />
    </>
  )
}
