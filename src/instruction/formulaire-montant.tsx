import { lignesDecouvertes } from '../domaine/couverture.ts'
import { aDesDevisConformes, calculDuDossier } from '../domaine/demande.ts'
import { accorder } from '../domaine/francais.ts'
import { euros } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import { Avis } from '../ui/avis.tsx'
import { CarteArgent } from '../ui/carte-argent.tsx'
import { ChampLong } from '../ui/champs.tsx'
import { urls } from '../urls.ts'
import type { Propre } from './formulaires-propres.tsx'

/** The amount that conform quotes give, part by part and source by source; what no quote covers is dropped with a reason. */
export const MONTANT: Propre = {
  champs: ({ e: { faits: f }, erreurs, corps }) => {
    const devis = <a href={urls.devis.href({ id: f.dossier.id })}>Voir les devis et ce qu’ils couvrent</a>
    if (!aDesDevisConformes(f))
      return (
        <Avis ton="attention" titre="Aucun devis n’est encore déclaré conforme : le montant se calcule sur les devis.">
          <p>{devis}</p>
        </Avis>
      )
    const calcul = calculDuDossier(f)
    const sans = lignesDecouvertes(f)
    const source = (id: string) => f.appel.financement.sources.find((s) => s.id === id)?.libelle ?? id
    return (
      <>
        <CarteArgent
          titre="Ce que donnent les devis conformes"
          lignes={calcul.volets.flatMap((v) =>
            v.sources
              .filter((s) => s.montant > 0)
              .map((s) => ({ libelle: `${v.libelle}, ${source(s.source)}`, centimes: s.montant })),
          )}
          total={{ libelle: 'Montant proposé au vote', centimes: calcul.subvention }}
        />
        <p class="govuk-body">
          La commission technique avait proposé {euros(f.dossier.montant_propose)} au plus. {devis}
        </p>
        {sans.length > 0 ? (
          <Avis
            ton="attention"
            titre={`${accorder(sans.length, 'ligne')} sans devis conforme : ${sans.length > 1 ? 'elles ne seront pas financées' : 'elle ne sera pas financée'}.`}
          >
            <ul class="govuk-list govuk-list--bullet">
              {sans.map((l) => (
                <li>
                  {l.libelle}, {typographier(l.nom)}
                </li>
              ))}
            </ul>
          </Avis>
        ) : null}
        <ChampLong
          chemin="motif"
          libelle={sans.length > 0 ? 'Pourquoi ces lignes sont abandonnées' : 'Motif'}
          aide={sans.length > 0 ? undefined : 'Demandé seulement si le montant dépasse ce qui reste de l’enveloppe.'}
          lignes={3}
          facultatif={sans.length === 0}
          erreurs={erreurs}
          valeur={typeof corps.motif === 'string' ? corps.motif : undefined}
        />
      </>
    )
  },
  lire: (corps) =>
    Object.fromEntries(
      ['motif', 'commentaire'].flatMap((nom) => {
        const x = corps[nom]
        return typeof x === 'string' && x.trim() !== '' ? [[nom, x.trim()]] : []
      }),
    ),
}
