import type { Appel } from '../domaine/appel/schema.ts'
import { accorder, dateLongue } from '../domaine/francais.ts'
import { eurosCourts } from '../domaine/montants.ts'
import type { EtatEnveloppe } from '../registre/enveloppe.ts'
import { LISTES, listeDe } from '../registre/listes-de-travail.ts'
import { Barre } from '../ui/barre.tsx'
import { Carte } from '../ui/carte.tsx'
import { Bouton, BoutonPost } from '../ui/formulaire.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { PageSuivante } from '../ui/navigation.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { Pastilles } from '../ui/pastilles.tsx'
import { Recherche } from '../ui/recherche.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import type { VueEnregistree } from './bureau.tsx'
import { FiltresBureau } from './filtres-bureau.tsx'
import type { Choix, LigneBureau, RechercheBureau } from './queries.ts'
import { TableauBureau } from './tableau-bureau.tsx'

export type VueBureau = {
  cadre: Cadre
  appel: Appel
  maintenant: Date
  agent: boolean
  recherche: RechercheBureau
  page: { lignes: LigneBureau[]; suivant: string | undefined }
  total: number
  comptes: Record<string, number>
  choix: { agents: Choix[]; epcis: Choix[]; circonscriptions: Choix[] }
  tete: { dossiers: number; ecoles: number; seance: string | null; conformes: number; examen: number }
  enveloppe: EtatEnveloppe
  vues: VueEnregistree[]
}

/** « Ce qui vous attend »: the working lists with their counts, one search, the few columns that decide. */
export const BureauPage = (v: VueBureau) => {
  const { appel, recherche, page, tete } = v
  const { slug } = appel
  const liste = listeDe(recherche.liste)
  const { apres: _, ...sansPage } = recherche
  const requete = new URLSearchParams(
    Object.entries(sansPage).flatMap(([k, x]) => (x === undefined || x === '' ? [] : [[k, String(x)]])),
  ).toString()
  return (
    <Page {...v.cadre} titre={`Ce qui vous attend, ${appel.titre}`} prive large>
      <h1 class="govuk-heading-xl">Ce qui vous attend</h1>
      <p class="laureat-chapo">
        {accorder(tete.dossiers, 'dossier déposé', 'dossiers déposés')}, {accorder(tete.ecoles, 'école')}.{' '}
        {tete.seance ? `Prochaine commission le ${dateLongue(tete.seance)}.` : 'Aucune commission n’est encore prévue.'}
      </p>
      <Pastilles
        libelle="Listes de travail"
        items={[
          ...LISTES.filter((l) => (v.comptes[l.id] ?? 0) > 0 || l.id === liste?.id || l.id === 'a_examiner').map(
            (l) => ({
              libelle: l.libelle,
              nombre: v.comptes[l.id] ?? 0,
              href: urls.bureau.href({ slug }, { liste: l.id }),
              ici: l.id === liste?.id,
            }),
          ),
          { libelle: 'Tous', nombre: tete.dossiers, href: urls.bureau.href({ slug }), ici: liste === undefined },
        ]}
      />
      <Recherche
        action={urls.bureau.href({ slug })}
        libelle="Chercher une commune, une école, un UAI, un SIREN ou un numéro de dossier"
        valeur={recherche.q}
      >
        {Object.entries(sansPage).map(([k, x]) =>
          k === 'q' || x === undefined ? null : <input type="hidden" name={k} value={String(x)} />,
        )}
      </Recherche>
      <Details
        summaryText="Filtrer, trier, retrouver une vue"
        open={Object.keys(sansPage).some(
          (k) => !['liste', 'q'].includes(k) && sansPage[k as keyof typeof sansPage] !== undefined,
        )} // keys of this very object
        text={<FiltresBureau {...v} requete={requete} />}
      />
      {page.lignes.length === 0 ? (
        <Vide titre={liste && !recherche.q ? liste.vide : 'Aucun dossier ne correspond.'}>
          {requete ? (
            <a href={urls.bureau.href({ slug })}>Voir tous les dossiers</a>
          ) : (
            'Les dossiers arrivent ici dès leur dépôt.'
          )}
        </Vide>
      ) : (
        <TableauBureau {...v} requete={requete} />
      )}
      <PageSuivante
        total={accorder(v.total, 'dossier')}
        suivante={page.suivant ? `${urls.bureau.href({ slug })}?${requete}&apres=${page.suivant}` : undefined}
      />
      <Carte titre={`Enveloppe : ${eurosCourts(v.enveloppe.total)}`}>
        <Barre
          total={v.enveloppe.total}
          format={eurosCourts}
          segments={[
            { libelle: 'proposés ou votés', valeur: v.enveloppe.engage, ton: 'plein' },
            { libelle: 'demandés par des dossiers conformes', valeur: tete.conformes, ton: 'moyen' },
            { libelle: 'demandés par des dossiers en examen', valeur: tete.examen, ton: 'attention' },
          ]}
        />
        <p class="govuk-body">
          Il reste {eurosCourts(Math.max(0, v.enveloppe.reste))} à attribuer pour {accorder(tete.dossiers, 'dossier')}.{' '}
          <a href={urls.enveloppe.href({ slug })}>Essayer des scénarios</a>
        </p>
      </Carte>
      {v.vues.length > 0 ? (
        <section aria-labelledby="vues">
          <h2 class="govuk-heading-m" id="vues">
            Vos vues enregistrées
          </h2>
          <ul class="govuk-list">
            {v.vues.map((x) => (
              <li>
                <a href={`${urls.bureau.href({ slug })}?${x.requete}`}>{x.nom}</a>{' '}
                <BoutonPost
                  action={urls.bureau.href({ slug })}
                  csrf={v.cadre.csrf}
                  champs={{ retirer: x.id, requete }}
                  lien
                >
                  Retirer la vue {x.nom}
                </BoutonPost>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <p class="govuk-body laureat-impression-non">
        <Bouton href={urls.seances.href({ slug })} ton="secondaire">
          Préparer la commission
        </Bouton>
      </p>
    </Page>
  )
}
