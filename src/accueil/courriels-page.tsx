import { accorder, dateHeureSimple } from '../domaine/francais.ts'
import { Blocs } from '../ui/blocs.tsx'
import { PageSuivante } from '../ui/navigation.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { Recapitulatif } from '../ui/recapitulatif.tsx'
import { Recherche } from '../ui/recherche.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import { type CourrielEntier, type CourrielGarde, PAR_PAGE } from './courriels-queries.ts'

const ETATS: Record<string, string> = {
  attente: 'En attente',
  envoye: 'Envoyée',
  garde: 'Gardée ici',
  refuse: 'Refusée par le serveur',
  recapitulatif: 'Dans un récapitulatif',
}

/** Every letter of the demonstration: nothing leaves, everything is here. */
export const CourrielsPage = (p: {
  cadre: Cadre
  a: string
  page: number
  elements: CourrielGarde[]
  total: number
}) => {
  const lien = (page: number) => urls.demoCourriels.href({}, { a: p.a || undefined, page: page > 1 ? page : undefined })
  return (
    <Page {...p.cadre} titre="Courriels de la démonstration" prive>
      <h1 class="govuk-heading-l">Courriels de la démonstration</h1>
      <p class="laureat-chapo">
        Aucun courriel ne part de cette démonstration&nbsp;: chaque lettre est gardée ici, telle qu’elle aurait été
        envoyée.
      </p>
      <Recherche
        action={urls.demoCourriels.href()}
        nom="a"
        libelle="Adresse du destinataire"
        aide="Toute l’adresse, ou une partie."
        valeur={p.a || undefined}
      />
      {p.elements.length === 0 ? (
        <Vide titre={p.a ? `Aucune lettre pour «\u00a0${p.a}\u00a0».` : 'Aucune lettre pour le moment.'}>
          <p>Une lettre apparaît ici dès qu’un acte en écrit une, par exemple une demande de connexion.</p>
        </Vide>
      ) : (
        <Tableau
          legende="Lettres, de la plus récente à la plus ancienne"
          legendeCachee
          colonnes={[{ titre: 'Objet' }, { titre: 'À' }, { titre: 'Écrite le' }, { titre: 'État' }]}
          lignes={p.elements.map((c) => [
            <a href={urls.demoCourriel.href({ id: c.id })}>{c.objet}</a>,
            c.a.join(', '),
            <time datetime={c.cree_le.toISOString()}>{dateHeureSimple(c.cree_le)}</time>,
            ETATS[c.etat] ?? c.etat,
          ])}
        />
      )}
      <PageSuivante
        total={p.total > 0 ? accorder(p.total, 'lettre') : ''}
        precedente={p.page > 1 ? lien(p.page - 1) : undefined}
        suivante={p.total > p.page * PAR_PAGE ? lien(p.page + 1) : undefined}
      />
    </Page>
  )
}

/** One letter as its reader sees it, its links alive. */
export const CourrielPage = ({
  cadre,
  courriel: c,
  expediteur,
}: {
  cadre: Cadre
  courriel: CourrielEntier
  expediteur: string
}) => (
  <Page
    {...cadre}
    titre={c.objet}
    prive
    retour={{ href: urls.demoCourriels.href({}, { a: c.a[0] }), libelle: `Les lettres à ${c.a[0] ?? ''}` }}
  >
    <Recapitulatif
      sansFilets
      lignes={[
        { cle: 'De', valeur: expediteur },
        { cle: 'À', valeur: c.a.join(', ') },
        ...(c.repondre_a ? [{ cle: 'Répondre à', valeur: c.repondre_a }] : []),
        {
          cle: 'Écrite le',
          valeur: `${dateHeureSimple(c.cree_le)} (${(ETATS[c.etat] ?? c.etat).toLocaleLowerCase('fr')})`,
        },
        ...(c.pieces.length > 0 ? [{ cle: 'Pièces jointes', valeur: c.pieces.map((x) => x.nom).join(', ') }] : []),
      ]}
    />
    <article class="laureat-lettre">
      <h1 class="govuk-heading-m">{c.objet}</h1>
      <Blocs blocs={c.blocs} />
    </article>
  </Page>
)
