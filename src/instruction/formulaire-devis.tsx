import { lireMontant } from '../domaine/montants.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { ChampListe, ChampMontant, ChampTexte } from '../ui/champs.tsx'
import { ChampDate } from '../ui/champs-choix.tsx'
import type { Propre } from './formulaires-propres.tsx'

type Corps = Parameters<Propre['lire']>[0]
const dit = (corps: Corps, nom: string): string => {
  const x = corps[nom]
  return (typeof x === 'string' ? x : (x?.[0] ?? '')).trim()
}

/** A quote that came by letter or mail: its head; its lines are typed afterwards on the page of the quotes. */
export const DEVIS_RECU: Propre = {
  champs: ({ e, erreurs, corps }) => (
    <>
      <ChampTexte
        chemin="fournisseur.nom"
        libelle="Fournisseur"
        erreurs={erreurs}
        valeur={dit(corps, 'fournisseur.nom')}
      />
      <ChampTexte
        chemin="fournisseur.siret"
        libelle="SIRET du fournisseur"
        largeur={20}
        erreurs={erreurs}
        valeur={dit(corps, 'fournisseur.siret')}
      />
      <ChampTexte
        chemin="numero"
        libelle="Numéro du devis"
        largeur={20}
        erreurs={erreurs}
        valeur={dit(corps, 'numero')}
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
        valeur={dit(corps, 'total')}
      />
      {e.faits.devis.some((d) => d.etat !== 'remplace') ? (
        <ChampListe
          chemin="remplace"
          libelle="Remplace"
          facultatif
          vide="Aucun autre devis"
          erreurs={erreurs}
          valeur={dit(corps, 'remplace')}
          choix={e.faits.devis
            .filter((d) => d.etat !== 'remplace')
            .map((d) => ({ valeur: d.id, libelle: `${d.fournisseur_nom}, n° ${d.numero}` }))}
        />
      ) : null}
    </>
  ),
  lire: (corps) => {
    const total = dit(corps, 'total')
    return {
      fournisseur: { nom: dit(corps, 'fournisseur.nom'), siret: dit(corps, 'fournisseur.siret') },
      numero: dit(corps, 'numero'),
      date: dateSaisie(corps, 'date') || '',
      validite: dateSaisie(corps, 'validite') || '',
      ...(total ? { total: lireMontant(total) ?? total } : {}),
      ...(dit(corps, 'remplace') ? { remplace: dit(corps, 'remplace') } : {}),
      ...(dit(corps, 'commentaire') ? { commentaire: dit(corps, 'commentaire') } : {}),
    }
  },
}
