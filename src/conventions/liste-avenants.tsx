import { GENRES_AVENANT } from '../domaine/actes/etats-avenant.ts'
import { direChangement, estGenre } from '../domaine/convention/avenants.ts'
import type { Avenant, Faits } from '../domaine/faits.ts'
import { dateSimple } from '../domaine/francais.ts'
import { avecCapitale } from '../domaine/organismes.ts'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'

export const ETATS_AVENANT: Record<Avenant['etat'], { mot: string; ton: 'attention' | 'fait' | 'erreur' | 'neutre' }> =
  {
    demande: { mot: 'Demandé', ton: 'attention' },
    instruit: { mot: 'Instruit', ton: 'attention' },
    vote: { mot: 'Voté, à signer', ton: 'attention' },
    signe: { mot: 'Signé par le bénéficiaire', ton: 'attention' },
    notifie: { mot: 'Conclu', ton: 'fait' },
    refuse: { mot: 'Refusé', ton: 'erreur' },
  }

/** The changes asked on an agreement, the last one first. */
export const ListeAvenants = ({ f }: { f: Faits }) => (
  <Tableau
    legende="Changements demandés"
    legendeCachee
    colonnes={[{ titre: 'Demande' }, { titre: 'Ce qui change' }, { titre: 'Demandé le' }, { titre: 'État' }]}
    lignes={f.avenants.toReversed().map((a) => {
      const { mot, ton } = ETATS_AVENANT[a.etat]
      return [
        <a href={urls.avenant.href({ id: f.dossier.id, avenant: a.id })}>
          {estGenre(a.genre) ? GENRES_AVENANT[a.genre] : a.genre}
        </a>,
        avecCapitale(direChangement(a)),
        dateSimple(a.cree_le),
        <PuceEtat ton={ton}>{mot}</PuceEtat>,
      ]
    })}
  />
)
