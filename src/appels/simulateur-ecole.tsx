import type { Appel } from '../domaine/appel/schema.ts'
import { eurosCourts } from '../domaine/montants.ts'
import type { Erreur } from '../domaine/refus.ts'
import { ChampEntier, ChampTexte } from '../ui/champs.tsx'
import { Lignes } from '../ui/lignes.tsx'
import type { EcoleSaisie } from './simulation.ts'

/** One school of the simulator: its numbers, then one table of articles per part of the aid. */
export function EcoleSimulee(p: { appel: Appel; ecole: EcoleSaisie; rang: number; seule: boolean; erreurs: Erreur[] }) {
  const { ecole, erreurs } = p
  const base = `ecoles.${p.rang}`
  return (
    <fieldset class="govuk-fieldset laureat-simulateur__ecole">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">
        {p.seule ? 'L’école' : `École ${p.rang + 1}`}
      </legend>
      {p.seule ? null : (
        <ChampTexte chemin={`${base}.nom`} libelle="Nom de l’école" facultatif valeur={ecole.nom} erreurs={erreurs} />
      )}
      <div class="laureat-simulateur__effectifs">
        <ChampEntier
          chemin={`${base}.classes`}
          libelle="Classes"
          valeur={ecole.classes}
          erreurs={erreurs}
          largeur={4}
        />
        <ChampEntier
          chemin={`${base}.concernees`}
          libelle="Dont concernées"
          valeur={ecole.concernees}
          erreurs={erreurs}
          largeur={4}
        />
        <ChampEntier chemin={`${base}.eleves`} libelle="Élèves" valeur={ecole.eleves} erreurs={erreurs} largeur={4} />
      </div>
      {p.appel.financement.volets.map((v) => (
        <Lignes
          chemin={`${base}.${v.id}`}
          legende={v.libelle}
          colonnes={[
            { id: 'article', titre: 'Article', type: 'choix', large: true, choix: articles(p.appel, v.id) },
            { id: 'quantite', titre: 'Quantité', type: 'entier' },
            { id: 'prix', titre: 'Prix unitaire HT', type: 'montant' },
          ]}
          lignes={(ecole.lignes[v.id] ?? []).map((l) => ({ ...l }))}
          erreurs={erreurs}
          ajouter="Ajouter un article"
          max={30}
        />
      ))}
      <p class="laureat-discret">
        Sans prix, nous comptons le prix plafond de l’article&nbsp;; sans quantité, une seule unité.
      </p>
      {p.seule ? null : (
        <button type="submit" name="retirer" value={base} class="laureat-bouton-lien">
          Retirer cette école<span class="govuk-visually-hidden"> (école {p.rang + 1})</span>
        </button>
      )}
    </fieldset>
  )
}

const articles = (appel: Appel, volet: string) =>
  appel.catalogue
    .filter((a) => a.volet === volet)
    .map((a) => ({
      valeur: a.id,
      libelle: `${a.libelle}, ${eurosCourts(a.plafond)} au plus par ${a.unite}`,
      groupe: a.categorie,
    }))
