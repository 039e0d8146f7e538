import { lireMontant } from '../domaine/montants.ts'
import { texteDe } from '../socle/http/corps.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { ChampListe, ChampMontant, ChampTexte } from '../ui/champs.tsx'
import { ChampDate } from '../ui/champs-choix.tsx'
import type { Propre } from './formulaires-propres.tsx'

/** A quote that came by letter or mail: its head; its lines are typed afterwards on the page of the quotes. */
export const DEVIS_RECU: Propre = {
  champs: ({ e, erreurs, corps }) => (
    <>
      <ChampTexte
        chemin="fournisseur.nom"
        libelle="Fournisseur"
        erreurs={erreurs}
        valeur={texteDe(corps, 'fournisseur.nom')}
      />
      <ChampTexte
        chemin="fournisseur.siret"
        libelle="SIRET du fournisseur"
        largeur={20}
        erreurs={erreurs}
        valeur={texteDe(corps, 'fournisseur.siret')}
      />
      <ChampTexte
        chemin="numero"
        libelle="Numéro du devis"
        largeur={20}
        erreurs={erreurs}
        valeur={texteDe(corps, 'numero')}
      />
      <ChampDate chemin="date" libelle="Date du devis" erreurs={erreurs} valeur={dateSaisie(corps, 'date')} />
      <ChampDate
        chemin="validite"
        libelle="Valable jusqu’au"
        erreurs={erreurs}
        valeur={dateSaisie(corps, 'validite')}
      />
      <ChampMontant
        chemin="total"
        libelle="Total toutes taxes comprises"
        erreurs={erreurs}
        valeur={texteDe(corps, 'total')}
      />
      {e.faits.devis.some((d) => d.etat !== 'remplace') ? (
        <ChampListe
          chemin="remplace"
          libelle="Remplace"
          facultatif
          vide="Aucun autre devis"
          erreurs={erreurs}
          valeur={texteDe(corps, 'remplace')}
          choix={e.faits.devis
            .filter((d) => d.etat !== 'remplace')
            .map((d) => ({ valeur: d.id, libelle: `${d.fournisseur_nom}, n° ${d.numero}` }))}
        />
      ) : null}
    </>
  ),
  lire: (corps) => {
    const total = texteDe(corps, 'total')
    return {
      fournisseur: { nom: texteDe(corps, 'fournisseur.nom'), siret: texteDe(corps, 'fournisseur.siret') },
      numero: texteDe(corps, 'numero'),
      date: dateSaisie(corps, 'date') || '',
      validite: dateSaisie(corps, 'validite') || '',
      ...(total ? { total: lireMontant(total) ?? total } : {}),
      ...(texteDe(corps, 'remplace') ? { remplace: texteDe(corps, 'remplace') } : {}),
      ...(texteDe(corps, 'commentaire') ? { commentaire: texteDe(corps, 'commentaire') } : {}),
    }
  },
}
