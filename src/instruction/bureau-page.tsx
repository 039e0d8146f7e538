import type { Appel } from '../domaine/appel/schema.ts'
import { accorder, dateLongue } from '../domaine/francais.ts'
import { eurosCourts } from '../domaine/montants.ts'
import type { Erreur } from '../domaine/refus.ts'
import type { EtatEnveloppe } from '../registre/enveloppe.ts'
import { LISTES, listeDe } from '../registre/listes-de-travail.ts'
import { Barre } from '../ui/barre.tsx'
import { Carte } from '../ui/carte.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { Bouton } from '../ui/formulaire.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { PageSuivante } from '../ui/navigation.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { Pastilles } from '../ui/pastilles.tsx'
import { Recherche } from '../ui/recherche.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import { FiltresBureau } from './filtres-bureau.tsx'
import { requeteDe } from './liste-suivie.ts'
import type { Choix, LigneBureau, RechercheBureau } from './queries.ts'
import { TableauBureau } from './tableau-bureau.tsx'
import type { VueEnregistree } from './vues.ts'
import { VuesGardees } from './vues-bureau.tsx'

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
  /** Of the site, to share a view by its address. */
  adresse: string
  erreurs: Erreur[]
}

/** « Ce qui vous attend »: the working lists with their counts, one search, the few columns that decide. */
export const BureauPage = (v: VueBureau) => {
  const { appel, recherche, page, tete } = v
  const { slug } = appel
  const liste = listeDe(recherche.liste)
  const { apres: _, ...sansPage } = recherche
  const requete = requeteDe(sansPage)
  return (
    <Page {...v.cadre} titre={`Ce qui vous attend, ${appel.titre}`} prive large erreurs={v.erreurs}>
      <ResumeErreurs erreurs={v.erreurs} />
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
      <VuesGardees slug={slug} vues={v.vues} requete={requete} />
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
        open={
          v.erreurs.length > 0 ||
          Object.keys(sansPage).some(
            (k) => !['liste', 'q'].includes(k) && sansPage[k as keyof typeof sansPage] !== undefined,
          )
        } // keys of this very object
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
      <p class="govuk-body laureat-impression-non">
        <Bouton href={urls.seances.href({ slug })} ton="secondaire">
          Préparer la commission
        </Bouton>
      </p>
    </Page>
  )
}
