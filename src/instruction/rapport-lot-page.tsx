import { accorder } from '../domaine/francais.ts'
import { Avis } from '../ui/avis.tsx'
import { PageSuivante } from '../ui/navigation.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import type { LigneLot } from './lots.tsx'
import { listeDe, MONTRES } from './lots-page.tsx'

const ETATS = {
  attente: { mot: 'En attente', ton: 'ici' },
  fait: { mot: 'Fait', ton: 'fait' },
  refuse: { mot: 'Refusé', ton: 'erreur' },
} as const

/** Progress with its count, then the report, line by line. */
type Rapport = {
  cadre: Cadre
  slug: string
  id: string
  titre: string
  fini: boolean
  lignes: LigneLot[]
  page: string | undefined
  retour: string | undefined
}

export const RapportLot = (p: Rapport) => {
  const page = Math.max(1, /^\d{1,4}$/.test(p.page ?? '') ? Number(p.page) : 1)
  const lignes = p.lignes.slice((page - 1) * MONTRES, page * MONTRES)
  const lien = (n: number) => urls.lot.href({ slug: p.slug, id: p.id }, { page: n, retour: p.retour })
  const de = (etat: string) => p.lignes.filter((l) => l.etat === etat).length
  return (
    <Page
      {...p.cadre}
      titre={p.titre}
      prive
      retour={{ href: listeDe(p.slug, p.retour), libelle: 'La liste des dossiers' }}
    >
      <h1 class="govuk-heading-xl">{p.titre}</h1>
      <Avis
        ton={p.fini ? (de('refuse') > 0 ? 'attention' : 'succes') : 'information'}
        titre={p.fini ? 'C’est terminé.' : 'Le travail est en cours.'}
      >
        <p>
          {accorder(de('fait'), 'fait')}, {accorder(de('refuse'), 'refusé')}, {de('attente')} en attente, sur{' '}
          {p.lignes.length}.{p.fini ? '' : ' Vous pouvez quitter cette page : le travail continue.'}
        </p>
        {p.fini ? null : (
          <p>
            <a href={lien(page)}>Voir où il en est</a>
          </p>
        )}
      </Avis>
      <Tableau
        legende="Rapport, dossier par dossier"
        colonnes={[{ titre: 'Dossier' }, { titre: 'Porteur' }, { titre: 'Résultat' }, { titre: 'Raison' }]}
        lignes={lignes.map((l) => {
          const etat = ETATS[(l.etat ?? 'attente') as keyof typeof ETATS] // the base holds these three only
          return [
            <a href={urls.bureauDossier.href({ slug: p.slug, id: l.id })}>{l.numero}</a>,
            l.organisme,
            <PuceEtat ton={etat.ton}>{etat.mot}</PuceEtat>,
            l.raison ?? '',
          ]
        })}
      />
      {p.lignes.length > MONTRES ? (
        <PageSuivante
          total={accorder(p.lignes.length, 'dossier')}
          precedente={page > 1 ? lien(page - 1) : undefined}
          suivante={page * MONTRES < p.lignes.length ? lien(page + 1) : undefined}
        />
      ) : null}
    </Page>
  )
}
